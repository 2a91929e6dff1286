// `leitmotif preprocess`: lyrics to the words a model reads.
#include <memory>

#include "apps/command.hpp"
#include "apps/json_lines.hpp"

namespace leitmotif::apps {

Command preprocess_command();

namespace {

int run(PreprocessWish wish, const General& general) {
  wish.document = general.json && !wish.jsonl;
  const text::Pipeline pipeline = text::parse_pipeline(wish.pipeline);
  const auto wordnet = std::make_shared<const text::WordNet>(text::WordNet::load(text::WordNet::default_folder()));
  preprocess_lines(wish, text::Preprocessor(pipeline, wordnet), general.settings.threads);
  return 0;
}

}  // namespace

Command preprocess_command() {
  const auto wish = std::make_shared<PreprocessWish>();
  return {"preprocess",
          "lyrics to the words a model reads",
          {{"FILE", "", "one text a line, or - for standard input (default)", &wish->file},
           {"--pipeline", "NAME", "paper, corpus or none (default: corpus)", &wish->pipeline},
           {"--jsonl", "", R"({"text"} a line in, {"tokens"} a line out)", &wish->jsonl}},
          [wish](const General& general) { return run(*wish, general); }};
}

}  // namespace leitmotif::apps
