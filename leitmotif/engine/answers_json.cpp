#include "leitmotif/engine/answers_json.hpp"

#include <cmath>

#include "leitmotif/collection/scan.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/recommend/moods.hpp"

namespace leitmotif::engine {
namespace {

Json optional_year(const std::optional<int>& year) { return year ? Json(*year) : Json(nullptr); }

Json number_or_null(double number) { return std::isfinite(number) ? Json(number) : Json(nullptr); }

Json named(std::span<const std::string> names, const std::vector<float>& values) {
  Json json = Json::object();
  for (std::size_t i = 0; i < names.size() && i < values.size(); ++i) json[names[i]] = values[i];
  return json;
}

Json head_json(const catalog::SongHead& head) {
  return {{"id", head.id},
          {"artist", head.artist},
          {"title", head.title},
          {"year", optional_year(head.year)},
          {"genre", head.genre}};
}

Json words_json(const std::vector<WordShare>& words) {
  Json list = Json::array();
  for (const WordShare& share : words)
    list.push_back({{"word", share.word}, {"count", share.count}, {"topic", share.topic}, {"share", share.share}});
  return list;
}

Json flag_json(const catalog::Flag& flag) {
  Json json = {{"id", flag.id}, {"at", flag.at}, {"note", flag.note}};
  if (flag.song) json["song"] = *flag.song;
  if (!flag.lyrics.empty()) json["lyrics"] = flag.lyrics;
  if (!flag.query.empty()) json["query"] = parse_json(flag.query, "flag " + std::to_string(flag.id));
  return json;
}

Json sounds_json(const std::vector<catalog::SoundFeature>& sounds) {
  Json list = Json::array();
  for (const catalog::SoundFeature& sound : sounds)
    list.push_back({{"name", sound.name},
                    {"value", sound.value},
                    {"source", catalog::name_of(sound.source)},
                    {"method", sound.method}});
  return list;
}

/// What only a scanned song has; what is not known is left out.
void add_facts(const catalog::SongFacts& facts, Json& json) {
  if (facts.length_ms) json["length_ms"] = *facts.length_ms;
  for (const auto& [key, text] : {std::pair("album", &facts.album), std::pair("language", &facts.language),
                                  std::pair("recording_id", &facts.recording_id),
                                  std::pair("release_id", &facts.release_id), std::pair("artist_id", &facts.artist_id)})
    if (!text->empty()) json[key] = *text;
}

}  // namespace

Json to_json(const Classified& answer, const models::Classifier& model) {
  Json json = {{"id", answer.id}};
  const auto label = reading::decided_label(answer.prediction);
  json["topic"] = label ? Json(model.labels()[*label]) : Json(nullptr);
  json["confidence"] = label ? answer.prediction.probabilities[*label] : 0.0F;
  json["topics"] = named(model.labels(), answer.prediction.probabilities);
  json["mixture"] = named(model.mixture_parts(), answer.prediction.mixture);
  json["counted_words"] = answer.prediction.counted_words;
  if (answer.explain) json["words"] = words_json(answer.words);
  return json;
}

Json to_json(const ImportReport& report) {
  return {{"read", report.read},
          {"imported", report.imported},
          {"updated", report.updated},
          {"rejected", report.rejected},
          {"rejects_file", report.rejects_file.empty() ? Json(nullptr) : Json(report.rejects_file.string())},
          {"seconds", report.seconds}};
}

Json to_json(const std::vector<Rejected>& rows) {
  Json list = Json::array();
  for (const Rejected& row : rows) list.push_back({{"file", row.source}, {"reason", row.reason}});
  return list;
}

Json to_json(const collection::ScanReport& report) {
  return {{"files", report.files},
          {"songs", report.songs},
          {"with_lyrics", report.with_lyrics},
          {"instrumental", report.instrumental},
          {"not_english", report.not_english},
          {"unchanged", report.unchanged},
          {"imported", report.imported},
          {"updated", report.updated},
          {"moved", report.moved},
          {"gone", report.gone},
          {"rejected", to_json(report.rejected)},
          {"notes", to_json(report.notes)},
          {"seconds", report.seconds}};
}

Json to_json(const SongList& list) {
  Json json = {{"from_songbook", list.from_songbook}, {"total", list.total}, {"songs", Json::array()}};
  for (const SongLine& line : list.songs) {
    Json song = head_json(line.head);
    song["topic"] = line.topic;
    if (!line.line.empty()) song["line"] = line.line;
    if (!line.album.empty()) song["album"] = line.album;
    json["songs"].push_back(std::move(song));
  }
  return json;
}

Json to_json(const SongDetails& song) {
  Json json = head_json(song.head);
  json["topic"] = song.topic;
  json["confidence"] = song.confidence;
  json["topics"] = named(*song.topics, song.probabilities);
  json["mixture"] = named(*song.mixture_parts, song.mixture);
  json["counted_words"] = song.counted_words;
  json["inferred"] = song.inferred;
  for (std::size_t i = 0; i < kAudioFeatures.size(); ++i)
    json["audio"][std::string(kAudioFeatures[i])] = number_or_null(song.audio[i]);
  json["sounds"] = sounds_json(song.sounds);
  if (song.facts) add_facts(*song.facts, json);
  json["words"] = words_json(song.words);
  json["explicit"] = {{"weight", number_or_null(song.explicit_note.weight)},
                      {"explicit", song.explicit_note.is_explicit},
                      {"words", song.explicit_note.words}};
  if (!song.lyrics.empty()) json["lyrics"] = song.lyrics;
  if (!song.file.empty()) json["file"] = song.file;
  json["blocked"] = song.blocked;
  if (song.flag) json["flag"] = flag_json(*song.flag);
  return json;
}

Json to_json(const LibrarySummary& summary) {
  Json genres = Json::array();
  for (const GenreCount& genre : summary.genres) genres.push_back({{"name", genre.genre}, {"songs", genre.songs}});
  Json years = nullptr;
  if (summary.years) years = {{"first", summary.years->first}, {"last", summary.years->last}};
  return {{"songs", summary.songs},
          {"with_lyrics", summary.with_lyrics},
          {"with_audio", summary.with_audio},
          {"inferred", summary.inferred},
          {"from_songbook", summary.from_songbook},
          {"genres", std::move(genres)},
          {"years", std::move(years)},
          {"model", {{"id", summary.model_id}, {"kind", summary.model_kind}}},
          {"version", LEITMOTIF_VERSION},
          {"generation", summary.generation}};
}

Json to_json(const TopicNames& names) {
  Json moods = Json::array();
  for (const recommend::NamedMood& known : recommend::kMoods)
    moods.push_back({{"name", known.name}, {"valence", known.mood.valence}, {"energy", known.mood.energy}});
  return {{"topics", names.topics}, {"mixture_parts", names.mixture_parts}, {"moods", std::move(moods)}};
}

Json to_json(const SongMap& map) {
  const auto name = [](const std::vector<std::string>& names, std::int32_t place) {
    return place < 0 ? Json("") : Json(names[static_cast<std::size_t>(place)]);
  };
  Json songs = Json::array();
  for (std::size_t i = 0; i < map.id.size(); ++i)
    songs.push_back({{"id", map.id[i]},
                     {"x", map.x[i]},
                     {"y", map.y[i]},
                     {"topic", name(map.topics, map.topic[i])},
                     {"genre", name(map.genres, map.genre[i])},
                     {"cluster", map.cluster[i]},
                     {"artist", map.artist[i]},
                     {"title", map.title[i]}});
  return {{"songs", std::move(songs)}};
}

Json columns_json(const SongMap& map) {
  return {{"songs",
           {{"id", map.id},
            {"x", map.x},
            {"y", map.y},
            {"topic", map.topic},
            {"genre", map.genre},
            {"cluster", map.cluster},
            {"artist", map.artist},
            {"title", map.title}}},
          {"topics", map.topics},
          {"genres", map.genres}};
}

Json to_json(const catalog::Blocks& blocks) {
  Json songs = Json::array();
  for (const catalog::SongHead& head : blocks.songs) songs.push_back(head_json(head));
  return {{"songs", std::move(songs)}, {"artists", blocks.artists}};
}

Json to_json(const std::vector<catalog::Flag>& flags) {
  Json list = Json::array();
  for (const catalog::Flag& flag : flags) list.push_back(flag_json(flag));
  return {{"flags", std::move(list)}};
}

}  // namespace leitmotif::engine
