#include "leitmotif/training/card.hpp"

#include <string>
#include <string_view>

#include "leitmotif/models/taught_language.hpp"

namespace leitmotif::training {
namespace {

/// As `classify --pipeline` calls it; empty when each lyric was looked at.
std::string_view lyrics_choice(corpus::LyricsChoice lyrics) {
  if (lyrics == corpus::LyricsChoice::automatic) return "";
  return lyrics == corpus::LyricsChoice::sung ? "corpus" : "none";
}

}  // namespace

models::ModelCard card_of(const TrainRequest& request, const LabelledData& data) {
  models::ModelCard card;
  card.protocol = name(request.protocol);
  card.lyrics = lyrics_choice(request.reading.lyrics);
  card.data_name = data.source.name;
  card.data_sha256 = data.dataset.sha256;
  card.data_licence = data.source.licence;
  card.data_citation = data.source.citation;
  card.data_doi = data.source.doi;
  card.version = LEITMOTIF_VERSION;
  card.command = command_of(request);
  for (const Setting& setting : settings_of(request)) {
    std::string& value = card.settings[setting.name];
    value += (value.empty() ? "" : ",") + setting.value;
  }
  if (data.as_written) models::set_reads_as_written(card);
  card.seed = request.seed;
  return card;
}

}  // namespace leitmotif::training
