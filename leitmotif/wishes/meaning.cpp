#include "leitmotif/wishes/meaning.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/lines.hpp"

static_assert(std::endian::native == std::endian::little, "numbers in the vectors file are little-endian");

namespace leitmotif::wishes {
namespace {

constexpr std::string_view kMagic = "leitmotif-vectors-1\n";
constexpr std::size_t kDigest = 64;
constexpr std::size_t kLargestVectors = 64U << 20U;
constexpr std::size_t kMostWords = 1U << 20U;
constexpr std::size_t kMostDimensions = 1024;

template <typename T>
void append(std::string& bytes, std::span<const T> values) {
  bytes.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
}

/// Takes numbers off the front; throws when they are not there.
template <typename T>
std::vector<T> take(std::string_view& bytes, std::size_t count) {
  if (bytes.size() / sizeof(T) < count) throw Error(ErrorKind::corrupt_data, "it is cut off");
  std::vector<T> values(count);
  std::memcpy(values.data(), bytes.data(), count * sizeof(T));
  bytes.remove_prefix(count * sizeof(T));
  return values;
}

VectorData parse(std::string_view bytes) {
  if (bytes.substr(0, kMagic.size()) != kMagic || bytes.size() < kMagic.size() + kDigest)
    throw Error(ErrorKind::corrupt_data, "it is no file of word vectors");
  const std::string_view body = bytes.substr(0, bytes.size() - kDigest);
  if (sha256_hex(body) != bytes.substr(body.size())) throw Error(ErrorKind::corrupt_data, "its digest is wrong");
  std::string_view rest = body.substr(kMagic.size());
  const std::vector<std::uint32_t> sizes = take<std::uint32_t>(rest, 2);
  if (sizes[0] > kMostWords || sizes[1] > kMostDimensions || sizes[0] == 0 || sizes[1] == 0)
    throw Error(ErrorKind::corrupt_data, "its sizes make no sense");
  VectorData data;
  data.dimensions = sizes[1];
  data.common = take<float>(rest, sizes[1]);
  data.weight = take<float>(rest, sizes[0]);
  data.rows = take<std::int8_t>(rest, std::size_t{sizes[0]} * sizes[1]);
  for (const std::string_view word : each_line(rest)) data.words.emplace_back(word);
  return data;
}

double length_of(std::span<const float> vector) {
  double sum = 0;
  for (const float x : vector) sum += static_cast<double>(x) * static_cast<double>(x);
  return std::sqrt(sum);
}

}  // namespace

WordVectors::WordVectors(VectorData data)
    : data_(std::move(data)), numbers_(data_.words.size(), 16 * data_.words.size()) {
  const std::size_t words = data_.words.size();
  if (words == 0 || data_.weight.size() != words || data_.rows.size() != words * data_.dimensions ||
      data_.common.size() != data_.dimensions)
    throw Error(ErrorKind::corrupt_data, "word vectors: the number of words, weights and rows differ");
  for (std::size_t i = 0; i < words; ++i) numbers_.set(data_.words[i], static_cast<std::uint32_t>(i));
}

WordVectors WordVectors::load(const std::filesystem::path& file) {
  const std::string bytes = read_file(file, kLargestVectors);
  try {
    return WordVectors(parse(bytes));
  } catch (const Error& error) {
    throw Error(error.kind(), file.string() + ": " + error.what());
  }
}

std::optional<std::size_t> WordVectors::find(std::string_view word) const noexcept {
  const auto entry = numbers_.find(word);
  if (!entry) return std::nullopt;
  return entry->value;
}

std::vector<float> WordVectors::finished(std::vector<float> sum) const {
  const double length = length_of(sum);
  if (!(length > 1e-6)) return {};
  for (std::size_t d = 0; d < sum.size(); ++d)
    sum[d] = static_cast<float>(static_cast<double>(sum[d]) / length) - data_.common[d];
  const double rest = length_of(sum);
  if (!(rest > 1e-6)) return {};
  for (float& x : sum) x = static_cast<float>(static_cast<double>(x) / rest);
  return sum;
}

std::vector<float> WordVectors::across_common(std::vector<float> sum) const {
  double along = 0;
  double common = 0;
  for (std::size_t d = 0; d < sum.size(); ++d) {
    along += static_cast<double>(sum[d]) * static_cast<double>(data_.common[d]);
    common += static_cast<double>(data_.common[d]) * static_cast<double>(data_.common[d]);
  }
  if (common > 0)
    for (std::size_t d = 0; d < sum.size(); ++d) sum[d] -= static_cast<float>(along / common) * data_.common[d];
  const double length = length_of(sum);
  if (!(length > 1e-6)) return {};
  for (float& x : sum) x = static_cast<float>(static_cast<double>(x) / length);
  return sum;
}

std::vector<float> WordVectors::direction(const Tokens& tokens) const {
  // In the order of the words' numbers, so that the sum does not depend on the order of the text.
  std::vector<std::uint32_t> found;
  for (const std::string_view word : tokens)
    if (const auto entry = numbers_.find(word)) found.push_back(entry->value);
  std::sort(found.begin(), found.end());
  std::vector<float> sum(data_.dimensions, 0.0F);
  for (std::size_t i = 0; i < found.size();) {
    std::size_t end = i;
    while (end < found.size() && found[end] == found[i]) ++end;
    const float weight = std::log1p(static_cast<float>(end - i)) * data_.weight[found[i]];
    const std::span<const std::int8_t> word = row(found[i]);
    for (std::size_t d = 0; d < sum.size(); ++d) sum[d] += weight * static_cast<float>(word[d]);
    i = end;
  }
  return finished(std::move(sum));
}

std::vector<float> WordVectors::direction(std::span<const std::pair<std::string, double>> words) const {
  std::vector<float> sum(data_.dimensions, 0.0F);
  for (const auto& [word, strength] : words) {
    const auto number = find(word);
    if (!number) continue;
    const std::span<const std::int8_t> values = row(*number);
    for (std::size_t d = 0; d < sum.size(); ++d) sum[d] += static_cast<float>(strength) * static_cast<float>(values[d]);
  }
  return across_common(std::move(sum));
}

std::vector<std::pair<std::string, double>> WordVectors::nearest(std::string_view word, std::size_t n) const {
  const auto sought = find(word);
  if (!sought) return {};
  std::vector<std::pair<int, std::size_t>> found;
  for (std::size_t i = 0; i < words(); ++i) {
    if (i == *sought) continue;
    int dot = 0;
    for (std::size_t d = 0; d < data_.dimensions; ++d) dot += row(*sought)[d] * row(i)[d];
    found.emplace_back(-dot, i);
  }
  const std::size_t kept = std::min(n, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end());
  std::vector<std::pair<std::string, double>> nearest;
  for (std::size_t i = 0; i < kept; ++i)
    nearest.emplace_back(data_.words[found[i].second], -found[i].first / (127.0 * 127.0));
  return nearest;
}

std::string vectors_file(const VectorData& data) {
  std::string bytes(kMagic);
  const std::array<std::uint32_t, 2> sizes = {static_cast<std::uint32_t>(data.words.size()),
                                              static_cast<std::uint32_t>(data.dimensions)};
  append<std::uint32_t>(bytes, sizes);
  append<float>(bytes, data.common);
  append<float>(bytes, data.weight);
  append<std::int8_t>(bytes, data.rows);
  for (const std::string& word : data.words) bytes += word + '\n';
  return bytes + sha256_hex(bytes);
}

std::vector<std::int8_t> packed(std::span<const float> direction) {
  std::vector<std::int8_t> bytes(direction.size());
  for (std::size_t d = 0; d < bytes.size(); ++d)
    bytes[d] = static_cast<std::int8_t>(std::lround(std::clamp(direction[d], -1.0F, 1.0F) * 127.0F));
  return bytes;
}

}  // namespace leitmotif::wishes
