#include "apps/playlist_commands.hpp"

#include <fmt/format.h>

#include <ctime>

#include "apps/terminal.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"

namespace leitmotif::apps {
namespace {

std::string time_text(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm utc{};
  std::array<char, 32> text{};
  if (::gmtime_r(&time, &utc) == nullptr) return {};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

Json to_json(const catalog::ListHead& head) {
  return {{"id", head.id},
          {"name", head.name},
          {"songs", head.songs},
          {"created", time_text(head.created)},
          {"changed", time_text(head.changed)}};
}

const char* found_by_name(engine::FoundBy found_by) {
  switch (found_by) {
    case engine::FoundBy::file:
      return "file";
    case engine::FoundBy::id:
      return "id";
    case engine::FoundBy::name:
      return "name";
  }
  return "";
}

Json to_json(const engine::ImportedEntry& imported) {
  const playlist::Entry& entry = imported.entry;
  Json json = {{"artist", entry.artist}, {"title", entry.title}, {"file", entry.file.empty() ? entry.uri : entry.file}};
  json["song"] = imported.song == 0 ? Json(nullptr) : Json(imported.song);
  json["found_by"] = imported.song == 0 ? Json(nullptr) : Json(found_by_name(imported.found_by));
  return json;
}

/// What a person would call the entry.
std::string name_of(const playlist::Entry& entry) {
  std::string name = entry.artist;
  if (!name.empty() && !entry.title.empty()) name += " - ";
  name += entry.title;
  if (name.empty()) name = entry.file.empty() ? entry.uri : entry.file;
  return without_controls(name);
}

std::vector<playlist::Format> formats_from(const std::vector<std::string>& names) {
  std::vector<playlist::Format> formats;
  for (const std::string& name : names) formats.push_back(playlist::parse_format(name));
  if (formats.empty()) formats.push_back(playlist::Format::m3u8);
  return formats;
}

/// The format that was named, else the one the file's ending says, else M3U8.
playlist::Format format_for(const PlaylistsOptions& wish) {
  if (!wish.formats.empty()) return playlist::parse_format(wish.formats.back());
  const std::string ending = std::filesystem::path(wish.output).extension().string();
  for (const playlist::FormatInfo& info : playlist::formats())
    if (ending == "." + std::string(info.name)) return info.format;
  return playlist::Format::m3u8;
}

std::filesystem::path folder_of(const std::string& output) {
  std::error_code error;
  const std::filesystem::path here = std::filesystem::current_path(error);
  return output == "-" ? here : (here / output).lexically_normal().parent_path();
}

catalog::SavedList list_meant(const engine::Engine& engine, const PlaylistsOptions& wish) {
  return wish.number != 0 ? engine.list(wish.number) : engine.list_named(wish.name);
}

}  // namespace

int run_playlists_make(const Options& options) {
  const PlaylistsOptions& wish = options.playlists;
  engine::MakeRequest request;
  request.folder = wish.file;
  request.formats = formats_from(wish.formats);
  request.n = wish.n;
  request.seed = options.general.seed;
  request.artist_cap = wish.artist_cap;
  const engine::Engine engine = engine::Engine::open(options.general.settings);
  const std::vector<engine::MadeList> made = engine.make_playlists(request, progress_line());
  clear_progress();
  Json lists = Json::array();
  std::string text;
  for (const engine::MadeList& list : made) {
    Json files = Json::array();
    for (const std::filesystem::path& file : list.files) files.push_back(file.string());
    lists.push_back({{"name", list.name}, {"songs", list.songs}, {"with_file", list.with_file}, {"files", files}});
    text += list.files.empty() ? fmt::format("{:<20} no song, so no file\n", list.name)
                               : fmt::format("{:<20} {:>4} songs, {} with a file: {}\n", list.name, list.songs,
                                             list.with_file, without_controls(list.files.front().string()));
  }
  print(options.general.json ? Json{{"lists", lists}}.dump(2) + "\n" : text);
  return 0;
}

int run_playlists_import(const Options& options) {
  engine::Engine engine = engine::Engine::open(options.general.settings);
  const engine::PlaylistImport imported =
      engine.import_playlist(options.playlists.file, options.playlists.name,
                             options.playlists.replace ? catalog::IfTaken::replace : catalog::IfTaken::refuse);
  Json missing = Json::array();
  Json songs = Json::array();
  std::string text;
  for (const engine::ImportedEntry& entry : imported.entries) {
    (entry.song == 0 ? missing : songs).push_back(to_json(entry));
    if (entry.song == 0) text += "not in the library: " + name_of(entry.entry) + "\n";
  }
  const std::string saved =
      imported.list == 0 ? "nothing was saved" : fmt::format("saved as '{}'", without_controls(imported.name));
  text += fmt::format("{} of {} songs found, {}\n", imported.found, imported.entries.size(), saved);
  print(options.general.json ? Json{{"name", imported.name},
                                    {"list", imported.list == 0 ? Json(nullptr) : Json(imported.list)},
                                    {"entries", imported.entries.size()},
                                    {"found", imported.found},
                                    {"songs", songs},
                                    {"not_found", missing}}
                                       .dump(2) +
                                   "\n"
                             : text);
  return 0;
}

int run_playlists_list(const Options& options) {
  const engine::Engine engine = engine::Engine::open(options.general.settings);
  Json lists = Json::array();
  std::string text;
  for (const auto& [head, songs] : engine.lists()) {
    lists.push_back(to_json(head));
    text += fmt::format("{:>4}  {:>6} songs  {}  {}\n", head.id, head.songs, time_text(head.changed), head.name);
  }
  if (text.empty()) text = "There are no saved lists.\n";
  print(options.general.json ? Json{{"lists", lists}}.dump(2) + "\n" : text);
  return 0;
}

int run_playlists_show(const Options& options) {
  const engine::Engine engine = engine::Engine::open(options.general.settings);
  const catalog::SavedList list = list_meant(engine, options.playlists);
  Json json = to_json(list.head);
  json["songs"] = Json::array();
  std::string text = list.head.name + "\n";
  for (const std::int64_t id : list.songs) {
    const catalog::SongHead song = engine.song(id).head;
    json["songs"].push_back({{"id", id},
                             {"artist", song.artist},
                             {"title", song.title},
                             {"year", song.year ? Json(*song.year) : Json(nullptr)},
                             {"genre", song.genre}});
    text += fmt::format("{:>8}  {}\n", id, without_controls(song.artist + " - " + song.title));
  }
  print(options.general.json ? json.dump(2) + "\n" : text);
  return 0;
}

int run_playlists_export(const Options& options) {
  const PlaylistsOptions& wish = options.playlists;
  const engine::Engine engine = engine::Engine::open(options.general.settings);
  const catalog::SavedList list = list_meant(engine, wish);
  const std::string bytes =
      engine.export_playlist({list.songs, format_for(wish), list.head.name, folder_of(wish.output)});
  if (wish.output == "-") {
    print(bytes);
  } else {
    write_file(wish.output, bytes);
  }
  return 0;
}

int run_playlists_remove(const Options& options) {
  engine::Engine engine = engine::Engine::open(options.general.settings);
  const catalog::ListHead head = list_meant(engine, options.playlists).head;
  engine.remove_list(head.id);
  print(options.general.json ? Json{{"removed", head.name}}.dump(2) + "\n"
                             : fmt::format("removed the list '{}'; its songs stay\n", head.name));
  return 0;
}

void print_as_playlist(const engine::Engine& engine, const engine::RecommendAnswer& answer, const std::string& format) {
  engine::PlaylistExport wish;
  for (const engine::RecommendedSong& song : answer.songs) wish.songs.push_back(song.id);
  wish.format = playlist::parse_format(format);
  wish.title = answer.query.topic.empty() ? "Leitmotif" : "Leitmotif: " + answer.query.topic;
  wish.folder = folder_of("-");
  print(engine.export_playlist(wish));
}

}  // namespace leitmotif::apps
