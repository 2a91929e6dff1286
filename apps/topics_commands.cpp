// `leitmotif topics ...`: topics learned from lyrics without labels.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "apps/command.hpp"
#include "apps/kept_file.hpp"
#include "apps/text_table.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/reading/prepared_lyric.hpp"
#include "leitmotif/reading/reader.hpp"
#include "leitmotif/topics/study.hpp"

namespace leitmotif::apps {

Command topics_learn_command();
Command topics_show_command();

namespace {

struct TopicsLearnWish {
  std::string data;
  std::string output;
  std::int64_t topics = 20;
  std::int64_t passes = topics::LdaOptions().passes;
  std::int64_t words = 5000;
  double held_out = 0.1;
  double alpha = 0;
  double eta = 0;
};

struct TopicsShowWish {
  std::string file;
};

std::string topics_text(const topics::TopicStudy& study) {
  std::string text = fmt::format("{} topics of {} songs, {} words, {} passes, seed {}\n", study.topics.size(),
                                 study.songs, study.vocabulary, study.passes, study.seed);
  if (study.perplexity)
    text += fmt::format("held out {} songs: perplexity {:.1f} when half of a song is known\n", study.held_out,
                        *study.perplexity);
  text += fmt::format("coherence: NPMI {:.3f}, UMass {:.2f}\n", study.npmi, study.umass);
  const bool has_published = std::ranges::any_of(
      study.topics, [](const topics::StudiedTopic& topic) { return topic.correlation.has_value(); });
  if (has_published) text += fmt::format("{} of the published topics are matched above 0.8\n", study.matched);
  std::vector<Column> head = {{"", Side::right}, {"SHARE", Side::right}, {"NPMI", Side::right}};
  if (has_published) head.insert(head.end(), {{"PUBLISHED"}, {"R", Side::right}});
  head.push_back({"WORDS", Side::left, true});
  Rows rows;
  for (const topics::StudiedTopic& topic : study.topics) {
    rows.push_back({std::to_string(topic.number), percent(topic.share), fmt::format("{:.2f}", topic.npmi)});
    if (has_published) {
      rows.back().push_back(topic.published);
      rows.back().push_back(topic.correlation ? fmt::format("{:.2f}", *topic.correlation) : "");
    }
    rows.back().push_back(comma_joined(topic.words));
  }
  return text + concatenated(table_lines(head, rows, output_columns()));
}

/// The songs of a table as topics are learned from them.
struct TopicSongs {
  std::vector<Tokens> words;
  std::vector<float> published;  ///< [songs x parts]; nothing when no song has weights
};

TopicSongs topic_songs_of(const std::string& file, const General& general) {
  corpus::Dataset data = corpus::read_dataset(file);
  for (const Rejected& row : data.rejected)
    warn(fmt::format("{} line {}: left out: {}", row.source, row.line, row.reason));
  const engine::Engine engine = engine::Engine::open(general.settings);
  TopicSongs songs;
  songs.words.resize(data.rows.size());
  parallel_for(data.rows.size(), 64, general.settings.threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Song& song = data.rows[i].song;
      songs.words[i] = engine.reader().cleaned_words(reading::PreparedLyric(song.lyrics, song.form));
    }
  });
  bool is_published = false;
  for (const LabelledSong& row : data.rows)
    for (const double weight : row.labels.weights) {
      songs.published.push_back(static_cast<float>(weight));
      is_published = is_published || !std::isnan(weight);
    }
  if (!is_published) songs.published.clear();
  return songs;
}

std::size_t at_least_one(std::int64_t number, const char* option) {
  if (number < 1) throw Error(ErrorKind::invalid_argument, std::string(option) + " must be at least 1");
  return static_cast<std::size_t>(number);
}

int run_topics_learn(const TopicsLearnWish& wish, const General& general) {
  topics::StudyOptions options;
  options.lda.topics = at_least_one(wish.topics, "--topics");
  options.lda.passes = static_cast<int>(std::min<std::size_t>(at_least_one(wish.passes, "--passes"), 100'000));
  options.lda.song_prior = wish.alpha;
  options.lda.word_prior = wish.eta;
  options.lda.seed = general.seed;
  options.lda.threads = general.settings.threads;
  options.most_words = at_least_one(wish.words, "--words");
  options.held_out = wish.held_out;
  const TopicSongs songs = topic_songs_of(wish.data, general);
  const topics::TopicStudy study = topics::study({songs.words, songs.published}, options, progress_line());
  KeptFile kept(wish.output, Keep::every);
  topics::save_study(study, wish.output);
  clear_progress();
  kept.replaced();
  show(general, topics::topic_study_table(), study, topics_text);
  return 0;
}

}  // namespace

Command topics_learn_command() {
  const auto wish = std::make_shared<TopicsLearnWish>();
  return {"topics learn",
          "topics that explain the words of lyrics, learned without labels",
          {argument("DATA", "table of songs with lyrics", &wish->data),
           needed({"-o,--output", "FILE", "where the topics are written", &wish->output}),
           {"--topics", "N", "how many (default 20)", &wish->topics},
           {"--passes", "N", "how often every song is read (default 12)", &wish->passes},
           {"--words", "N", "words that are looked at, the most frequent (default 5000)", &wish->words},
           {"--held-out", "SHARE", "of the songs, to measure by (default 0.1)", &wish->held_out},
           {"--alpha", "NUMBER", "how even a song's topics are (default 1 / topics)", &wish->alpha},
           {"--eta", "NUMBER", "how even a topic's words are (default 1 / topics)", &wish->eta}},
          [wish](const General& general) { return run_topics_learn(*wish, general); }};
}

Command topics_show_command() {
  const auto wish = std::make_shared<TopicsShowWish>();
  return {"topics show",
          "topics that were learned",
          {argument("FILE", "what `topics learn` wrote", &wish->file)},
          [wish](const General& general) {
            show(general, topics::topic_study_table(), topics::load_study(wish->file), topics_text);
            return 0;
          }};
}

}  // namespace leitmotif::apps
