// Routes about a person's own songs as a whole: folders to choose from, what is doubtful, what tags would get, and
// songs that come by the interface itself.
#include <algorithm>
#include <array>
#include <filesystem>

#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/collection/doctor.hpp"
#include "leitmotif/collection/moods.hpp"
#include "leitmotif/collection/walk.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFolders = 2000;
constexpr std::size_t kMostSongsAtOnce = 1000;

/// A folder and those in it that can be chosen from.
struct Folders {
  std::string path;
  std::optional<std::string> above;
  std::vector<std::string> folders;
};

const wire::Table<Folders>& folders_table() {
  using F = wire::Field<Folders>;
  static const wire::Table<Folders> table(
      "Folders",
      {F::value("path", &Folders::path, any_text("the folder, links followed")),
       F::value("above", &Folders::above, or_null(any_text("null when it may not be read"))),
       F::value("folders", &Folders::folders, list_of(any_text(), 0, kMostFolders, "names, hidden ones apart"))});
  return table;
}

/// Whether jobs may read there.
bool is_readable(const Parts& parts, const fs::path& folder) {
  try {
    (void)parts.job_path(folder.string());
    return true;
  } catch (const Error&) {
    return false;
  }
}

Response folders(const Parts& parts, const std::string& asked) {
  const fs::path folder = parts.job_path(asked.empty() ? parts.first_folder().string() : asked);
  std::error_code error;
  Folders answer{folder.string(), std::nullopt, {}};
  fs::directory_iterator entry(folder, error);
  if (error) throw Error(ErrorKind::not_found, folder.string() + ": cannot be listed: " + error.message());
  for (; !error && entry != fs::directory_iterator() && answer.folders.size() < kMostFolders; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code unknown;
    if (!name.starts_with('.') && entry->is_directory(unknown)) answer.folders.push_back(collection::shown(name));
  }
  std::ranges::sort(answer.folders);
  if (const fs::path above = folder.parent_path(); above != folder && is_readable(parts, above))
    answer.above = above.string();
  return table_response(folders_table(), answer);
}

Route folders_route(Parts& parts) {
  return {.method = "GET",
          .pattern = "/api/v1/folders",
          .summary = "Folders on the machine of the service that a scan may read",
          .query = {{"path", with_default(text(0, 4000), ""),
                     "an absolute path; none: the home folder, or the first that may be read"}},
          .success = {200, "application/json", folders_table().schema()},
          .errors = {404},
          .needs = http::Scope::manage,
          .handler = [&parts](const Call& call) { return folders(parts, call.parameters["path"].text()); }};
}

Route doctor_route(engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/doctor",
          .summary = "What is wrong or doubtful about one's own songs, and what to do about it",
          .success = {200, "application/json", answers::doctor_report_table().schema()},
          .handler = [&engine](const Call&) {
            return table_response(answers::doctor_report_table(), engine.examine_lyrics());
          }};
}

Route moods_route(engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/tags",
          .summary = "What `tags write` would put into the MOOD tags of one's own files; nothing is written",
          .query = {{"threshold", with_default(wire::number(0, 1), 0.5), "how probable a topic must be"}},
          .success = {200, "application/json", answers::mood_report_table().schema()},
          .handler = [&engine](const Call& call) {
            collection::MoodRequest request;
            request.threshold = call.parameters["threshold"].get<double>();
            request.dry_run = true;
            return table_response(answers::mood_report_table(), engine.write_moods(request, kNoProgress));
          }};
}

/// Songs that a client brings.
struct SongsWish {
  std::vector<LabelledSong> songs;
};

Schema new_song_schema() {
  const std::array<wire::SchemaField, 6> fields = {
      {{"artist", text(1, answers::kLongestName), true},
       {"title", text(1, answers::kLongestName), true},
       {"year", or_null(integer(-32768, 32767)), false},
       {"genre", text(0, answers::kLongestName, "in lower case"), false},
       {"lyrics", text(0, kLongestLyric), false},
       {"form", one_of({"sung", "cleaned"}, "cleaned: a word list as in the data set"), false}}};
  return wire::named_object("NewSong", fields);
}

LabelledSong song_from(const Json& json) {
  LabelledSong row;
  row.song.artist = json["artist"].text();
  row.song.title = json["title"].text();
  if (json.contains("year") && !json["year"].is_null()) row.song.year = json["year"].get<int>();
  const auto text_of = [&](const char* name) { return json.contains(name) ? json[name].text() : std::string(); };
  row.song.genre = text_of("genre");
  row.song.lyrics = text_of("lyrics");
  row.song.form = text_of("form") == "cleaned" ? LyricsForm::cleaned : LyricsForm::sung;
  return row;
}

const wire::Request<SongsWish>& songs_keys() {
  using K = wire::Key<SongsWish>;
  static const wire::Request<SongsWish> table("NewSongs",
                                              {K{"songs", list_of(new_song_schema(), 1, kMostSongsAtOnce),
                                                 [](const Json& value, SongsWish& wish) {
                                                   for (const Json& song : value) wish.songs.push_back(song_from(song));
                                                 },
                                                 [](const SongsWish&) { return Json::array(); }}},
                                              {"songs"});
  return table;
}

const wire::Table<answers::PutReport>& put_table() {
  using answers::PutReport;
  using F = wire::Field<PutReport>;
  static const wire::Table<PutReport> table(
      "SongsPut",
      {F::value("imported", &PutReport::imported, count("songs new to the library")),
       F::value("updated", &PutReport::updated, count("songs that were there already")),
       F::value("songs", &PutReport::songs, list_of(song_id(), 0, kMostSongsAtOnce, "their numbers, in order"))});
  return table;
}

Route put_route(engine::Engine& engine) {
  return {
      .method = "PUT",
      .pattern = "/api/v1/songs",
      .summary = "Put songs into the library: one of the same artist, title and year takes the new fields",
      .body = songs_keys().schema(),
      .success = {200, "application/json", put_table().schema()},
      .lines = "songs",
      .needs = http::Scope::manage,
      .example = R"({"songs":[{"artist":"Ann","title":"Rain","year":2026,"lyrics":"the rain falls on my window"}]})",
      .handler = [&engine](const Call& call) {
        return table_response(put_table(), engine.put_songs(songs_keys().read(call.body).songs));
      }};
}

const wire::Request<answers::SongChange>& change_keys() {
  using answers::SongChange;
  using K = wire::Key<SongChange>;
  const auto text_key = [](const char* name, std::optional<std::string> SongChange::*member, std::size_t most,
                           const char* words) {
    return K{name, text(0, most, words),
             [member](const Json& value, SongChange& change) { change.*member = value.text(); },
             [member](const SongChange& change) { return Json((change.*member).value_or("")); }};
  };
  static const wire::Request<SongChange> table(
      "SongChange",
      {text_key("genre", &SongChange::genre, answers::kLongestName, "in lower case"),
       text_key("lyrics", &SongChange::lyrics, kLongestLyric, "all of it"),
       K{"form", one_of({"sung", "cleaned"}, "of the lyrics"),
         [](const Json& value, SongChange& change) {
           change.form = value.text() == "cleaned" ? LyricsForm::cleaned : LyricsForm::sung;
         },
         [](const SongChange& change) { return Json(change.form == LyricsForm::cleaned ? "cleaned" : "sung"); }},
       text_key("topic", &SongChange::topic, answers::kLongestName,
                "what it is about, as a person says; empty: what the model says")},
      {});
  return table;
}

Route patch_route(engine::Engine& engine) {
  return {.method = "PATCH",
          .pattern = "/api/v1/songs/{id}",
          .summary = "Change a song's genre, lyrics or topic; what is not named stays",
          .path = {{"id", song_id(), "the song", true}},
          .body = change_keys().schema(),
          .success = {200, "application/json", answers::song_details_table().schema()},
          .errors = {404, 422},
          .needs = http::Scope::manage,
          .example = R"({"genre":"folk","topic":"night/time"})",
          .handler = [&engine](const Call& call) {
            const std::int64_t id = call.parameters["id"];
            engine.change_song(id, change_keys().read(call.body));
            return table_response(answers::song_details_table(), engine.song(id));
          }};
}

}  // namespace

void add_own_song_routes(RouteTable& table, Parts& parts) {
  table.insert(table.end(), {folders_route(parts), doctor_route(parts.engine), moods_route(parts.engine),
                             put_route(parts.engine), patch_route(parts.engine)});
}

}  // namespace leitmotif::service
