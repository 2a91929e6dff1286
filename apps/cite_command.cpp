// `leitmotif cite`: how to cite the program, and the data behind a model.
#include <memory>

#include "apps/command.hpp"
#include "apps/model_file.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/data_source.hpp"
#include "leitmotif/models/model_info.hpp"
#include "leitmotif/report/citation.hpp"

namespace leitmotif::apps {

Command cite_command();

namespace {

/// What is said of the data of a model.
struct DataWords {
  std::string bibtex;  ///< empty: only the author's own words are known
  std::string words;
};

DataWords data_words(const models::ModelCard& card) {
  if (card.data_name == corpus::published_source().name)
    return {report::data_bibtex(), corpus::published_source().citation};
  if (!card.data_citation.empty()) return {"", card.data_citation};
  return {"", card.data_name + (card.data_doi.empty() ? "" : ", doi: " + card.data_doi)};
}

int run(const General& general) {
  const auto card = models::model_info(models::ModelFile::load(model_or_shipped({}, general))).card;
  const DataWords data = data_words(card);
  if (general.json) {
    const Json json = {{"program", {{"bibtex", report::program_bibtex()}, {"text", report::program_line()}}},
                       {"data",
                        {{"name", card.data_name},
                         {"licence", card.data_licence},
                         {"text", data.words},
                         {"bibtex", data.bibtex.empty() ? Json() : Json(data.bibtex)}}}};
    print(json.dump(2) + "\n");
    return 0;
  }
  print(report::program_bibtex() + "\n" +
        (data.bibtex.empty() ? "% the data of the model: " + without_controls(data.words) + "\n" : data.bibtex));
  return 0;
}

}  // namespace

Command cite_command() {
  return {"cite", "how to cite the program, and the data of a model (--model), as BibTeX", {}, run};
}

}  // namespace leitmotif::apps
