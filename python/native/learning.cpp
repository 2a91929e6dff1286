// Learning from lyrics of one's own: TF-IDF rows, and linear models over them.
#include <pybind11/stl.h>

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/features/tfidf.hpp"
#include "leitmotif/training/linear/linear_fit.hpp"
#include "python/native/arrays.hpp"
#include "python/native/module.hpp"

namespace py = pybind11;

namespace leitmotif::python {
namespace {

using Unlocked = py::call_guard<py::gil_scoped_release>;
using features::Tfidf;

/// Words with single blanks between them, as the readers give them.
std::vector<Tokens> tokens_of(std::vector<std::string> texts) {
  std::vector<Tokens> tokens;
  tokens.reserve(texts.size());
  for (std::string& text : texts) tokens.push_back(Tokens::from_joined(std::move(text)));
  return tokens;
}

std::shared_ptr<Tfidf> fit_rows(std::vector<std::string> texts, std::size_t max_features, int max_words,
                                unsigned threads) {
  const std::vector<Tokens> tokens = tokens_of(std::move(texts));
  return std::make_shared<Tfidf>(Tfidf::fit(tokens, {.max_features = max_features, .max_words = max_words}, threads));
}

std::shared_ptr<Tfidf> rows_from_parts(std::vector<std::string> terms, std::vector<double> idf,
                                       std::size_t max_features, int max_words) {
  return std::make_shared<Tfidf>(
      Tfidf::from_parts(std::move(terms), std::move(idf), {.max_features = max_features, .max_words = max_words}));
}

/// Values, columns and offsets of compressed sparse rows, as scipy.sparse.csr_matrix takes them.
py::tuple sparse_rows(const Tfidf& tfidf, std::vector<std::string> texts, unsigned threads) {
  std::shared_ptr<SparseMatrix> rows;
  {
    const py::gil_scoped_release unlocked;
    rows = std::make_shared<SparseMatrix>(tfidf.transform(tokens_of(std::move(texts)), threads));
  }
  const auto array = [&rows](const auto& values) {
    return shared_array(std::span(values.data(), values.size()), {length(values.size())}, rows);
  };
  return py::make_tuple(array(rows->value), array(rows->column), array(rows->row_begin));
}

/// A fitted vectorizer and the weights over its rows. Immutable.
struct Linear {
  std::shared_ptr<const Tfidf> tfidf;
  models::LinearWeights weights;
};

/// What is learned from texts and the classes they belong to.
std::shared_ptr<Linear> fit_model(std::shared_ptr<Tfidf> tfidf, std::vector<std::string> texts,
                                  const std::vector<int>& labels, const py::dict& settings) {
  const auto classes = settings["classes"].cast<std::size_t>();
  const auto kind = settings["kind"].cast<std::string>();
  const auto c = settings["c"].cast<double>();
  const auto smoothing = settings["smoothing"].cast<double>();
  const auto threads = settings["threads"].cast<unsigned>();
  const py::gil_scoped_release unlocked;
  if (texts.size() != labels.size())
    throw Error(ErrorKind::invalid_argument, "there are " + std::to_string(texts.size()) + " lyrics and " +
                                                 std::to_string(labels.size()) + " labels");
  const SparseMatrix rows = tfidf->transform(tokens_of(std::move(texts)), threads);
  const training::Examples examples{&rows, labels};
  auto model = std::make_shared<Linear>();
  if (kind == "logistic") {
    training::LinearOptions options;
    options.c = c;
    options.threads = threads;
    model->weights = training::fit_linear(examples, classes, options, [](int, double) { check_signals(); });
  } else if (kind == "naive-bayes") {
    model->weights = training::fit_naive_bayes(examples, classes, smoothing);
  } else {
    throw Error(ErrorKind::invalid_argument,
                "kind '" + kind.substr(0, 40) + "' is not known here; known: logistic, naive-bayes");
  }
  model->tfidf = std::move(tfidf);
  return model;
}

std::shared_ptr<Linear> model_from_parts(std::shared_ptr<Tfidf> tfidf, std::vector<float> weight,
                                         std::vector<float> bias) {
  if (bias.empty() || weight.size() != tfidf->size() * bias.size())
    throw Error(ErrorKind::corrupt_data, "weights and terms of a classifier do not belong together");
  auto model = std::make_shared<Linear>();
  model->weights.inputs = tfidf->size();
  model->weights.outputs = bias.size();
  model->weights.weight = std::move(weight);
  model->weights.bias = std::move(bias);
  model->tfidf = std::move(tfidf);
  return model;
}

/// Bias plus row times weights. Shape: [texts x classes].
py::array scores_of(const Linear& model, std::vector<std::string> texts, unsigned threads) {
  auto scores = std::make_shared<std::vector<float>>();
  const std::size_t classes = model.weights.outputs;
  const std::size_t count = texts.size();
  {
    const py::gil_scoped_release unlocked;
    const SparseMatrix rows = model.tfidf->transform(tokens_of(std::move(texts)), threads);
    scores->reserve(count * classes);
    for (std::size_t row = 0; row < count; ++row) {
      const std::size_t begin = scores->size();
      scores->insert(scores->end(), model.weights.bias.begin(), model.weights.bias.end());
      for (std::size_t i = rows.row_begin[row]; i < rows.row_begin[row + 1]; ++i)
        for (std::size_t k = 0; k < classes; ++k)
          (*scores)[begin + k] += rows.value[i] * model.weights.weight[rows.column[i] * classes + k];
    }
  }
  return shared_array(std::span<const float>(*scores), {length(count), length(classes)}, scores);
}

}  // namespace

void define_learning(py::module_& module) {
  py::class_<Tfidf, std::shared_ptr<Tfidf>>(module, "Rows")
      .def(py::init(&fit_rows), py::arg("texts"), py::arg("max_features"), py::arg("max_words"), py::arg("threads"),
           Unlocked())
      .def_static("from_parts", &rows_from_parts, py::arg("terms"), py::arg("idf"), py::arg("max_features"),
                  py::arg("max_words"))
      .def_property_readonly(
          "terms",
          [](const Tfidf& tfidf) { return std::vector<std::string>(tfidf.terms().begin(), tfidf.terms().end()); })
      .def_property_readonly("idf",
                             [](const std::shared_ptr<Tfidf>& tfidf) {
                               return shared_array(tfidf->idf(), {length(tfidf->size())}, tfidf);
                             })
      .def("transform", &sparse_rows, py::arg("texts"), py::arg("threads"));
  py::class_<Linear, std::shared_ptr<Linear>>(module, "Linear")
      .def(py::init(&fit_model), py::arg("rows"), py::arg("texts"), py::arg("labels"), py::arg("settings"))
      .def_static("from_parts", &model_from_parts, py::arg("rows"), py::arg("weight"), py::arg("bias"))
      .def_property_readonly("weight",
                             [](const std::shared_ptr<Linear>& model) {
                               return shared_array(std::span<const float>(model->weights.weight),
                                                   {length(model->weights.inputs), length(model->weights.outputs)},
                                                   model);
                             })
      .def_property_readonly("bias",
                             [](const std::shared_ptr<Linear>& model) {
                               return shared_array(std::span<const float>(model->weights.bias),
                                                   {length(model->weights.outputs)}, model);
                             })
      .def("scores", &scores_of, py::arg("texts"), py::arg("threads"));
}

}  // namespace leitmotif::python
