// Thousands of broken inputs: each is read or refused with a reason, and never a crash.
#include <gtest/gtest.h>

#include <random>

#include "leitmotif/collection/doubts.hpp"
#include "leitmotif/collection/tags.hpp"
#include "leitmotif/collection/walk.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/text/encoding.hpp"
#include "support/collection_files.hpp"

namespace leitmotif::collection {
namespace {

/// Changes, drops, doubles or cuts a few bytes; the beginning, where lengths stand, more often.
std::string mutated(std::string bytes, std::mt19937& random) {
  const auto below = [&](std::size_t limit) { return limit == 0 ? 0 : random() % limit; };
  for (std::size_t changes = 1 + below(8); changes > 0 && !bytes.empty(); --changes) {
    const std::size_t at = below(2) == 0 ? below(std::min<std::size_t>(bytes.size(), 300)) : below(bytes.size());
    switch (below(6)) {
      case 0:
        bytes[at] = static_cast<char>(random());
        break;
      case 1:
        bytes[at] = static_cast<char>(below(2) == 0 ? 0xFF : 0);
        break;
      case 2:
        bytes.erase(at, 1 + below(16));
        break;
      case 3:
        bytes.insert(at, bytes.substr(at, 1 + below(64)));
        break;
      case 4:
        bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1U << below(8)));
        break;
      default:
        bytes.resize(at);
    }
  }
  return bytes;
}

void expect_well_formed(const std::string& text) {
  EXPECT_FALSE(text::first_invalid_utf8(text)) << "not UTF-8";
  EXPECT_EQ(text.find('\0'), std::string::npos);
}

TEST(BrokenFiles, TagsAreReadOrRefused) {
  std::mt19937 random(5);
  std::size_t refused = 0;
  std::size_t read = 0;
  for (const testing::CollectionFile& file : testing::music_files()) {
    if (!is_music_name(file.path)) continue;
    for (int round = 0; round < 300; ++round) try {
        const MusicTags tags = parse_tags(mutated(file.bytes, random), file.path);
        for (const std::string* text : {&tags.title, &tags.artist, &tags.album, &tags.genre}) expect_well_formed(*text);
        for (const TagLyric& lyric : tags.lyrics) expect_well_formed(lyric.text);
        ++read;
      } catch (const Error& error) {
        EXPECT_NE(error.kind(), ErrorKind::internal) << error.what();
        ++refused;
      }
  }
  EXPECT_GT(refused, 500U);
  EXPECT_GT(read, 500U);
}

TEST(BrokenFiles, LyricsAreReadOrRefused) {
  std::mt19937 random(6);
  std::size_t refused = 0;
  std::size_t read = 0;
  for (const testing::CollectionFile& file : testing::lyric_files()) {
    if (file.bytes.size() > 50'000) continue;
    for (int round = 0; round < 60; ++round) try {
        const LabelledSong song = corpus::parse_lyric_file(mutated(file.bytes, random), file.path);
        expect_well_formed(song.song.lyrics);
        (void)doubts_about(song.song.lyrics);
        ++read;
      } catch (const Error& error) {
        EXPECT_TRUE(error.kind() == ErrorKind::corrupt_data || error.kind() == ErrorKind::resource_limit)
            << error.what();
        ++refused;
      }
  }
  EXPECT_GT(refused, 200U);
  EXPECT_GT(read, 500U);
}

}  // namespace
}  // namespace leitmotif::collection
