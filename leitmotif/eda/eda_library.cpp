// The library as songs in columns.
#include <algorithm>
#include <cmath>

#include "leitmotif/core/parallel.hpp"
#include "leitmotif/eda/eda_table.hpp"

namespace leitmotif::eda {
namespace {

constexpr std::size_t kSongsBetweenReports = 4096;
constexpr std::size_t kLyricsAtOnce = 256;

/// The label a model decided for each song it scored; empty where it could not tell. By ascending id.
struct Decided {
  std::vector<std::int64_t> id;
  std::vector<std::string> label;
};

Decided decided_labels(const catalog::Catalog& library, const reading::Reader& reader) {
  catalog::ScoredSongs scored = library.scores().load(reader.model().id());
  Decided decided;
  for (std::size_t i = 0; i < scored.id.size(); ++i) {
    Prediction prediction;
    const auto begin = scored.probability.begin() + static_cast<std::ptrdiff_t>(i * scored.topics);
    prediction.probabilities.assign(begin, begin + static_cast<std::ptrdiff_t>(scored.topics));
    // A song of which the model knew no word has the same probability everywhere.
    prediction.counted_words =
        std::ranges::all_of(prediction.probabilities, [&](float p) { return p == *begin; }) ? 0 : 1;
    const auto label = reading::decided_label(prediction);
    decided.label.push_back(label ? reader.model().labels()[*label] : std::string());
  }
  decided.id = std::move(scored.id);
  return decided;
}

/// Gathers songs one by one.
class LibraryColumns {
 public:
  explicit LibraryColumns(const Decided& decided) : decided_(decided) {
    for (const std::string_view name : kAudioFeatures) table_.features.push_back({std::string(name), {}, 0, 0});
    for (const char* name : {"year", "age"}) table_.features.push_back({name, {}, 0, 0});
    for (const char* name : {"artist", "title", "genre", "lyrics"}) table_.texts.push_back({name, 0});
  }

  void add(const catalog::StoredSong& stored) {
    const Song& song = stored.song;
    ++table_.rows;
    for (std::size_t i = 0; i < song.audio.size(); ++i) table_.features[i].values.push_back(song.audio[i]);
    table_.features[song.audio.size()].values.push_back(song.year ? *song.year : kMissing);
    table_.features[song.audio.size() + 1].values.push_back(song.year ? explore::age_of(*song.year) : kMissing);
    std::size_t text = 0;
    for (const std::string* value : {&song.artist, &song.title, &song.genre, &song.lyrics})
      table_.texts[text++].missing += value->empty() ? 1U : 0U;
    table_.artist.push_back(owned(song.artist));
    table_.title.push_back(owned(song.title));
    table_.words.push_back(owned(song.lyrics));
    if (song.form == LyricsForm::sung && !song.lyrics.empty()) sung.push_back(table_.rows - 1);
    genres_.add(song.genre);
    decades_.add(song.year ? explore::decade_name(*song.year) : "");
    while (next_ < decided_.id.size() && decided_.id[next_] < stored.id) ++next_;
    const bool scored = next_ < decided_.id.size() && decided_.id[next_] == stored.id;
    topics_.add(scored ? std::string_view(decided_.label[next_]) : std::string_view());
  }

  explore::SongTable finished() {
    table_.genre = genres_.finished(false);
    table_.decade = decades_.finished(true);
    table_.topic = topics_.finished(false);
    if (!table_.topic.names.empty()) table_.topic_source = explore::TopicSource::model;
    return std::move(table_);
  }

  std::vector<std::size_t> sung;  ///< rows whose lyrics are as sung

 private:
  std::string_view owned(const std::string& text) {
    return text.empty() ? std::string_view() : std::string_view(table_.owned.emplace_back(text));
  }

  const Decided& decided_;
  std::size_t next_ = 0;
  explore::SongTable table_;
  explore::GroupNames genres_;
  explore::GroupNames decades_;
  explore::GroupNames topics_;
};

}  // namespace

explore::SongTable library_table(const catalog::Catalog& library, const reading::Reader& reader,
                                 const EdaRequest& request, const OnRows& on_rows) {
  const Decided decided = decided_labels(library, reader);
  LibraryColumns columns(decided);
  const ShareRange own = range_of(request.share, request.share.is_whole() ? 0 : library.songs().size());
  std::size_t rows = 0;
  library.songs().for_each([&](const catalog::StoredSong& song) {
    if (request.share.is_whole() || own.contains(rows)) columns.add(song);
    if (++rows % kSongsBetweenReports == 0) on_rows(rows);
  });
  const std::vector<std::size_t> sung = std::move(columns.sung);
  explore::SongTable table = columns.finished();
  std::vector<std::string> words(sung.size());
  for (std::size_t begin = 0; begin < sung.size(); begin += kSongsBetweenReports) {
    const std::size_t count = std::min(kSongsBetweenReports, sung.size() - begin);
    parallel_for(count, kLyricsAtOnce, request.threads, [&](std::size_t from, std::size_t to) {
      for (std::size_t i = begin + from; i < begin + to; ++i)
        words[i] = reader.words(table.words[sung[i]], LyricsForm::sung).joined();
    });
    on_rows(rows);
  }
  for (std::size_t i = 0; i < sung.size(); ++i) table.words[sung[i]] = table.owned.emplace_back(std::move(words[i]));
  return table;
}

}  // namespace leitmotif::eda
