// Music, and the program on a library of its own, for tests beside real servers, players and taggers of Debian: started
// on loopback where they are installed (`./dev setup-servers`).
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "support/background_program.hpp"
#include "support/places.hpp"
#include "support/program.hpp"
#include "support/silent_music.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::testing {

inline constexpr int kSongs = 60;
inline const std::string kSecret = "p\xC3\xA4sswörd & 1";

inline std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }
inline std::string artist_of(int i) {
  return i % 2 == 0 ? "Otto & \"Kestrel\"; " + two_digits(i / 6) : "Zoë #50% " + two_digits(i / 6);
}
inline std::string title_of(int i) { return "Song " + two_digits(i) + " ünï"; }

/// Music whose every third song is about something else; every tenth has no lyric.
class RealPrograms : public ::testing::Test {
 protected:
  RealPrograms() {
    std::filesystem::create_directories(music_);
    const std::vector<std::string> words = {"tears fall and my heart will break\nlonely sorrow again",
                                            "kiss me darling\nlove me tonight", "guns and blood\nwar on the street"};
    for (int i = 0; i < kSongs; ++i) {
      TagFields tags = {
          {"ARTIST", artist_of(i)}, {"TITLE", title_of(i)}, {"ALBUM", "Rooms"}, {"ALBUMARTIST", artist_of(i)}};
      if (i % 10 != 9) tags.emplace_back("LYRICS", words[static_cast<std::size_t>(i) % 3] + "\n" + title_of(i));
      write_file(music_ / ("file " + two_digits(i) + " & #.flac"), silent_flac(tags));
    }
  }

  ProgramResult run(std::vector<std::string> words, const std::string& secret = {}) const {
    words.insert(words.begin(), {"--library", (folder_.path() / "library.db").string()});
    ProgramOptions options;
    if (!secret.empty()) options.environment["LEITMOTIF_SERVER_SECRET"] = secret;
    return run_program(words, options);
  }
  Json json_of(std::vector<std::string> words) const {
    words.emplace_back("--json");
    const ProgramResult result = run(std::move(words));
    EXPECT_EQ(result.status, 0) << result.err;
    return Json::accept(result.out) ? Json::parse(result.out) : Json();
  }
  /// A list of songs of the library by the names of their files' numbers.
  void save_list(const std::string& name, const std::vector<int>& songs) const {
    std::string csv = "artist,title\n";
    for (const int i : songs) {
      std::string artist = artist_of(i);
      for (std::size_t at = artist.find('"'); at != std::string::npos; at = artist.find('"', at + 2))
        artist.insert(at, "\"");
      csv += "\"" + artist + "\"," + title_of(i) + "\n";
    }
    write_file(folder_.path() / "list.csv", csv);
    const ProgramResult made =
        run({"playlists", "import", (folder_.path() / "list.csv").string(), "--name", name, "--replace"});
    EXPECT_EQ(made.status, 0) << made.err;
  }

  const TemporaryFolder folder_;
  const std::filesystem::path music_ = folder_.path() / "music";
};

}  // namespace leitmotif::testing
