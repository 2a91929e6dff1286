// The forms of exports: one reader for a JSON record, one for a table's lines.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/json_lines.hpp"
#include "leitmotif/histories/listen.hpp"

namespace leitmotif::histories {

/// What a record was found to be.
struct RecordRead {
  const char* form = nullptr;      ///< null: no form that is known
  const char* left_out = nullptr;  ///< why it is no event; null when it is one or holds several
};

/// Reads JSON records of ListenBrainz, Spotify and YouTube Music. Used by one thread at a time.
class JsonService {
 public:
  /// `on_listen` gets what the record holds; its time is as written. Broken JSON is left out.
  RecordRead read(std::string_view record, const OnListen& on_listen);

 private:
  /// Each: nothing when the record is not of that service.
  std::optional<RecordRead> read_listenbrainz(const OnListen& on_listen);
  std::optional<RecordRead> read_spotify(const OnListen& on_listen);
  std::optional<RecordRead> read_youtube(const OnListen& on_listen);

  JsonLineReader outer_;
  JsonLineReader inner_;
};

/// Reads lines of tables: Last.fm, Exportify, Apple Music, `.scrobbler.log`.
class TableService {
 public:
  /// Reads one line; the first one tells whose table it is.
  RecordRead read(std::string_view line, const OnListen& on_listen);

 private:
  bool read_head(std::string_view line);
  [[nodiscard]] std::string cell(const std::vector<std::string>& cells, int place) const;

  const char* form_ = nullptr;
  char delimiter_ = ',';
  bool is_first_ = true;
  int artist_ = -1;
  int title_ = -1;
  int time_ = -1;
  int id_ = -1;
  int played_ms_ = -1;
  int rating_ = -1;
};

}  // namespace leitmotif::histories
