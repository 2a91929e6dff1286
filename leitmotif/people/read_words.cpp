#include "leitmotif/people/read_words.hpp"

#include <mutex>

#include "leitmotif/reading/prepared_lyric.hpp"

namespace leitmotif::people {
namespace {

/// Songs whose words are kept, some 10 MB; more are read each time.
constexpr std::size_t kMostRead = 50000;

}  // namespace

WordsOfSong words_of_song(const wishes::StrongWords& strong, const Song& song) {
  return {strong.read(reading::PreparedLyric(song.lyrics, song.form).english()), !song.lyrics.empty()};
}

std::shared_ptr<const WordsOfSong> ReadWords::of(const std::shared_ptr<const library::Snapshot>& snapshot,
                                                 std::size_t row, const std::function<WordsOfSong()>& read) {
  {
    const std::shared_lock lock(mutex_);
    const bool is_of_these = snapshot_.lock() == snapshot;
    if (const auto known = songs_.find(row); is_of_these && known != songs_.end()) return known->second;
  }
  auto words = std::make_shared<const WordsOfSong>(read());
  const std::unique_lock lock(mutex_);
  if (snapshot_.lock() != snapshot) {
    songs_.clear();
    snapshot_ = snapshot;
  }
  if (songs_.size() < kMostRead) songs_.try_emplace(row, words);
  return words;
}

}  // namespace leitmotif::people
