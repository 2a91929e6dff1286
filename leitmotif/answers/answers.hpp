// What the engine's verbs give.
// Flow: Engine -> these -> text for people (apps), JSON for programs (answer_tables.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/answers/request.hpp"
#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/choices.hpp"
#include "leitmotif/core/names.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/core/song_reference.hpp"
#include "leitmotif/recommend/query.hpp"

namespace leitmotif::answers {

/// One part of a song's score, and the words or songs that caused it.
struct ScorePart {
  recommend::PartKind kind;
  double value = 0;
  std::vector<std::string> because;
};

/// How explicit a song is, and the words that say so.
struct ExplicitNote {
  double weight = kMissing;        ///< how much of the lyric is obscene, 0..1; missing when the model cannot tell
  bool is_explicit = false;        ///< its level is explicit
  std::string level = "none";      ///< none, mild or explicit: what was published and the strong words of the lyric say
  std::vector<std::string> words;  ///< these words, the strongest first
  std::optional<bool> published;   ///< who published the song says that it is explicit, or not; nothing: nobody says
  std::string published_by;        ///< where that was read: `tag`, `data set`; empty: nowhere
  std::string basis = "unknown";   ///< the level is `published`, `estimated` from the words, or neither is known
};

/// By what else a song is known; what is not known is empty.
struct SongIds : MusicIds {
  std::vector<catalog::RemoteId> servers = {};  ///< where music servers have it
};

/// A recommended song. The values of `parts` add up to `score`.
struct RecommendedSong : Recommendation {
  std::vector<ScorePart> parts;
  std::vector<float> mixture;  ///< [RecommendAnswer::mixture_parts]; empty when nothing is known of the song's topics
  ExplicitNote explicit_note;
  bool inferred = false;  ///< the mixture is a guess: the song has no lyrics
  std::string album;      ///< empty when the library knows none
  std::string file;       ///< where the song lies when it is one of the person's own files, else empty
  SongIds ids = {};
};

/// Songs for a wish, best first, with the wish as it was understood.
struct RecommendAnswer {
  RecommendRequest query;      ///< as understood: names spelled as the program spells them
  bool fallback = false;       ///< fewer songs than asked for are above the threshold; others fill the list
  bool from_songbook = false;  ///< the library is empty or not there, so the songs that came along answered
  std::size_t passed = 0;      ///< songs that match the filters and, with a topic, are above the threshold
  std::string order;           ///< by what the songs stand in the order they are given in, for people
  double milliseconds = 0;     ///< how long the question took, the opening of library and model apart
  Names mixture_parts;
  std::vector<std::size_t> missing_parts;  ///< of a service in parts, counted from 1: their songs are not among these
  std::vector<RecommendedSong> songs;
};

/// One line of a song list, with what the model says about it.
struct SongLine {
  catalog::SongHead head;
  std::string topic;  ///< empty when the model could not tell
  std::string line;   ///< the line of the lyric that holds the words, for lyrics as sung; else empty
  std::string album;  ///< empty when the library knows none
  std::optional<int> disc = {};
  std::optional<int> track = {};
  std::optional<std::int64_t> length_ms = {};
  bool playable = false;   ///< it has a file of its own that is there
  bool gone = false;       ///< its files were there once and are not now
  bool inferred = false;   ///< its topic is a guess
  bool corrected = false;  ///< its topic is what a person said
  SongIds ids = {};
};

/// Songs of the library, a part of those that match.
struct SongList {
  bool from_songbook = false;  ///< the library is empty or not there, so the songs that came along are listed
  std::size_t total = 0;       ///< how many songs match, those not listed included
  std::vector<SongLine> songs;
  std::string corrected = {};  ///< what was searched for instead when nothing had the words as they were typed
  std::string next = {};       ///< where the songs after these begin: BrowseCursor; empty behind the last
};

/// What is to be changed of a song; what is not there stays.
struct SongChange {
  std::optional<std::string> genre = {};
  std::optional<std::string> lyrics = {};
  LyricsForm form = LyricsForm::sung;     ///< of the lyrics
  std::optional<std::string> topic = {};  ///< what a person says it is about; empty: what the model says
};

/// What became of songs that were put into the library one by one.
struct PutReport {
  std::size_t imported = 0;
  std::size_t updated = 0;
  std::vector<std::int64_t> songs;  ///< their numbers, in the order they were given
};

/// Everything that is known of a song.
struct SongDetails {
  catalog::SongHead head;
  std::string topic;
  double confidence = 0;
  Names topics;
  std::vector<float> probabilities;  ///< [topics]
  Names mixture_parts;
  std::vector<float> mixture;  ///< [mixture_parts]
  int counted_words = 0;
  bool carried_over = false;  ///< the words are what those of the lyric say in English
  bool inferred = false;
  std::array<double, kAudioFeatures.size()> audio{};  ///< NaN when missing
  std::vector<WordShare> words;
  ExplicitNote explicit_note;
  std::optional<catalog::SongFacts> facts;    ///< album, ids and what else a scan found; of other songs the language
  std::vector<catalog::SoundFeature> sounds;  ///< every sound feature with where it came from, by name
  std::vector<catalog::RemoteId> servers;     ///< where music servers have it
  std::string lyrics;                         ///< only lyrics as sung
  std::string file;
  bool blocked = false;
  bool gone = false;       ///< its files were there once and are not now
  bool corrected = false;  ///< the topic is what a person said
  std::optional<catalog::Flag> flag;
};

/// A genre and how many songs have it.
struct GenreCount {
  std::string genre;
  std::size_t songs = 0;
};

/// What the library holds, in numbers.
struct LibrarySummary {
  std::size_t songs = 0;
  std::size_t with_lyrics = 0;
  std::size_t with_audio = 0;
  std::size_t inferred = 0;
  std::size_t own_files = 0;  ///< songs that have a file of their own which is there
  std::size_t gone = 0;       ///< songs whose files were there once and are not now
  std::size_t removed = 0;    ///< songs that were taken out and can be brought back
  std::size_t songbook = 0;   ///< songs of the songbook among them, unless it answers for an empty library
  bool from_songbook = false;
  std::vector<GenreCount> genres;  ///< most songs first; songs without a genre are not counted
  std::optional<recommend::YearRange> years;
  std::string model_id;
  std::string model_kind;
  std::int64_t generation = 0;  ///< another number when the library has changed
};

/// Songs as points on a map, as columns of the same length.
struct SongMap {
  std::vector<std::int64_t> id;
  std::vector<float> x;
  std::vector<float> y;
  std::vector<std::int32_t> topic;    ///< index into `topics`; -1: not known
  std::vector<std::int32_t> genre;    ///< index into `genres`; -1: not known
  std::vector<std::int32_t> cluster;  ///< equal numbers: the same cluster; -1: none
  std::vector<std::string> artist;
  std::vector<std::string> title;
  std::vector<std::string> topics;
  std::vector<std::string> genres;
};

/// What can be asked for by name.
struct TopicNames {
  std::vector<std::string> topics;
  std::vector<std::string> mixture_parts;
};

/// A song with all that is known of it. Lifetime: that of the call it is handed to.
struct ExportedSong {
  SongDetails details;  ///< without the words behind its topics
  Names wish_names;
  std::vector<float> wishes;  ///< [wishes] 0..1; NaN: nothing that tells is known
  std::vector<float> vector;  ///< [dimensions]; empty when there is none or it was not asked for
};

}  // namespace leitmotif::answers
