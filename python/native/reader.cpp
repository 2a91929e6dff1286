// Lyrics to topics: one lyric or a million, the same answers as `leitmotif classify`.
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/places/locations.hpp"
#include "leitmotif/reading/read_lyric.hpp"
#include "python/native/arrays.hpp"
#include "python/native/module.hpp"

namespace py = pybind11;

namespace leitmotif::python {
namespace {

/// How many lyrics are read without looking at Python in between.
constexpr std::size_t kLyricsPerBlock = 4096;
constexpr std::size_t kLyricsPerPiece = 64;

struct ReadingOptions {
  LyricsForm form = LyricsForm::sung;
  bool explain = false;
  unsigned threads = 0;
};

/// What a model said about several lyrics.
struct Answers {
  std::shared_ptr<const reading::Reader> reader;
  std::size_t size = 0;
  std::vector<float> probabilities;  ///< [size x labels]
  std::vector<float> mixture;        ///< [size x parts]
  std::vector<std::int32_t> topic;   ///< [size] -1: none
  std::vector<std::int32_t> counted_words;
  std::vector<reading::LyricLanguage> language;
  std::vector<std::vector<WordShare>> words;  ///< [size] or none
};

/// Python texts whose bytes are read while they are held.
struct Block {
  std::vector<py::object> held;
  std::vector<std::string_view> texts;
};

void add_text(Block& block, py::handle item, std::size_t place) {
  if (!PyUnicode_Check(item.ptr()))
    throw py::type_error("lyrics[" + std::to_string(place) + "] is of type " + Py_TYPE(item.ptr())->tp_name +
                         ", expected str");
  Py_ssize_t size = 0;
  const char* text = PyUnicode_AsUTF8AndSize(item.ptr(), &size);
  if (text == nullptr) throw py::error_already_set();
  block.held.push_back(py::reinterpret_borrow<py::object>(item));
  block.texts.emplace_back(text, static_cast<std::size_t>(size));
}

/// Reads texts as the command does and puts what the model says behind what is there already.
void read_block(std::span<const std::string_view> texts, const ReadingOptions& options, Answers& answers) {
  const models::Classifier& model = answers.reader->model();
  const std::size_t labels = model.labels().size();
  const std::size_t parts = model.mixture_parts().size();
  const std::size_t first = answers.size;
  const std::size_t size = first + texts.size();
  answers.probabilities.resize(size * labels);
  answers.mixture.resize(size * parts);
  answers.topic.resize(size);
  answers.counted_words.resize(size);
  answers.language.resize(size);
  if (options.explain) answers.words.resize(size);
  parallel_for(texts.size(), kLyricsPerPiece, options.threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t row = first + i;
      const reading::PreparedLyric lyric(texts[i], options.form);
      const Tokens tokens = answers.reader->words(lyric);
      const Prediction prediction = model.predict(tokens);
      std::ranges::copy(prediction.probabilities,
                        answers.probabilities.begin() + static_cast<std::ptrdiff_t>(row * labels));
      std::ranges::copy(prediction.mixture, answers.mixture.begin() + static_cast<std::ptrdiff_t>(row * parts));
      const auto label = reading::decided_label(prediction);
      answers.topic[row] = label ? static_cast<std::int32_t>(*label) : -1;
      answers.counted_words[row] = prediction.counted_words;
      answers.language[row] = reading::language_of(*answers.reader, lyric);
      if (options.explain) answers.words[row] = model.explain(tokens);
    }
  });
  answers.size = size;
}

std::shared_ptr<Answers> read_lyrics(std::shared_ptr<const reading::Reader> reader, const py::iterable& lyrics,
                                     const ReadingOptions& options) {
  auto answers = std::make_shared<Answers>();
  answers->reader = std::move(reader);
  Block block;
  const auto read = [&] {
    {
      const py::gil_scoped_release unlocked;
      read_block(block.texts, options, *answers);
    }
    block = {};
    check_signals();
  };
  for (const py::handle item : lyrics) {
    add_text(block, item, answers->size + block.texts.size());
    if (block.texts.size() == kLyricsPerBlock) read();
  }
  if (!block.texts.empty()) read();
  return answers;
}

template <class T>
std::vector<T> row_of(const std::vector<T>& table, std::size_t row, std::size_t width) {
  const auto begin = table.begin() + static_cast<std::ptrdiff_t>(row * width);
  return {begin, begin + static_cast<std::ptrdiff_t>(width)};
}

/// An answer as the command prints it, on one line. `id` is any JSON.
std::string text_of(const Answers& answers, std::size_t row, const std::string& id) {
  if (row >= answers.size) throw py::index_error("there is no lyric " + std::to_string(row));
  const models::Classifier& model = answers.reader->model();
  reading::LyricReading reading{
      answers.language[row],
      {row_of(answers.probabilities, row, model.labels().size()),
       row_of(answers.mixture, row, model.mixture_parts().size()), answers.counted_words[row]}};
  answers::Classified answer{.id = {}, .reading = std::move(reading), .model = model};
  answer.id_json = id;
  if (!answers.words.empty()) answer.words = answers.words[row];
  return answers::classified_table().text(answer);
}

LyricsForm form_named(const std::string& pipeline) {
  if (pipeline == "corpus") return LyricsForm::sung;
  if (pipeline == "none") return LyricsForm::cleaned;
  throw Error(ErrorKind::invalid_argument,
              "pipeline '" + pipeline.substr(0, 40) + "' is not known here; known: corpus, none");
}

/// Lists of words as texts with single blanks between them.
std::vector<std::string> words_of_lyrics(const reading::Reader& reader, const std::vector<std::string>& lyrics,
                                         const std::string& pipeline, unsigned threads) {
  const LyricsForm form = form_named(pipeline);
  std::vector<std::string> words(lyrics.size());
  const py::gil_scoped_release unlocked;
  parallel_for(lyrics.size(), kLyricsPerPiece, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) words[i] = reader.words(lyrics[i], form).joined();
  });
  return words;
}

std::shared_ptr<reading::Reader> load_reader(const std::filesystem::path& model) {
  return std::make_shared<reading::Reader>(reading::Reader::load(model.empty() ? places::default_model() : model));
}

template <class T>
py::array table_of(const std::shared_ptr<Answers>& answers, const std::vector<T>& values, std::size_t width) {
  return shared_array(std::span<const T>(values), {length(answers->size), length(width)}, answers);
}

template <class T>
py::array list_of(const std::shared_ptr<Answers>& answers, const std::vector<T>& values) {
  return shared_array(std::span<const T>(values), {length(values.size())}, answers);
}

std::vector<std::string> copied(std::span<const std::string> names) { return {names.begin(), names.end()}; }

void define_answers(py::module_& module) {
  using Shared = std::shared_ptr<Answers>;
  py::class_<Answers, Shared>(module, "Answers")
      .def("__len__", [](const Answers& answers) { return answers.size; })
      .def("text", &text_of, py::arg("row"), py::arg("id"))
      .def_property_readonly("labels", [](const Answers& answers) { return copied(answers.reader->model().labels()); })
      .def_property_readonly("parts",
                             [](const Answers& answers) { return copied(answers.reader->model().mixture_parts()); })
      .def_property_readonly("probabilities",
                             [](const Shared& answers) {
                               return table_of(answers, answers->probabilities,
                                               answers->reader->model().labels().size());
                             })
      .def_property_readonly("mixture",
                             [](const Shared& answers) {
                               return table_of(answers, answers->mixture,
                                               answers->reader->model().mixture_parts().size());
                             })
      .def_property_readonly("topic", [](const Shared& answers) { return list_of(answers, answers->topic); })
      .def_property_readonly("counted_words",
                             [](const Shared& answers) { return list_of(answers, answers->counted_words); });
}

}  // namespace

void define_reader(py::module_& module) {
  define_answers(module);
  py::class_<reading::Reader, std::shared_ptr<reading::Reader>>(module, "Reader")
      .def(py::init(&load_reader), py::arg("model") = std::filesystem::path(), py::call_guard<py::gil_scoped_release>())
      .def_property_readonly("id", [](const reading::Reader& reader) { return reader.model().id(); })
      .def_property_readonly("labels", [](const reading::Reader& reader) { return copied(reader.model().labels()); })
      .def_property_readonly("kind", [](const reading::Reader& reader) { return reader.model().card().kind; })
      .def("words", &words_of_lyrics, py::arg("lyrics"), py::arg("pipeline") = "corpus", py::arg("threads") = 0U)
      .def(
          "classify",
          [](const std::shared_ptr<reading::Reader>& reader, const py::iterable& lyrics, const std::string& pipeline,
             bool explain, unsigned threads) {
            return read_lyrics(reader, lyrics, {form_named(pipeline), explain, threads});
          },
          py::arg("lyrics"), py::arg("pipeline") = "corpus", py::arg("explain") = false, py::arg("threads") = 0U);
}

}  // namespace leitmotif::python
