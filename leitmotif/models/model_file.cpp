#include "leitmotif/models/model_file.hpp"

#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"

namespace leitmotif::models {
namespace {

static_assert(std::endian::native == std::endian::little, "tensors are mapped as they lie in the file");

constexpr std::size_t kSizeBytes = 8;
constexpr std::size_t kAlignment = 64;
constexpr std::size_t kMaxHeaderBytes = 64U << 20U;
constexpr std::string_view kDigestMark = "\"digest\":\"";
constexpr std::size_t kDigestChars = 64;
constexpr std::string_view kFormat = "leitmotif";

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& reason) {
  throw Error(ErrorKind::corrupt_data, path.string() + ": is not a usable Leitmotif model: " + reason);
}

/// Where the 64 characters of the digest stand in `header`, or npos.
std::size_t digest_position(std::string_view header) {
  const std::size_t mark = header.find(kDigestMark);
  if (mark == std::string_view::npos) return mark;
  const std::size_t position = mark + kDigestMark.size();
  return position + kDigestChars <= header.size() ? position : std::string_view::npos;
}

std::string digest_of(std::string_view head, std::string_view tail) {
  Sha256 digest;
  digest.add(head);
  digest.add(std::string(kDigestChars, '0'));
  digest.add(tail);
  return digest.hex();
}

std::size_t product(const std::vector<std::size_t>& shape) {
  std::size_t count = 1;
  for (const std::size_t extent : shape) {
    if (extent != 0 && count > (std::size_t{1} << 40U) / extent) return std::size_t{1} << 48U;
    count *= extent;
  }
  return count;
}

TensorView read_tensor(const Json& entry, std::string_view data) {
  if (entry.at("dtype") != "F32") throw std::domain_error("a tensor is not of 32-bit floats");
  TensorView tensor;
  tensor.shape = entry.at("shape").get<std::vector<std::size_t>>();
  const auto begin = entry.at("data_offsets").at(0).get<std::size_t>();
  const auto end = entry.at("data_offsets").at(1).get<std::size_t>();
  const std::size_t count = product(tensor.shape);
  if (begin > end || end > data.size() || end - begin != count * sizeof(float) || begin % sizeof(float) != 0)
    throw std::domain_error("a tensor lies outside the file");
  tensor.values = {reinterpret_cast<const float*>(data.data() + begin), count};
  return tensor;
}

}  // namespace

ModelFile ModelFile::load(const std::filesystem::path& path) {
  ModelFile file(path);
  file.read_header();
  file.check_digest();
  const std::string& version = file.text("format_version");
  if (version != std::to_string(kFormatVersion))
    throw Error(ErrorKind::unsupported, path.string() + ": has model format " + version + ", this program reads " +
                                            std::to_string(kFormatVersion));
  return file;
}

void ModelFile::read_header() {
  const std::string_view bytes = file_.bytes();
  if (bytes.size() < kSizeBytes) refuse(path_, "it is too short");
  std::uint64_t header_bytes = 0;
  std::memcpy(&header_bytes, bytes.data(), kSizeBytes);
  if (header_bytes > kMaxHeaderBytes || header_bytes > bytes.size() - kSizeBytes)
    refuse(path_, "it is cut short or not in the safetensors form");
  const std::string_view data = bytes.substr(kSizeBytes + header_bytes);
  try {
    const Json header = parse_json(bytes.substr(kSizeBytes, header_bytes), path_.string());
    texts_ = header.at("__metadata__").get<std::map<std::string, std::string>>();
    if (texts_["format"] != kFormat) refuse(path_, "it is a safetensors file of another program");
    for (const auto& entry : header.items())
      if (entry.key != "__metadata__") tensors_[entry.key] = read_tensor(entry.value, data);
  } catch (const JsonMismatch&) {
    refuse(path_, "its header is damaged");
  } catch (const std::domain_error& error) {
    refuse(path_, error.what());
  }
}

void ModelFile::check_digest() const {
  const std::string_view bytes = file_.bytes();
  const std::size_t position = digest_position(bytes);
  if (position == std::string_view::npos) refuse(path_, "it has no digest");
  const std::string expected = digest_of(bytes.substr(0, position), bytes.substr(position + kDigestChars));
  if (bytes.substr(position, kDigestChars) != expected || text("digest") != expected)
    refuse(path_, "its bytes were changed after it was written (digest differs)");
}

const std::string& ModelFile::text(const std::string& key) const {
  const auto found = texts_.find(key);
  if (found == texts_.end()) refuse(path_, "it has no '" + key + "'");
  return found->second;
}

const std::vector<std::size_t>& ModelFile::shape(const std::string& name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) refuse(path_, "it has no tensor '" + name + "'");
  return found->second.shape;
}

std::span<const float> ModelFile::tensor(const std::string& name, const std::vector<std::size_t>& expected) const {
  if (shape(name) != expected) refuse(path_, "its tensor '" + name + "' has an unexpected shape");
  const std::span<const float> values = tensors_.at(name).values;
  for (const float value : values)
    if (!std::isfinite(value)) refuse(path_, "its tensor '" + name + "' holds a number that is not finite");
  return values;
}

void write_model_file(const std::filesystem::path& path, std::map<std::string, std::string> texts,
                      const std::map<std::string, TensorView>& tensors) {
  texts["format"] = kFormat;
  texts["format_version"] = std::to_string(kFormatVersion);
  texts["digest"] = std::string(kDigestChars, '0');
  // The digest comes first, so that no other text can be taken for it.
  Json header = Json::object();
  header["__metadata__"]["digest"] = texts["digest"];
  for (const auto& [key, value] : texts) header["__metadata__"][key] = value;
  std::size_t offset = 0;
  for (const auto& [name, tensor] : tensors) {
    const std::size_t end = offset + tensor.values.size_bytes();
    header[name] = {{"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {offset, end}}};
    offset = end;
  }
  std::string head = header.dump();
  head.append(kAlignment - (kSizeBytes + head.size()) % kAlignment, ' ');
  const std::uint64_t header_bytes = head.size();
  std::string bytes(reinterpret_cast<const char*>(&header_bytes), kSizeBytes);
  bytes += head;
  for (const auto& [name, tensor] : tensors)
    bytes.append(reinterpret_cast<const char*>(tensor.values.data()), tensor.values.size_bytes());

  const std::size_t position = digest_position(bytes);
  const std::string_view whole = bytes;
  bytes.replace(position, kDigestChars, digest_of(whole.substr(0, position), whole.substr(position + kDigestChars)));
  write_file(path, bytes);
}

}  // namespace leitmotif::models
