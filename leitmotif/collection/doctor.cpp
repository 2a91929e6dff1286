#include "leitmotif/collection/doctor.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <unordered_map>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/collection/doubts.hpp"
#include "leitmotif/collection/song_sound.hpp"
#include "leitmotif/collection/walk.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/reading/read_lyric.hpp"
#include "leitmotif/sound/faults.hpp"
#include "leitmotif/sound/fingerprint.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::collection {
namespace {

using catalog::FileRow;
using catalog::SongFacts;
using catalog::StoredSong;

/// Shorter lyrics are alike by chance.
constexpr std::size_t kTellingLyricBytes = 100;

constexpr const char* kUnreadableAdvice = "replace or repair the file, then scan again";
constexpr const char* kUnlistedAdvice =
    "let the program read the folder (its permissions), then scan again: nothing in it is in the library";
constexpr const char* kStrayAdvice = "nothing; a lyric of this name would begin with a line `title: ...`";
constexpr const char* kRepairedAdvice = "save it as UTF-8; the library holds the repaired text, the file is as it was";
constexpr const char* kVanishedAdvice = "nothing, if you deleted it; if it moved, scan the folder it is in now";
constexpr const char* kNoLyricsAdvice =
    "put an .lrc or .txt of the same name beside it, or a lyric into its tags; if nobody sings, set the genre to "
    "Instrumental";
constexpr const char* kInstrumentalAdvice = "nothing: it is marked as an instrumental";
constexpr const char* kForeignAdvice =
    "nothing: the model knows English only; an English lyric beside it would be read";
constexpr const char* kCarriedAdvice =
    "nothing: topics and wishes come of the English words; an English lyric beside it would be read as it is";
constexpr const char* kSpeechAdvice = "keep audiobooks and podcasts in a folder that is not scanned";
constexpr const char* kEffectAdvice = "keep sounds that are no music in a folder that is not scanned";
constexpr const char* kDuplicateAdvice =
    "keep one of them, or give them different titles when they are different songs; an answer never has two of them";
constexpr const char* kSameSoundAdvice =
    "keep the better encoding, or tag them as the same song; when one is an edited version, nothing";

class Doctor {
 public:
  explicit Doctor(const catalog::Catalog& library) : library_(library) {}

  DoctorReport run() {
    library_.files().for_each([&](const FileRow& row) { examine(row); });
    library_.files().for_each_facts([&](std::int64_t id, const SongFacts& details) { details_[id] = details; });
    library_.songs().for_each([&](const StoredSong& song) { examine(song); });
    compare_sound();
    report_.songs = files_.size();
    std::ranges::stable_sort(report_.findings, {}, &Finding::file);
    for (const Finding& finding : report_.findings) ++report_.counts[finding.kind];
    return std::move(report_);
  }

 private:
  void add(std::string kind, std::string file, const StoredSong* song, std::string reason, std::string advice) {
    Finding finding{std::move(kind), std::move(file), 0, {}, {}, std::move(reason), std::move(advice)};
    if (song != nullptr) {
      finding.song = song->id;
      finding.artist = song->song.artist;
      finding.title = song->song.title;
    }
    report_.findings.push_back(std::move(finding));
  }

  void examine(const FileRow& row) {
    const std::string name = collection::shown(row.path);
    if (row.gone) {
      add("vanished", name, nullptr, "was there once, and was not at the last scan", kVanishedAdvice);
      return;
    }
    const bool is_folder = row.kind == catalog::FileKind::other && row.digest.empty();
    if (is_folder && row.refusal.empty()) return;  // it can be listed again
    if (is_folder) {
      add("unreadable", name, nullptr, row.refusal, kUnlistedAdvice);
      return;
    }
    ++report_.files;
    if (row.kind == catalog::FileKind::other) {
      add("not-a-lyric", name, nullptr, row.refusal, kStrayAdvice);
      return;
    }
    if (!row.refusal.empty()) add("unreadable", name, nullptr, row.refusal, kUnreadableAdvice);
    if (!row.repairs.empty()) add("repaired", name, nullptr, row.repairs, kRepairedAdvice);
    if (row.song && row.fingerprint != 0) files_[*row.song].push_back(name);
  }

  void examine(const StoredSong& song) {
    const auto files = files_.find(song.id);
    if (files == files_.end()) return;
    const std::string& file = files->second.front();
    const SongFacts& details = details_[song.id];
    for (std::size_t i = 1; i < files->second.size(); ++i)
      add("duplicate", files->second[i], &song, "is the same song as " + file, kDuplicateAdvice);
    compare(song, details, file);
    examine_sound(song, file);
    if (details.instrumental)
      add("instrumental", file, &song, "nobody sings in it", kInstrumentalAdvice);
    else if (song.song.lyrics.empty())
      add("no-lyrics", file, &song, "no lyric was found, neither beside it nor in its tags", kNoLyricsAdvice);
    else if (song.song.form == LyricsForm::sung)
      examine_lyric(song, details, file);
  }

  void examine_sound(const StoredSong& song, const std::string& file) {
    const std::vector<catalog::SoundFeature> features = library_.sounds().of(song.id);
    if (was_refused(features))
      add("cannot-be-heard", file, &song, "no decoder can play it", "fetch it again, or rip it again");
    const std::optional<sound::Measurement> measurement = measurement_of(features);
    if (!measurement) return;
    if (auto numbers = sound::fingerprint_numbers(library_.sounds().fingerprint(song.id)); !numbers.empty()) {
      heard_.push_back({measurement->seconds, std::move(numbers)});
      heard_songs_.push_back(song.id);
    }
    if (measurement->kind == "speech" && song.song.lyrics.empty())
      add("speech", file, &song, "somebody speaks, and hardly anything is played or sung", kSpeechAdvice);
    if (measurement->kind == "effect")
      add("effect", file, &song, "it is shorter than a song, or has neither beat nor notes", kEffectAdvice);
    for (const sound::Fault& fault : sound::faults_of(*measurement))
      add(fault.kind, file, &song, fault.reason, std::string(sound::advice_for(fault.kind)));
  }

  void examine_lyric(const StoredSong& song, const SongFacts& details, const std::string& file) {
    for (const collection::Doubt& doubt : collection::doubts_about(song.song.lyrics))
      add(std::string(name_of(doubt.kind)), file, &song, doubt.reason, std::string(advice_for(doubt.kind)));
    if (details.classified && details.language == "en") return;
    const reading::LyricLanguage read = reading::language_of(reading::PreparedLyric(song.song.lyrics, song.song.form));
    const std::string name = "the lyric is " + (read.language.name.empty() ? details.language : read.language.name);
    if (!details.classified)
      add("not-english", file, &song, name + ": not English, not classified", kForeignAdvice);
    else if (read.carried_over)
      add("not-english", file, &song,
          name + ": " + std::to_string(read.carried_words) + " of " + std::to_string(read.foreign_words) +
              " words were carried over to English",
          kCarriedAdvice);
  }

  /// Songs that count as two in the library, but may be one.
  void compare(const StoredSong& song, const SongFacts& details, const std::string& file) {
    const std::string lyric = song.song.lyrics.size() >= kTellingLyricBytes ? song.song.lyrics : std::string();
    const std::string name = song.song.artist.empty() ? std::string() : song.song.artist + "\n" + song.song.title;
    const std::uint64_t work = text::work_of(song.song.artist, song.song.title);
    if (said_twice(recordings_, details.ids.recording_id, file, song, "has the same MusicBrainz recording as ")) return;
    if (said_twice(names_, ascii::lower_case(name), file, song, "has the same artist and title as ")) return;
    if (said_twice(works_, work == 0 ? std::string() : std::to_string(work), file, song, "is another edition of "))
      return;
    said_twice(lyrics_, lyric, file, song, "has the same lyric as ");
  }

  /// Songs that sound the same, whatever their tags say; those that are told to be copies already are not told twice.
  void compare_sound() {
    for (const sound::SameRecording& same : sound::same_recordings(heard_)) {
      const std::string& file = files_[heard_songs_[same.piece]].front();
      const std::string& as = files_[heard_songs_[same.as]].front();
      const auto song = library_.songs().song(heard_songs_[same.piece]);
      if (song && copies_.insert(file).second)
        add("duplicate", file, &*song, "sounds the same as " + as, kSameSoundAdvice);
    }
  }

  using Firsts = std::unordered_map<std::string, std::string>;
  /// Whether `key` was there before; then it is a finding.
  bool said_twice(Firsts& firsts, const std::string& key, const std::string& file, const StoredSong& song,
                  const char* what) {
    if (key.empty()) return false;
    const auto [entry, is_first] = firsts.emplace(key, file);
    if (is_first) return false;
    add("duplicate", file, &song, what + entry->second, kDuplicateAdvice);
    copies_.insert(file);
    return true;
  }

  const catalog::Catalog& library_;
  DoctorReport report_;
  std::unordered_map<std::int64_t, std::vector<std::string>> files_;  // names of each song's first files
  std::unordered_map<std::int64_t, SongFacts> details_;
  Firsts recordings_;
  Firsts names_;
  Firsts works_;  // by number, see text::work_of
  Firsts lyrics_;
  std::set<std::string> copies_;  // files that are told to be copies of others
  std::vector<sound::Fingerprinted> heard_;
  std::vector<std::int64_t> heard_songs_;  // of each of these
};

}  // namespace

DoctorReport examine_lyrics(const catalog::Catalog& library) { return Doctor(library).run(); }

}  // namespace leitmotif::collection
