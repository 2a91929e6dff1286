#include "leitmotif/catalog/sql/tables.hpp"

#include <array>

namespace leitmotif::catalog::sql {
namespace {

using enum Holds;

constexpr Column kModelsColumns[] = {{"number"}, {"id", text}, {"probabilities"}, {"parts"}};
constexpr Column kSoundKindsColumns[] = {{"number"}, {"name", text}, {"source"}, {"method", text}};
constexpr std::array<Table, 2> kBefore = {{{"models", kModelsColumns}, {"sound_kinds", kSoundKindsColumns}}};

constexpr Column kSongsColumns[] = {{"id"},   {"artist", text}, {"title", text},
                                    {"year"}, {"genre", text},  {"label", text},
                                    {"form"}, {"sound", bytes}, {"identity", text}};
constexpr Column kLyricsColumns[] = {{"song"}, {"text", text}};
constexpr Column kScoresColumns[] = {
    {"model"}, {"song"}, {"probabilities", bytes}, {"mixture", bytes}, {"counted_words"}};
constexpr std::array<Table, 3> kOfSongs = {
    {{"songs", kSongsColumns}, {"lyrics", kLyricsColumns}, {"scores", kScoresColumns, 2}}};

constexpr Column kFilesColumns[] = {{"id"},       {"path", bytes},   {"kind"},         {"size"}, {"mtime_ns"},
                                    {"ctime_ns"}, {"digest", bytes}, {"mark"},         {"song"}, {"lyrics_from", text},
                                    {"gone"},     {"refusal", text}, {"repairs", text}};
constexpr Column kSongDetailsColumns[] = {{"song"},
                                          {"album", text},
                                          {"length_ms"},
                                          {"language", text},
                                          {"instrumental"},
                                          {"classified"},
                                          {"recording_id", text},
                                          {"release_id", text},
                                          {"artist_id", text},
                                          {"made_by_scan"},
                                          {"isrc", text},
                                          {"album_artist", text},
                                          {"disc"},
                                          {"track"},
                                          {"fingerprint", text}};
constexpr Column kBlockedSongsColumns[] = {{"song"}};
constexpr Column kBlockedArtistsColumns[] = {{"artist", text}};
constexpr Column kAnsweredColumns[] = {{"number"}, {"song"}};
constexpr Column kFlagsColumns[] = {{"id"}, {"at"}, {"song"}, {"lyrics", text}, {"query", text}, {"note", text}};
constexpr Column kListsColumns[] = {{"id"}, {"name", text}, {"compared", text}, {"created"}, {"changed"}};
constexpr Column kListSongsColumns[] = {{"list"}, {"place"}, {"song"}};
constexpr Column kPlayNamesColumns[] = {{"number"}, {"name", text}};
constexpr Column kPlaysColumns[] = {{"number"}, {"listener"}, {"at_ms"},       {"song"},
                                    {"kind"},   {"source"},   {"weight", real}};
constexpr Column kRemovedSongsColumns[] = {{"song"}, {"at"}, {"was_gone"}};
constexpr Column kCorrectionsColumns[] = {{"song"}, {"topic", text}, {"at"}};
constexpr Column kServerSongsColumns[] = {{"server", text}, {"id", text}, {"song"},
                                          {"entry", text},  {"made"},     {"asked"}};
constexpr Column kServerListsColumns[] = {{"server", text}, {"name", text}, {"id", text}, {"digest", text}};
constexpr std::array<Table, 14> kAfter = {{{"files", kFilesColumns},
                                           {"song_details", kSongDetailsColumns},
                                           {"blocked_songs", kBlockedSongsColumns},
                                           {"blocked_artists", kBlockedArtistsColumns},
                                           {"answered", kAnsweredColumns},
                                           {"flags", kFlagsColumns},
                                           {"lists", kListsColumns},
                                           {"list_songs", kListSongsColumns, 2},
                                           {"play_names", kPlayNamesColumns},
                                           {"plays", kPlaysColumns},
                                           {"removed_songs", kRemovedSongsColumns},
                                           {"corrections", kCorrectionsColumns},
                                           {"server_songs", kServerSongsColumns, 2},
                                           {"server_lists", kServerListsColumns, 2}}};

constexpr std::array<std::string_view, 7> kDerived = {"generations", "identities", "words",  "album_words",
                                                      "unindexed",   "indexed",    "library"};

constexpr std::array<Numbered, 8> kNumbered = {{{"songs", "id"},
                                                {"files", "id"},
                                                {"answered", "number"},
                                                {"flags", "id"},
                                                {"lists", "id"},
                                                {"plays", "number"},
                                                {"models", "number"},
                                                {"play_names", "number"}}};

}  // namespace

std::span<const Numbered> numbered_tables() noexcept { return kNumbered; }
std::span<const Table> tables_of_songs() noexcept { return kOfSongs; }
std::span<const Table> tables_before_songs() noexcept { return kBefore; }
std::span<const Table> tables_after_songs() noexcept { return kAfter; }
std::span<const std::string_view> derived_tables() noexcept { return kDerived; }

std::string columns_of(const Table& table) {
  std::string list;
  for (const Column& column : table.columns) {
    if (!list.empty()) list += ", ";
    list += column.name;
  }
  return list;
}

std::string select_text(const Table& table, std::string_view condition) {
  std::string sql = "SELECT " + columns_of(table) + " FROM " + std::string(table.name) + " ";
  sql += condition;
  sql += " ORDER BY ";
  for (std::size_t i = 0; i < table.key; ++i) {
    if (i > 0) sql += ", ";
    sql += table.columns[i].name;
  }
  return sql;
}

}  // namespace leitmotif::catalog::sql
