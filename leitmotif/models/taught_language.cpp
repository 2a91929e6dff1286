#include "leitmotif/models/taught_language.hpp"

namespace leitmotif::models {
namespace {

constexpr const char* kLanguageSetting = "language";
constexpr const char* kAsWritten = "as written";

}  // namespace

bool reads_as_written(const ModelCard& card) {
  const auto language = card.settings.find(kLanguageSetting);
  return language != card.settings.end() && language->second == kAsWritten;
}

void set_reads_as_written(ModelCard& card) { card.settings[kLanguageSetting] = kAsWritten; }

}  // namespace leitmotif::models
