// All songs of a file or library as columns: what an exploration reads, and nothing else.
// Flow: CSV or library -> SongTable -> Analysis.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::explore {

/// A number of this size or more is taken for an error of the file, like an infinity: its square has no room.
inline constexpr double kLargestNumber = 1e100;

/// One number of every song.
struct Feature {
  std::string name;
  std::vector<double> values;  ///< [rows], kMissing where there is none
  std::size_t unreadable = 0;  ///< cells that hold something else than a number; missing in `values`
  std::size_t infinite = 0;    ///< cells beyond kLargestNumber; missing in `values`
};

/// In Groups::of_row: the song has no such group.
inline constexpr std::uint16_t kNoGroup = 0xFFFF;
/// More different names than this: the rarest go together into the last one, `other`.
inline constexpr std::size_t kMostGroups = 31;

/// Songs by name of something: topic, genre or decade.
struct Groups {
  std::vector<std::string> names;     ///< at most kMostGroups
  std::vector<std::uint16_t> of_row;  ///< [rows] index into `names`, or kNoGroup
  std::vector<std::size_t> counts;    ///< [names] songs in each
  std::size_t missing = 0;            ///< songs without one
  std::size_t gathered = 0;           ///< how many rare names are within `other`; 0: there is no `other`
};

/// Text columns that are counted only.
struct TextColumn {
  std::string name;
  std::size_t missing = 0;
};

/// Whose word the topics are.
enum class TopicSource : std::uint8_t { none, labels, model };

/// Views point into `owned` or into `bytes`.
struct SongTable {
  std::string source;  ///< file name or library, for headings
  std::size_t rows = 0;
  std::size_t columns = 0;     ///< of the file; 0 for a library
  std::size_t rejected = 0;    ///< rows that could not be read
  std::string first_rejected;  ///< where and why the first was
  std::vector<Feature> features;
  std::size_t features_left_out = 0;  ///< further columns of unknown names, beyond the limit of the reader
  std::vector<TextColumn> texts;
  Groups topic;
  Groups genre;
  Groups decade;  ///< such as `1970s`, in the order of time
  TopicSource topic_source = TopicSource::none;
  std::vector<std::string_view> artist;  ///< [rows]
  std::vector<std::string_view> title;   ///< [rows]
  std::vector<std::string_view> words;   ///< [rows] the lyric's words with blanks between; empty when there is none
  std::vector<std::string> notes;        ///< what the reader did beyond reading, in sentences
  std::deque<std::string> owned;
  std::shared_ptr<const void> bytes;
};

/// Gathers names row by row, and makes groups of them.
class GroupNames {
 public:
  /// One row's name; empty: the song has none.
  void add(std::string_view name);
  /// Most frequent first, equals by name; or by name when `by_name` is set, the rare ones still together at the end.
  [[nodiscard]] Groups finished(bool by_name) const;

 private:
  struct Names;
  std::shared_ptr<Names> names_;
  std::vector<std::uint32_t> of_row_;
};

/// `1970s` for 1970..1979. For years 0..9999; otherwise empty.
[[nodiscard]] std::string decade_name(int year);

/// The data set's age of a song: 1 for 1950, 0 for 2020.
[[nodiscard]] constexpr double age_of(double year) noexcept { return (2020 - year) / 70; }

}  // namespace leitmotif::explore
