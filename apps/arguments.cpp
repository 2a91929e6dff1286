#include "apps/arguments.hpp"

#include <CLI/CLI.hpp>
#include <map>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "apps/playlist_arguments.hpp"
#include "apps/recommend_arguments.hpp"
#include "apps/wishes_arguments.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::apps {
namespace {

/// The heading the help lists them under.
constexpr const char* kCommands = "Commands";

constexpr const char* kFooter = R"(Examples:
  leitmotif recommend --topic sadness -n 5
  leitmotif recommend --mood calm --years 1960-1979
  leitmotif classify song.txt --explain
  leitmotif import songs.csv

Exit status: 0 done, 2 wrong usage, 3 not found, 4 corrupt data, 5 over a limit,
6 input/output, 7 unsupported, 70 internal, 130 cancelled.)";

constexpr const char* kTrain = "train";
constexpr const char* kReproduce = "reproduce";
constexpr const char* kEvaluateColdStart = "evaluate-cold-start";

void add_general(CLI::App& app, GeneralOptions& general) {
  app.add_option("--library", general.settings.library,
                 "library file (default: leitmotif/library.db in the XDG data folder)")
      ->option_text("FILE");
  app.add_option("--model", general.settings.model, "model file (default: the shipped model)")->option_text("FILE");
  app.add_option("--threads", general.settings.threads, "threads to use (default: one a processor)")
      ->option_text("N")
      ->check(CLI::Range(0U, 1024U));
  app.add_option("--seed", general.seed, "seed of everything that is drawn at random (default: 0)")
      ->option_text("N")
      ->check(not_negative);
  app.add_flag("--json", general.json, "print one JSON document");
}

void add_classify(CLI::App& app, ClassifyOptions& wish) {
  app.add_option("FILE", wish.files, "lyrics (.txt, .lrc), or - for standard input (default)");
  app.add_option("--pipeline", wish.pipeline,
                 "corpus: lyrics as sung (default); none: words cleaned as in the data set")
      ->option_text("NAME");
  app.add_flag("--jsonl", wish.jsonl, R"({"id","lyrics"} a line in, one answer a line out)");
  app.add_flag("--explain", wish.explain, "also say which words spoke for which topics");
}

void add_preprocess(CLI::App& app, PreprocessOptions& wish) {
  app.add_option("FILE", wish.file, "one text a line, or - for standard input (default)");
  app.add_option("--pipeline", wish.pipeline, "paper, corpus or none (default: corpus)")->option_text("NAME");
  app.add_flag("--jsonl", wish.jsonl, R"({"text"} a line in, {"tokens"} a line out)");
}

void add_import(CLI::App& app, ImportOptions& wish) {
  app.add_option("DATA.csv", wish.file, "CSV file with a header; the column lyrics is needed");
  app.add_flag("--songbook", wish.songbook, "the songs that come with the program instead of a file");
}

void add_songs(CLI::App& app, SongsOptions& wish) {
  app.add_option("WORDS", wish.words, "words of artist, title or lyrics (default: every song)");
  app.add_option("-n", wish.n, "how many lines at most (default: 20)")->option_text("N");
  app.add_option("--offset", wish.offset, "how many to leave out first (default: 0)")->option_text("N");
}

void add_evaluate(CLI::App& app, EvaluateOptions& wish) {
  app.add_option("DATA.csv", wish.file, "CSV file with lyrics and topic")->required();
  app.add_option("--model", wish.models, "model file (default: the shipped model); several are compared")
      ->option_text("FILE");
  app.add_option("--html", wish.html, "also write a page that shows everything, in one file")->option_text("FILE.html");
  app.add_option("--without-artists-of", wish.without_artists_of,
                 "second opinion: score songs by artists who are not in this training file apart")
      ->option_text("TRAIN.csv");
}

void add_evaluate_similarity(CLI::App& app, SimilarityOptions& wish) {
  app.add_option("DATA.csv", wish.file, "CSV file with lyrics, artists and audio features")->required();
  app.add_option("--similarity", wish.model, "similarity model file (default: the shipped one)")->option_text("FILE");
}

void add_eda(CLI::App& app, EdaOptions& wish) {
  app.add_option("DATA.csv", wish.file, "CSV file with a header (default: the library)");
  app.add_option("--html", wish.html, "also write a page to explore, in one file")->option_text("FILE.html");
  app.add_option("--figures", wish.figures, "also write each figure as SVG and PNG")->option_text("FOLDER");
  app.add_option("--clusters", wish.clusters, "2 to 9, or auto: by elbow and silhouette (default: 5, as in the paper)")
      ->option_text("K");
  app.add_option(
         "--feature", wish.features,
         "numeric column to analyse together with others; may be given several times (default: the paper's six)")
      ->option_text("NAME");
}

void add_model(CLI::App& app, ModelOptions& wish) {
  app.add_option("FILE", wish.file, "model file (default: the shipped model)");
}

void add_top_words(CLI::App& app, ModelOptions& wish) {
  add_model(app, wish);
  app.add_option("-n", wish.n, "how many words of each topic (default: 20)")->option_text("N");
}

void add_fetch(CLI::App& app, FetchOptions& wish) {
  app.add_option("--url", wish.url, "where from (default: Kaggle's public download)")->option_text("URL");
  app.add_option("-o,--output", wish.output, "where to (default: beside the library)")->option_text("FILE");
}

void add_serve(CLI::App& app, ServeOptions& wish) {
  app.add_option("--host", wish.host,
                 "address to listen at (default: 127.0.0.1); any that is not loopback asks for a token")
      ->option_text("ADDRESS");
  app.add_option("--port", wish.port, "port to listen at (default: 8080; 0: any that is free)")->option_text("N");
  app.add_option("--host-name", wish.host_names, "a name this service may be called by; may be given several times")
      ->option_text("NAME");
  app.add_option("--allow-path", wish.allowed_paths, "a folder that jobs may read; may be given several times")
      ->option_text("FOLDER");
  app.add_flag("--new-token", wish.new_token, "make a new token; the old one is no longer known");
  app.add_flag("--open", wish.open, "show the page in the browser");
  app.add_flag("--quiet", wish.quiet, "no line for each request on standard error");
}

void add_generate(CLI::App& app, GenerateOptions& wish) {
  app.add_option("N", wish.songs, "how many songs; the same N and --seed give the same bytes")->required();
  app.add_option("-o,--output", wish.output, "CSV file, or - for standard output (default)")->option_text("FILE");
}

void add_scan(CLI::App& app, ScanOptions& wish) {
  app.add_option("FOLDER", wish.folder, "folder with music (.mp3 .flac .ogg .opus .m4a) and lyrics (.lrc .txt)")
      ->required();
  app.add_option("--lyrics-order", wish.lyrics_order,
                 "where a lyric is looked for, first to last (default: lrc,txt,tag,synced)")
      ->option_text("LIST");
  app.add_flag("--by-content", wish.by_content, "read every file, also those whose size and times are as before");
}

void add_tags_write(CLI::App& app, TagsWriteOptions& wish) {
  app.add_option("FOLDER", wish.folder, "only files below it (default: every scanned file)");
  app.add_flag("--mood", wish.mood, "write the song's topics into the tag MOOD (needed)");
  app.add_flag("--dry-run", wish.dry_run, "say what would be written, and write nothing");
  app.add_option("--threshold", wish.threshold, "least probability of a topic, 0..1 (default: 0.5)")->option_text("P");
}

/// What a command takes beyond the general options, by the command's name.
void add_own_options(const std::string& name, CLI::App& app, Options& options) {
  if (name == "scan" || name == "watch") add_scan(app, options.scan);
  if (name == "tags write") add_tags_write(app, options.tags_write);
  if (name == "recommend") add_recommend(app, options.recommend);
  if (name == "classify") add_classify(app, options.classify);
  if (name == "preprocess") add_preprocess(app, options.preprocess);
  if (name == "import") add_import(app, options.import);
  if (name == "songs") add_songs(app, options.songs);
  if (name == "evaluate") add_evaluate(app, options.evaluate);
  if (name == "evaluate-similarity") add_evaluate_similarity(app, options.similarity);
  if (name == "eda") add_eda(app, options.eda);
  if (name == "model info") add_model(app, options.model);
  if (name == "model top-words") add_top_words(app, options.model);
  if (name == "data fetch") add_fetch(app, options.fetch);
  constexpr std::string_view kPlaylists = "playlists ";
  if (name.starts_with(kPlaylists)) add_playlists(name.substr(kPlaylists.size()), app, options.playlists);
  constexpr std::string_view kWishes = "wishes ";
  if (name.starts_with(kWishes)) add_wishes(name.substr(kWishes.size()), app, options.wishes);
  if (name == "evaluate-people") add_evaluate_people(app, options.wishes);
  if (name == "serve") add_serve(app, options.serve);
  if (name == "data generate") add_generate(app, options.generate);
}

/// What the help says about an upper command.
const char* group_summary(const std::string& upper) {
  if (upper == "data") return "the music data set";
  if (upper == "playlists") return "playlist files and saved lists";
  if (upper == "lyrics") return "the lyrics of scanned songs";
  if (upper == "tags") return "the tags of scanned files";
  if (upper == "wishes") return "what people wish for, in their words";
  return "what is in a model file";
}

/// `data fetch` is `fetch` under `data`; the upper command is made when it is first needed.
CLI::App* add_command(CLI::App& app, const Command& command, std::map<std::string, CLI::App*>& groups) {
  const std::string name = command.name;
  const std::size_t blank = name.find(' ');
  if (blank == std::string::npos) return app.add_subcommand(name, command.summary);
  const std::string upper = name.substr(0, blank);
  CLI::App*& group = groups[upper];
  if (group == nullptr)
    group = app.add_subcommand(upper, group_summary(upper))->require_subcommand(0, 1)->fallthrough()->group(kCommands);
  return group->add_subcommand(name.substr(blank + 1), command.summary);
}

/// The options that came before a command of leitmotif-train, written out again for leitmotif-train.
std::vector<std::string> train_arguments(const CLI::App& train, const GeneralOptions& general) {
  std::vector<std::string> arguments = {"--seed", std::to_string(general.seed), "--threads",
                                        std::to_string(general.settings.threads)};
  if (train.get_name() != kTrain) arguments.insert(arguments.begin(), train.get_name());
  if (general.json) arguments.emplace_back("--json");
  for (const std::string& argument : train.remaining()) arguments.push_back(argument);
  return arguments;
}

}  // namespace

Arguments parse_arguments(int argc, const char* const* argv) {
  Arguments arguments;
  CLI::App app("Leitmotif finds songs by what they say.", "leitmotif");
  use_our_help_page(app);
  app.set_version_flag("--version", std::string("leitmotif ") + LEITMOTIF_VERSION, "print the version");
  app.footer(kFooter);
  app.require_subcommand(0, 1);
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  add_general(app, arguments.options.general);
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  std::vector<std::pair<std::string, CLI::App*>> known;
  std::map<std::string, CLI::App*> groups;
  for (const Command& command : commands()) {
    CLI::App* sub = add_command(app, command, groups);
    add_own_options(command.name, *sub, arguments.options);
    sub->fallthrough()->group(kCommands);
    known.emplace_back(command.name, sub);
  }
  CLI::App* train = app.add_subcommand(kTrain, "train a model (runs leitmotif-train)");
  train->prefix_command()->group(kCommands)->set_help_flag();
  known.emplace_back(kTrain, train);
  CLI::App* reproduce =
      app.add_subcommand(kReproduce, "train every kind and compare with the paper (runs leitmotif-train)");
  reproduce->prefix_command()->group(kCommands)->set_help_flag();
  known.emplace_back(kReproduce, reproduce);
  CLI::App* cold_start = app.add_subcommand(kEvaluateColdStart,
                                            "guess the topics of songs whose lyrics are hidden (runs leitmotif-train)");
  cold_start->prefix_command()->group(kCommands)->set_help_flag();
  known.emplace_back(kEvaluateColdStart, cold_start);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    arguments.message = app.help();
    return arguments;
  } catch (const CLI::CallForVersion& version) {
    arguments.message = std::string(version.what()) + "\n";
    return arguments;
  } catch (const CLI::ParseError& error) {
    throw Error(ErrorKind::invalid_argument, std::string(error.what()) + " (see --help)");
  }
  for (const auto& [name, sub] : known)
    if (sub->parsed()) arguments.command = name;
  // CLI11 would say this before it names a word that is no command.
  if (arguments.command.empty()) throw Error(ErrorKind::invalid_argument, "a command is required (see --help)");
  for (const CLI::App* forwarded : {train, reproduce, cold_start})
    if (forwarded->parsed()) arguments.train_arguments = train_arguments(*forwarded, arguments.options.general);
  return arguments;
}

}  // namespace leitmotif::apps
