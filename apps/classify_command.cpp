// `leitmotif classify`: lyrics to topics.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <memory>
#include <numeric>
#include <optional>

#include "apps/command.hpp"
#include "apps/json_lines.hpp"
#include "apps/part.hpp"
#include "apps/text_table.hpp"
#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/collection/lyric_folder.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/models/tfidf_classifier.hpp"

namespace leitmotif::apps {

Command classify_command();

namespace {

constexpr std::size_t kWordsShown = 12;
constexpr std::size_t kBarWidth = 24;

struct ClassifyWish {
  std::vector<std::string> files;  ///< empty: standard input
  std::string pipeline;            ///< empty: as the model was taught
  bool jsonl = false;
  bool explain = false;
  std::string part;
};

/// The words that counted most; nothing when none are asked for.
std::string words_text(const std::vector<WordShare>& words) {
  if (words.empty()) return "";
  constexpr std::array<Column, 4> kHead = {{{"WORD"}, {"TIMES", Side::right}, {"TOPIC"}, {"SHARE", Side::right}}};
  Rows rows;
  for (const WordShare& word : std::span(words).first(std::min(words.size(), kWordsShown)))
    rows.push_back({word.word, std::to_string(word.count), word.topic, fmt::format("{:.3f}", word.share)});
  std::string text;
  for (const std::string& line : table_lines(kHead, rows, 80)) text += "  " + line;
  return text;
}

std::string name_of(const text::Language& language) { return language.name.empty() ? language.code : language.name; }

/// What language a lyric is in, where that matters.
std::string language_text(const reading::LyricLanguage& read) {
  if (!read.carried_over) return "";
  return fmt::format("; {}, {} of {} words carried over", name_of(read.language), read.carried_words,
                     read.foreign_words);
}

/// The most probable topic, or of a model that gives many labels those above their thresholds.
std::string headline(const answers::Classified& answer, const std::string& id, std::size_t label) {
  const Prediction& prediction = answer.reading.prediction;
  const int words = prediction.counted_words;
  const std::string from =
      fmt::format("from {} counted word{}{}", words, words == 1 ? "" : "s", language_text(answer.reading));
  if (models::thresholds_of(answer.model).empty())
    return fmt::format("{}: {} ({}, {})\n", id, answer.model.labels()[label], percent(prediction.probabilities[label]),
                       from);
  const std::vector<std::string> given = models::labels_given(answer.model, prediction);
  std::string names;
  for (const std::string& name : given) names += (names.empty() ? "" : ", ") + without_controls(name);
  return fmt::format("{}: {} ({})\n", id, given.empty() ? "no label reaches its threshold" : names, from);
}

std::string to_text(const answers::Classified& answer) {
  const std::span<const std::string> labels = answer.model.labels();
  const std::string id = without_controls(answer.id);
  const Prediction& prediction = answer.reading.prediction;
  if (!answer.reading.classified)
    return fmt::format("{}: no topic: it is in {}, which is not read\n", id, name_of(answer.reading.language));
  const auto label = reading::decided_label(prediction);
  if (!label) return fmt::format("{}: no topic: the model knows none of its words\n", id);
  std::string text = headline(answer, id, *label);
  std::vector<std::size_t> order(labels.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t k) { return prediction.probabilities[k]; });
  for (const std::size_t k : order) {
    const float probability = prediction.probabilities[k];
    const auto filled = static_cast<std::size_t>(std::lround(probability * static_cast<float>(kBarWidth)));
    std::string bar;
    for (std::size_t i = 0; i < filled; ++i) bar += "█";
    text += without_final_blanks(fmt::format("  {}  {:>7}  {}", cell(labels[k], 10), percent(probability), bar)) + '\n';
  }
  return answer.words ? text + words_text(*answer.words) : text;
}

/// Lyrics are taken as sung, unless the model was told that those it learned from were not.
LyricsForm form_of(const std::string& pipeline, const models::ModelCard& card) {
  if (pipeline.empty()) return card.lyrics == "none" ? LyricsForm::cleaned : LyricsForm::sung;
  if (pipeline == "corpus") return LyricsForm::sung;
  if (pipeline == "none") return LyricsForm::cleaned;
  throw Error(ErrorKind::invalid_argument, "pipeline '" + pipeline + "' is not known here; known: corpus, none");
}

/// One lyric, and what it is called in answers.
struct NamedLyric {
  std::string file;
  std::string lyrics;
};

/// The lyrics of files, one after the other; those of a folder that are none are said and counted.
class Lyrics {
 public:
  explicit Lyrics(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      if (!std::filesystem::is_directory(name)) {
        places_.push_back({name, 0, 0});
        continue;
      }
      collection::LyricFolder folder = collection::find_lyrics(name, [](std::size_t) {});
      for (const Rejected& rejected : folder.rejected) leave_out(rejected.source, rejected.reason);
      for (std::size_t song = 0; song < folder.songs.size(); ++song)
        places_.push_back({name, folders_.size() + 1, song});
      folders_.push_back(std::move(folder));
    }
  }
  [[nodiscard]] std::size_t size() const { return places_.size(); }
  [[nodiscard]] bool has_folders() const { return !folders_.empty(); }
  [[nodiscard]] std::size_t left_out() const { return left_out_; }

  /// Nothing for a file of a folder that is no lyric.
  std::optional<NamedLyric> read(std::size_t place) {
    const Place& at = places_[place];
    if (at.folder == 0) return NamedLyric{at.name, corpus::read_lyric_file(at.name).song.lyrics};
    const collection::LyricFolder& folder = folders_[at.folder - 1];
    std::string file = collection::shown(folder.files[folder.songs[at.song].first].path);
    collection::FolderLyric lyric = collection::read_lyric(folder, at.song);
    if (lyric.song) return NamedLyric{std::move(file), std::move(lyric.song->song.lyrics)};
    leave_out(file, lyric.refusal);
    return std::nullopt;
  }

 private:
  struct Place {
    std::string name;
    std::size_t folder = 0;  ///< counted from 1; 0: a file
    std::size_t song = 0;
  };
  void leave_out(const std::string& file, const std::string& reason) {
    warn(file + ": " + reason);
    ++left_out_;
  }

  std::vector<Place> places_;
  std::vector<collection::LyricFolder> folders_;
  std::size_t left_out_ = 0;
};

answers::Classified classify(const NamedLyric& lyric, const reading::Reader& reader, LyricsForm form, bool explain) {
  const auto& [file, lyrics] = lyric;
  answers::Classified answer{file, reading::read_lyric(reader, lyrics, form), reader.model()};
  if (explain) answer.words = reader.explain(lyrics, form);
  if (!answer.reading.classified)
    warn(file + ": it is in " + name_of(answer.reading.language) + ", which cannot be carried over to English");
  else if (answer.reading.prediction.counted_words == 0)
    warn(file + ": the model knows none of its words, so no topic can be told");
  return answer;
}

int run(const ClassifyWish& wish, const General& general) {
  (void)form_of(wish.pipeline, {});  // a word that is none is refused before a model is loaded
  const engine::Engine engine = engine::Engine::open(general.settings);
  const LyricsForm form = form_of(wish.pipeline, engine.reader().model().card());
  const std::vector<std::string> files = wish.files.empty() ? std::vector<std::string>{"-"} : wish.files;
  const Share share = chosen_part_of_files(wish.part, files);
  if (wish.jsonl) {
    classify_lines(files, share, engine.reader(), {form, wish.explain, general.settings.threads});
    return 0;
  }
  Lyrics lyrics(files);
  const ShareRange own = range_of(share, lyrics.size());
  wire::Writer list(2);
  const bool is_list = files.size() > 1 || lyrics.has_folders();
  if (is_list) list.begin_list();
  for (std::size_t i = own.begin; i < own.end; ++i) {
    check_stop();
    const std::optional<NamedLyric> lyric = lyrics.read(i);
    if (!lyric) continue;
    const answers::Classified answer = classify(*lyric, engine.reader(), form, wish.explain);
    if (general.json)
      answers::classified_table().write(list, answer);
    else
      print(to_text(answer));
  }
  if (lyrics.size() == 0) warn(files.front() + ": holds no lyric file");
  if (lyrics.left_out() > 0) warn(fmt::format("{} files were left out", lyrics.left_out()));
  if (is_list) list.end_list();
  if (general.json) print(list.take() + "\n");
  return 0;
}

}  // namespace

Command classify_command() {
  const auto wish = std::make_shared<ClassifyWish>();
  return {"classify",
          "lyrics to topics",
          {{"FILE", "", "lyrics (.txt, .lrc), a folder of them, or - for standard input (default)", &wish->files},
           {"--pipeline", "NAME",
            "corpus: lyrics as sung; none: words cleaned as in the data set (default: as the model was taught, else "
            "corpus)",
            &wish->pipeline},
           {"--jsonl", "", R"({"id","lyrics"} a line in, one answer a line out)", &wish->jsonl},
           {"--explain", "", "also say which words spoke for which topics", &wish->explain},
           part_option(wish->part)},
          [wish](const General& general) { return run(*wish, general); }};
}

}  // namespace leitmotif::apps
