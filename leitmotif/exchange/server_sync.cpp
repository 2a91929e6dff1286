// A music server's songs and lyrics into the library.
#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "leitmotif/catalog/servers.hpp"
#include "leitmotif/collection/read_song.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/field_values.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/exchange/music_servers.hpp"
#include "leitmotif/library/song_finder.hpp"
#include "leitmotif/reading/read_lyric.hpp"
#include "leitmotif/servers/client.hpp"

namespace leitmotif::exchange {
namespace {

using SyncClock = std::chrono::steady_clock;

/// One transaction: few songs are asked for again after an interruption, and the index is seldom written.
constexpr std::size_t kSongsPerWrite = 200;

/// Brings one server's songs into one library.
class ServerSync {
 public:
  ServerSync(catalog::Catalog& library, const reading::Reader& reader, servers::Client& client,
             const SyncRequest& request)
      : library_(library),
        reader_(reader),
        client_(client),
        request_(request),
        server_(client.account().name),
        finder_(library, {}) {
    report_.server = server_;
    for (catalog::RemoteSong& song : library_.servers().songs(server_)) {
      std::string id = song.id;
      known_.emplace(std::move(id), std::move(song));
    }
  }

  SyncReport run(const OnProgress& on_progress) {
    const auto start = SyncClock::now();
    std::vector<servers::FoundEntry> found;
    client_.for_each_song([&](servers::FoundEntry entry) {
      found.push_back(std::move(entry));
      on_progress({"listing songs", found.size(), 0});
    });
    report_.songs = found.size();
    for (std::size_t i = 0; i < found.size(); ++i) {
      take(found[i]);
      on_progress({"reading songs", i + 1, found.size()});
      if (batch_.size() >= kSongsPerWrite) write();
    }
    write();
    drop_gone(found);
    report_.requests = client_.requests();
    report_.seconds = std::chrono::duration<double>(SyncClock::now() - start).count();
    return report_;
  }

 private:
  /// What is to be done about one song; nothing when all is as it was.
  void take(const servers::FoundEntry& found) {
    const auto there = known_.find(found.entry.id);
    const bool is_known = there != known_.end();
    const bool is_same = is_known && there->second.entry == found.json;
    const bool asks =
        request_.lyrics != AskLyrics::none && may_ask() && (request_.again || !is_same || !there->second.asked);
    if (is_same && !asks) return;
    catalog::SyncedSong synced;
    try {
      if (is_known) synced.remote = there->second;
      synced.remote.id = found.entry.id;
      synced.remote.entry = found.json;
      if (!is_known) match(found.entry, synced);
      fill_names(found.entry, synced);
      fill_lyric(found.entry, asks && wants_lyric(synced), synced);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::corrupt_data && error.kind() != ErrorKind::invalid_argument &&
          error.kind() != ErrorKind::resource_limit && error.kind() != ErrorKind::not_found)
        throw;
      if (report_.left_out++ == 0) report_.first_left_out = found.entry.title + ": " + error.what();
      return;
    }
    batch_.push_back(std::move(synced));
  }

  /// A lyric that the library has from elsewhere stays, so nothing needs to be asked.
  static bool wants_lyric(catalog::SyncedSong& synced) {
    if (synced.writes_song || synced.song.song.lyrics.empty()) return true;
    synced.remote.asked = true;
    return false;
  }

  /// Asking by name is only what some want.
  bool may_ask() {
    if (request_.lyrics != AskLyrics::by_id) return true;
    const std::vector<std::string>& extensions = client_.extensions();
    return std::ranges::find(extensions, "songLyrics") != extensions.end();
  }

  void match(const servers::RemoteEntry& entry, catalog::SyncedSong& synced) {
    synced.remote.song = finder_.match(entry);
    if (synced.remote.song != 0) ++report_.matched;
  }

  /// The song as the library will have it: one from elsewhere stays what it is, but for a lyric it does not have.
  void fill_names(const servers::RemoteEntry& entry, catalog::SyncedSong& synced) {
    LabelledSong& row = synced.song;
    row.song.form = LyricsForm::sung;
    std::optional<catalog::StoredSong> stored;
    if (synced.remote.song != 0) stored = library_.songs().song(synced.remote.song);
    if (stored) {
      row.song = stored->song;
      row.labels.topic = stored->label;
    }
    if (!stored || synced.remote.made) {
      const auto assign = [&](const char* key, const std::string& value) {
        (void)corpus::assign_field(corpus::find_field(corpus::head_keys(), key), value, row);
      };
      assign("artist", entry.artist);
      assign("title", entry.title);
      assign("genre", entry.genre);
      row.song.year = entry.year;
      if (const std::optional<bool> flag = corpus::says_explicit(entry.explicit_status))
        row.song.flagged_explicit = *flag ? 1 : 0;
      synced.writes_song = true;
    }
    if (!stored) tell_apart(entry, row);
    synced.facts.album = entry.album;
    synced.facts.album_artist = entry.album_artist;
    synced.facts.disc = entry.disc;
    synced.facts.track = entry.track;
    synced.facts.length_ms = entry.length_ms;
    synced.facts.ids = entry.ids;
  }

  /// A song of a name that another has, and which it is not, stays by itself: "Intro" of two albums.
  void tell_apart(const servers::RemoteEntry& entry, LabelledSong& row) {
    const bool is_taken = !library_.songs().named(row.song.artist, row.song.title).empty();
    const bool is_new_name = names_.emplace(row.song.artist, row.song.title).second;
    if (is_taken || !is_new_name) row.apart = "server:" + server_ + ":" + entry.id;
  }

  void fill_lyric(const servers::RemoteEntry& entry, bool asks, catalog::SyncedSong& synced) {
    Song& song = synced.song.song;
    if (asks) {
      ++report_.lyrics_asked;
      const collection::SungText sung = collection::sung_text(client_.lyric(entry), entry.title);
      synced.remote.asked = true;
      report_.lyrics_found += sung.lyric.empty() ? 0U : 1U;
      synced.facts.instrumental = sung.instrumental;
      const bool is_ours = synced.writes_song || song.lyrics.empty();
      if (is_ours && !sung.lyric.empty()) {
        song.lyrics = sung.lyric;
        song.form = LyricsForm::sung;
        synced.writes_song = true;
      }
    }
    if (!synced.writes_song) return;
    reading::LyricReading read = reading::read_lyric(reader_, song.lyrics, song.form);
    synced.prediction = std::move(read.prediction);
    synced.facts.language = read.language.code;
    synced.facts.classified = read.classified;
  }

  void write() {
    if (batch_.empty()) return;
    const catalog::ImportCounts counts = library_.servers().write(server_, batch_, reader_.model().id());
    report_.imported += counts.imported;
    report_.updated += counts.updated;
    batch_.clear();
  }

  void drop_gone(const std::vector<servers::FoundEntry>& found) {
    std::set<std::string_view> there;
    for (const servers::FoundEntry& entry : found) there.insert(entry.entry.id);
    std::vector<std::string> gone;
    for (const auto& [id, song] : known_)
      if (!there.contains(id)) gone.push_back(id);
    report_.gone = gone.size();
    if (!gone.empty()) library_.servers().drop(server_, gone);
  }

  catalog::Catalog& library_;
  const reading::Reader& reader_;
  servers::Client& client_;
  const SyncRequest& request_;
  std::string server_;
  library::SongFinder finder_;
  std::map<std::string, catalog::RemoteSong> known_;     ///< by the server's ids
  std::set<std::pair<std::string, std::string>> names_;  ///< artists and titles of new songs
  std::vector<catalog::SyncedSong> batch_;
  SyncReport report_;
};

}  // namespace

SyncReport sync_server(catalog::Catalog& library, const reading::Reader& reader, servers::Client& client,
                       const SyncRequest& request, const OnProgress& on_progress) {
  return ServerSync(library, reader, client, request).run(on_progress);
}

}  // namespace leitmotif::exchange
