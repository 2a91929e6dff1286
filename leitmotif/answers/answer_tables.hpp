// Answers on the wire: one table each, the same on the command line and over HTTP.
// Flow: what a verb of the engine gave -> its table -> standard output, the body of a response, OpenAPI.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "leitmotif/answers/answers.hpp"
#include "leitmotif/answers/listing.hpp"
#include "leitmotif/collection/doctor.hpp"
#include "leitmotif/collection/moods.hpp"
#include "leitmotif/collection/scan.hpp"
#include "leitmotif/intake/import_report.hpp"
#include "leitmotif/models/classifier.hpp"
#include "leitmotif/reading/read_lyric.hpp"
#include "leitmotif/reading/reader.hpp"
#include "leitmotif/reading/word_span.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::answers {

/// A lyric and what the model said about it. Lifetime: as long as the model.
struct Classified {
  std::string id;
  reading::LyricReading reading;
  const models::Classifier& model;
  std::optional<std::vector<WordShare>> words = {};          ///< when it was asked to explain
  std::optional<std::vector<reading::WordSpan>> spans = {};  ///< where they stand, when that was asked for too
  std::string id_json = {};                                  ///< instead of `id`: any JSON, given back as it came
};

/// Songs that were taken out, the last first.
struct RemovedSongs {
  std::vector<catalog::RemovedSong> songs;
};

/// A row of the song map.
struct MapSong {
  const SongMap& map;
  std::size_t row;
};

/// Rows of anything that has the five members of catalog::SongHead: id, artist, title, year, genre.
template <class Song>
[[nodiscard]] std::vector<wire::Field<Song>> head_rows() {
  using F = wire::Field<Song>;
  return {F::value("id", &Song::id, wire::integer(1, wire::kLargestWhole, "number of the song in this library")),
          F::value("artist", &Song::artist, wire::any_text()), F::value("title", &Song::title, wire::any_text()),
          F::value("year", &Song::year, wire::or_null(wire::integer(-32768, 32767, "null when not known"))),
          F::value("genre", &Song::genre, wire::any_text("empty when not known"))};
}

/// Songs: what every one has, what recommend and songs answer, what is known of a lyric and of one song, and a row of
/// the map.
[[nodiscard]] const wire::Table<catalog::SongHead>& song_head_table();
/// The keys of an answer to recommend. Lifetime: that of the program.
[[nodiscard]] const wire::Table<RecommendAnswer>& recommend_answer_table();
[[nodiscard]] const wire::Table<Classified>& classified_table();
[[nodiscard]] const wire::Table<SongLine>& song_line_table();
[[nodiscard]] const wire::Table<SongList>& song_list_table();
[[nodiscard]] const wire::Table<SongDetails>& song_details_table();
/// One line of JSON a song of an export.
[[nodiscard]] const wire::Table<ExportedSong>& exported_song_table();
[[nodiscard]] const wire::Table<MapSong>& map_song_table();
/// The map with one list a column: smaller and faster than one object a song.
[[nodiscard]] const wire::Table<SongMap>& map_columns_table();

/// The albums and artists of a library.
[[nodiscard]] const wire::Table<Page<AlbumLine>>& albums_table();
[[nodiscard]] const wire::Table<Page<ArtistLine>>& artists_table();

/// The library in numbers.
[[nodiscard]] const wire::Table<LibrarySummary>& library_table();
/// Topics, mixture parts, and the moods that have names.
[[nodiscard]] const wire::Table<TopicNames>& topics_table();
[[nodiscard]] const wire::Table<catalog::Blocks>& blocks_table();
[[nodiscard]] const wire::Table<catalog::Flag>& flag_table();
/// Songs that were taken out.
[[nodiscard]] const wire::Table<RemovedSongs>& removed_table();
/// What was refused, by file and reason; scans have no lines.
[[nodiscard]] const wire::Table<Rejected>& rejected_table();
[[nodiscard]] const wire::Table<intake::ImportReport>& import_report_table();
[[nodiscard]] const wire::Table<collection::ScanReport>& scan_report_table();
[[nodiscard]] const wire::Table<collection::DoctorReport>& doctor_report_table();
[[nodiscard]] const wire::Table<collection::MoodReport>& mood_report_table();

}  // namespace leitmotif::answers
