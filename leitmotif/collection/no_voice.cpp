#include "leitmotif/collection/no_voice.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/encoding.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::collection {
namespace {

/// What editions without a voice are called, as names are compared.
constexpr auto kEditions = std::to_array<std::string_view>({"instrumental",    "instrumentalversion",
                                                            "instrumentalmix", "instrumentaledit",
                                                            "instr",           "inst",
                                                            "instver",         "karaoke",
                                                            "karaokeversion",  "karaokeinstrumental",
                                                            "backingtrack",    "offvocal",
                                                            "offvocalver",     "offvocalversion",
                                                            "minusone",        "withoutvocals",
                                                            "novocals",        "playback",
                                                            "instrumentale",   "strumentale",
                                                            "instrumentaal"});

constexpr auto kGenres = std::to_array<std::string_view>(
    {"instrumental", "instrumentals", "instrumentalpop", "instrumentalrock", "instrumentalhiphop", "soundclip",
     "soundeffect", "soundeffects", "sfx", "soundfx", "foley", "fieldrecording", "fieldrecordings", "whitenoise",
     "karaoke", "samplepack", "samples"});

/// Parts of a song, as programs that take music apart call their files.
constexpr auto kStems = std::to_array<std::string_view>(
    {"drums", "drum", "bass", "other", "piano", "guitar", "novocals", "accompaniment", "instrumental", "kick", "snare",
     "hihat", "percussion", "synth", "keys", "strings", "click", "rhythm", "crowd"});

constexpr auto kVoices = std::to_array<std::string_view>({"vocals", "vocal", "voice", "vox", "acapella", "acappella"});

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& keys, std::string_view name) {
  return std::ranges::find(keys, text::name_key(name)) != keys.end();
}

/// What a title ends in: inside of its last brackets, or behind its last dash.
std::string_view end_of_title(std::string_view title) {
  title = ascii::trimmed(title);
  const char close = title.empty() ? '\0' : title.back();
  const std::size_t open = close == ')' ? title.rfind('(') : close == ']' ? title.rfind('[') : std::string_view::npos;
  if (open != std::string_view::npos && open > 0) return title.substr(open + 1, title.size() - open - 2);
  const std::size_t dash = title.rfind(" - ");
  return dash == std::string_view::npos ? std::string_view() : title.substr(dash + 3);
}

/// Whether a folder holds stems: "stems", "Door_stems", "htdemucs", "separated", "multitrack".
bool is_folder_of_stems(const std::filesystem::path& folder) {
  const std::string name = ascii::lower_case(folder.filename().string());
  const auto says = [&](std::string_view word) { return name.find(word) != std::string::npos; };
  const std::size_t stems = name.rfind("stems");
  const bool is_word = stems != std::string::npos && (stems == 0 || !ascii::is_letter(name[stems - 1]));
  return name == "stem" || is_word || says("demucs") || says("spleeter") || says("multitrack") || name == "separated";
}

/// Whether a file lies where parts of songs lie: a folder of stems, or beside "song.ogg", as games of rhythm keep them.
bool is_among_parts(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.parent_path();
  // A song's own folder may stand between: separated/htdemucs/Door/drums.wav.
  if (is_folder_of_stems(folder) || is_folder_of_stems(folder.parent_path())) return true;
  std::error_code ignored;
  return std::filesystem::is_regular_file((folder / "song").concat(file.extension().native()), ignored);
}

template <std::size_t N>
bool is_part(const std::filesystem::path& file, const std::array<std::string_view, N>& names) {
  const std::string name = file.stem().string();
  if (text::first_invalid_utf8(name)) return false;
  const std::size_t last = name.find_last_of(" -_");
  const bool is_called_so =
      is_one_of(names, name) || (last != std::string::npos && is_one_of(names, name.substr(last + 1)));
  return is_called_so && is_among_parts(file);
}

}  // namespace

bool is_title_without_voice(std::string_view title) {
  const std::string_view end = end_of_title(title);
  return !end.empty() && is_one_of(kEditions, end);
}

bool is_genre_without_voice(std::string_view genre) { return !genre.empty() && is_one_of(kGenres, genre); }

bool is_stem_without_voice(const std::filesystem::path& file) { return is_part(file, kStems); }

bool is_stem(const std::filesystem::path& file) { return is_part(file, kStems) || is_part(file, kVoices); }

}  // namespace leitmotif::collection
