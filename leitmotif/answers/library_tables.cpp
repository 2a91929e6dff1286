// What the library looks like in answers: in numbers, what came in, and what a person decided.
#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/collection/walk.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/csv_dialect.hpp"
#include "leitmotif/recommend/moods.hpp"

namespace leitmotif::answers {
namespace {

using collection::DoctorReport;
using collection::Finding;
using collection::MoodChange;
using collection::MoodReport;
using collection::ScanReport;
using namespace wire;

wire::Schema lists_of_texts(std::string_view words = "") { return list_of(any_text(), 0, wire::kManyItems, words); }

const Table<GenreCount>& genre_count_table() {
  using F = Field<GenreCount>;
  static const Table<GenreCount> table(
      "GenreCount", {F::value("name", &GenreCount::genre, any_text()), F::value("songs", &GenreCount::songs, count())});
  return table;
}

Field<LibrarySummary> years_row() {
  return {"years",
          or_null(wire::object({{"first", integer(-32768, 32767), true}, {"last", integer(-32768, 32767), true}},
                               "of the songs; null when none is known")),
          [](wire::Writer& out, const LibrarySummary& summary) {
            if (!summary.years) return out.null();
            out.put(Json{{"first", summary.years->first}, {"last", summary.years->last}});
          }};
}

Field<LibrarySummary> model_row() {
  return Field<LibrarySummary>::value(
      "model",
      [](const LibrarySummary& summary) {
        return Json{{"id", summary.model_id}, {"kind", summary.model_kind}};
      },
      wire::object({{"id", any_text("SHA-256 of its file"), true}, {"kind", any_text(), true}}));
}

const Table<recommend::NamedMood>& mood_table() {
  using F = Field<recommend::NamedMood>;
  static const Table<recommend::NamedMood> table(
      "NamedMood", {F::value("name", &recommend::NamedMood::name, any_text()),
                    F::value(
                        "valence", [](const recommend::NamedMood& mood) { return mood.mood.valence; },
                        wire::number(0, 1, "how pleasant")),
                    F::value(
                        "energy", [](const recommend::NamedMood& mood) { return mood.mood.energy; },
                        wire::number(0, 1, "how lively"))});
  return table;
}

const Table<Finding>& finding_table() {
  using F = Field<Finding>;
  static const Table<Finding> table(
      "Finding",
      {F::value("kind", &Finding::kind, any_text()), F::value("file", &Finding::file, any_text()),
       F::value(
           "song",
           [](const Finding& finding) { return finding.song == 0 ? std::nullopt : std::optional(finding.song); },
           or_null(integer(1, wire::kLargestWhole, "null: it became none"))),
       F::value("artist", &Finding::artist, any_text()), F::value("title", &Finding::title, any_text()),
       F::value("reason", &Finding::reason, any_text("what is wrong or doubtful")),
       F::value("advice", &Finding::advice, any_text("what to do"))});
  return table;
}

const Table<MoodChange>& mood_change_table() {
  using F = Field<MoodChange>;
  static const Table<MoodChange> table(
      "MoodChange", {F::value(
                         "file", [](const MoodChange& change) { return collection::shown(change.file); }, any_text()),
                     F::value("before", &MoodChange::before, lists_of_texts("what stands in the tag")),
                     F::value("after", &MoodChange::after, lists_of_texts("what will")),
                     F::value("written", &MoodChange::written, truth())});
  return table;
}

const Table<corpus::LeftOut>& left_out_table() {
  using F = Field<corpus::LeftOut>;
  static const Table<corpus::LeftOut> table(
      "LeftOut", {F::value("column", &corpus::LeftOut::column, any_text("in the header")),
                  F::value("count", &corpus::LeftOut::count, count("values; their rows were read without them")),
                  F::value("line", &corpus::LeftOut::line, count("where the first of them stands")),
                  F::value("reason", &corpus::LeftOut::reason, any_text("why it could not be used"))});
  return table;
}

const Table<corpus::Column>& column_table() {
  using F = Field<corpus::Column>;
  static const Table<corpus::Column> table(
      "CsvColumn", {F::value("column", &corpus::Column::name, any_text("in the header")),
                    F::value(
                        "read_as", [](const corpus::Column& column) { return corpus::slot_name(column.field); },
                        any_text("empty: not read")),
                    F::value("examples", &corpus::Column::examples, lists_of_texts("its first values, shortened"))});
  return table;
}

Json columns_read(const intake::ImportReport& report) {
  Json columns = Json::object();
  for (const corpus::Column& column : report.facts.columns)
    if (const std::string_view value = corpus::slot_name(column.field); !value.empty() && !column.spare)
      columns[std::string(value)] = column.name;
  return columns;
}

/// What was found out about a file.
std::vector<Field<intake::ImportReport>> import_facts_rows() {
  using F = Field<intake::ImportReport>;
  const auto facts = [](auto member) { return [member](const intake::ImportReport& r) { return r.facts.*member; }; };
  return {
      F::value(
          "form", [](const intake::ImportReport& r) { return corpus::form_name(r.facts); },
          any_text("of the lyrics: sung, cleaned, mixed, or none")),
      F::value("sung", facts(&corpus::DatasetFacts::sung), count("rows whose lyric is as sung")),
      F::value("cleaned", facts(&corpus::DatasetFacts::cleaned), count("rows whose lyric is a list of words")),
      F::value("not_english", &intake::ImportReport::not_english, count("rows whose lyric is not classified")),
      F::value("instrumental", facts(&corpus::DatasetFacts::instrumental), count("rows that say that nobody sings")),
      F::value("joined", facts(&corpus::DatasetFacts::joined),
               count("rows of a line each that were joined to the lyrics of songs")),
      F::value("artists_from_titles", facts(&corpus::DatasetFacts::artists_from_titles),
               count("rows whose artist was guessed from a title such as `Artist - Title`")),
      F::value("columns", columns_read, wire::map_of(any_text(), "which column each value was read from")),
      F::list(
          "left_out", [](const intake::ImportReport& r) -> const auto& { return r.facts.left_out; }, left_out_table(),
          "values that could not be used"),
      F::value("encoding", facts(&corpus::DatasetFacts::encoding), any_text("of the file")),
      F::value(
          "repairs",
          [](const intake::ImportReport& r) {
            std::vector<std::string> words;
            for (const text::Repair repair : r.facts.repairs) words.emplace_back(text::words_of(repair));
            return words;
          },
          lists_of_texts("what had to be done to its bytes")),
      F::value(
          "delimiter", [](const intake::ImportReport& r) { return corpus::delimiter_name(r.facts.delimiter); },
          any_text("comma, semicolon, tab, bar, none, or a character")),
      F::value("dry_run", &intake::ImportReport::dry_run, truth("nothing was written")),
      F::list(
          "preview", [](const intake::ImportReport& r) -> const auto& { return r.facts.columns; }, column_table(),
          "every column of the file")
          .where(&intake::ImportReport::dry_run)};
}

}  // namespace

const Table<LibrarySummary>& library_table() {
  using F = Field<LibrarySummary>;
  static const Table<LibrarySummary> table(
      "LibraryFacts",
      {F::value("songs", &LibrarySummary::songs, count()),
       F::value("with_lyrics", &LibrarySummary::with_lyrics, count("songs")),
       F::value("with_audio", &LibrarySummary::with_audio, count("songs")),
       F::value("inferred", &LibrarySummary::inferred, count("songs whose topics are a guess")),
       F::value("own_files", &LibrarySummary::own_files, count("songs that have a file of their own which is there")),
       F::value("gone", &LibrarySummary::gone, count("songs whose files were there once and are not now")),
       F::value("removed", &LibrarySummary::removed, count("songs that were taken out and can be brought back")),
       F::value("songbook", &LibrarySummary::songbook, count("songs of the songbook in a library of one's own")),
       F::value("from_songbook", &LibrarySummary::from_songbook,
                truth("the library is empty; these are the songs that came along")),
       F::list("genres", &LibrarySummary::genres, genre_count_table(), "most songs first"), years_row(), model_row(),
       F::value(
           "version", [](const LibrarySummary&) { return LEITMOTIF_VERSION; }, any_text("of the program")),
       F::value("generation", &LibrarySummary::generation, count("another number when the library has changed"))});
  return table;
}

const Table<TopicNames>& topics_table() {
  using F = Field<TopicNames>;
  static const Table<TopicNames> table(
      "TopicNames", {F::value("topics", &TopicNames::topics, lists_of_texts()),
                     F::value("mixture_parts", &TopicNames::mixture_parts, lists_of_texts()),
                     F::list(
                         "moods", [](const TopicNames&) -> const auto& { return recommend::kMoods; }, mood_table())});
  return table;
}

const Table<catalog::Blocks>& blocks_table() {
  using F = Field<catalog::Blocks>;
  static const Table<catalog::Blocks> table(
      "Blocks", {F::list("songs", &catalog::Blocks::songs, song_head_table()),
                 F::value("artists", &catalog::Blocks::artists, lists_of_texts("in lower case"))});
  return table;
}

const Table<catalog::Flag>& flag_table() {
  using F = Field<catalog::Flag>;
  static const Table<catalog::Flag> table(
      "Flag",
      {F::value("id", &catalog::Flag::id, integer(1, wire::kLargestWhole)),
       F::value("at", &catalog::Flag::at, count("seconds since 1970")),
       F::value("note", &catalog::Flag::note, any_text()),
       F::some("song", &catalog::Flag::song, or_null(integer(1, wire::kLargestWhole, "the song it is about"))),
       F::some("lyrics", &catalog::Flag::lyrics, any_text("the text it is about")),
       F::value(
           "query", [](const catalog::Flag& flag) { return parse_json(flag.query, "flag " + std::to_string(flag.id)); },
           wire::some_object("the question it is about"))
           .where([](const catalog::Flag& flag) { return !flag.query.empty(); })});
  return table;
}

const Table<RemovedSongs>& removed_table() {
  using R = Field<catalog::RemovedSong>;
  static const Table<catalog::RemovedSong> row(
      "RemovedSong",
      wire::joined(wire::inside<catalog::RemovedSong>(head_rows<catalog::SongHead>(), &catalog::RemovedSong::head),
                   {{R::value("at", &catalog::RemovedSong::at, count("seconds since 1970"))}}));
  static const Table<RemovedSongs> table("RemovedSongs",
                                         {Field<RemovedSongs>::list("songs", &RemovedSongs::songs, row)});
  return table;
}

const Table<Rejected>& rejected_table() {
  using F = Field<Rejected>;
  static const Table<Rejected> table("RejectedFile", {F::value("file", &Rejected::source, any_text()),
                                                      F::value("reason", &Rejected::reason, any_text())});
  return table;
}

const Table<intake::ImportReport>& import_report_table() {
  using F = Field<intake::ImportReport>;
  static const Table<intake::ImportReport> table(
      "ImportReport",
      wire::joined<intake::ImportReport>(
          {F::value("read", &intake::ImportReport::read, count("rows of the file, rejected ones included")),
           F::value("imported", &intake::ImportReport::imported, count("songs new to the library")),
           F::value("updated", &intake::ImportReport::updated, count("songs that were there already")),
           F::value("rejected", &intake::ImportReport::rejected, count("rows")),
           F::value(
               "rejects_file",
               [](const intake::ImportReport& report) {
                 return report.rejects_file.empty() ? std::nullopt : std::optional(report.rejects_file.string());
               },
               or_null(any_text("rejected rows and why; null when there are none"))),
           F::value("seconds", &intake::ImportReport::seconds, any_number()),
           F::some("passed_over", &intake::ImportReport::passed_over,
                   count("music files of a folder whose lyric files were imported"))},
          {import_facts_rows()}));
  return table;
}

const Table<ScanReport>& scan_report_table() {
  using F = Field<ScanReport>;
  static const Table<ScanReport> table(
      "ScanReport", {F::value("files", &ScanReport::files, count("music and lyric files of the folder")),
                     F::value("songs", &ScanReport::songs, count("songs they make, refused ones apart")),
                     F::value("with_lyrics", &ScanReport::with_lyrics, count("songs")),
                     F::value("instrumental", &ScanReport::instrumental, count("songs")),
                     F::value("not_english", &ScanReport::not_english, count("songs whose lyric is not classified")),
                     F::value("unchanged", &ScanReport::unchanged, count("songs that did not have to be read")),
                     F::value("imported", &ScanReport::imported, count("songs new to the library")),
                     F::value("updated", &ScanReport::updated, count("songs")),
                     F::value("moved", &ScanReport::moved, count("files found at another place than before")),
                     F::value("gone", &ScanReport::gone, count("files that are no longer there")),
                     F::value("measured", &ScanReport::measured, count("songs that were listened to now")),
                     F::list("rejected", &ScanReport::rejected, rejected_table()),
                     F::list("notes", &ScanReport::notes, rejected_table(), "what is odd and did no harm"),
                     F::value("seconds", &ScanReport::seconds, any_number())});
  return table;
}

const Table<DoctorReport>& doctor_report_table() {
  using F = Field<DoctorReport>;
  static const Table<DoctorReport> table(
      "DoctorReport",
      {F::value("files", &DoctorReport::files, count()), F::value("songs", &DoctorReport::songs, count()),
       F::value("counts", &DoctorReport::counts, wire::map_of(count(), "findings by kind")),
       F::list("findings", &DoctorReport::findings, finding_table())});
  return table;
}

const Table<MoodReport>& mood_report_table() {
  using F = Field<MoodReport>;
  static const Table<MoodReport> table("MoodReport",
                                       {F::value("dry_run", &MoodReport::dry_run, truth("nothing was written")),
                                        F::value("files", &MoodReport::files, count("music files that were looked at")),
                                        F::value("unchanged", &MoodReport::unchanged, count("files")),
                                        F::list("changes", &MoodReport::changes, mood_change_table()),
                                        F::list("rejected", &MoodReport::rejected, rejected_table())});
  return table;
}

}  // namespace leitmotif::answers
