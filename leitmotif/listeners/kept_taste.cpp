#include "leitmotif/listeners/kept_taste.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "leitmotif/core/checksum.hpp"
#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/library/column_file.hpp"
#include "leitmotif/listeners/listeners.hpp"

namespace leitmotif::listeners {
namespace {

// Raise this number whenever the same songs, lists and events would teach something else, or be asked otherwise: see
// library/snapshot_file.cpp.
constexpr std::string_view kTogetherFile = "together.1.columns";
constexpr const char* kState = "state";
constexpr const char* kCounts = "counts";
constexpr const char* kExact = "exact";
constexpr const char* kRows = "rows/";
constexpr const char* kCommon = "common/";
/// What is kept holds while at most this part as many events came in.
constexpr std::int64_t kMostNewPart = 10;
/// So many events, the last ones, tell a history from another one that has as many.
constexpr std::int64_t kToldApartBy = 16;

std::filesystem::path file_of(const library::Snapshot& snapshot) { return snapshot.kept.folder / kTogetherFile; }

template <class T>
std::string digest_of(const Column<T>& column) {
  const std::span<const T> numbers = column.all();
  return std::to_string(numbers.size()) + ':' +
         std::to_string(checksum_of({reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes()})) + ' ';
}

/// Of what is known of the songs, and of the saved lists, which are learned from too. The state of the library is more
/// than that: it changes when songs are read for wishes, and learning anew takes long.
std::string key_of(const library::Snapshot& snapshot, const Column<taste::Item>& item_of_row,
                   const taste::KnownSongs& songs, const std::string& lists) {
  return snapshot.columns.model + ' ' + digest_of(snapshot.columns.id) + digest_of(item_of_row) +
         digest_of(songs.artist) + digest_of(songs.year) + digest_of(songs.genre) + digest_of(songs.roots) +
         digest_of(songs.waves) + std::to_string(songs.genres) + ' ' + std::to_string(songs.parts) + ' ' + lists;
}

/// The last events up to a state, in the order they came in: how many, and a digest of them. They are told apart from
/// those that came later by their number.
struct LastEvents {
  std::int64_t count = 0;
  std::string digest;
};

LastEvents last_events(const catalog::Plays& plays, std::int64_t last, std::optional<std::int64_t> count) {
  LastEvents found;
  Sha256 digest;
  const catalog::PlaysWanted wanted{std::nullopt, kEver, std::nullopt, std::max<std::int64_t>(0, last - kToldApartBy),
                                    true};
  plays.for_each(wanted, [&](const catalog::Play& play) {
    if (found.count == count.value_or(kToldApartBy)) return;
    ++found.count;
    digest.add(std::to_string(play.at_ms) + '\t' + std::to_string(play.song) + '\t' +
               std::to_string(static_cast<int>(play.kind)) + '\t' + play.listener + '\n');
  });
  found.digest = digest.hex();
  return found;
}

/// What the file says it was learned of: see state_of.
struct LearnedOf {
  catalog::PlaysState state;
  std::int64_t events = 0;
  std::int64_t last_count = 0;
};

LearnedOf learned_of(const library::ColumnFile& file) {
  const Column<std::int64_t> numbers = file.numbers<std::int64_t>(kState);
  if (numbers.size() != 4) throw Error(ErrorKind::corrupt_data, "what is kept of taste does not say of what it is");
  return {{numbers[0], numbers[1]}, numbers[2], numbers[3]};
}

/// The digest of the last events that it was learned of.
std::string digest_of_last(const library::ColumnFile& file) {
  for (const library::Block& block : file.blocks())
    if (block.name == kState) return block.method;
  return {};
}

/// Whether the events that it was learned of are those there are, but for some that came in since.
bool holds(const LearnedOf& of, const std::string& digest, const catalog::Plays& plays) {
  const catalog::PlaysState now = plays.state();
  const std::int64_t came_in = now.last - of.state.last;
  if (now.rewrites != of.state.rewrites || came_in < 0 || came_in > of.events / kMostNewPart) return false;
  return last_events(plays, of.state.last, of.last_count).digest == digest;
}

taste::FittedBlend fitted_from(const library::ColumnFile& file) {
  taste::FittedBlend fitted;
  fitted.counts = file.numbers<std::uint32_t>(kCounts);
  fitted.exact.values = file.numbers<float>(kExact);
  while (fitted.exact.size * fitted.exact.size < fitted.exact.values.size()) ++fitted.exact.size;
  for (const library::Block& block : file.blocks()) {
    if (!block.name.starts_with(kRows)) continue;
    const std::string number = block.name.substr(std::string_view(kRows).size());
    fitted.factors.push_back({file.numbers<float>(block.name), file.numbers<float>(kCommon + number)});
  }
  return fitted;
}

}  // namespace

std::shared_ptr<const LearnedTaste> kept_taste(const current::View& view, unsigned threads) {
  const library::Snapshot& snapshot = *view.snapshot;
  if (!snapshot.kept.is_kept()) return nullptr;
  try {
    std::error_code ignored;
    if (!std::filesystem::exists(file_of(snapshot), ignored)) return nullptr;
    TasteColumns columns = taste_columns(snapshot, threads);
    const std::string lists = lists_digest(*snapshot.library);
    const auto file =
        library::ColumnFile::open(file_of(snapshot), key_of(snapshot, columns.item_of_row, columns.songs, lists));
    if (!file) return nullptr;
    const LearnedOf of = learned_of(*file);
    if (!holds(of, digest_of_last(*file), snapshot.library->plays())) return nullptr;
    taste::BlendOptions options;
    options.threads = threads;
    taste::Blend blend = taste::Blend::of_fitted(fitted_from(*file), std::move(columns.songs), options);
    snapshot.note_file(file->file());
    return std::make_shared<const LearnedTaste>(LearnedTaste{std::move(columns.item_of_row), std::move(blend),
                                                             view.snapshot, static_cast<std::size_t>(of.events),
                                                             of.state, lists});
  } catch (const Error&) {  // it is learned anew
    return nullptr;
  }
}

void keep_taste(const LearnedTaste& learned) {
  const library::Snapshot& snapshot = *learned.snapshot;
  const catalog::Plays& plays = snapshot.library->plays();
  try {
    // Who was forgotten while this was learned stays forgotten.
    if (!snapshot.kept.is_kept() || plays.state().rewrites != learned.state.rewrites) return;
    const taste::FittedBlend fitted = learned.blend.fitted();
    const LastEvents last = last_events(plays, learned.state.last, std::nullopt);
    library::ColumnFileWriter file(file_of(snapshot));
    file.add({kState, last.digest}, Column<std::int64_t>{learned.state.last, learned.state.rewrites,
                                                         static_cast<std::int64_t>(learned.events), last.count});
    file.add({kCounts}, fitted.counts);
    file.add({kExact}, fitted.exact.values);
    for (std::size_t k = 0; k < fitted.factors.size(); ++k) {
      file.add({kRows + std::to_string(k)}, fitted.factors[k].rows);
      file.add({kCommon + std::to_string(k)}, fitted.factors[k].common);
    }
    file.commit(key_of(snapshot, learned.item_of_row, learned.blend.songs(), learned.lists));
  } catch (const Error&) {  // a full disk, or a folder that is not ours: it is in memory
  }
}

void forget_kept_taste(const library::Snapshot& snapshot) noexcept {
  std::error_code ignored;
  if (snapshot.kept.is_kept()) std::filesystem::remove(file_of(snapshot), ignored);
}

}  // namespace leitmotif::listeners
