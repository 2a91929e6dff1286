#include "leitmotif/library/snapshot_file.hpp"

#include <chrono>
#include <system_error>
#include <utility>

#include "leitmotif/core/background.hpp"
#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/library/column_file.hpp"
#include "leitmotif/library/draft.hpp"

namespace leitmotif::library {
namespace {

// Raise this number whenever the same library and model would give other columns: programs of different numbers do not
// see each other's files.
constexpr std::string_view kSongsFile = "songs.1.columns";
constexpr std::string_view kSpaceFile = "similarity.1.columns";
constexpr std::string_view kSound = "sound/";
constexpr std::string_view kSource = "source of ";
constexpr std::string_view kOrder = "order/";
constexpr std::size_t kMostModelBytes = std::size_t{1} << 30U;

std::string order_name(std::size_t topic) { return std::string(kOrder) + std::to_string(topic); }

TextColumn texts_of(const std::vector<std::string>& texts) {
  PackedTexts packed;
  for (const std::string& text : texts) packed.push_back(text);
  return packed;
}

std::vector<std::string> list_of(const TextColumn& texts) {
  std::vector<std::string> list;
  for (std::size_t i = 0; i < texts.size(); ++i) list.emplace_back(texts[i]);
  return list;
}

SongColumns columns_of(const ColumnFile& file, const models::Classifier& model) {
  SongColumns columns;
  columns.id = file.numbers<std::int64_t>("id");
  columns.artist = file.numbers<std::uint32_t>("artist");
  columns.genre = file.numbers<std::uint32_t>("genre");
  columns.year = file.numbers<std::int32_t>("year");
  columns.artist_names = file.texts("artist_names");
  columns.titles = file.texts("titles");
  columns.artists = file.texts("artists");
  columns.genres = list_of(file.texts("genres"));
  columns.model = model.id();
  columns.topics = model.labels().size();
  columns.probability = file.numbers<float>("probability");
  columns.parts = parts_of(model).size();
  columns.root_mixture = file.numbers<float>("root_mixture");
  columns.part_of_topic = parts_of_topics(model);
  columns.obscene = file.numbers<float>("obscene");
  columns.counted_words = file.numbers<std::int32_t>("counted_words");
  columns.flags = file.numbers<std::uint8_t>("flags");
  for (const Block& block : file.blocks())
    if (block.name.starts_with(kSound))
      columns.sound.push_back({block.name.substr(kSound.size()), file.numbers<float>(block.name),
                               file.numbers<std::uint8_t>(std::string(kSource) + block.name)});
  for (std::size_t topic = 0; topic < columns.topics; ++topic)
    columns.order.push_back(file.numbers<std::uint32_t>(order_name(topic)));
  return columns;
}

/// Removes what programs that were killed while they wrote have left.
void remove_left_overs(const std::filesystem::path& folder) {
  using namespace std::chrono_literals;
  std::error_code ignored;
  const auto long_ago = std::filesystem::file_time_type::clock::now() - 1h;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.path().filename().string().find(".part-") != std::string::npos &&
        entry.last_write_time(ignored) < long_ago)
      std::filesystem::remove(entry.path(), ignored);
}

/// The space a file keeps; nothing when it is not there, is damaged or of another key.
std::optional<KeptSpace> mapped_space(const std::filesystem::path& path, const std::string& key) {
  return read_kept(path, key, [](const ColumnFile& file) -> std::optional<KeptSpace> {
    const Column<std::int32_t> width = file.numbers<std::int32_t>("width");
    return KeptSpace{
        {static_cast<std::size_t>(width[0]), file.numbers<float>("rows"), file.numbers<std::int8_t>("coarse")},
        file.file()};
  });
}

/// Tells the similarity models apart, and that there is none.
std::string digest_of_file(const std::filesystem::path& path) {
  std::error_code ignored;
  if (path.empty() || !std::filesystem::exists(path, ignored)) return "plain";
  return sha256_hex(read_file(path, kMostModelBytes));
}

}  // namespace

std::filesystem::path folder_beside(const std::filesystem::path& library) {
  std::filesystem::path folder = library;
  folder += ".columns";
  return folder;
}

std::optional<KeptSongs> read_songs(const KeptState& state, const models::Classifier& model) {
  if (!state.is_kept()) return std::nullopt;
  return read_kept(state.folder / kSongsFile, state.key, [&](const ColumnFile& file) -> std::optional<KeptSongs> {
    KeptSongs songs{
        columns_of(file, model), {file.numbers<std::int64_t>("file_song"), file.texts("file_path")}, file.file()};
    recommend::check_columns(songs.columns);
    return songs;
  });
}

void write_songs(const KeptState& state, const SongColumns& columns, const OwnFiles& files) {
  const std::string& model = columns.model;
  ColumnFileWriter file(state.folder / kSongsFile);
  for (std::size_t topic = 0; topic < columns.order.size(); ++topic)
    file.add({order_name(topic), model}, columns.order[topic]);
  file.add({"id"}, columns.id);
  file.add({"artist"}, columns.artist);
  file.add({"genre"}, columns.genre);
  file.add({"year"}, columns.year);
  file.add({"probability", model}, columns.probability);
  file.add({"root_mixture", model}, columns.root_mixture);
  file.add({"obscene", model}, columns.obscene);
  file.add({"counted_words", model}, columns.counted_words);
  file.add({"flags", model}, columns.flags);
  for (const SoundFeature& feature : columns.sound) {
    const std::string name = std::string(kSound) + feature.name;
    file.add({name}, feature.values);
    file.add({std::string(kSource) + name}, feature.source);
  }
  file.add_texts("artist_names", columns.artist_names);
  file.add_texts("titles", columns.titles);
  file.add_texts("artists", columns.artists);
  file.add_texts("genres", texts_of(columns.genres));
  file.add({"file_song"}, files.song);
  file.add_texts("file_path", files.path);
  file.commit(state.key);
  remove_left_overs(state.folder);
}

KeptSpace space_of(const KeptState& state, const std::filesystem::path& similarity_model,
                   const std::function<recommend::Space()>& make) {
  if (!state.is_kept()) return {make(), nullptr};
  const std::filesystem::path path = state.folder / kSpaceFile;
  const std::string digest = digest_of_file(similarity_model);
  const std::string key = state.key + ' ' + digest;
  if (std::optional<KeptSpace> kept = mapped_space(path, key)) return std::move(*kept);
  recommend::Space space = make();
  const bool is_kept = keep_columns(path, key, [&](ColumnFileWriter& file) {
    file.add({"width"}, Column<std::int32_t>{static_cast<std::int32_t>(space.width)});
    file.add({"coarse", digest}, space.coarse);
    file.add({"rows", digest}, space.rows);
  });
  // Mapped from now on, so that programs of this machine share its memory.
  std::optional<KeptSpace> kept = is_kept ? mapped_space(path, key) : std::nullopt;
  if (!kept) return {std::move(space), nullptr};
  space = {};
  give_memory_back();
  return std::move(*kept);
}

}  // namespace leitmotif::library
