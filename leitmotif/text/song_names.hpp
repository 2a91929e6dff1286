// Names of artists and songs as they are compared: one form for playlists, questions, search and duplicates.
// Flow: artist and title as anybody wrote them -> keys that fall together -> the song that is meant.
// Source: how players, shops and taggers write names; the table of rules is in docs/names.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::text {

/// A name without what people write differently: case, width, accents, dashes, apostrophes, dots of initials, blanks,
/// punctuation, a leading The, and "&" for "and". "The M.I.A. & Crème Brûlée" is "miaandcremebrulee". A name of nothing
/// but signs ("!!!") keeps them. Empty for a name without any character. The same name in gives the same key out, and
/// the key of a key is itself. Any bytes; what is not
/// UTF-8 is read as Windows-1252.
[[nodiscard]] std::string name_key(std::string_view name);

/// The keys of everybody an artist field names, each once, in its order: what stands between "&", ",", ";", " / ",
/// "and", "x", "vs", "feat.", "with". "Otto Kestrel feat. The Wrens" gives "ottokestrel", "wrens". Never empty unless
/// the name is.
[[nodiscard]] std::vector<std::string> artist_keys(std::string_view artist);

/// A title taken apart.
struct TitleKeys {
  std::string title;                ///< key of what is left without guests and edition; empty only for an empty title
  std::string edition;              ///< key of "2011 Remaster", "Live at Home", "Radio Edit"; empty: none is named
  std::vector<std::string> guests;  ///< keys of "feat. ..." and "(with ...)"
};

/// See TitleKeys. Cost: some microseconds.
[[nodiscard]] TitleKeys title_keys(std::string_view title);

/// Everything a name of a song says.
struct SongKeys {
  std::vector<std::string> artists;  ///< of the artist field, then guests of the title; each once
  TitleKeys title;
};
/// See SongKeys.
[[nodiscard]] SongKeys song_keys(std::string_view artist, std::string_view title);

/// Whether one list of artists holds the whole other: guests may be left out. False when one is empty.
[[nodiscard]] bool same_artists(const std::vector<std::string>& a, const std::vector<std::string>& b);

/// The same number for two editions of one song, and hardly ever for two songs: main artist and title count, guests and
/// edition do not. 0 when names do not say which song it is: no artist, no title, or one that is_generic_title.
[[nodiscard]] std::uint64_t work_of(std::string_view artist, std::string_view title);

/// A name without the number of a track or of a list in front: "01 River", "1-03 River", "2. River", "A1 - River", "(3)
/// River". A number that only a blank follows stays unless it begins with 0: "99 Red Boats" may be a title.
[[nodiscard]] std::string_view without_track_number(std::string_view name);
/// The same with every number left out, for who tries both.
[[nodiscard]] std::string_view without_any_number(std::string_view name);

/// Takes "Ann Noon - Blue Door", a title that programs write where nothing names the artist, apart; what is none such
/// ("Blue Door - Live", "Blue Door - Part Two", several dashes) stays. `artist` is set, not read. True when it was
/// taken apart, which is a guess.
bool part_title(std::string& artist, std::string& title);

/// Whether a name names nobody and nothing: "", "Unknown Artist", "Track 01", "07".
[[nodiscard]] bool is_no_name(std::string_view name);
/// Whether many albums have a piece of that title: "Interlude", "Intro", "Skit (Part 2)", or what is_no_name.
[[nodiscard]] bool is_generic_title(std::string_view title);

}  // namespace leitmotif::text
