#include <algorithm>
#include <array>
#include <fstream>
#include <set>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/zip.hpp"
#include "leitmotif/histories/listen.hpp"
#include "leitmotif/histories/records.hpp"
#include "leitmotif/histories/services.hpp"
#include "leitmotif/playlist/playlist.hpp"

namespace leitmotif::histories {
namespace {

constexpr std::int64_t kDayInMs = 24LL * 3600 * 1000;
constexpr std::size_t kPieceBytes = 1U << 20U;
constexpr std::size_t kHeadBytes = 4096;

/// The file's own beginning, for telling what it is. Throws as read_file for a file that cannot be opened.
std::string beginning_of(const std::filesystem::path& file) {
  const MappedFile mapped(file);
  return std::string(mapped.bytes().substr(0, kHeadBytes));
}

/// Reads the parts of an export one after another and keeps count.
class Reading {
 public:
  Reading(std::int64_t now_ms, const OnListen& on_listen) : now_ms_(now_ms), on_listen_(on_listen) {}

  /// Begins a file, or an entry of an archive. `name` decides nothing when the bytes say what they are.
  void begin(std::string_view first_bytes) {
    const std::size_t at = first_bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    const char c = at == std::string_view::npos ? '\0' : first_bytes[at];
    is_json_ = c == '[' || c == '{';
    json_ = std::make_unique<JsonRecords>([this](std::string_view record) {
      add(json_service_.read(record, [this](const Listen& listen) { take(listen); }));
    });
    table_service_ = TableService();
    table_ = std::make_unique<TableRecords>([this](std::string_view line) {
      add(table_service_.read(line, [this](const Listen& listen) { take(listen); }));
    });
  }
  void add(std::string_view bytes) {
    if (is_json_)
      json_->add(bytes);
    else
      table_->add(bytes);
  }
  void end() {
    if (!is_json_) table_->end();
    if (is_json_ && json_->is_cut()) ++read_.left_out["cut off"];
    if (json_->too_long() > 0) read_.left_out["too long"] += json_->too_long();
  }
  /// A song without a row around it.
  void take(const Listen& listen) {
    if (listen.at_ms < 0) {
      ++read_.left_out["a time before 1970"];
    } else if (listen.at_ms > now_ms_ + kDayInMs) {
      ++read_.left_out["a time of the future"];
    } else {
      ++read_.read;
      on_listen_(listen);
    }
  }
  void add_form(const char* form) { forms_.insert(form); }
  [[nodiscard]] bool has_form() const noexcept { return !forms_.empty(); }
  /// Whether nothing was found that could be a row.
  [[nodiscard]] bool is_empty() const noexcept { return forms_.empty() && read_.left_out.empty(); }
  [[nodiscard]] HistoryRead result() {
    for (const std::string& form : forms_) read_.form += (read_.form.empty() ? "" : ",") + form;
    return read_;
  }

 private:
  void add(const RecordRead& record) {
    if (record.form != nullptr) forms_.insert(record.form);
    if (record.left_out != nullptr) ++read_.left_out[record.left_out];
  }

  std::int64_t now_ms_;
  const OnListen& on_listen_;
  HistoryRead read_;
  std::set<std::string> forms_;
  bool is_json_ = false;
  JsonService json_service_;
  TableService table_service_;
  std::unique_ptr<JsonRecords> json_;
  std::unique_ptr<TableRecords> table_;
};

void read_plain(const std::filesystem::path& file, Reading& reading) {
  reading.begin(beginning_of(file));
  std::ifstream in(file, std::ios::binary);
  std::string piece(kPieceBytes, '\0');
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())), in.gcount() > 0)
    reading.add(std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount())));
  if (in.bad()) throw Error(ErrorKind::io, file.string() + ": cannot be read");
  reading.end();
}

/// Entries that may hold listens: exports have pictures and pages too.
bool may_hold_listens(std::string_view name) {
  const std::string lower = ascii::lower_case(name);
  return lower.ends_with(".json") || lower.ends_with(".jsonl") || lower.ends_with(".csv") || lower.ends_with(".log");
}

void read_zip(const std::filesystem::path& file, Reading& reading) {
  bool is_open = false;
  corpus::for_zip_entries(file, may_hold_listens,
                          [&](std::string_view /*name*/, std::string_view bytes, bool is_first) {
                            if (is_first) {
                              if (is_open) reading.end();
                              reading.begin(bytes);
                              is_open = true;
                            }
                            reading.add(bytes);
                          });
  if (is_open) reading.end();
}

void read_playlist(const std::filesystem::path& file, Reading& reading) {
  const playlist::Playlist list = playlist::read(read_file(file, playlist::kMostPlaylistBytes), file.string());
  reading.add_form("playlist");
  for (const playlist::Entry& entry : list.entries) reading.take({SongReference(entry), 0, ListenKind::loved});
}

bool is_playlist(const std::filesystem::path& file) {
  constexpr std::array<std::string_view, 4> kEndings = {".m3u", ".m3u8", ".xspf", ".jspf"};
  return std::ranges::find(kEndings, ascii::lower_case(file.extension().string())) != kEndings.end();
}

}  // namespace

HistoryRead read_history(const std::filesystem::path& file, std::int64_t now_ms, const OnListen& on_listen) {
  Reading reading(now_ms, on_listen);
  if (is_playlist(file))
    read_playlist(file, reading);
  else if (corpus::is_zip(file))
    read_zip(file, reading);
  else
    read_plain(file, reading);
  if (!reading.has_form())
    throw Error(ErrorKind::corrupt_data,
                file.string() + ": is no history" +
                    (reading.is_empty() ? ", because it holds no row" : " that is known") +
                    "; expected an export of ListenBrainz, Last.fm, Spotify, "
                    "Exportify, YouTube Music or Apple Music, a .scrobbler.log, or a playlist");
  return reading.result();
}

}  // namespace leitmotif::histories
