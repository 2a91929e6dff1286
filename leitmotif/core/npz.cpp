#include "leitmotif/core/npz.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"

namespace leitmotif {
namespace {

/// What a header's length is padded to, so that arrays can be mapped.
constexpr std::size_t kAlignment = 64;
constexpr std::string_view kNpyMagic("\x93NUMPY\x01\x00", 8);
/// The widest text that is kept whole: one very long name must not make every name as long.
constexpr std::size_t kWidestText = 1000;

la_ssize_t write_block(archive* /*handle*/, void* file, const void* bytes, std::size_t size) {
  try {
    static_cast<AtomicFile*>(file)->write({static_cast<const char*>(bytes), size});
    return static_cast<la_ssize_t>(size);
  } catch (const Error&) {
    return -1;  // libarchive is C: the exception becomes its error, and Error(io) again in `check`
  }
}

template <class Value>
std::string_view bytes_of(std::span<const Value> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

std::string npy_header(std::string_view type, std::span<const std::size_t> shape) {
  std::string text = "{'descr': '" + std::string(type) + "', 'fortran_order': False, 'shape': (";
  for (const std::size_t extent : shape) text += std::to_string(extent) + ",";
  text += "), }";
  const std::size_t before = kNpyMagic.size() + 2;
  text.append(kAlignment - (before + text.size() + 1) % kAlignment, ' ');
  text += '\n';
  std::string header(kNpyMagic);
  header += static_cast<char>(text.size() & 0xFFU);
  header += static_cast<char>(text.size() >> 8U);
  return header + text;
}

/// Code points of well-formed UTF-8.
std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if ((value & 0xC0U) == 0x80U && !points.empty())
      points.back() = (points.back() << 6U) | (value & 0x3FU);
    else
      points += value < 0x80U ? value : value < 0xE0U ? value & 0x1FU : value < 0xF0U ? value & 0x0FU : value & 0x07U;
  }
  return points;
}

}  // namespace

struct NpzFile::State {
  explicit State(std::filesystem::path where) : path(where), file(std::move(where)) {}

  std::filesystem::path path;
  AtomicFile file;
  std::unique_ptr<archive, int (*)(archive*)> handle{archive_write_new(), archive_write_free};

  void check(int status) const {
    if (status < ARCHIVE_OK) throw Error(ErrorKind::io, path.string() + ": cannot be written");
  }
};

NpzFile::NpzFile(std::filesystem::path path) : state_(std::make_unique<State>(std::move(path))) {
  archive* const handle = state_->handle.get();
  state_->check(archive_write_set_format_zip(handle));
  state_->check(archive_write_zip_set_compression_store(handle));
  state_->check(archive_write_set_bytes_in_last_block(handle, 1));
  state_->check(archive_write_open(handle, &state_->file, nullptr, write_block, nullptr));
}

NpzFile::~NpzFile() = default;

void NpzFile::begin(std::string_view name, std::string_view type, std::span<const std::size_t> shape,
                    std::size_t bytes) {
  const std::string header = npy_header(type, shape);
  const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(), archive_entry_free);
  archive_entry_set_pathname(entry.get(), (std::string(name) + ".npy").c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(header.size() + bytes));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  state_->check(archive_write_header(state_->handle.get(), entry.get()));
  put(header);
}

void NpzFile::put(std::string_view bytes) {
  if (bytes.empty()) return;
  const la_ssize_t written = archive_write_data(state_->handle.get(), bytes.data(), bytes.size());
  state_->check(written == static_cast<la_ssize_t>(bytes.size()) ? ARCHIVE_OK : ARCHIVE_FATAL);
}

void NpzFile::add(std::string_view name, std::span<const float> values, std::size_t columns) {
  if (columns > 0 && values.size() % columns != 0)
    throw Error(ErrorKind::internal, std::string(name) + ": values do not fill whole rows");
  const std::array<std::size_t, 2> table = {columns == 0 ? values.size() : values.size() / columns, columns};
  begin(name, "<f4", std::span(table).first(columns == 0 ? 1 : 2), values.size_bytes());
  put(bytes_of(values));
}

void NpzFile::add(std::string_view name, std::span<const std::int64_t> values) {
  begin(name, "<i8", std::array{values.size()}, values.size_bytes());
  put(bytes_of(values));
}

void NpzFile::add(std::string_view name, std::span<const std::int32_t> values) {
  begin(name, "<i4", std::array{values.size()}, values.size_bytes());
  put(bytes_of(values));
}

void NpzFile::add(std::string_view name, std::span<const std::uint8_t> values) {
  begin(name, "|u1", std::array{values.size()}, values.size_bytes());
  put(bytes_of(values));
}

void NpzFile::add(std::string_view name, std::span<const std::string> texts) {
  std::size_t width = 1;
  for (const std::string& text : texts) width = std::max(width, std::min(kWidestText, code_points(text).size()));
  begin(name, "<U" + std::to_string(width), std::array{texts.size()}, texts.size() * width * sizeof(char32_t));
  for (const std::string& text : texts) {
    std::u32string points = code_points(text);
    points.resize(width);
    put(bytes_of(std::span<const char32_t>(points)));
  }
}

void NpzFile::commit() {
  state_->check(archive_write_close(state_->handle.get()));
  state_->file.commit();
}

}  // namespace leitmotif
