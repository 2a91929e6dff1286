// The part `servers` of a library in memory.
#include "leitmotif/catalog/servers.hpp"

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/catalog/memory/state.hpp"

namespace leitmotif::catalog::memory {
namespace {

/// Writes the fields of a song that is there; its identity stays unless the name is free.
void write_known(Tables& tables, std::int64_t id, const LabelledSong& row, bool renames) {
  const std::string wanted = identity_of(row);
  for (auto entry = tables.identities.begin(); entry != tables.identities.end(); ++entry) {
    if (entry->second != id) continue;
    if (renames && !tables.identities.contains(wanted)) {
      tables.identities.erase(entry);
      tables.identities.emplace(wanted, id);
    }
    break;
  }
  StoredSong& stored = tables.songs.at(id);
  const bool same_lyric = stored.song.lyrics == row.song.lyrics && stored.song.form == row.song.form;
  stored = {id, row.song, row.labels.topic};
  std::vector<SoundFeature> features = tables.sounds[id];
  take_over(features, row.song, SoundSource::tag);
  write_sounds(tables, id, std::move(features));
  if (!same_lyric)
    for (auto& [name, model] : tables.models) model.of.erase(id);
}

void complete_facts(SongFacts& there, const SongFacts& facts) {
  const auto fill = [](std::string& place, const std::string& value) {
    if (place.empty()) place = value;
  };
  fill(there.album, facts.album);
  fill(there.album_artist, facts.album_artist);
  if (!there.disc) there.disc = facts.disc;
  if (!there.track) there.track = facts.track;
  fill(there.language, facts.language);
  for (const auto id : kEachMusicId) fill(there.ids.*id, facts.ids.*id);
  if (!there.length_ms) there.length_ms = facts.length_ms;
}

void write_synced(Tables& tables, std::string_view server, const SyncedSong& synced, std::string_view model_id,
                  ImportCounts& counts) {
  RemoteSong remote = synced.remote;
  if (remote.song == 0) {
    const Written written = write_song(tables, synced.song, SoundSource::tag);
    remote.song = written.id;
    remote.made = written.is_new;
    ++(written.is_new ? counts.imported : counts.updated);
  } else if (synced.writes_song) {
    write_known(tables, remote.song, synced.song, remote.made);
    ++counts.updated;
  }
  if (synced.remote.song == 0 || synced.writes_song) write_scores(tables, model_id, remote.song, synced.prediction);
  const auto [facts, is_new] = tables.facts.try_emplace(remote.song);
  if (is_new || remote.made)
    facts->second.facts = synced.facts;
  else
    complete_facts(facts->second.facts, synced.facts);
  tables.server_songs[std::string(server)][remote.id] = std::move(remote);
}

/// What is kept of a server, or nothing.
template <class Kept>
const Kept* kept_of(const std::map<std::string, Kept, std::less<>>& all, std::string_view server) {
  const auto found = all.find(server);
  return found == all.end() ? nullptr : &found->second;
}

class ServersInMemory final : public Servers {
 public:
  explicit ServersInMemory(SharedState state) : state_(std::move(state)) {}

  ImportCounts write(std::string_view server, std::span<const SyncedSong> songs, std::string_view model_id) override {
    require_model_id(model_id);
    return state_->write([&](Tables& tables) {
      ImportCounts counts;
      for (const SyncedSong& song : songs) write_synced(tables, server, song, model_id, counts);
      if (!songs.empty()) count_change(tables, Changed::songs);
      return counts;
    });
  }

  void drop(std::string_view server, std::span<const std::string> ids) override {
    state_->write([&](Tables& tables) {
      for (const std::string& id : ids) tables.server_songs[std::string(server)].erase(id);
      if (!ids.empty()) count_change(tables, Changed::songs);
    });
  }

  void forget(std::string_view server) override {
    state_->write([&](Tables& tables) {
      tables.server_songs.erase(std::string(server));
      tables.server_lists.erase(std::string(server));
      count_change(tables, Changed::songs);
    });
  }

  std::vector<RemoteSong> songs(std::string_view server) const override {
    const auto tables = state_->read();
    std::vector<RemoteSong> songs;
    if (const auto* const kept = kept_of(tables->server_songs, server))
      for (const auto& [id, song] : *kept)
        if (!is_hidden(*tables, song.song)) songs.push_back(song);
    return songs;
  }

  std::optional<RemoteSong> song(std::string_view server, std::string_view id) const override {
    const auto tables = state_->read();
    const auto* const kept = kept_of(tables->server_songs, server);
    if (kept == nullptr) return std::nullopt;
    const auto found = kept->find(id);
    if (found == kept->end() || is_hidden(*tables, found->second.song)) return std::nullopt;
    return found->second;
  }

  std::vector<std::optional<RemoteSong>> of_songs(std::string_view server,
                                                  std::span<const std::int64_t> songs) const override {
    std::vector<std::optional<RemoteSong>> found(songs.size());
    const std::vector<RemoteSong> all = this->songs(server);
    for (std::size_t i = 0; i < songs.size(); ++i)
      for (const RemoteSong& one : all)
        if (one.song == songs[i] && !found[i]) found[i] = one;
    return found;
  }

  std::vector<std::vector<RemoteId>> ids_of(std::span<const std::int64_t> songs) const override {
    const auto tables = state_->read();
    std::vector<std::vector<RemoteId>> found(songs.size());
    for (const auto& [server, kept] : tables->server_songs)
      for (const auto& [id, remote] : kept)
        for (std::size_t i = 0; i < songs.size(); ++i)
          if (remote.song == songs[i]) found[i].push_back({server, id});
    return found;
  }

  void note_list(std::string_view server, const RemoteList& list) override {
    state_->write([&](Tables& tables) { tables.server_lists[std::string(server)][list.name] = list; });
  }

  void drop_list(std::string_view server, std::string_view name) override {
    state_->write([&](Tables& tables) { tables.server_lists[std::string(server)].erase(std::string(name)); });
  }

  std::vector<RemoteList> lists(std::string_view server) const override {
    const auto tables = state_->read();
    std::vector<RemoteList> lists;
    if (const auto* const kept = kept_of(tables->server_lists, server))
      for (const auto& [name, list] : *kept) lists.push_back(list);
    return lists;
  }

 private:
  SharedState state_;
};

}  // namespace

std::unique_ptr<Servers> make_servers(SharedState state) { return std::make_unique<ServersInMemory>(std::move(state)); }

}  // namespace leitmotif::catalog::memory
