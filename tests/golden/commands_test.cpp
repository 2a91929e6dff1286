// Every command as a script sees it: exit status and what stands on standard output, held to the recorded answers.
// The commands run one after the other, on the songbook, on made-up songs and on a person's own music.
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "house/source_tree.hpp"
#include "leitmotif/core/json.hpp"
#include "support/collection_files.hpp"
#include "support/golden.hpp"
#include "support/program.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::testing {
namespace {

/// How standard output is kept.
enum class Form {
  json,      ///< one document, as --json asks for it
  document,  ///< one document without being asked
  jsonl,     ///< a document a line
  text       ///< lines
};

struct Step {
  const char* name;  ///< of the file
  const char* home;  ///< whose library: songbook (there is none), made (made-up songs), own (a person's music)
  std::vector<std::string> arguments;
  Form form = Form::json;
  std::string input = {};
};

constexpr const char* kSung = "Knock knock, the kettle sings\nI dance alone with my broken strings\n";
constexpr const char* kLines = R"({"id":"one","lyrics":"I miss you, I cry all night"}
{"id":"two","lyrics":""}
)";
constexpr const char* kLike = "Amber Turnstile - Side B Summer";

const std::vector<Step>& asking() {
  static const std::vector<Step> kSteps = {
      {"recommend-topic", "songbook", {"recommend", "--topic", "sadness", "-n", "4"}},
      {"recommend-mix", "songbook", {"recommend", "--mix", "sadness=0.7,romantic=0.3", "-n", "3"}},
      {"recommend-text", "songbook", {"recommend", "--text", "the rain on my window", "-n", "3"}},
      {"recommend-text-input", "songbook", {"recommend", "--text", "-", "-n", "2"}, Form::json, kSung},
      {"recommend-like", "songbook", {"recommend", "--like", kLike, "--unlike", "3", "-n", "3"}},
      {"recommend-path", "songbook", {"recommend", "--from", "5", "--to", "90", "-n", "5"}},
      {"recommend-avoid", "songbook", {"recommend", "--topic", "sadness", "--explicit", "avoid", "-n", "3"}},
      {"recommend-jspf", "songbook", {"recommend", "--topic", "music", "--format", "jspf", "-n", "2"}, Form::document},
      {"recommend-m3u8", "songbook", {"recommend", "--topic", "music", "--format", "m3u8", "-n", "2"}, Form::text},
      {"recommend-xspf", "songbook", {"recommend", "--topic", "music", "--format", "xspf", "-n", "2"}, Form::text},
      {"recommend-csv", "songbook", {"recommend", "--topic", "music", "--format", "csv", "-n", "2"}, Form::text},
      {"recommend-nothing", "songbook", {"recommend"}, Form::text},
      {"recommend-unknown-topic", "songbook", {"recommend", "--topic", "tax law"}, Form::text},
      {"recommend-unknown-song", "songbook", {"recommend", "--like", "Nobody - Nothing"}, Form::text},
      {"songs", "songbook", {"songs", "-n", "3", "--offset", "2"}},
      {"songs-words", "songbook", {"songs", "kitchen", "radio", "-n", "5"}},
      {"classify", "songbook", {"classify", "sung.txt", "--explain"}},
      {"classify-cleaned", "songbook", {"classify", "--pipeline", "none"}, Form::json, "kettle sing dance alone"},
      {"classify-two", "songbook", {"classify", "sung.txt", "other.txt"}},
      {"classify-lines", "songbook", {"classify", "--jsonl", "--explain"}, Form::jsonl, kLines},
      {"classify-empty", "songbook", {"classify", "empty.txt"}, Form::text},
      {"wishes-list", "songbook", {"wishes", "list"}},
      {"evaluate-people", "songbook", {"evaluate-people", "labels.csv"}},
      {"export", "songbook", {"export", "--years", "1950-1955"}, Form::jsonl},
      {"export-table", "songbook", {"export", "--format", "csv", "--years", "1950-1953"}, Form::text},
      {"classify-missing", "songbook", {"classify", "nowhere.txt"}, Form::text},
      {"preprocess-paper", "songbook", {"preprocess", "--pipeline", "paper"}, Form::text, kSung},
      {"preprocess-corpus", "songbook", {"preprocess", "sung.txt"}, Form::text},
      {"preprocess-lines", "songbook", {"preprocess", "--jsonl"}, Form::jsonl, R"({"text":"21 wolves howling"})"},
      {"model-info", "songbook", {"model", "info"}},
      {"model-top-words", "songbook", {"model", "top-words", "-n", "3"}},
  };
  return kSteps;
}

const std::vector<Step>& made() {
  static const std::vector<Step> kSteps = {
      {"data-generate", "made", {"data", "generate", "300", "--seed", "7", "-o", "songs.csv"}},
      {"data-generate-two", "made", {"data", "generate", "2", "--seed", "3"}, Form::text},
      {"import", "made", {"import", "songs.csv"}},
      {"import-again", "made", {"import", "songs.csv"}},
      {"import-faulty", "faulty", {"import", "faulty.csv"}},
      {"import-no-lyrics", "faulty", {"import", "bare.csv"}, Form::text},
      {"made-topic", "made", {"recommend", "--topic", "violence", "-n", "3", "--threshold", "0.2"}},
      {"made-random", "made", {"recommend", "--topic", "violence", "-n", "3", "--random", "--seed", "5"}},
      {"made-mood", "made", {"recommend", "--mood", "calm", "-n", "3"}},
      {"made-mood-point", "made", {"recommend", "--mood", "0.8,0.9", "-n", "2", "--variety", "0.5"}},
      {"made-filters",
       "made",
       {"recommend", "--topic", "sadness", "--years", "1960-1989", "--genre", "pop", "--genre", "rock", "--artist-cap",
        "1", "-n", "4"}},
      {"made-instrumental", "made", {"recommend", "--topic", "music", "--instrumental", "only", "-n", "2"}},
      {"made-remember", "made", {"recommend", "--topic", "sadness", "--remember", "-n", "2"}},
      {"made-fresh", "made", {"recommend", "--topic", "sadness", "--fresh", "-n", "2"}},
      {"made-songs", "made", {"songs", "-n", "2"}},
      {"evaluate", "made", {"evaluate", "songs.csv"}},
      {"evaluate-compared",
       "made",
       {"evaluate", "songs.csv", "--model", "topics.safetensors", "--model", "topics.safetensors",
        "--without-artists-of", "songs.csv"}},
      {"evaluate-similarity", "made", {"evaluate-similarity", "songs.csv"}},
      {"eda-library", "made", {"eda"}},
      {"eda-file", "made", {"eda", "songs.csv", "--clusters", "auto", "--feature", "valence", "--feature", "energy"}},
      {"import-songbook", "copy", {"import", "--songbook"}},
  };
  return kSteps;
}

const std::vector<Step>& keeping() {
  static const std::vector<Step> kSteps = {
      {"scan", "own", {"scan", "music"}},
      {"scan-again", "own", {"scan", "music"}},
      {"scan-order", "own", {"scan", "music", "--lyrics-order", "tag,txt", "--by-content"}},
      {"lyrics-doctor", "own", {"lyrics", "doctor"}},
      {"tags-write", "own", {"tags", "write", "--mood", "--dry-run", "--threshold", "0.2"}},
      {"wishes-score", "own", {"wishes", "score", "love", "--jsonl"}, Form::jsonl},
      {"own-recommend", "own", {"recommend", "--topic", "sadness", "-n", "2"}},
      {"own-songs", "own", {"songs", "river", "-n", "2"}},
      {"own-songs-text", "own", {"songs", "river", "-n", "2"}, Form::text},
      {"own-song", "own", {"song", "1"}},
      {"own-song-text", "own", {"song", "1", "--lyrics"}, Form::text},
      {"playlists-import", "own", {"playlists", "import", "mine.m3u8"}},
      {"playlists-import-named", "own", {"playlists", "import", "mine.m3u8", "--name", "Again"}},
      {"playlists-list", "own", {"playlists", "list"}},
      {"playlists-show", "own", {"playlists", "show", "Mine"}},
      {"playlists-export", "own", {"playlists", "export", "Mine", "--format", "xspf"}, Form::text},
      {"playlists-export-file", "own", {"playlists", "export", "Mine", "-o", "out.jspf"}, Form::text},
      {"playlists-remove", "own", {"playlists", "remove", "Again"}},
      {"playlists-remove-again", "own", {"playlists", "remove", "Again"}, Form::text},
      {"playlists-make", "songbook", {"playlists", "make", "lists", "-n", "2", "--format", "csv"}},
      {"unknown-command", "songbook", {"sing"}, Form::text},
  };
  return kSteps;
}

class GoldenCommands : public ::testing::Test {
 protected:
  GoldenCommands() {
    folder_.write("sung.txt", kSung);
    folder_.write("other.txt", "Sad am I without thee\n");
    folder_.write("empty.txt", "");
    folder_.write("labels.csv",
                  "wish,artist,title,label\n"
                  "love,Amber Turnstile,Six A.M. Person,1\n"
                  "love,Amber Turnstile,Phone in the Freezer,0\n"
                  "love,Kestrel Mabry,Wedding Quilt Waltz,1\n"
                  "sad,Kestrel Mabry,Auction Day,1\n"
                  "sad,Saltire Grave,Mud and Wire,0\n"
                  "sad,Nobody,Nothing,1\n");
    folder_.write("faulty.csv",
                  "artist,title,year,lyrics,valence\nAnn,One,1999,teardrop falling,0.2\nBob,Two\n"
                  "Cas,Three,MCMXC,a knife in the dark,0.5\nDee,Four,2001,dance to the drum,7\n");
    folder_.write("bare.csv", "artist,title\nAnn,One\n");
    folder_.write("mine.m3u8",
                  "#EXTM3U\n#PLAYLIST:Mine\nmusic/flac/lyrics.flac\n#EXTINF:3,ann lee - USLT\nelsewhere.mp3\n"
                  "#EXTINF:1,Nobody - Nothing\nx.mp3\n");
    for (const CollectionFile& file : music_files()) folder_.write("music/" + file.path, file.bytes);
    std::filesystem::copy_file(source_folder() / "data" / "models" / "topics.safetensors",
                               folder_.path() / "topics.safetensors");
  }

  [[nodiscard]] Json run(const Step& step) const {
    ProgramOptions options;
    options.folder = folder_.path();
    options.input = step.input;
    options.environment["XDG_DATA_HOME"] = (folder_.path() / "homes" / step.home).string();
    options.environment["LEITMOTIF_DATA"] = (source_folder() / "data").string();
    std::vector<std::string> arguments = step.arguments;
    if (step.form == Form::json) arguments.emplace_back("--json");
    const ProgramResult result = run_program(arguments, options);
    Json answer = {{"asked", ""}, {"status", result.status}};
    for (const std::string& argument : arguments)
      answer["asked"] = answer["asked"].get<std::string>() + (&argument == &arguments.front() ? "" : " ") + argument;
    answer["out"] = kept(step.form, result.out);
    return without_chance(answer, {{folder_.path().string(), "<folder>"}, {source_folder().string(), "<project>"}});
  }

  void run_all(const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      golden_.expect(step.name, run(step));
      seen_.insert(step.arguments.front());
    }
  }

  static Json kept(Form form, const std::string& out) {
    if (form == Form::json || form == Form::document) {
      EXPECT_TRUE(Json::accept(out)) << out;
      return Json::accept(out) ? Json::parse(out) : Json();
    }
    Json list = Json::array();
    for (const std::string& line : lines_of(out)) list.push_back(form == Form::text ? Json(line) : Json::parse(line));
    return list;
  }

  const TemporaryFolder folder_;
  Golden golden_{"commands"};
  std::set<std::string> seen_;
};

/// Asked for elsewhere: `serve` in routes_test.cpp; `sound`, `taste`, `evaluate-recommender` and the laboratory in
/// tests/cli, whose numbers are checked against what made them; the others run until they are stopped, need the
/// network, or train for minutes.
const std::set<std::string> kElsewhere = {"serve",       "library",   "servers",
                                          "mpd",         "watch",     "train",
                                          "train-taste", "reproduce", "evaluate-cold-start",
                                          "sound",       "taste",     "evaluate-recommender",
                                          "tokens",      "tune",      "runs",
                                          "compare",     "cite",      "topics",
                                          "config",      "doctor",    "completion",
                                          "manual"};

TEST_F(GoldenCommands, AnswerAsBefore) {
  run_all(asking());
  run_all(made());
  run_all(keeping());
  golden_.expect_no_other();
  bool listed = false;
  for (const std::string& line : lines_of(run_program({"--help"}).out)) {
    listed = listed || line.starts_with("Commands:");
    if (listed && line.empty()) break;
    if (!listed || !line.starts_with("  ") || line.starts_with("   ")) continue;
    const std::string command = words_of(line).front();
    EXPECT_TRUE(seen_.contains(command) || kElsewhere.contains(command))
        << "nothing asks `leitmotif " << command << "`";
  }
}

}  // namespace
}  // namespace leitmotif::testing
