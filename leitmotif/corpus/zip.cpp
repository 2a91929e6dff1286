#include "leitmotif/corpus/zip.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <span>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::size_t kBlockBytes = 64U << 10U;
constexpr int kMaxEntries = 10'000;

/// A zip archive whose entries are read in order. Its directory, which stands at the end, must be there: libarchive
/// could do without and would take a cut archive for a whole one.
class ZipReader {
 public:
  explicit ZipReader(const std::filesystem::path& file) : file_(file), handle_(archive_read_new(), archive_read_free) {
    if (handle_ == nullptr || archive_read_support_format_zip_seekable(handle_.get()) != ARCHIVE_OK)
      throw Error(ErrorKind::internal, "libarchive cannot read zip archives");
    if (archive_read_open_filename(handle_.get(), file.c_str(), kBlockBytes) != ARCHIVE_OK) throw_corrupt();
  }

  /// The next entry, or nullptr at the end. It lives until the next call.
  archive_entry* next() {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(handle_.get(), &entry);
    if (status == ARCHIVE_EOF) return nullptr;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) throw_corrupt();
    if (++entries_ > kMaxEntries)
      throw Error(ErrorKind::resource_limit,
                  file_.string() + ": has more than " + std::to_string(kMaxEntries) + " entries");
    return entry;
  }

  /// The next bytes of the entry under way, at most as many as `block` has; 0 at its end.
  std::size_t read(std::span<char> block) {
    const la_ssize_t count = archive_read_data(handle_.get(), block.data(), block.size());
    // Warnings too: a checksum that does not fit is one.
    if (count < 0) throw_corrupt();
    return static_cast<std::size_t>(count);
  }

 private:
  [[noreturn]] void throw_corrupt() {
    const char* reason = archive_error_string(handle_.get());
    throw Error(ErrorKind::corrupt_data,
                file_.string() + ": is not a whole zip archive: " + (reason == nullptr ? "no reason given" : reason));
  }

  std::filesystem::path file_;
  std::unique_ptr<archive, int (*)(archive*)> handle_;
  int entries_ = 0;
};

/// The entry's name, or an empty one when it is in no character set that libarchive can read.
std::string name_of(archive_entry* entry) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  return name == nullptr ? std::string() : std::string(name);
}

bool ends_with(std::string_view text, std::string_view end) noexcept {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// Whether the last part of a path in the archive is `wanted`.
bool is_called(std::string_view path, std::string_view wanted) noexcept {
  return path == wanted || (ends_with(path, wanted) && path[path.size() - wanted.size() - 1] == '/');
}

/// Which entry is meant: one called `wanted`, in the archive's root or any folder of it, or else the only .csv.
std::string choose_entry(const std::filesystem::path& file, std::string_view wanted) {
  ZipReader archive(file);
  std::string only_csv;
  int csv_entries = 0;
  while (archive_entry* entry = archive.next()) {
    std::string name = name_of(entry);
    if (is_called(name, wanted)) return name;
    if (!ends_with(name, ".csv")) continue;
    only_csv = name;
    ++csv_entries;
  }
  if (csv_entries == 1) return only_csv;
  throw Error(ErrorKind::corrupt_data, file.string() + ": has no entry '" + std::string(wanted) + "' and " +
                                           std::to_string(csv_entries) + " .csv files, expected one");
}

void copy_entry(ZipReader& archive, const std::filesystem::path& file, std::uint64_t limit_bytes,
                const std::function<void(std::string_view)>& sink) {
  std::string block(kBlockBytes, '\0');
  std::uint64_t total = 0;
  while (const std::size_t count = archive.read(block)) {
    total += count;
    if (total > limit_bytes)
      throw Error(ErrorKind::resource_limit,
                  file.string() + ": unpacks to more than the limit of " + std::to_string(limit_bytes) + " bytes");
    sink(std::string_view(block).substr(0, count));
  }
}

}  // namespace

bool is_zip(const std::filesystem::path& file) {
  return MappedFile(file).bytes().substr(0, 4) == std::string_view("PK\x03\x04", 4);
}

std::string extract_zip_entry(const std::filesystem::path& archive, std::string_view entry, std::uint64_t limit_bytes,
                              const std::function<void(std::string_view)>& sink) {
  std::string chosen = choose_entry(archive, entry);
  ZipReader reader(archive);
  while (archive_entry* found = reader.next()) {
    if (name_of(found) != chosen) continue;
    if (archive_entry_is_encrypted(found) != 0)
      throw Error(ErrorKind::unsupported, archive.string() + ": the entry '" + chosen + "' is encrypted");
    copy_entry(reader, archive, limit_bytes, sink);
    return chosen;
  }
  throw Error(ErrorKind::corrupt_data, archive.string() + ": the entry '" + chosen + "' cannot be found again");
}

void for_zip_entries(const std::filesystem::path& archive, const std::function<bool(std::string_view name)>& is_wanted,
                     const OnZipBytes& sink) {
  ZipReader reader(archive);
  std::uint64_t left = kMostZipBytes;
  while (archive_entry* found = reader.next()) {
    const std::string name = name_of(found);
    if (!is_wanted(name)) continue;
    if (archive_entry_is_encrypted(found) != 0)
      throw Error(ErrorKind::unsupported, archive.string() + ": the entry '" + name + "' is encrypted");
    bool is_first = true;
    copy_entry(reader, archive, left, [&](std::string_view bytes) {
      left -= bytes.size();
      sink(name, bytes, is_first);
      is_first = false;
    });
  }
}

}  // namespace leitmotif::corpus
