// A library of songs: the verbs of the engine with JSON in and out, and its columns as arrays.
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/exchange/export.hpp"
#include "leitmotif/library/snapshot.hpp"
#include "leitmotif/listeners/taste.hpp"
#include "leitmotif/people/wishes.hpp"
#include "python/native/arrays.hpp"
#include "python/native/module.hpp"

namespace py = pybind11;

namespace leitmotif::python {
namespace {

using engine::Engine;
using Snapshot = std::shared_ptr<const library::Snapshot>;

/// The songs of a library at one moment; arrays made of it keep it alive.
struct Columns {
  Snapshot songs;
};

/// Arrays over one column of the songs.
template <class T>
py::array list_of(const Snapshot& songs, const Column<T>& column) {
  return shared_array(column.all(), {length(column.size())}, songs);
}
template <class T>
py::array table_of(const Snapshot& songs, const Column<T>& column, std::size_t width) {
  return shared_array(column.all(), {width == 0 ? 0 : length(column.size() / width), length(width)}, songs);
}

py::list texts_of(const TextColumn& texts) {
  py::list list(length(texts.size()));
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string_view text = texts[i];
    PyObject* made = PyUnicode_DecodeUTF8(text.data(), length(text.size()), "replace");
    if (made == nullptr) throw py::error_already_set();
    PyList_SET_ITEM(list.ptr(), length(i), made);  // NOLINT: fills a list that is new
  }
  return list;
}

py::dict sound_of(const Columns& columns) {
  py::dict sound;
  for (const SoundFeature& feature : columns.songs->columns.sound)
    sound[py::str(feature.name)] = list_of(columns.songs, feature.values);
  return sound;
}

Json parsed(const std::string& text) {
  try {
    return Json::parse(text);
  } catch (const JsonMismatch& mismatch) {
    throw Error(ErrorKind::invalid_argument, std::string("not JSON: ") + mismatch.what());
  }
}

std::string recommend(Engine& engine, const std::string& keys) {
  answers::RecommendRequest request = answers::recommend_keys().read(parsed(keys));
  if (!answers::asks_for_something(request) && !answers::says_which_songs(request))
    throw Error(ErrorKind::invalid_argument, "recommend needs something to ask for: " + answers::ways_by_option());
  std::size_t unknown = 0;
  if (request.from_list.size() == 1)
    request.from_list = engine.taste().songs_of_list(request.from_list.front(), unknown);
  return answers::recommend_answer_table().text(engine.recommend(request, stopping_progress()));
}

std::vector<LabelledSong> songs_from(const Json& document) {
  std::vector<LabelledSong> songs;
  for (const Json& item : document) {
    const auto text = [&item](const char* key) {
      const Json* value = item.find(key);
      return value == nullptr || value->is_null() ? std::string() : value->text();
    };
    LabelledSong row;
    row.song.artist = text("artist");
    row.song.title = text("title");
    row.song.genre = text("genre");
    row.song.lyrics = text("lyrics");
    row.album = text("album");
    if (const Json* year = item.find("year"); year != nullptr && !year->is_null()) row.song.year = year->get<int>();
    if (text("form") == "cleaned") row.song.form = LyricsForm::cleaned;
    songs.push_back(std::move(row));
  }
  return songs;
}

std::vector<std::int64_t> put_songs(Engine& engine, const std::string& songs) {
  try {
    return engine.put_songs(songs_from(parsed(songs))).songs;
  } catch (const JsonMismatch& mismatch) {
    throw Error(ErrorKind::invalid_argument, std::string("a song is not as expected: ") + mismatch.what());
  }
}

/// One JSON text a song.
std::vector<std::string> exported(const Engine& engine, const exchange::ExportRequest& request) {
  std::vector<std::string> lines;
  engine.export_songs(
      request,
      {[&](const exchange::ExportNames& names) { lines.reserve(names.songs); },
       [&](const answers::ExportedSong& song) { lines.push_back(answers::exported_song_table().text(song)); }},
      stopping_progress());
  return lines;
}

std::vector<float> wish_scores(const Engine& engine, const std::string& name) {
  people::Wishes& wishes = engine.wishes();
  wishes.require(name);
  return wishes.scores(*wishes.space(engine.state(stopping_progress()), stopping_progress()), name);
}

/// Where each lyric lies by its meaning.
struct Vectors {
  std::size_t songs = 0;
  std::size_t width = 0;
  std::vector<float> values;  ///< [songs x width]; 0 where a lyric tells nothing
};

std::shared_ptr<const Vectors> meaning_vectors(const Engine& engine) {
  const auto space = engine.wishes().space(engine.state(stopping_progress()), stopping_progress());
  auto vectors = std::make_shared<Vectors>();
  vectors->songs = space->size();
  vectors->width = space->tools().reader.vectors().dimensions();
  vectors->values.reserve(vectors->songs * vectors->width);
  for (std::size_t row = 0; row < vectors->songs; ++row) {
    std::vector<float> meaning = space->meaning(row);
    meaning.resize(vectors->width);
    vectors->values.insert(vectors->values.end(), meaning.begin(), meaning.end());
  }
  return vectors;
}

py::array vectors_array(const Engine& engine) {
  const std::shared_ptr<const Vectors> vectors = [&] {
    const py::gil_scoped_release unlocked;
    return meaning_vectors(engine);
  }();
  return shared_array(std::span<const float>(vectors->values), {length(vectors->songs), length(vectors->width)},
                      vectors);
}

void define_columns(py::module_& module) {
  py::class_<Columns>(module, "Columns")
      .def("__len__", [](const Columns& columns) { return columns.songs->size(); })
      .def_property_readonly("from_songbook", [](const Columns& columns) { return columns.songs->from_songbook; })
      .def_property_readonly("topics", [](const Columns& columns) { return *columns.songs->topics; })
      .def_property_readonly("parts", [](const Columns& columns) { return *columns.songs->parts; })
      .def_property_readonly("genres", [](const Columns& columns) { return columns.songs->columns.genres; })
      .def_property_readonly("artist",
                             [](const Columns& columns) { return texts_of(columns.songs->columns.artist_names); })
      .def_property_readonly("title", [](const Columns& columns) { return texts_of(columns.songs->columns.titles); })
      .def_property_readonly("id",
                             [](const Columns& columns) { return list_of(columns.songs, columns.songs->columns.id); })
      .def_property_readonly(
          "artist_number", [](const Columns& columns) { return list_of(columns.songs, columns.songs->columns.artist); })
      .def_property_readonly(
          "genre_number", [](const Columns& columns) { return list_of(columns.songs, columns.songs->columns.genre); })
      .def_property_readonly("year",
                             [](const Columns& columns) { return list_of(columns.songs, columns.songs->columns.year); })
      .def_property_readonly("probabilities",
                             [](const Columns& columns) {
                               const SongColumns& songs = columns.songs->columns;
                               return table_of(columns.songs, songs.probability, songs.topics);
                             })
      .def_property_readonly("root_mixture",
                             [](const Columns& columns) {
                               const SongColumns& songs = columns.songs->columns;
                               return table_of(columns.songs, songs.root_mixture, songs.parts);
                             })
      .def_property_readonly(
          "obscene", [](const Columns& columns) { return list_of(columns.songs, columns.songs->columns.obscene); })
      .def_property_readonly(
          "counted_words",
          [](const Columns& columns) { return list_of(columns.songs, columns.songs->columns.counted_words); })
      .def_property_readonly(
          "flags", [](const Columns& columns) { return list_of(columns.songs, columns.songs->columns.flags); })
      .def_property_readonly("directions",
                             [](const Columns& columns) {
                               const recommend::Space* space = nullptr;
                               {
                                 const py::gil_scoped_release unlocked;
                                 space = &*columns.songs->columns.space;
                               }
                               return table_of(columns.songs, space->rows, space->width);
                             })
      .def_property_readonly("sound", &sound_of);
}

std::shared_ptr<Engine> open_engine(const std::filesystem::path& library, const std::filesystem::path& model,
                                    unsigned threads) {
  return std::make_shared<Engine>(Engine::open({.library = library, .model = model, .threads = threads}));
}

std::string wish_names(const Engine& engine) {
  Json list = Json::array();
  for (const people::WishLine& wish : engine.wishes().list())
    list.push_back(Json{{"name", wish.name}, {"about", wish.about}, {"learned", wish.learned}});
  return list.dump();
}

std::string imported(Engine& engine, const std::filesystem::path& file) {
  return answers::import_report_table().text(engine.import_csv(file, stopping_progress()));
}

}  // namespace

void define_library(py::module_& module) {
  define_columns(module);
  using Unlocked = py::call_guard<py::gil_scoped_release>;
  py::class_<Engine, std::shared_ptr<Engine>>(module, "Engine")
      .def(py::init(&open_engine), py::arg("library"), py::arg("model"), py::arg("threads"), Unlocked())
      .def("__len__", &Engine::size, Unlocked())
      .def("recommend", &recommend, py::arg("keys"), Unlocked())
      .def(
          "similar",
          [](const Engine& engine, std::int64_t song, std::int64_t n) {
            return answers::recommend_answer_table().text(engine.similar(song, n));
          },
          py::arg("song"), py::arg("n"), Unlocked())
      .def(
          "songs",
          [](const Engine& engine, const std::string& words, std::size_t limit, std::size_t offset) {
            return answers::song_list_table().text(engine.songs(words, limit, offset));
          },
          py::arg("words"), py::arg("limit"), py::arg("offset"), Unlocked())
      .def(
          "song",
          [](const Engine& engine, std::int64_t id) { return answers::song_details_table().text(engine.song(id)); },
          py::arg("id"), Unlocked())
      .def(
          "summary", [](const Engine& engine) { return answers::library_table().text(engine.library()); }, Unlocked())
      .def("put_songs", &put_songs, py::arg("songs"), Unlocked())
      .def("import_file", &imported, py::arg("file"), Unlocked())
      .def("wishes", &wish_names, Unlocked())
      .def(
          "wish_scores",
          [](const Engine& engine, const std::string& name) {
            std::vector<float> scores;
            {
              const py::gil_scoped_release unlocked;
              scores = wish_scores(engine, name);
            }
            return owned_array(std::move(scores));
          },
          py::arg("name"))
      .def("vectors", &vectors_array)
      .def(
          "export",
          [](const Engine& engine, std::vector<std::string> genres, std::string list, bool lyrics, bool vectors) {
            exchange::ExportRequest request;
            request.genres = std::move(genres);
            request.list = std::move(list);
            request.lyrics = lyrics;
            request.vectors = vectors;
            return exported(engine, request);
          },
          py::arg("genres"), py::arg("list"), py::arg("lyrics"), py::arg("vectors"), Unlocked())
      .def(
          "columns", [](const Engine& engine) { return Columns{engine.state(stopping_progress())}; }, Unlocked());
}

}  // namespace leitmotif::python
