#include "apps/commands.hpp"

#include <fmt/format.h>
#include <array>
#include <limits>

#include "apps/answers.hpp"
#include "apps/data_commands.hpp"
#include "apps/eda_commands.hpp"
#include "apps/json_lines.hpp"
#include "apps/model_commands.hpp"
#include "apps/own_commands.hpp"
#include "apps/playlist_commands.hpp"
#include "apps/recommend_arguments.hpp"
#include "apps/serve_command.hpp"
#include "apps/similarity_commands.hpp"
#include "apps/terminal.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/fetch.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/engine/answer_tables.hpp"
#include "leitmotif/engine/locations.hpp"

namespace leitmotif::apps {
namespace {

template <class Answer, class... Layout>
void show(const Options& options, const Answer& answer, Layout... layout) {
  clear_progress();
  print(options.general.json ? to_json(answer).dump(2) + "\n" : to_text(answer, layout...));
}

int run_preprocess(const Options& options) {
  const text::Pipeline pipeline = text::parse_pipeline(options.preprocess.pipeline);
  const auto wordnet = std::make_shared<const text::WordNet>(text::WordNet::load(text::WordNet::default_folder()));
  preprocess_lines(options.preprocess, text::Preprocessor(pipeline, wordnet), options.general.settings.threads);
  return 0;
}

LyricsForm form_of(const std::string& pipeline) {
  if (pipeline == "corpus") return LyricsForm::sung;
  if (pipeline == "none") return LyricsForm::cleaned;
  throw Error(ErrorKind::invalid_argument, "pipeline '" + pipeline + "' is not known here; known: corpus, none");
}

int run_classify(const Options& options) {
  const ClassifyOptions& wish = options.classify;
  const LyricsForm form = form_of(wish.pipeline);
  const engine::Engine engine = engine::Engine::open(options.general.settings);
  const reading::Reader& reader = engine.reader();
  const std::vector<std::string> files = wish.files.empty() ? std::vector<std::string>{"-"} : wish.files;
  if (wish.jsonl) {
    classify_lines(files, reader, form, wish.explain, options.general.settings.threads);
    return 0;
  }

  Json list = Json::array();
  for (const std::string& file : files) {
    check_stop();
    const std::string lyrics = corpus::read_lyric_file(file).song.lyrics;
    Classified answer{file, reader.predict(lyrics, form), {}, wish.explain};
    if (wish.explain) answer.words = reader.explain(lyrics, form);
    if (answer.prediction.counted_words == 0)
      warn(file + ": the model knows none of its words, so no topic can be told");
    if (options.general.json)
      list.push_back(to_json(answer, reader.model()));
    else
      print(to_text(answer, reader.model()));
  }
  if (options.general.json) print((files.size() == 1 ? list[0] : list).dump(2) + "\n");
  return 0;
}

int run_import(const Options& options) {
  if (options.import.songbook == !options.import.file.empty())
    throw Error(ErrorKind::invalid_argument, "import takes either a CSV file or --songbook");
  engine::Engine engine = engine::Engine::open(options.general.settings);
  show(options, options.import.songbook ? engine.import_songbook(progress_line())
                                        : engine.import_csv(options.import.file, progress_line()));
  return 0;
}

int run_recommend(const Options& options) {
  engine::RecommendRequest request = wish_of(options.recommend);
  request.seed = options.general.seed;
  engine::Engine engine = engine::Engine::open(options.general.settings);
  if (options.recommend.format == "table") {
    const engine::RecommendAnswer answer = engine.recommend(request, progress_line());
    clear_progress();
    print(options.general.json ? engine::recommend_answer_table().text(answer, 2) + "\n"
                               : to_text(answer, output_columns()));
    return 0;
  }
  if (options.general.json) throw Error(ErrorKind::invalid_argument, "--json and --format ask for different outputs");
  (void)playlist::parse_format(options.recommend.format);  // said before anything long begins
  const engine::RecommendAnswer answer = engine.recommend(request, progress_line());
  clear_progress();
  print_as_playlist(engine, answer, options.recommend.format);
  return 0;
}

std::size_t at_least(std::int64_t value, std::int64_t least, std::int64_t most, const char* option) {
  if (value < least) throw Error(ErrorKind::invalid_argument, fmt::format("{} {} is below {}", option, value, least));
  if (value > most)
    throw Error(ErrorKind::resource_limit, fmt::format("{} {} is above the limit of {}", option, value, most));
  return static_cast<std::size_t>(value);
}

int run_songs(const Options& options) {
  constexpr std::int64_t kMostLines = 10000;
  std::string words;
  for (const std::string& word : options.songs.words) words += (words.empty() ? "" : " ") + word;
  const std::size_t limit = at_least(options.songs.n, 1, kMostLines, "-n");
  const std::size_t offset = at_least(options.songs.offset, 0, std::numeric_limits<std::int64_t>::max(), "--offset");
  engine::Engine engine = engine::Engine::open(options.general.settings);
  show(options, engine.songs(words, limit, offset), output_columns());
  return 0;
}

int run_fetch(const Options& options) {
  corpus::FetchOptions fetch;
  if (!options.fetch.url.empty()) fetch.url = options.fetch.url;
  const std::filesystem::path library =
      options.general.settings.library.empty() ? engine::default_library() : options.general.settings.library;
  fetch.destination =
      options.fetch.output.empty() ? engine::places_of(library).folder / fetch.entry : options.fetch.output;
  const OnProgress show_progress = progress_line();
  fetch.progress = [&](const corpus::DownloadProgress& progress) {
    show_progress({"downloading bytes", progress.done_bytes, progress.total_bytes});
    return true;
  };
  const corpus::FetchResult result = corpus::fetch_dataset(fetch);
  clear_progress();
  say(fmt::format("leitmotif: {} {}\n", fetch.destination.string(),
                  result.already_there ? "was already there and is whole" : "was downloaded and is whole"));
  engine::Engine engine = engine::Engine::open(options.general.settings);
  show(options, engine.import_csv(fetch.destination, progress_line()));
  return 0;
}

constexpr auto kCommands = std::to_array<Command>({
    {"recommend", "songs by topic, mood, text or likeness, and the reasons", run_recommend},
    {"classify", "lyrics to topics", run_classify},
    {"import", "rows of a CSV file into the library", run_import},
    {"scan", "a person's own music and lyrics into the library", run_scan},
    {"watch", "scan a folder, and again whenever something in it changes", run_watch},
    {"songs", "search the library by artist, title or words of the lyrics", run_songs},
    {"playlists make", "a list for every topic and mood, as files", run_playlists_make},
    {"playlists import", "a playlist file's songs, saved as a list", run_playlists_import},
    {"playlists list", "the saved lists", run_playlists_list},
    {"playlists show", "the songs of a saved list", run_playlists_show},
    {"playlists export", "a saved list as a file", run_playlists_export},
    {"playlists remove", "forget a saved list", run_playlists_remove},
    {"evaluate", "score a model on labelled songs", run_evaluate},
    {"evaluate-similarity", "score similarity against plain distances", run_evaluate_similarity},
    {"eda", "explore songs: features, clusters, topics by decade, telling words", run_eda},
    {"model info", "what a model is, what it was made from, how good it is", run_model_info},
    {"model top-words", "the strongest words of each topic", run_top_words},
    {"lyrics doctor", "what is wrong or doubtful about the scanned songs, and what to do", run_lyrics_doctor},
    {"tags write", "write what the model says into the tags of scanned files", run_tags_write},
    {"preprocess", "lyrics to the words a model reads", run_preprocess},
    {"serve", "the HTTP interface and the page", run_serve},
    {"data fetch", "download the music data set, check it, import it", run_fetch},
    {"data generate", "made-up songs in its form, for benchmarks and tests only", run_generate},
});

}  // namespace

std::span<const Command> commands() noexcept { return kCommands; }

}  // namespace leitmotif::apps
