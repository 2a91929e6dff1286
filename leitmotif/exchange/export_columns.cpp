// Songs as rows of a table, for spreadsheets.
#include <cmath>

#include "leitmotif/core/names.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/exchange/export.hpp"
#include "leitmotif/wire/writer.hpp"

namespace leitmotif::exchange {
namespace {

/// The fewest digits that read back as the same number; empty when there is none.
template <class Real>
std::string number_cell(Real value) {
  if (!std::isfinite(value)) return {};
  wire::Writer out;
  out.put(value);
  return out.take();
}

float at(const std::vector<float>& values, std::size_t place) {
  return place < values.size() ? values[place] : std::nanf("");
}

std::string words_cell(const answers::ExportedSong& song) {
  std::string text;
  for (const std::string& word : song.details.explicit_note.words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string published_cell(const answers::ExportedSong& song) {
  const std::optional<bool> published = song.details.explicit_note.published;
  return !published ? "" : *published ? "true" : "false";
}

catalog::SongFacts known_facts(const answers::ExportedSong& song) {
  return song.details.facts.value_or(catalog::SongFacts{});
}

template <class Cell>
std::string line_of(std::size_t cells, Cell cell) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < cells; ++i) texts.push_back(cell(i));
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  return corpus::csv_row(views);
}

}  // namespace

ExportColumns::ExportColumns(const ExportNames& names, bool with_vectors, bool with_lyrics) {
  add_texts();
  add_numbers(names);
  for (std::size_t i = 0; with_vectors && i < names.dimensions; ++i)
    columns_.push_back({"vector." + std::to_string(i),
                        [i](const answers::ExportedSong& song) { return number_cell(at(song.vector, i)); }});
  if (with_lyrics)
    columns_.push_back({"lyrics", [](const answers::ExportedSong& song) { return song.details.lyrics; }});
  // The last ones, so that columns stay where scripts look for them.
  columns_.push_back({"isrc", [](const answers::ExportedSong& song) { return known_facts(song).ids.isrc; }});
  columns_.push_back({"explicit.published", published_cell});
  columns_.push_back(
      {"explicit.basis", [](const answers::ExportedSong& song) { return song.details.explicit_note.basis; }});
}

void ExportColumns::add_texts() {
  const auto head = [this](std::string name, auto member) {
    columns_.push_back(
        {std::move(name), [member](const answers::ExportedSong& song) { return song.details.head.*member; }});
  };
  const auto id = [this](std::string name, std::string MusicIds::*member) {
    columns_.push_back(
        {std::move(name), [member](const answers::ExportedSong& song) { return known_facts(song).ids.*member; }});
  };
  columns_.push_back({"id", [](const answers::ExportedSong& song) { return std::to_string(song.details.head.id); }});
  head("artist", &catalog::SongHead::artist);
  head("title", &catalog::SongHead::title);
  columns_.push_back({"year", [](const answers::ExportedSong& song) {
                        const std::optional<int> year = song.details.head.year;
                        return year ? std::to_string(*year) : std::string();
                      }});
  head("genre", &catalog::SongHead::genre);
  columns_.push_back({"album", [](const answers::ExportedSong& song) { return known_facts(song).album; }});
  id("recording_id", &MusicIds::recording_id);
  id("release_id", &MusicIds::release_id);
  id("artist_id", &MusicIds::artist_id);
  columns_.push_back({"file", [](const answers::ExportedSong& song) { return song.details.file; }});
  columns_.push_back({"topic", [](const answers::ExportedSong& song) { return song.details.topic; }});
  columns_.push_back(
      {"explicit.level", [](const answers::ExportedSong& song) { return song.details.explicit_note.level; }});
  columns_.push_back({"explicit.words", words_cell});
}

void ExportColumns::add_numbers(const ExportNames& names) {
  columns_.push_back({"confidence", [](const answers::ExportedSong& song) {
                        return song.details.topic.empty() ? std::string() : number_cell(song.details.confidence);
                      }});
  columns_.push_back(
      {"counted_words", [](const answers::ExportedSong& song) { return std::to_string(song.details.counted_words); }});
  columns_.push_back({"inferred", [](const answers::ExportedSong& song) { return song.details.inferred ? "1" : "0"; }});
  const auto add = [this](const std::string& group, const std::vector<std::string>& list, auto values) {
    for (std::size_t i = 0; i < list.size(); ++i)
      columns_.push_back({group + list[i], [values, i](const answers::ExportedSong& song) {
                            return number_cell(at(std::invoke(values, song), i));
                          }});
  };
  add(
      "topics.", *names.topics,
      [](const answers::ExportedSong& song) -> const auto& { return song.details.probabilities; });
  add(
      "mixture.", *names.mixture_parts,
      [](const answers::ExportedSong& song) -> const auto& { return song.details.mixture; });
  add(
      "wishes.", *names.wishes, [](const answers::ExportedSong& song) -> const auto& { return song.wishes; });
  for (std::size_t i = 0; i < kAudioFeatures.size(); ++i)
    columns_.push_back({"audio." + std::string(kAudioFeatures[i]),
                        [i](const answers::ExportedSong& song) { return number_cell(song.details.audio[i]); }});
}

std::string ExportColumns::head() const {
  return line_of(columns_.size(), [&](std::size_t i) { return columns_[i].name; });
}

std::string ExportColumns::row(const answers::ExportedSong& song) const {
  return line_of(columns_.size(), [&](std::size_t i) { return columns_[i].cell(song); });
}

}  // namespace leitmotif::exchange
