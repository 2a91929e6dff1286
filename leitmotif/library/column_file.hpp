// Columns as blocks of one file: derived data, made again when it is missing, damaged or of another state.
// Flow: columns -> ColumnFileWriter -> CheckedFile -> ColumnFile -> columns that are read when they are looked at.
// Source: docs/decisions/0033-columns-beside-the-library.md.
#pragma once

#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "leitmotif/core/checked_file.hpp"
#include "leitmotif/core/column.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::library {

/// One block of a file: a column, and what made its values.
struct Block {
  std::string name;
  std::string method = {};  ///< the digest of the model that made it; empty for what was only read
  std::size_t offset = 0;
  std::size_t bytes = 0;
};

/// Immutable; const functions may be called from several threads.
class ColumnFile {
 public:
  /// Nothing when the file is not there, cannot be read, is damaged, or does not have this `key`.
  [[nodiscard]] static std::optional<ColumnFile> open(const std::filesystem::path& path, std::string_view key);

  /// The blocks in the order they stand in the file.
  [[nodiscard]] const std::vector<Block>& blocks() const noexcept { return blocks_; }
  /// The numbers of a block. Throws corrupt_data when there is none of that name, or it holds no whole numbers.
  template <class T>
  [[nodiscard]] Column<T> numbers(std::string_view name) const {
    static_assert(std::is_arithmetic_v<T>);
    const std::string_view bytes = bytes_of(name, sizeof(T));
    // Blocks begin at multiples of 64 bytes of a file that is mapped at a page.
    return Column<T>(std::span(reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)), file_);
  }
  /// The texts that ColumnFileWriter::add_texts wrote. Throws as `numbers`.
  [[nodiscard]] TextColumn texts(std::string_view name) const;
  [[nodiscard]] const std::shared_ptr<const CheckedFile>& file() const noexcept { return file_; }

 private:
  [[nodiscard]] std::string_view bytes_of(std::string_view name, std::size_t size) const;

  std::shared_ptr<const CheckedFile> file_;
  std::vector<Block> blocks_;
};

/// Nothing is at its place until `commit`.
class ColumnFileWriter {
 public:
  /// Makes the folder when it is missing. Throws io.
  explicit ColumnFileWriter(const std::filesystem::path& path);

  /// `block.name` must be new; its place is filled in. Throws io.
  template <class T>
  void add(const Block& block, const Column<T>& column) {
    static_assert(std::is_arithmetic_v<T>);
    const std::span<const T> numbers = column.all();
    add_bytes(block, {reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes()});
  }
  /// Adds a column of texts as blocks of that name.
  void add_texts(const std::string& name, const TextColumn& texts);
  /// Puts the file in its place, and removes what earlier versions of the program kept of the same: NAME.1.columns once
  /// there is NAME.2.columns. Throws io.
  void commit(std::string_view key);

 private:
  void add_bytes(const Block& block, std::string_view bytes);

  std::filesystem::path path_;
  CheckedFileWriter file_;
  std::vector<Block> blocks_;
};

/// What `read` makes of the file at `path`: an optional value. Nothing when the file is not there, is damaged or does
/// not have this `key`, and when `read` throws an Error: whoever asks makes the columns anew.
template <class Read>
[[nodiscard]] auto read_kept(const std::filesystem::path& path, std::string_view key, const Read& read)
    -> std::invoke_result_t<Read, const ColumnFile&> {
  try {
    const std::optional<ColumnFile> file = ColumnFile::open(path, key);
    if (!file) return std::nullopt;
    return read(*file);
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// Whether the columns that `add` gives a writer are now at `path`. They are not on a full disk, or in a folder that is
/// not ours: then they are in memory alone.
template <class Add>
bool keep_columns(const std::filesystem::path& path, std::string_view key, const Add& add) {
  try {
    ColumnFileWriter file(path);
    add(file);
    file.commit(key);
    return true;
  } catch (const Error&) {
    return false;
  }
}

/// Asks the system to read what is kept in a folder before somebody looks at it; nothing waits for it.
void read_ahead(const std::filesystem::path& folder);

}  // namespace leitmotif::library
