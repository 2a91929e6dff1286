#include "leitmotif/collection/doubts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace leitmotif::collection {
namespace {

bool has_doubt(const std::string& lyric, DoubtKind kind) {
  return std::ranges::any_of(doubts_about(lyric), [&](const Doubt& doubt) { return doubt.kind == kind; });
}

TEST(Doubts, LyricsInForeignLettersSpeltInLatinOnes) {
  for (const char* lyric : {"Yoru no mado ni hikari ga tomoru\nKimi no koe ga mada kikoeru\nAsa no umi he aruite "
                            "yuku\nNamida wa kaze ni kiete iku",
                            "Noch nad rekoy i svet v okne\nYa znayu ty ne spish\nShumit voda i v tishine\nTy so mnoy "
                            "govorish\nI snova dozhd stuchit v steklo"})
    EXPECT_TRUE(has_doubt(lyric, DoubtKind::transliterated)) << lyric;
  for (const char* lyric :
       {"The night is at the window and a light is burning low\nI can hear you in the morning when the river starts to "
        "flow",
        "Tell me, tell me, banana banana\nI want you, I need you, la la la la la la\nNo no no, so so so, you and me",
        "La noche está en la ventana y la luz se apaga ya\nno me digas que te vas, no me digas la verdad", "Yo no sé",
        "La la la la la la la la la la la la la la la la la la la you la"})
    EXPECT_FALSE(has_doubt(lyric, DoubtKind::transliterated)) << lyric;
}

}  // namespace
}  // namespace leitmotif::collection
