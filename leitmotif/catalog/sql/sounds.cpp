// The part `sounds` of a library in tables.
#include "leitmotif/catalog/sounds.hpp"

#include <algorithm>
#include <tuple>

#include "leitmotif/catalog/sql/sound_rows.hpp"
#include "leitmotif/catalog/sql/state.hpp"

namespace leitmotif::catalog::sql {
namespace {

class SoundsInTables final : public Sounds {
 public:
  explicit SoundsInTables(SharedState state) : state_(std::move(state)) {}

  void store(std::span<const SongSound> sounds) override {
    state_->write([&](const Database& database) {
      SoundKinds kinds(database);
      Statement find = database.prepare(kReadSound);
      Statement update = database.prepare("UPDATE songs SET sound = ?2 WHERE id = ?1");
      Statement mark = database.prepare("UPDATE song_details SET fingerprint = ?2 WHERE song = ?1");
      for (const SongSound& sound : sounds) {
        if (!find.bind_integer(1, sound.song).step()) require_song(database, sound.song);
        std::vector<SoundFeature> features = features_from(find.blob(0), kinds);
        find.reset();
        for (const SoundFeature& feature : sound.features) {
          require_sound_feature(feature);
          put(features, feature);
        }
        const std::string bytes = bytes_of(features, kinds);
        update.bind_integer(1, sound.song).bind_blob(2, bytes).run();
        if (!sound.fingerprint.empty()) mark.bind_integer(1, sound.song).bind_text(2, sound.fingerprint).run();
      }
      if (!sounds.empty()) count_change(database, Changed::songs);
    });
  }

  std::vector<SoundFeature> of(std::int64_t song) const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare(kReadSound);
    if (!row.bind_integer(1, song).step()) return {};
    return features_from(row.blob(0), SoundKinds(*reader));
  }

  std::string fingerprint(std::int64_t song) const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare("SELECT fingerprint FROM song_details WHERE song = ?1");
    return row.bind_integer(1, song).step() ? std::string(row.text(0)) : std::string();
  }

  std::vector<SoundKind> kinds() const override {
    const State::Reader reader(*state_);
    std::vector<SoundKind> kinds;
    const SoundKinds found(*reader);
    for (const auto& [number, kind] : found.all()) kinds.push_back(kind);
    std::ranges::sort(kinds, {}, [](const SoundKind& kind) { return std::tie(kind.name, kind.source, kind.method); });
    return kinds;
  }

 private:
  static constexpr std::string_view kReadSound = "SELECT sound FROM songs WHERE id = ?1";
  SharedState state_;
};

}  // namespace

std::unique_ptr<Sounds> make_sounds(SharedState state) { return std::make_unique<SoundsInTables>(std::move(state)); }

}  // namespace leitmotif::catalog::sql
