// Says what a text is about, and which songs are about the same.
#include <iostream>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/engine/engine.hpp"

namespace {

void answer(const std::string& text) {
  using namespace leitmotif;
  // No settings: the shipped model, and the person's own library, or the songbook while there is none.
  engine::Engine engine = engine::Engine::open({});
  const Prediction prediction = engine.reader().predict(text, LyricsForm::sung);
  const auto label = reading::decided_label(prediction);
  if (!label) {
    std::cout << "The model knows none of these words.\n";
    return;
  }
  answers::RecommendRequest wish;
  wish.topic = engine.reader().model().labels()[*label];
  wish.n = 3;
  std::cout << wish.topic << ", probability " << prediction.probabilities[*label] << '\n';
  const auto ignore_progress = [](const Progress&) {};
  for (const Recommendation& song : engine.recommend(wish, ignore_progress).songs)
    std::cout << "  " << song.artist << " - " << song.title << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  try {
    answer(argc > 1 ? argv[1] : "Tears on my pillow, and a heart that breaks again");
    return 0;
  } catch (const leitmotif::Error& error) {
    std::cerr << error.what() << '\n';
    return leitmotif::mapping_of(error.kind()).exit_status;
  }
}
