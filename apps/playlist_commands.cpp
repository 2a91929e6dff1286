// `leitmotif playlists ...`: playlist files and saved lists.
#include <fmt/format.h>

#include <array>
#include <ctime>
#include <memory>

#include "apps/json_output.hpp"
#include "apps/kept_file.hpp"
#include "apps/playlist_output.hpp"
#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::apps {

Command playlists_make_command();
Command playlists_import_command();
Command playlists_list_command();
Command playlists_show_command();
Command playlists_export_command();
Command playlists_remove_command();

namespace {

using namespace wire;

constexpr const char* kFormats = "m3u8|xspf|jspf|csv";

struct MakeWish {
  exchange::MakeRequest request;
  std::vector<std::string> formats;
};

struct ImportListWish {
  std::string file;
  std::string name;
  bool replace = false;  ///< a list of that name gets the new songs
};

/// A list that is there.
struct Which {
  std::string name;
  std::int64_t number = 0;  ///< 0: it is named instead
};

struct ExportWish {
  Which which;
  std::vector<std::string> formats;
  std::string output = "-";
};

/// What `make` made.
struct Made {
  std::vector<exchange::MadeList> lists;
};

struct Lists {
  std::vector<catalog::ListHead> lists;
};

/// A saved list and what its songs are called.
struct ShownList {
  catalog::ListHead head;
  std::vector<catalog::SongHead> songs;
};

struct Removed {
  std::string name;
};

std::string time_text(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm utc{};
  std::array<char, 32> text{};
  if (::gmtime_r(&time, &utc) == nullptr) return {};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

wire::Schema times() { return any_text("a time, such as 2026-01-31T12:00:00Z"); }

const Table<Made>& made_table() {
  using L = Field<exchange::MadeList>;
  static const Table<exchange::MadeList> list(
      "MadeList",
      {L::value("name", &exchange::MadeList::name, any_text()), L::value("songs", &exchange::MadeList::songs, count()),
       L::value("with_file", &exchange::MadeList::with_file, count("songs a player can play")),
       L::value(
           "files",
           [](const exchange::MadeList& made) {
             std::vector<std::string> files;
             for (const std::filesystem::path& file : made.files) files.push_back(file.string());
             return files;
           },
           wire::list_of(any_text(), 0, wire::kManyItems)),
       L::some("left_out", &exchange::MadeList::left_out, any_text("why it was not made"))});
  static const Table<Made> table("MadeLists", {Field<Made>::list("lists", &Made::lists, list)});
  return table;
}

const Table<Lists>& lists_table() {
  using F = Field<catalog::ListHead>;
  static const Table<catalog::ListHead> head(
      "ListHead", {F::value("id", &catalog::ListHead::id, integer(1, wire::kLargestWhole)),
                   F::value("name", &catalog::ListHead::name, any_text()),
                   F::value("songs", &catalog::ListHead::songs, count("how many")),
                   F::value(
                       "created", [](const catalog::ListHead& list) { return time_text(list.created); }, times()),
                   F::value(
                       "changed", [](const catalog::ListHead& list) { return time_text(list.changed); }, times())});
  static const Table<Lists> table("Lists", {Field<Lists>::list("lists", &Lists::lists, head)});
  return table;
}

const Table<ShownList>& shown_list_table() {
  using F = Field<ShownList>;
  static const Table<ShownList> table(
      "ShownList", {F::value(
                        "id", [](const ShownList& list) { return list.head.id; }, integer(1, wire::kLargestWhole)),
                    F::value(
                        "name", [](const ShownList& list) { return list.head.name; }, any_text()),
                    F::list("songs", &ShownList::songs, answers::song_head_table()),
                    F::value(
                        "created", [](const ShownList& list) { return time_text(list.head.created); }, times()),
                    F::value(
                        "changed", [](const ShownList& list) { return time_text(list.head.changed); }, times())});
  return table;
}

const Table<Removed>& removed_table() {
  static const Table<Removed> table("Removed", {Field<Removed>::value("removed", &Removed::name, any_text())});
  return table;
}

const Table<library::ImportedEntry>& entry_table() {
  using library::ImportedEntry;
  using F = Field<ImportedEntry>;
  const auto is_found = [](const ImportedEntry& entry) { return entry.song != 0; };
  static const Table<ImportedEntry> table(
      "ImportedEntry",
      {F::value(
           "artist", [](const ImportedEntry& one) { return one.entry.artist; }, any_text()),
       F::value(
           "title", [](const ImportedEntry& one) { return one.entry.title; }, any_text()),
       F::value(
           "file", [](const ImportedEntry& one) { return one.entry.file.empty() ? one.entry.uri : one.entry.file; },
           any_text()),
       F::value(
           "song",
           [is_found](const ImportedEntry& one) { return is_found(one) ? std::optional(one.song) : std::nullopt; },
           or_null(integer(1, wire::kLargestWhole, "the song of the library"))),
       F::value(
           "found_by",
           [is_found](const ImportedEntry& one) {
             return is_found(one) ? std::optional<std::string>(library::name_of(one.found_by)) : std::nullopt;
           },
           or_null(wire::one_of({"file", "id", "tail", "name"}))),
       F::value("nearest", &ImportedEntry::nearest,
                wire::list_of(any_text("ARTIST - TITLE"), 0, 3, "songs of the library with names like it"))});
  return table;
}

std::vector<library::ImportedEntry> entries_of(const exchange::PlaylistImport& imported, bool found) {
  std::vector<library::ImportedEntry> entries;
  for (const library::ImportedEntry& entry : imported.entries)
    if ((entry.song != 0) == found) entries.push_back(entry);
  return entries;
}

const Table<exchange::PlaylistImport>& playlist_import_table() {
  using exchange::PlaylistImport;
  using F = Field<PlaylistImport>;
  static const Table<PlaylistImport> table(
      "PlaylistImport",
      {F::value("name", &PlaylistImport::name, any_text()),
       F::value(
           "list", [](const PlaylistImport& one) { return one.list == 0 ? std::nullopt : std::optional(one.list); },
           or_null(integer(1, wire::kLargestWhole, "null: nothing was saved"))),
       F::value(
           "entries", [](const PlaylistImport& one) { return one.entries.size(); }, count("of the playlist")),
       F::value("found", &PlaylistImport::found, count("entries that are songs of the library")),
       F::list(
           "songs", [](const PlaylistImport& one) { return entries_of(one, true); }, entry_table()),
       F::list(
           "not_found", [](const PlaylistImport& one) { return entries_of(one, false); }, entry_table())});
  return table;
}

catalog::SavedList list_meant(const engine::Engine& engine, const Which& which) {
  if ((which.number == 0) == which.name.empty())
    throw Error(ErrorKind::invalid_argument, "which list? expected either its NAME or --number");
  return which.number != 0 ? engine.list(which.number) : engine.list_named(which.name);
}

/// What a person would call the entry.
std::string name_of(const playlist::Entry& entry) {
  std::string name = entry.artist;
  if (!name.empty() && !entry.title.empty()) name += " - ";
  name += entry.title;
  if (name.empty()) name = entry.file.empty() ? entry.uri : entry.file;
  return without_controls(name);
}

std::string nearest_text(const library::ImportedEntry& entry) {
  std::string names;
  for (const std::string& name : entry.nearest)
    names += (names.empty() ? "; nearest: " : ", ") + without_controls(name);
  return names;
}

std::vector<playlist::Format> formats_from(const std::vector<std::string>& names) {
  std::vector<playlist::Format> formats;
  for (const std::string& name : names) formats.push_back(playlist::parse_format(name));
  if (formats.empty()) formats.push_back(playlist::Format::m3u8);
  return formats;
}

/// The format that was named, else the one the file's ending says, else M3U8.
playlist::Format format_for(const ExportWish& wish) {
  if (!wish.formats.empty()) return playlist::parse_format(wish.formats.back());
  const std::string ending = std::filesystem::path(wish.output).extension().string();
  for (const playlist::FormatInfo& info : playlist::formats())
    if (ending == "." + std::string(info.name)) return info.format;
  return playlist::Format::m3u8;
}

std::string to_text(const Made& made) {
  std::string text;
  for (const exchange::MadeList& list : made.lists)
    text += !list.left_out.empty() ? fmt::format("{:<20} left out: {}\n", list.name, list.left_out)
            : list.files.empty()   ? fmt::format("{:<20} no song, so no file\n", list.name)
                                   : fmt::format("{:<20} {:>4} songs, {} with a file: {}\n", list.name, list.songs,
                                                 list.with_file, without_controls(list.files.front().string()));
  return text;
}

std::string to_text(const exchange::PlaylistImport& imported) {
  std::string text;
  for (const library::ImportedEntry& entry : imported.entries)
    if (entry.song == 0) text += "not in the library: " + name_of(entry.entry) + nearest_text(entry) + "\n";
  const std::string saved =
      imported.list == 0 ? "nothing was saved" : fmt::format("saved as '{}'", without_controls(imported.name));
  return text + fmt::format("{} of {} songs found, {}\n", imported.found, imported.entries.size(), saved);
}

std::string to_text(const Lists& lists) {
  std::string text;
  for (const catalog::ListHead& head : lists.lists)
    text += fmt::format("{:>4}  {:>6} songs  {}  {}\n", head.id, head.songs, time_text(head.changed), head.name);
  return text.empty() ? "There are no saved lists.\n" : text;
}

std::string to_text(const ShownList& list) {
  std::string text = list.head.name + "\n";
  for (const catalog::SongHead& song : list.songs)
    text += fmt::format("{:>8}  {}\n", song.id, without_controls(song.artist + " - " + song.title));
  return text;
}

int run_make(const MakeWish& wish, const General& general) {
  exchange::MakeRequest request = wish.request;
  request.formats = formats_from(wish.formats);
  request.seed = general.seed;
  const engine::Engine engine = engine::Engine::open(general.settings);
  const Made made{engine.make_playlists(request, progress_line())};
  std::vector<std::filesystem::path> kept;
  for (const exchange::MadeList& list : made.lists) kept.insert(kept.end(), list.kept.begin(), list.kept.end());
  clear_progress();
  tell_kept(kept);
  show(general, made_table(), made, [](const Made& lists) { return to_text(lists); });
  return 0;
}

int run_import(const ImportListWish& wish, const General& general) {
  engine::Engine engine = engine::Engine::open(general.settings);
  show(
      general, playlist_import_table(),
      engine.import_playlist(wish.file, wish.name, wish.replace ? catalog::IfTaken::replace : catalog::IfTaken::refuse),
      [](const exchange::PlaylistImport& imported) { return to_text(imported); });
  return 0;
}

int run_playlists_list(const General& general) {
  const engine::Engine engine = engine::Engine::open(general.settings);
  Lists lists;
  for (const catalog::SavedList& list : engine.lists()) lists.lists.push_back(list.head);
  show(general, lists_table(), lists, [](const Lists& it) { return to_text(it); });
  return 0;
}

int run_show(const Which& which, const General& general) {
  const engine::Engine engine = engine::Engine::open(general.settings);
  const catalog::SavedList list = list_meant(engine, which);
  ShownList shown{list.head, {}};
  for (const std::int64_t id : list.songs) shown.songs.push_back(engine.song(id).head);
  show(general, shown_list_table(), shown, [](const ShownList& it) { return to_text(it); });
  return 0;
}

int run_export(const ExportWish& wish, const General& general) {
  require_place_for_json(general, wish.output);
  const engine::Engine engine = engine::Engine::open(general.settings);
  const catalog::SavedList list = list_meant(engine, wish.which);
  const std::string bytes =
      engine.export_playlist({list.songs, format_for(wish), list.head.name, folder_of(wish.output)});
  write_output(wish.output, bytes);
  tell_written(general, wish.output);
  return 0;
}

int run_remove(const Which& which, const General& general) {
  engine::Engine engine = engine::Engine::open(general.settings);
  const catalog::ListHead head = list_meant(engine, which).head;
  engine.remove_list(head.id);
  show(general, removed_table(), Removed{head.name},
       [](const Removed& it) { return fmt::format("removed the list '{}'; its songs stay\n", it.name); });
  return 0;
}

std::vector<wire::Option> which_options(Which& which) {
  return {{"NAME", "", "the list's name", &which.name},
          {"--number", "N", "the list's number instead, as `playlists list` shows it", &which.number, {.least = 1}}};
}

}  // namespace

Command playlists_make_command() {
  const auto wish = std::make_shared<MakeWish>();
  exchange::MakeRequest& request = wish->request;
  return {"playlists make",
          "a list for every topic and mood, as files",
          {argument("FOLDER", "where the files go; made when missing", &request.folder),
           {"--format", kFormats, "format of the files (default: m3u8); may be given several times", &wish->formats},
           {"-n", "N", "how many songs a list at most (default: 50)", &request.n},
           {"--artist-cap", "N", "at most so many songs of one artist (default: 2; 0: no cap)", &request.artist_cap}},
          [wish](const General& general) { return run_make(*wish, general); }};
}

Command playlists_import_command() {
  const auto wish = std::make_shared<ImportListWish>();
  return {"playlists import",
          "a playlist file's songs, saved as a list",
          {argument("FILE", "playlist (.m3u, .m3u8, .xspf, .jspf), or - for standard input", &wish->file),
           {"--name", "NAME", "what to call the list (default: the playlist's own name)", &wish->name},
           {"--replace", "", "when there is a list of that name, give it these songs instead", &wish->replace}},
          [wish](const General& general) { return run_import(*wish, general); }};
}

Command playlists_list_command() { return {"playlists list", "the saved lists", {}, run_playlists_list}; }

Command playlists_show_command() {
  const auto which = std::make_shared<Which>();
  return {"playlists show", "the songs of a saved list", which_options(*which),
          [which](const General& general) { return run_show(*which, general); }};
}

Command playlists_export_command() {
  const auto wish = std::make_shared<ExportWish>();
  std::vector<wire::Option> options = which_options(wish->which);
  options.push_back({"--format", kFormats, "format (default: what the file's ending says, else m3u8)", &wish->formats});
  options.push_back({"-o,--output", "FILE", "file, or - for standard output (default)", &wish->output});
  return {"playlists export", "a saved list as a file", std::move(options),
          [wish](const General& general) { return run_export(*wish, general); }};
}

Command playlists_remove_command() {
  const auto which = std::make_shared<Which>();
  return {"playlists remove", "forget a saved list", which_options(*which),
          [which](const General& general) { return run_remove(*which, general); }};
}

}  // namespace leitmotif::apps
