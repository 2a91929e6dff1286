#include "leitmotif/engine/generate.hpp"

#include <algorithm>
#include <limits>

#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/song_generator.hpp"
#include "leitmotif/models/model_file.hpp"
#include "leitmotif/models/strong_words.hpp"
#include "leitmotif/places/locations.hpp"

namespace leitmotif::engine {
namespace {

using Parts = std::array<corpus::PartWords, kMixtureParts.size()>;

/// How often a topic uses a word is how much of the word is the topic's, times how often the word is used at all.
Parts words_of_parts(const std::filesystem::path& file, unsigned threads) {
  const std::vector<models::KnownWord> words = models::known_words(models::ModelFile::load(file));
  const auto model = models::load_classifier(file);
  Parts parts;
  bool any = false;
  for (const models::TopicWords& topic :
       models::strong_words(*model, words, std::numeric_limits<std::size_t>::max(), threads)) {
    const auto place = std::ranges::find(kMixtureParts, topic.topic);
    if (place == kMixtureParts.end()) continue;
    corpus::PartWords& part = parts[static_cast<std::size_t>(place - kMixtureParts.begin())];
    for (const models::StrongWord& word : topic.words) {
      if (word.word.find(' ') != std::string::npos || !(word.frequency > 0)) continue;  // pairs come of themselves
      part.words.push_back(word.word);
      part.weights.push_back(word.probability * word.frequency);
      any = true;
    }
  }
  if (!any)
    throw Error(ErrorKind::unsupported, file.string() + ": has no words of the data set's topics to make songs of");
  return parts;
}

}  // namespace

void generate_songs(const GenerateRequest& request, const std::function<void(std::string_view)>& write) {
  const corpus::SongGenerator generator(
      words_of_parts(request.model.empty() ? places::default_model() : request.model, request.threads), request.songs,
      request.seed);
  corpus::write_generated_csv(generator, request.threads, write);
}

}  // namespace leitmotif::engine
