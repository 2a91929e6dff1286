// An export cut into its records while it is read.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::histories {

/// Takes a record; lives until it returns.
using OnRecord = std::function<void(std::string_view record)>;

/// A longer record is left out.
inline constexpr std::size_t kMostRecordBytes = 16U << 20U;

/// JSON values that stand one after another: the objects of a list, or of lines. Memory: one record.
class JsonRecords {
 public:
  explicit JsonRecords(OnRecord on_record) : on_record_(std::move(on_record)) {}
  /// Takes the next bytes.
  void add(std::string_view bytes);
  /// Whether the bytes ended within a record: then that one is lost.
  [[nodiscard]] bool is_cut() const noexcept { return depth_ > 0; }
  /// How many records were too long.
  [[nodiscard]] std::size_t too_long() const noexcept { return too_long_; }

 private:
  OnRecord on_record_;
  std::string record_;
  std::size_t depth_ = 0;  ///< braces that are open
  bool in_text_ = false;
  bool escaped_ = false;
  bool is_too_long_ = false;
  std::size_t too_long_ = 0;
};

/// Lines of a table; a line end within quotes belongs to its cell. Memory: one record.
class TableRecords {
 public:
  explicit TableRecords(OnRecord on_record) : on_record_(std::move(on_record)) {}
  /// Takes the next piece of the table, and gives the records that end in it.
  void add(std::string_view bytes);
  /// Gives the last line, which may lack its end.
  void end();

 private:
  void give();
  OnRecord on_record_;
  std::string record_;
  bool in_quotes_ = false;
};

/// The cells of a record, quotes taken away.
[[nodiscard]] std::vector<std::string> cells_of(std::string_view record, char delimiter);

}  // namespace leitmotif::histories
