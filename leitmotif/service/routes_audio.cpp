// What belongs to the sound of a person's own songs: the music file, its picture, and the lyric while it is sung.
#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "leitmotif/collection/cover.hpp"
#include "leitmotif/collection/scaled_picture.hpp"
#include "leitmotif/collection/tags.hpp"
#include "leitmotif/collection/walk.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/formats/timed_lyric.hpp"
#include "leitmotif/corpus/lrc.hpp"
#include "leitmotif/corpus/lyric_names.hpp"
#include "leitmotif/corpus/music_names.hpp"
#include "leitmotif/corpus/packed_lyric.hpp"
#include "leitmotif/http/file_answer.hpp"
#include "leitmotif/reading/word_span.hpp"
#include "leitmotif/service/routes.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::service {
namespace {

Response sound(const Parts& parts, const Call& call) {
  const std::int64_t id = call.parameters["id"];
  const std::filesystem::path file = parts.engine.file_of(id);
  const std::string_view type = corpus::music_media_type_of(file.native());
  if (type.empty()) throw Error(ErrorKind::not_found, "song " + std::to_string(id) + " has no music file");
  return http::file_answer(call.request, parts.song_path(file), std::string(type));
}

constexpr std::size_t kLargestLyricFile = std::size_t{1} << 20U;

/// The pictures that were asked for last, in the sizes they were asked for.
class Pictures {
 public:
  /// The picture of a file in a size; `make` is called when it is not known.
  collection::Picture of(const std::string& key, const std::function<collection::Picture()>& make) {
    {
      const std::lock_guard lock(mutex_);
      if (const auto known = known_.find(key); known != known_.end()) return known->second;
    }
    collection::Picture picture = make();
    const std::lock_guard lock(mutex_);
    bytes_ += picture.bytes.size();
    if (known_.emplace(key, picture).second) order_.push_back(key);
    while (bytes_ > kMostKept && !order_.empty()) {
      bytes_ -= known_[order_.front()].bytes.size();
      known_.erase(order_.front());
      order_.pop_front();
    }
    return picture;
  }

 private:
  static constexpr std::size_t kMostKept = std::size_t{32} << 20U;
  std::mutex mutex_;
  std::map<std::string, collection::Picture> known_;
  std::deque<std::string> order_;  ///< the oldest first
  std::size_t bytes_ = 0;
};

/// A picture that lies in a folder as a file.
std::optional<collection::Picture> picture_in(const Parts& parts, const std::filesystem::path& folder) {
  const auto file = collection::cover_in_folder(folder);
  if (!file) return std::nullopt;
  std::string bytes = read_file(parts.song_path(*file), collection::kMostPictureBytes);
  auto type = collection::picture_type(bytes);
  if (!type) return std::nullopt;
  return collection::Picture{std::move(bytes), *type};
}

/// The picture inside the file, else that of its folder. Throws not_found.
collection::Picture cover_of(const Parts& parts, const std::filesystem::path& file) {
  try {
    if (collection::is_music_name(file))
      if (auto inside = collection::cover_inside(collection::ReadOnlyFile(file))) return *std::move(inside);
  } catch (const Error& error) {
    // A file that is broken or gone may still have a picture beside it.
    if (error.kind() == ErrorKind::internal) throw;
  }
  if (auto beside = picture_in(parts, file.parent_path())) return *std::move(beside);
  throw Error(ErrorKind::not_found, "there is no picture of this song");
}

Response cover(const Parts& parts, Pictures& pictures, const Call& call) {
  const std::int64_t id = call.parameters["id"];
  const int size = call.parameters["size"];
  const std::filesystem::path listed = parts.engine.file_of(id);
  if (listed.empty()) throw Error(ErrorKind::not_found, "song " + std::to_string(id) + " has no file");
  const std::filesystem::path file = parts.song_path(listed);
  std::error_code unknown;
  const auto changed = std::filesystem::last_write_time(file, unknown).time_since_epoch().count();
  const auto folder_changed = std::filesystem::last_write_time(file.parent_path(), unknown).time_since_epoch().count();
  const std::string key = file.string() + '\n' + std::to_string(changed) + '\n' + std::to_string(folder_changed) +
                          '\n' + std::to_string(size);
  Response response;
  const std::string tag = '"' + sha256_hex(key).substr(0, 32) + '"';
  response.headers = {{"etag", tag}, {"cache-control", "private, max-age=86400"}};
  if (http::has_tag(call.request.header("if-none-match").value_or(""), tag, true)) {
    response.status = 304;
    response.type.clear();
    return response;
  }
  collection::Picture picture =
      pictures.of(key, [&] { return collection::scaled_picture(cover_of(parts, file), size); });
  response.type = picture.type;
  response.body = std::move(picture.bytes);
  return response;
}

/// A lyric with its times and the words that speak for topics.
struct SungLyric {
  std::string source;  ///< where it was found
  bool synced = false;
  std::vector<corpus::TimedLine> lines;
  std::vector<reading::WordSpan> spans;  ///< in the lines joined by line ends
};

const wire::Table<SungLyric>& sung_lyric_table() {
  using W = wire::Field<corpus::TimedWord>;
  using L = wire::Field<corpus::TimedLine>;
  using S = wire::Field<reading::WordSpan>;
  using F = wire::Field<SungLyric>;
  static const wire::Table<corpus::TimedWord> word(
      "TimedWord", {W::value("at_ms", &corpus::TimedWord::at_ms, count()),
                    W::value("begin", &corpus::TimedWord::begin, count("in UTF-16 code units of the line"))});
  static const wire::Table<corpus::TimedLine> line(
      "TimedLine",
      {L::value("at_ms", &corpus::TimedLine::at_ms, or_null(count("when it begins; null when that is not known"))),
       L::value("text", &corpus::TimedLine::text, any_text()),
       L::list("words", &corpus::TimedLine::words, word, "those whose time is known")});
  static const wire::Table<reading::WordSpan> span(
      "LyricSpan",
      {S::value("begin", &reading::WordSpan::begin, count("in UTF-16 code units of all lines, joined by line ends")),
       S::value("end", &reading::WordSpan::end, count("as begin")),
       S::value("word", &reading::WordSpan::word, any_text("as the model reads it")),
       S::value("topic", &reading::WordSpan::topic, any_text("the topic it speaks for most")),
       S::value("share", &reading::WordSpan::share, any_number("of what all words say for that topic"))});
  static const wire::Table<SungLyric> table(
      "SungLyric",
      {F::value("source", &SungLyric::source, one_of({"none", "library", "file", "tag"}, "where it was found")),
       F::value("synced", &SungLyric::synced, truth("its lines have times")), F::list("lines", &SungLyric::lines, line),
       F::list("spans", &SungLyric::spans, span)});
  return table;
}

/// The lyric of one file as .lrc has it; nothing when it has no times, is not there or cannot be read: the next may be.
std::optional<std::string> synced_text_of(const Parts& parts, const std::filesystem::path& file) {
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(file, unknown)) return std::nullopt;
  try {
    const std::string bytes = read_file(parts.song_path(file), kLargestLyricFile);
    return corpus::as_lrc(text::decode_text(corpus::unpacked_lyric(bytes, file.string()), file.string()));
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::internal) throw;
    return std::nullopt;
  }
}

std::string in_capitals(std::string_view text) {
  std::string capitals(text);
  std::ranges::transform(capitals, capitals.begin(), ascii::upper);
  return capitals;
}

/// The synchronised lyric of a song's file, which may be a lyric itself: beside it, or in its tags. Nothing when there
/// is none.
std::optional<std::pair<std::string, std::string>> synced_text(const Parts& parts, const std::filesystem::path& song) {
  const bool is_music = collection::is_music_name(song);
  if (!is_music) {
    std::optional<std::string> text = synced_text_of(parts, song);
    return text ? std::optional(std::pair(std::string("file"), *std::move(text))) : std::nullopt;
  }
  for (const corpus::LyricEnding& known : corpus::lyric_endings())
    for (const std::string& ending : {std::string(known.ending), in_capitals(known.ending)})
      for (const bool behind : {false, true}) {
        std::filesystem::path beside = song;
        if (behind)
          beside += "." + ending;
        else
          beside.replace_extension(ending);
        if (std::optional<std::string> text = synced_text_of(parts, beside))
          return std::pair(std::string("file"), *std::move(text));
      }
  for (const collection::TagLyric& lyric : collection::read_tags(collection::ReadOnlyFile(song)).lyrics)
    if (std::optional<std::string> text = corpus::as_lrc(lyric.text))
      return std::pair(std::string("tag"), *std::move(text));
  return std::nullopt;
}

/// Bytes of UTF-8 as UTF-16 code units.
std::size_t units_of(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0U) == 0x80U ? 0U : byte >= 0xF0U ? 2U : 1U;
  }
  return units;
}

Response lyric(const Parts& parts, const Call& call) {
  const std::int64_t id = call.parameters["id"];
  const answers::SongDetails song = parts.engine.song(id);
  SungLyric answer{song.lyrics.empty() ? "none" : "library", false, corpus::timed_lines(song.lyrics), {}};
  if (!song.file.empty()) {
    try {
      if (const auto found = synced_text(parts, parts.song_path(song.file))) {
        answer = {found->first, true, corpus::timed_lines(found->second), {}};
      }
    } catch (const Error& error) {
      // The lyric that the library has is as good; it only does not say when it is sung.
      if (error.kind() == ErrorKind::internal) throw;
    }
  }
  std::string joined;
  for (corpus::TimedLine& line : answer.lines) {
    joined += line.text + '\n';
    for (corpus::TimedWord& word : line.words) word.begin = units_of(std::string_view(line.text).substr(0, word.begin));
  }
  if (!joined.empty()) answer.spans = parts.engine.reader().explain_spans(joined, LyricsForm::sung);
  return table_response(sung_lyric_table(), answer);
}

}  // namespace

void add_audio_routes(RouteTable& table, Parts& parts) {
  const std::vector<std::string> types = corpus::music_media_types();
  table.push_back({.method = "GET",
                   .pattern = "/api/v1/songs/{id}/audio",
                   .summary = "The music file of a person's own song, or the part that Range asks for",
                   .path = {{"id", song_id(), "the song", true}},
                   .success = {200, types.front(), {}, {types.begin() + 1, types.end()}},
                   .errors = {404, 412, 416},
                   .ranges = true,
                   .handler = [&parts](const Call& call) { return sound(parts, call); }});
  table.push_back({.method = "GET",
                   .pattern = "/api/v1/songs/{id}/cover",
                   .summary = "The picture of a song: in its file, or in the file's folder",
                   .path = {{"id", song_id(), "the song", true}},
                   .query = {{"size", with_default(integer(16, 4096), 300),
                              "the shorter side in points; a picture may be larger, and is never enlarged"}},
                   .success = {200, "image/jpeg", {}, {"image/png", "image/webp", "image/gif"}},
                   .errors = {404},
                   .unchanged = true,
                   .handler = [&parts, pictures = std::make_shared<Pictures>()](const Call& call) {
                     return cover(parts, *pictures, call);
                   }});
  table.push_back(
      {.method = "GET",
       .pattern = "/api/v1/songs/{id}/lyrics",
       .summary = "The lyric of a song as it is sung: its lines, when they begin, and the words that speak for topics",
       .path = {{"id", song_id(), "the song", true}},
       .success = {200, "application/json", sung_lyric_table().schema()},
       .errors = {404},
       .handler = [&parts](const Call& call) { return lyric(parts, call); }});
}

}  // namespace leitmotif::service
