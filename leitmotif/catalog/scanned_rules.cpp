#include "leitmotif/catalog/scanned_rules.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string_view>
#include <utility>

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/hex.hpp"

namespace leitmotif::catalog {
namespace {

constexpr std::int64_t kSameLengthMs = 5'000;
/// Two rips of one recording hardly differ; two recordings of one song seldom are as near.
constexpr std::int64_t kSameRipMs = 1'500;

/// The words of a lyric, each once; bytes outside ASCII count as letters.
std::set<std::string> word_set(std::string_view lyric) {
  std::set<std::string> words;
  std::string word;
  for (const char c : lyric) {
    if (ascii::is_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80) {
      word += ascii::lower(c);
    } else if (!word.empty()) {
      words.insert(std::exchange(word, {}));
    }
  }
  if (!word.empty()) words.insert(word);
  return words;
}

/// Whether half of all words of two lyrics are in both.
bool are_alike(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const std::set<std::string> first = word_set(a);
  const std::set<std::string> second = word_set(b);
  const auto both = static_cast<std::size_t>(
      std::ranges::count_if(first, [&](const std::string& word) { return second.contains(word); }));
  return 2 * both >= first.size() + second.size() - both;
}

}  // namespace

bool complete(LabelledSong& scanned, const KnownSong& known) {
  Song& song = scanned.song;
  const Song& there = known.song.song;
  if (known.from_elsewhere) {
    if (song.genre.empty()) song.genre = there.genre;
    if (scanned.labels.topic.empty()) scanned.labels.topic = known.song.label;
  }
  const bool keeps = !there.lyrics.empty() && (known.has_elder_lyrics || (song.lyrics.empty() && known.from_elsewhere));
  if (!keeps) return false;
  song.lyrics = there.lyrics;
  song.form = there.form;
  return true;
}

bool is_same_recording(const ScannedSong& scanned, const KnownSong& known) {
  if (known.from_elsewhere) return true;
  const SongFacts& here = scanned.facts;
  const SongFacts& there = known.facts;
  if (!here.ids.recording_id.empty() && !there.ids.recording_id.empty())
    return here.ids.recording_id == there.ids.recording_id;
  std::optional<std::int64_t> apart_ms;
  if (here.length_ms && there.length_ms) apart_ms = std::abs(*here.length_ms - *there.length_ms);
  if (apart_ms && *apart_ms > kSameLengthMs) return false;
  const std::string& lyric = scanned.song.song.lyrics;
  const std::string& other_lyric = known.song.song.lyrics;
  const bool both_sung = !lyric.empty() && !other_lyric.empty();
  if (both_sung && !are_alike(lyric, other_lyric)) return false;
  const bool other_album =
      !here.album.empty() && !there.album.empty() && compared_form(here.album) != compared_form(there.album);
  return !other_album || both_sung || (apart_ms && *apart_ms <= kSameRipMs);
}

std::string apart_for(const ScannedSong& scanned,
                      const std::function<std::optional<KnownSong>(const std::string&)>& find) {
  LabelledSong row;
  row.song.artist = scanned.song.song.artist;
  row.song.title = scanned.song.song.title;
  row.song.year = scanned.song.song.year;
  if (!scanned.song.apart.empty()) return scanned.song.apart;
  const auto fits = [&](const std::string& apart) {
    row.apart = apart;
    const std::optional<KnownSong> known = find(identity_of(row));
    return !known || known->is_own || is_same_recording(scanned, *known);
  };
  if (fits({})) return {};
  std::string album = compared_form(scanned.facts.album);
  if (!album.empty() && fits(album)) return album;
  constexpr std::size_t kTellingBytes = 8;
  return album + "#" + hex_of(scanned.files.front().digest.substr(0, kTellingBytes));
}

}  // namespace leitmotif::catalog
