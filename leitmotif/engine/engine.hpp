// The engine: the one place where the rooms meet. Command line, HTTP and library users reach the same verbs here.
// Flow: files and wishes in; songs with reasons out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/answers/answers.hpp"
#include "leitmotif/answers/listing.hpp"
#include "leitmotif/answers/request.hpp"
#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/choices.hpp"
#include "leitmotif/core/progress.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/exchange/playlists.hpp"
#include "leitmotif/intake/import_report.hpp"
#include "leitmotif/places/settings.hpp"
#include "leitmotif/reading/reader.hpp"

namespace leitmotif::explore {
struct Analysis;
}

namespace leitmotif::library {
struct Snapshot;
}

namespace leitmotif::collection {
struct ScanRequest;
struct ScanReport;
struct DoctorReport;
struct MoodRequest;
struct MoodReport;
}  // namespace leitmotif::collection

namespace leitmotif::servers {
class Client;
}

namespace leitmotif::browse {
class Indexes;
struct SoundNeighbours;
}  // namespace leitmotif::browse

namespace leitmotif::current {
class SnapshotCache;
}

namespace leitmotif::eda {
struct EdaRequest;
}

namespace leitmotif::exchange {
struct ExportRequest;
struct ExportSink;
struct SyncRequest;
struct SyncReport;
struct PushRequest;
struct PushReport;
}  // namespace leitmotif::exchange

namespace leitmotif::listeners {
class Taste;
}

namespace leitmotif::parts {
class OtherParts;
struct PartQuestion;
struct PartFound;
}  // namespace leitmotif::parts

namespace leitmotif::people {
class Wishes;
}

namespace leitmotif::engine {

/// The program's state: a model, and a library that is opened when a verb first needs it. A verb that only asks
/// answers from the songbook while the library is empty, and says so.
///
/// Every verb may be called from several threads at once. Those that ask work on one state of the library in memory
/// from beginning to end; what this engine wrote is in it, what other programs wrote comes soon after (see
/// SnapshotCache).
class Engine {
 public:
  /// Loads the model. Throws as Reader::load.
  [[nodiscard]] static Engine open(const places::Settings& settings);
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  /// From now on the library is read again by a thread of its own whenever it has changed, and no verb that asks waits
  /// for that: for services. What this engine wrote is still seen by whoever asks after the writing verb has returned.
  void keep_current();
  /// After that: waits until the present state of a large library is mapped from files, not held in memory of its own.
  void settle();
  /// Ends what earlier imports have left for later, such as the index of words of a library on a server. Throws what
  /// `on_progress` throws, which is called several times a second.
  void settle_library(const OnProgress& on_progress);

  /// What it was opened with. Lifetime: that of the engine.
  [[nodiscard]] const reading::Reader& reader() const noexcept { return *reader_; }
  [[nodiscard]] const places::Settings& settings() const noexcept { return settings_; }
  /// The verbs about people's wishes. Lifetime: as long as the engine.
  [[nodiscard]] people::Wishes& wishes() const noexcept { return *wishes_; }
  /// The verbs about what people listen to. Lifetime: as long as the engine.
  [[nodiscard]] listeners::Taste& taste() const noexcept { return *taste_; }

  /// Rows of a CSV file into the library, each with the model's prediction where its lyric is in a language the model
  /// knows (read_lyric). Rows of one name that are not one song stay apart (row_names.hpp). Batches of rows are kept or
  /// not as a whole; those reported by `on_progress` are kept whatever happens later. Rejected rows go to a file beside
  /// the library. Throws as corpus::read_dataset and Songs::add; corrupt_data when no row at all could be used.
  intake::ImportReport import_csv(const std::filesystem::path& file, const OnProgress& on_progress,
                                  const corpus::DatasetOptions& options = {});

  /// The lyric files of a folder into the library, as rows of a table: see intake::import_folder, which it throws as.
  intake::ImportReport import_folder(const std::filesystem::path& folder, const OnProgress& on_progress,
                                     const Share& share = {});

  /// The songs that came along into the library.
  intake::ImportReport import_songbook(const OnProgress& on_progress);

  /// A person's own songs; see collection/scan.hpp, watch.hpp, doctor.hpp and moods.hpp.
  collection::ScanReport scan(const collection::ScanRequest& request, const OnProgress& on_progress);
  [[noreturn]] void watch(const collection::ScanRequest& request, const OnProgress& on_progress,
                          const std::function<void(const collection::ScanReport&)>& on_scan);
  [[nodiscard]] collection::DoctorReport examine_lyrics();
  collection::MoodReport write_moods(const collection::MoodRequest& request, const OnProgress& on_progress);

  /// A music server's songs and lyrics into the library, and lists of the library to the server: see
  /// engine/servers.hpp.
  exchange::SyncReport sync_server(servers::Client& client, const exchange::SyncRequest& request,
                                   const OnProgress& on_progress);
  exchange::PushReport push_lists(servers::Client& client, const exchange::PushRequest& request,
                                  const OnProgress& on_progress);
  /// Deletes what push_lists made there; how many lists that were. Throws as Client::ask.
  std::size_t delete_pushed(servers::Client& client);
  /// Forgets what is known of a server; the songs stay.
  void forget_server(std::string_view server);
  /// The library itself, for what is asked of its servers. Lifetime: that of the engine.
  [[nodiscard]] const catalog::Catalog& own() const;
  /// The same, to be written.
  [[nodiscard]] catalog::Catalog& own() { return own_library(); }

  /// Songs for a wish, with the parts of their scores and what caused them. Songs the model has not read yet are read
  /// first. Throws invalid_argument (a name that does not exist, a wish that contradicts itself or makes no sense),
  /// not_found (a song that is not in the library), resource_limit (too many songs). Of a service in parts the others
  /// are asked; throws unavailable when one gives nothing.
  [[nodiscard]] answers::RecommendAnswer recommend(const answers::RecommendRequest& request,
                                                   const OnProgress& on_progress = kNoProgress) const;
  /// The same songs in the same order, each only with its number, score, mixture and whether that is inferred: for
  /// programs that know the songs already. No lyric is read. Throws as `recommend`.
  [[nodiscard]] answers::RecommendAnswer rank(const answers::RecommendRequest& request,
                                              const OnProgress& on_progress = kNoProgress) const;
  /// What this process's share of the songs has for a question of another part. Throws as `recommend`, and unavailable
  /// when this process holds other songs, another model or something else that would give another answer.
  [[nodiscard]] parts::PartFound scan_part(const parts::PartQuestion& question) const;
  /// Songs like one song. Throws not_found, and as `recommend`.
  [[nodiscard]] answers::RecommendAnswer similar(std::int64_t song, std::int64_t n) const;

  /// Songs that sound like one song. Throws not_found.
  [[nodiscard]] browse::SoundNeighbours sounds_like(std::int64_t song, std::size_t n) const;

  /// Songs whose artist, title or lyrics hold the words, best first; catalog::Songs::search has the rules.
  [[nodiscard]] answers::SongList songs(std::string_view words, std::size_t limit, std::size_t offset) const;
  /// Throws not_found.
  [[nodiscard]] answers::SongDetails song(std::int64_t id) const;
  /// Where a person's own song lies; empty for one that came without a file. Throws not_found.
  [[nodiscard]] std::filesystem::path file_of(std::int64_t song) const;
  /// Hands the chosen songs to `sink` one after the other: see engine/export.hpp. Songs that were not read for wishes
  /// yet are read first. Throws not_found (the list), invalid_argument (a genre no song has), what the sink throws.
  void export_songs(const exchange::ExportRequest& request, const exchange::ExportSink& sink,
                    const OnProgress& on_progress) const;
  /// Songs sorted and filtered. Throws as LibraryIndex::songs.
  [[nodiscard]] answers::SongList browse(const answers::BrowseRequest& request) const;
  /// What the library's songs make together: its albums and artists.
  [[nodiscard]] answers::Page<answers::AlbumLine> albums(std::string_view words, std::size_t limit,
                                                         std::size_t offset) const;
  [[nodiscard]] answers::Page<answers::ArtistLine> artists(std::string_view words, std::size_t limit,
                                                           std::size_t offset, bool most_first = false) const;

  /// Writes songs into the person's library, with what the model says of them: all or none. One that is there already
  /// (artist, title and year) takes the new fields.
  answers::PutReport put_songs(const std::vector<LabelledSong>& songs);
  /// Changes a song. A scan brings back what the song's file says when that file changes. Throws not_found,
  /// invalid_argument (a topic that does not exist), unsupported (several songs have its artist, title and year).
  void change_song(std::int64_t id, const answers::SongChange& change);
  /// Takes songs of the person's library out, or brings them back; how many that were. See catalog/removals.hpp.
  std::size_t remove_songs(const std::vector<std::int64_t>& songs);
  std::size_t restore_songs(const std::vector<std::int64_t>& songs);
  [[nodiscard]] std::vector<catalog::RemovedSong> removed_songs() const;
  /// Songs of the person's library whose files are gone, and those that are the songbook's, in the order of ids.
  [[nodiscard]] std::vector<std::int64_t> gone_songs() const;
  [[nodiscard]] std::vector<std::int64_t> songbook_songs() const;

  /// What is in the library, in numbers.
  [[nodiscard]] answers::LibrarySummary library() const;
  /// How many songs answers are chosen from. Cost as `generation`.
  [[nodiscard]] std::size_t size() const;
  /// Another number when the library has changed. Cost: some microseconds, unless the library must be read first.
  [[nodiscard]] std::int64_t generation() const;
  /// The songs that answer as they are now, as columns: for programs that look at all of them. Songs the model has not
  /// read yet are read first. Lifetime: the caller's, whatever becomes of the library or the engine.
  [[nodiscard]] std::shared_ptr<const library::Snapshot> state(const OnProgress& on_progress = kNoProgress) const;
  /// Topics and mixture parts that can be asked for.
  [[nodiscard]] answers::TopicNames topics() const;
  /// At most `limit` songs (0: all) as points, drawn evenly from the library.
  [[nodiscard]] answers::SongMap map(std::size_t limit) const;

  /// Blocked songs and artists are never recommended. Throw not_found.
  void block_song(std::int64_t song);
  void block_artist(std::string_view artist);
  /// Lift a block; false when there was none.
  bool unblock_song(std::int64_t song);
  bool unblock_artist(std::string_view artist);
  [[nodiscard]] catalog::Blocks blocks() const;

  /// Forgets the songs of earlier answers.
  void forget_answers();

  /// Keeps a note that an answer was wrong, with the present time, and gives its number. Throws not_found (the song),
  /// invalid_argument (no note and nothing it is about), resource_limit (above 100,000 bytes).
  std::int64_t add_flag(catalog::Flag flag);
  [[nodiscard]] std::vector<catalog::Flag> flags() const;
  /// Throws not_found.
  void remove_flag(std::int64_t id);

  /// Says what a song is about, which counts from then on; an empty topic takes back what was said. Throws not_found
  /// (no such song, nothing to take back), invalid_argument (a topic that does not exist).
  void correct_topic(std::int64_t song, const std::string& topic);

  /// Songs of the library that answers as a playlist file. Throws not_found, resource_limit (too many songs).
  [[nodiscard]] std::string export_playlist(const exchange::PlaylistExport& wish) const;
  /// Reads a playlist file (`-` is standard input), looks its songs up in the person's library and saves those that are
  /// found as a list, under `name` or, when that is empty, the playlist's own name. Throws as read_file, playlist::read
  /// and Lists::save, and invalid_argument when the name is taken and that is refused.
  exchange::PlaylistImport import_playlist(const std::filesystem::path& file, const std::string& name,
                                           catalog::IfTaken if_taken);
  /// Writes a list for every topic and every named mood. One that cannot be asked of this library, as a mood of songs
  /// without sound features, is left out with the reason. Throws as recommend when that is so of all, and as
  /// write_file.
  std::vector<exchange::MadeList> make_playlists(const exchange::MakeRequest& make,
                                                 const OnProgress& on_progress) const;

  /// Saved lists of the person's library: see catalog/lists.hpp for the rules and what they throw.
  [[nodiscard]] std::vector<catalog::SavedList> lists() const;
  /// Throw not_found.
  [[nodiscard]] catalog::SavedList list(std::int64_t id) const;
  [[nodiscard]] catalog::SavedList list_named(std::string_view name) const;
  /// Nothing when the name is taken and that is refused.
  [[nodiscard]] std::optional<std::int64_t> save_list(std::string_view name, const std::vector<std::int64_t>& songs,
                                                      catalog::IfTaken if_taken);
  /// False when another list has the name. Throws not_found.
  [[nodiscard]] bool replace_list(std::int64_t id, std::string_view name, const std::vector<std::int64_t>& songs);
  /// Throws not_found.
  void remove_list(std::int64_t id);

  /// Explores the library, or the songbook while that is empty. Songs the model has not read yet are read first.
  /// Throws as explore_library (engine/eda.hpp has the request).
  [[nodiscard]] explore::Analysis explore(const eda::EdaRequest& request,
                                          const OnProgress& on_progress = kNoProgress) const;

 private:
  Engine(places::Settings settings, std::shared_ptr<const reading::Reader> reader);
  [[nodiscard]] answers::RecommendAnswer answer(const answers::RecommendRequest& request, bool with_reasons,
                                                const OnProgress& on_progress) const;
  /// Songs of an answer as the person's library numbers them. Who keeps songs of the songbook keeps the songbook: a
  /// list of songs that are gone at the next start is none.
  std::vector<std::int64_t> kept_songs(const std::vector<std::int64_t>& songs);
  /// The person's library, made when missing. A verb that writes to it holds a Writing (store.hpp).
  catalog::Catalog& own_library();
  /// The library that answers: the person's, or the songbook while that is empty.
  [[nodiscard]] catalog::Catalog& answering_library() const;

  places::Settings settings_;
  std::shared_ptr<const reading::Reader> reader_;
  std::unique_ptr<current::SnapshotCache> snapshots_;
  std::unique_ptr<people::Wishes> wishes_;
  std::unique_ptr<listeners::Taste> taste_;
  std::unique_ptr<browse::Indexes> indexes_;
  std::unique_ptr<const parts::OtherParts> parts_;  ///< null: this process looks through all songs
};

}  // namespace leitmotif::engine
