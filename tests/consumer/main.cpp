// Preprocesses a line and asks the model it is given about it.
#include <iostream>

#include "leitmotif/reading/reader.hpp"
#include "leitmotif/text/preprocessor.hpp"

int main(int argc, char** argv) {
  using namespace leitmotif;
  const auto wordnet = std::make_shared<const text::WordNet>(text::WordNet::load(text::WordNet::default_folder()));
  const text::Preprocessor paper(text::Pipeline::paper, wordnet);
  std::cout << paper.preprocess("The wolves don't stop").joined() << '\n';
  if (argc < 2) return 2;
  const reading::Reader reader = reading::Reader::load(argv[1]);
  const Prediction prediction = reader.predict("tears and a broken heart", LyricsForm::sung);
  std::cout << prediction.probabilities.size() << " topics\n";
  return 0;
}
