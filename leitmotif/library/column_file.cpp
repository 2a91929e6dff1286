#include "leitmotif/library/column_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>

#include "leitmotif/core/error.hpp"

namespace leitmotif::library {
namespace {

constexpr std::size_t kAlignment = 64;
constexpr std::string_view kTextsEnd = ".ends";

/// Takes what stands before the next `end`.
std::string_view take(std::string_view& text, char end) {
  const std::size_t size = std::min(text.find(end), text.size());
  const std::string_view part = text.substr(0, size);
  text.remove_prefix(std::min(size + 1, text.size()));
  return part;
}

std::size_t number_from(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Block block_from(std::string_view line) {
  Block block;
  block.name = take(line, '\t');
  block.method = take(line, '\t');
  block.offset = number_from(take(line, '\t'));
  block.bytes = number_from(line);
  return block;
}

std::filesystem::path with_its_folder(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  if (error) throw Error(ErrorKind::io, path.string() + ": cannot create its folder: " + error.message());
  return path;
}

/// The number in NAME.NUMBER.columns, when the file is a column file of that name.
std::optional<std::uint64_t> version_in(std::string_view file, std::string_view name) {
  constexpr std::string_view kEnd = ".columns";
  if (file.size() <= name.size() + 1 + kEnd.size() || !file.starts_with(name) || file[name.size()] != '.' ||
      !file.ends_with(kEnd))
    return std::nullopt;
  file.remove_prefix(name.size() + 1);
  file.remove_suffix(kEnd.size());
  std::uint64_t version = 0;
  const auto [end, error] = std::from_chars(file.data(), file.data() + file.size(), version);
  if (error != std::errc() || end != file.data() + file.size()) return std::nullopt;
  return version;
}

/// Removes what earlier versions of the program kept of the same.
void remove_earlier(const std::filesystem::path& path) {
  const std::string file = path.filename().string();
  const std::string name = file.substr(0, file.find('.'));
  const auto version = version_in(file, name);
  if (!version) return;
  std::error_code ignored;
  std::vector<std::filesystem::path> earlier;
  for (const auto& entry : std::filesystem::directory_iterator(path.parent_path(), ignored))
    if (const auto other = version_in(entry.path().filename().string(), name); other && *other < *version)
      earlier.push_back(entry.path());
  for (const std::filesystem::path& one : earlier) std::filesystem::remove(one, ignored);
}

}  // namespace

std::optional<ColumnFile> ColumnFile::open(const std::filesystem::path& path, std::string_view key) {
  try {
    ColumnFile columns;
    columns.file_ = std::make_shared<const CheckedFile>(path);
    std::string_view head = columns.file_->head();
    if (take(head, '\n') != key) return std::nullopt;
    while (!head.empty()) columns.blocks_.push_back(block_from(take(head, '\n')));
    return columns;
  } catch (const Error&) {
    return std::nullopt;
  }
}

std::string_view ColumnFile::bytes_of(std::string_view name, std::size_t size) const {
  const auto block = std::ranges::find(blocks_, name, &Block::name);
  const std::string_view body = file_->body();
  if (block == blocks_.end() || block->bytes % size != 0 || block->offset % kAlignment != 0 ||
      block->offset > body.size() || block->bytes > body.size() - block->offset)
    throw Error(ErrorKind::corrupt_data, "the columns beside the library have no '" + std::string(name) + "'");
  return body.substr(block->offset, block->bytes);
}

TextColumn ColumnFile::texts(std::string_view name) const {
  return {numbers<char>(name), numbers<std::uint32_t>(std::string(name) + std::string(kTextsEnd))};
}

ColumnFileWriter::ColumnFileWriter(const std::filesystem::path& path) : path_(path), file_(with_its_folder(path)) {}

void ColumnFileWriter::add_bytes(const Block& block, std::string_view bytes) {
  file_.align(kAlignment);
  blocks_.push_back({block.name, block.method, file_.size(), bytes.size()});
  file_.write(bytes);
}

void ColumnFileWriter::add_texts(const std::string& name, const TextColumn& texts) {
  add({name}, texts.bytes());
  add({name + std::string(kTextsEnd)}, texts.ends());
}

void ColumnFileWriter::commit(std::string_view key) {
  std::string head(key);
  for (const Block& block : blocks_)
    head += '\n' + block.name + '\t' + block.method + '\t' + std::to_string(block.offset) + '\t' +
            std::to_string(block.bytes);
  file_.commit(head);
  remove_earlier(path_);
}

void read_ahead(const std::filesystem::path& folder) {
  std::error_code ignored;
  for (std::filesystem::directory_iterator entry(folder, ignored), end; !ignored && entry != end;
       entry.increment(ignored)) {
    if (entry->path().extension() != ".columns") continue;
    const int file = ::open(entry->path().c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) continue;
    (void)::posix_fadvise(file, 0, 0, POSIX_FADV_WILLNEED);
    (void)::close(file);
  }
}

}  // namespace leitmotif::library
