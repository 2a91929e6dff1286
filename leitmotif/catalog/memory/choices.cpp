// The parts `choices`, `lists` and `plays` of a library in memory.
#include "leitmotif/catalog/choices.hpp"

#include <algorithm>
#include <chrono>
#include <tuple>

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/catalog/memory/state.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::memory {
namespace {

class ChoicesInMemory final : public Choices {
 public:
  explicit ChoicesInMemory(SharedState state) : state_(std::move(state)) {}

  void block_song(std::int64_t song) override {
    state_->write([&](Tables& tables) {
      require_song(tables, song);
      if (tables.blocked_songs.insert(song).second) count_change(tables, Changed::blocks);
    });
  }
  void block_artist(std::string_view artist) override {
    const std::string beginning = beginning_of(artist);
    state_->write([&](Tables& tables) {
      const auto found = tables.identities.lower_bound(beginning);
      if (found == tables.identities.end() || !found->first.starts_with(beginning))
        throw Error(ErrorKind::not_found, "there is no song by '" + std::string(artist) + "' in the library");
      if (tables.blocked_artists.insert(compared_form(artist)).second) count_change(tables, Changed::blocks);
    });
  }
  bool unblock_song(std::int64_t song) override {
    return state_->write([&](Tables& tables) { return counted(tables, tables.blocked_songs.erase(song) > 0); });
  }
  bool unblock_artist(std::string_view artist) override {
    return state_->write(
        [&](Tables& tables) { return counted(tables, tables.blocked_artists.erase(compared_form(artist)) > 0); });
  }
  Blocks blocks() const override {
    const auto tables = state_->read();
    Blocks blocks;
    for (const std::int64_t song : tables->blocked_songs)
      if (!is_hidden(*tables, song)) blocks.songs.push_back(head_of(tables->songs.at(song)));
    blocks.artists.assign(tables->blocked_artists.begin(), tables->blocked_artists.end());
    return blocks;
  }

  void remember_answers(std::span<const std::int64_t> songs) override {
    state_->write([&](Tables& tables) {
      for (std::size_t i = songs.size(); i-- > 0;) {
        std::erase(tables.answered, songs[i]);
        if (tables.songs.contains(songs[i])) tables.answered.push_front(songs[i]);
      }
      if (tables.answered.size() > kMostRemembered) tables.answered.resize(kMostRemembered);
    });
  }
  std::vector<std::int64_t> answers() const override {
    const auto tables = state_->read();
    return {tables->answered.begin(), tables->answered.end()};
  }
  void forget_answers() override {
    state_->write([](Tables& tables) { tables.answered.clear(); });
  }

  std::int64_t add_flag(const Flag& flag) override {
    return state_->write([&](Tables& tables) {
      if (flag.song) require_song(tables, *flag.song);
      const std::int64_t id = ++tables.last_flag;
      tables.flags[id] = flag;
      tables.flags[id].id = id;
      return id;
    });
  }
  std::vector<Flag> flags() const override {
    const auto tables = state_->read();
    std::vector<Flag> flags;
    for (const auto& [id, flag] : tables->flags) flags.push_back(flag);
    std::reverse(flags.begin(), flags.end());
    return flags;
  }
  std::optional<Flag> flag_of(std::int64_t song) const override {
    for (Flag& flag : flags())
      if (flag.song == song) return std::move(flag);
    return std::nullopt;
  }
  bool remove_flag(std::int64_t id) override {
    return state_->write([&](Tables& tables) { return tables.flags.erase(id) > 0; });
  }

  void correct_topic(std::int64_t song, std::string_view topic) override {
    state_->write([&](Tables& tables) {
      require_song(tables, song);
      tables.corrections[song] = topic;
      count_change(tables, Changed::songs);
    });
  }
  bool withdraw_correction(std::int64_t song) override {
    return state_->write([&](Tables& tables) {
      const bool any = tables.corrections.erase(song) > 0;
      if (any) count_change(tables, Changed::songs);
      return any;
    });
  }
  std::vector<Correction> corrections() const override {
    const auto tables = state_->read();
    std::vector<Correction> corrections;
    for (const auto& [song, topic] : tables->corrections)
      if (!is_hidden(*tables, song)) corrections.push_back({song, topic});
    return corrections;
  }

 private:
  static bool counted(Tables& tables, bool any) {
    if (any) count_change(tables, Changed::blocks);
    return any;
  }

  SharedState state_;
};

std::int64_t now_s() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// The list of that name as compared.
SavedList* list_called(Tables& tables, const std::string& compared) {
  const auto found = std::ranges::find_if(
      tables.lists, [&](const auto& entry) { return compared_form(entry.second.head.name) == compared; });
  return found == tables.lists.end() ? nullptr : &found->second;
}

/// Without the songs that are not shown.
SavedList shown(const Tables& tables, SavedList list) {
  std::erase_if(list.songs, [&](std::int64_t song) { return is_hidden(tables, song); });
  list.head.songs = list.songs.size();
  return list;
}

void fill(Tables& tables, SavedList& list, std::string_view name, std::span<const std::int64_t> songs) {
  for (const std::int64_t song : songs) require_song(tables, song);
  list.head.name = name;
  list.head.changed = now_s();
  list.head.songs = songs.size();
  list.songs.assign(songs.begin(), songs.end());
}

class ListsInMemory final : public Lists {
 public:
  explicit ListsInMemory(SharedState state) : state_(std::move(state)) {}

  std::vector<SavedList> all() const override {
    const auto tables = state_->read();
    std::vector<SavedList> lists;
    for (const auto& [id, list] : tables->lists) lists.push_back(shown(*tables, list));
    std::ranges::sort(lists, {}, [](const SavedList& list) { return compared_form(list.head.name); });
    return lists;
  }
  std::optional<SavedList> list(std::int64_t id) const override {
    const auto tables = state_->read();
    const auto found = tables->lists.find(id);
    return found == tables->lists.end() ? std::nullopt : std::optional(shown(*tables, found->second));
  }
  std::optional<SavedList> named(std::string_view name) const override {
    const std::string compared = compared_form(name);
    for (SavedList& list : all())
      if (compared_form(list.head.name) == compared) return std::move(list);
    return std::nullopt;
  }
  std::optional<std::int64_t> save(std::string_view name, std::span<const std::int64_t> songs,
                                   IfTaken if_taken) override {
    require_sound_list(name, songs);
    return state_->write([&](Tables& tables) -> std::optional<std::int64_t> {
      SavedList* list = list_called(tables, compared_form(name));
      if (list != nullptr && if_taken == IfTaken::refuse) return std::nullopt;
      if (list == nullptr) {
        const std::int64_t id = ++tables.last_list;
        list = &tables.lists[id];
        list->head.id = id;
        list->head.created = now_s();
      }
      fill(tables, *list, name, songs);
      return list->head.id;
    });
  }
  bool replace(std::int64_t id, std::string_view name, std::span<const std::int64_t> songs) override {
    require_sound_list(name, songs);
    return state_->write([&](Tables& tables) {
      const SavedList* other = list_called(tables, compared_form(name));
      if (other != nullptr && other->head.id != id) return false;
      const auto found = tables.lists.find(id);
      if (found == tables.lists.end()) throw Error(ErrorKind::not_found, "there is no list " + std::to_string(id));
      fill(tables, found->second, name, songs);
      return true;
    });
  }
  bool remove(std::int64_t id) override {
    return state_->write([&](Tables& tables) { return tables.lists.erase(id) > 0; });
  }

 private:
  SharedState state_;
};

bool is_same_event(const Play& a, const Play& b) {
  return std::tie(a.listener, a.at_ms, a.song, a.kind) == std::tie(b.listener, b.at_ms, b.song, b.kind);
}

class PlaysInMemory final : public Plays {
 public:
  explicit PlaysInMemory(SharedState state) : state_(std::move(state)) {}

  std::size_t add(std::span<const Play> plays) override {
    return state_->write([&](Tables& tables) {
      std::size_t added = 0;
      for (const Play& play : plays) {
        require_sound_play(play);
        require_song(tables, play.song);
        const auto there = std::ranges::find_if(
            tables.plays, [&](const NumberedPlay& other) { return is_same_event(play, other.play); });
        if (there == tables.plays.end()) {
          tables.plays.push_back({play, ++tables.last_play});
          ++added;
          continue;
        }
        if (there->play.weight != play.weight || there->play.source != play.source) ++tables.plays_rewritten;
        there->play = play;
      }
      return added;
    });
  }
  void for_each(const PlaysWanted& wanted, const std::function<void(const Play&)>& visit) const override {
    std::vector<NumberedPlay> plays = state_->read()->plays;
    // They are kept as they came.
    if (!wanted.as_they_came)
      std::ranges::stable_sort(plays, {}, [](const NumberedPlay& one) { return one.play.at_ms; });
    for (const auto& [play, number] : plays) {
      const bool is_listeners = !wanted.listener || play.listener == *wanted.listener;
      const bool is_songs = !wanted.song || play.song == *wanted.song;
      if (is_listeners && is_songs && play.at_ms >= wanted.from_ms && number > wanted.after) visit(play);
    }
  }
  std::size_t forget(const std::string& listener) override {
    return state_->write([&](Tables& tables) {
      ++tables.plays_rewritten;
      return std::erase_if(tables.plays, [&](const NumberedPlay& one) { return one.play.listener == listener; });
    });
  }
  std::size_t size() const override { return state_->read()->plays.size(); }
  PlaysState state() const override {
    const auto tables = state_->read();
    return {tables->last_play, tables->plays_rewritten};
  }

 private:
  SharedState state_;
};

}  // namespace

std::unique_ptr<Choices> make_choices(SharedState state) { return std::make_unique<ChoicesInMemory>(std::move(state)); }
std::unique_ptr<Lists> make_lists(SharedState state) { return std::make_unique<ListsInMemory>(std::move(state)); }
std::unique_ptr<Plays> make_plays(SharedState state) { return std::make_unique<PlaysInMemory>(std::move(state)); }

}  // namespace leitmotif::catalog::memory
