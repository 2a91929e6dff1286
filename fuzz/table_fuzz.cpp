// Any bytes as a table of songs: dialect, encoding, form of lyrics, lists, years, numbers. What is read must be
// well-formed, counted, and the same when it is read again.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/csv_text.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/corpus/lyrics_form.hpp"
#include "leitmotif/corpus/text_list.hpp"
#include "leitmotif/corpus/years.hpp"
#include "leitmotif/text/encoding.hpp"

namespace {

using namespace leitmotif;

void require(bool condition) {
  if (!condition) std::abort();
}

bool is_utf8(std::string_view text) { return !text::first_invalid_utf8(text); }

void check_song(const LabelledSong& row) {
  const Song& song = row.song;
  for (const std::string* text : {&song.artist, &song.title, &song.genre, &song.lyrics, &row.album, &row.labels.topic})
    require(is_utf8(*text) && text->find('\0') == std::string::npos);
  require(!song.lyrics.empty() || !song.title.empty());
  require(!song.year || (*song.year >= corpus::kFirstYear && *song.year <= corpus::kLastYear));
  for (const double value : song.audio) require(std::isnan(value) || (value >= 0 && value <= 1));
}

struct Counts {
  std::size_t rows = 0;
  std::size_t rejected = 0;
  std::size_t with_lyrics = 0;
  friend bool operator==(const Counts&, const Counts&) = default;
};

Counts check_table(std::string_view bytes, corpus::LyricsChoice lyrics, const char* name = "fuzz.csv") {
  Counts counts;
  const corpus::DatasetSink sink{[&](LabelledSong&& row) {
                                   check_song(row);
                                   ++counts.rows;
                                   counts.with_lyrics += row.song.lyrics.empty() ? 0U : 1U;
                                 },
                                 [&](Rejected&& rejected) {
                                   require(!rejected.reason.empty() && rejected.line > 0);
                                   ++counts.rejected;
                                 }};
  try {
    const corpus::DatasetFacts facts =
        corpus::parse_dataset(bytes, name, sink, {.lyrics = lyrics, .lyrics_needed = false});
    require(facts.sung + facts.cleaned >= counts.with_lyrics);
    for (const corpus::LeftOut& left_out : facts.left_out) require(left_out.count > 0 && !left_out.reason.empty());
  } catch (const Error& error) {
    require(error.kind() == ErrorKind::corrupt_data);
  }
  return counts;
}

void check_cell(std::string_view text) {
  if (!is_utf8(text)) return;
  require(is_utf8(corpus::unwrapped_lyric(text)));
  if (const auto list = corpus::read_list(text))
    for (const std::string& part : *list) require(is_utf8(part));
  if (const auto year = corpus::year_in(text)) require(*year >= corpus::kFirstYear && *year <= corpus::kLastYear);
  if (corpus::form_of(text) == LyricsForm::cleaned) require(text.find_first_of("\n<\\") == std::string_view::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  require(check_table(bytes, corpus::LyricsChoice::automatic) == check_table(bytes, corpus::LyricsChoice::automatic));
  for (const std::string header : {"Title,Lyrics,Year,Energy,Loudness,Album\n", "sep=;\nTitle;Lyrics;Year;Energy\n",
                                   "Title\tLyrics\tGenres\tArtist Name(s)\n"}) {
    check_table(header + std::string(bytes), corpus::LyricsChoice::automatic);
    check_table(header + std::string(bytes), corpus::LyricsChoice::sung);
  }
  // Rows of a line each, and JSON in every shape that a table may have.
  check_table("artist,title,line,lyrics\nA,B,1,a\nA,B,2,b\nA,B,3,c\n" + std::string(bytes),
              corpus::LyricsChoice::automatic);
  for (const std::string begin :
       {"{", "[{\"title\":\"a\",\"lyrics\":", "{\"Ann\":{\"Blue\":\"a\\nb\",", "[[\"title\",\"lyrics\"],[",
        "{\"columns\":[\"title\",\"lyrics\"],\"data\":[", "{\"title\":{\"0\":", "{\"title\":\"a\"}\n{\"lyrics\":"})
    check_table(begin + std::string(bytes), corpus::LyricsChoice::automatic, "fuzz.json");
  check_cell(bytes);
  return 0;
}
