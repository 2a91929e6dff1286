// Songs as arrays that NumPy reads.
#include <algorithm>
#include <cmath>

#include "leitmotif/core/npz.hpp"
#include "leitmotif/exchange/export.hpp"

namespace leitmotif::exchange {
namespace {

/// Appends a row of exactly `width` numbers; NaN where there are fewer.
void append(std::vector<float>& table, const std::vector<float>& row, std::size_t width) {
  for (std::size_t i = 0; i < width; ++i) table.push_back(i < row.size() ? row[i] : std::nanf(""));
}

std::uint8_t level_number(std::string_view level) {
  return static_cast<std::uint8_t>(level == "explicit" ? 2 : level == "mild" ? 1 : 0);
}

}  // namespace

ExportArrays::ExportArrays(ExportNames names) : names_(std::move(names)) {}

void ExportArrays::add(const answers::ExportedSong& song) {
  const answers::SongDetails& details = song.details;
  id_.push_back(details.head.id);
  artist_.push_back(details.head.artist);
  title_.push_back(details.head.title);
  genre_.push_back(details.head.genre);
  album_.push_back(details.facts ? details.facts->album : "");
  recording_.push_back(details.facts ? details.facts->ids.recording_id : "");
  file_.push_back(details.file);
  year_.push_back(details.head.year ? static_cast<float>(*details.head.year) : std::nanf(""));
  const auto topic = std::find(names_.topics->begin(), names_.topics->end(), details.topic);
  const bool is_known = topic != names_.topics->end();
  topic_.push_back(is_known ? static_cast<std::int32_t>(topic - names_.topics->begin()) : -1);
  confidence_.push_back(is_known ? static_cast<float>(details.confidence) : std::nanf(""));
  level_.push_back(level_number(details.explicit_note.level));
  const std::optional<bool> published = details.explicit_note.published;
  published_.push_back(published ? (*published ? 1.0F : 0.0F) : std::nanf(""));
  append(topics_, details.probabilities, names_.topics->size());
  append(mixture_, details.mixture, names_.mixture_parts->size());
  append(wishes_, song.wishes, names_.wishes->size());
  append(audio_, {details.audio.begin(), details.audio.end()}, kAudioFeatures.size());
  append(vector_, song.vector, names_.dimensions);
}

void ExportArrays::write(const std::filesystem::path& file) const {
  NpzFile out(file);
  out.add("id", id_);
  out.add("artist", artist_);
  out.add("title", title_);
  out.add("genre", genre_);
  out.add("album", album_);
  out.add("recording_id", recording_);
  out.add("file", file_);
  out.add("year", year_);
  out.add("topic", topic_);
  out.add("confidence", confidence_);
  out.add("explicit_level", level_);
  out.add("explicit_published", published_);
  out.add("topics", topics_, names_.topics->size());
  out.add("mixture", mixture_, names_.mixture_parts->size());
  out.add("wishes", wishes_, names_.wishes->size());
  out.add("audio", audio_, kAudioFeatures.size());
  out.add("vectors", vector_, names_.dimensions);
  out.add("topic_names", *names_.topics);
  out.add("mixture_names", *names_.mixture_parts);
  out.add("wish_names", *names_.wishes);
  out.add("audio_names", std::vector<std::string>(kAudioFeatures.begin(), kAudioFeatures.end()));
  out.commit();
}

}  // namespace leitmotif::exchange
