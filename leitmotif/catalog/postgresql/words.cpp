#include "leitmotif/catalog/postgresql/words.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "leitmotif/catalog/search_words.hpp"
#include "leitmotif/catalog/sql/song_rows.hpp"
#include "leitmotif/catalog/word_search.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::postgresql {
namespace {

/// So many songs that wait are indexed in the transaction that wrote them.
constexpr std::int64_t kFewSongs = 2000;
constexpr std::size_t kSongsAtOnce = 10'000;
/// More songs than this that wait, and more than are indexed: the index is made anew.
constexpr std::int64_t kManySongs = 20'000;
/// A tenth of a second of work, or less.
constexpr std::size_t kSongsBetweenReports = 500;

// Limits of a TSVECTOR: postgresql.org/docs/15/textsearch-limitations.html. What is beyond them is not found.
constexpr std::size_t kMostWordBytes = 2000;
constexpr std::size_t kMostPlaces = 255;
constexpr std::size_t kLastPlace = 16383;
constexpr std::size_t kMostBytes = 700'000;
/// No phrase reaches from one text into the next.
constexpr std::size_t kBetweenTexts = 100;

/// One of the two indexes: songs by all their words, and by the words of their albums.
struct Index {
  std::string_view table;
  Weights weights;
  std::string_view third;  ///< where the text behind artist and title is
};
constexpr std::array<Index, 2> kIndexes = {
    {{"words", {4, 4, 1}, "lyrics.text"}, {"album_words", {4, 4, 2}, "song_details.album"}}};

constexpr std::string_view kWaitingTexts =
    "SELECT songs.id, songs.artist, songs.title, lyrics.text, coalesce(song_details.album, '') FROM songs "
    "JOIN lyrics ON lyrics.song = songs.id LEFT JOIN song_details ON song_details.song = songs.id "
    "WHERE songs.id IN (SELECT song FROM unindexed) ORDER BY songs.id";
constexpr std::string_view kTaken =
    "WITH taken AS (DELETE FROM unindexed WHERE song IN (SELECT song FROM unindexed ORDER BY song LIMIT ?1 "
    "FOR UPDATE SKIP LOCKED) RETURNING song) "
    "SELECT songs.id, songs.artist, songs.title, lyrics.text, coalesce(song_details.album, '') FROM taken "
    "JOIN songs ON songs.id = taken.song JOIN lyrics ON lyrics.song = songs.id "
    "LEFT JOIN song_details ON song_details.song = songs.id ORDER BY songs.id";

constexpr std::string_view kHasIndex = "SELECT CASE WHEN to_regclass('words_by_place') IS NULL THEN 0 ELSE 1 END";
/// Whether there is nothing to do, or nothing can be done here.
constexpr std::string_view kInOrder =
    "SELECT CASE WHEN pg_is_in_recovery() OR (to_regclass('words_by_place') IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
    "unindexed)) THEN 1 ELSE 0 END";

/// The texts of the present row of kWaitingTexts or kTaken, for the one index or the other.
Texts texts_of(const Statement& row, const Index& index) {
  const int third = &index == kIndexes.data() ? 3 : 4;
  return {row.text(1), row.text(2), row.text(third)};
}

/// A row of an index, as COPY takes it.
struct IndexRow {
  std::int64_t song = 0;
  std::int64_t words = 0;
  std::string places;  ///< a TSVECTOR in its binary form: src/backend/utils/adt/tsvector.c, tsvectorrecv
};

template <class Number>
void append_number(std::string& bytes, Number number) {
  for (int shift = (static_cast<int>(sizeof number) - 1) * 8; shift >= 0; shift -= 8)
    bytes += static_cast<char>(number >> shift);
}

IndexRow index_row(std::int64_t song, const Texts& texts) {
  IndexRow row{song, 0, {}};
  std::map<std::string, std::vector<std::uint16_t>> places;
  std::size_t place = 1;
  std::size_t bytes = 0;
  for (std::size_t text = 0; text < texts.size(); ++text, place += kBetweenTexts)
    for (std::string& word : folded_words(texts[text])) {
      ++row.words;
      if (word.size() > kMostWordBytes || place > kLastPlace || bytes > kMostBytes) continue;
      // Artist, title and the rest have the weights A, B and C: 3, 2 and 1 in the two upper bits.
      const auto [entry, is_new] = places.try_emplace(std::move(word));
      bytes += (is_new ? entry->first.size() + 8 : 0) + sizeof(std::uint16_t);
      if (entry->second.size() < kMostPlaces)
        entry->second.push_back(static_cast<std::uint16_t>((3 - text) << 14U | place));
      ++place;
    }
  append_number(row.places, static_cast<std::uint32_t>(places.size()));
  for (const auto& [word, at] : places) {
    row.places.append(word) += '\0';
    append_number(row.places, static_cast<std::uint16_t>(at.size()));
    for (const std::uint16_t one : at) append_number(row.places, one);
  }
  return row;
}

void write_rows(const Database& database, const Index& index, const std::vector<IndexRow>& rows) {
  if (rows.empty()) return;
  CopyIn copy(database, std::string(index.table) + " (song, words, places)", 3);
  for (const IndexRow& row : rows) {
    copy.begin_row();
    copy.integer(row.song);
    copy.integer(row.words);
    copy.bytes(row.places);
  }
  copy.finish();
}

/// Within a transaction. `on_song` is called with how many songs were read.
std::size_t index_taken(const Database& database, std::size_t most, const std::function<void(std::size_t)>& on_song) {
  std::array<std::vector<IndexRow>, kIndexes.size()> rows;
  std::vector<std::int64_t> songs;
  Statement row = database.prepare(kTaken);
  row.bind_count(1, most);
  while (row.step()) {
    songs.push_back(row.integer(0));
    on_song(songs.size());
    for (std::size_t i = 0; i < kIndexes.size(); ++i)
      if (i == 0 || !row.text(4).empty()) rows[i].push_back(index_row(songs.back(), texts_of(row, kIndexes[i])));
  }
  if (songs.empty()) return 0;
  const std::string array = array_of(songs);
  for (std::size_t i = 0; i < kIndexes.size(); ++i) {
    database
        .prepare("DELETE FROM " + std::string(kIndexes[i].table) +
                 " WHERE song IN (SELECT unnest(CAST(CAST(?1 AS TEXT) AS BIGINT[])))")
        .bind_text(1, array)
        .run();
    write_rows(database, kIndexes[i], rows[i]);
  }
  return songs.size();
}

/// A word within quotes of a TSQUERY; one of damaged UTF-8 may hold anything.
std::string word_of_query(std::string_view word) {
  std::string text = "'";
  for (const char c : word) {
    if (c == '\'' || c == '\\') text += c;
    text += c;
  }
  return text + "'";
}

/// A phrase as a TSQUERY.
std::string query_of(const Phrase& phrase) {
  std::string query;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    const bool is_beginning = phrase.is_beginning && i + 1 == phrase.words.size();
    query += (i == 0 ? "" : " <-> ") + word_of_query(phrase.words[i]);
    if (is_beginning || phrase.in_names_only) query += ":";
    if (is_beginning) query += "*";
    if (phrase.in_names_only) query += "AB";
  }
  return query;
}

/// All of a search: every term by one of its phrases.
std::string query_of(const std::vector<Phrase>& phrases) {
  std::string query;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    const bool begins = i == 0 || phrases[i].term != phrases[i - 1].term;
    query += begins ? (i == 0 ? "((" : ") & ((") : " | (";
    query += query_of(phrases[i]) + ")";
  }
  return query + ")";
}

/// Songs and what a search found in them.
struct Scored {
  std::int64_t song = 0;
  Hits hits;
};

/// One search over one index.
class IndexSearch {
 public:
  IndexSearch(const Database& database, const Index& index, const WordSearch& search)
      : database_(database), index_(index), search_(search) {
    all_.with.resize(search.phrases().size());
  }

  /// A song that is not in the index yet.
  void look_at(std::int64_t song, const Texts& texts) {
    if (&index_ != kIndexes.data() && texts[2].empty()) return;
    Hits hits = search_.hits_in(texts, index_.weights);
    all_.songs += 1;
    all_.words += hits.words;
    for (std::size_t p = 0; p < all_.with.size(); ++p) all_.with[p] += hits.weight[p] > 0 ? 1 : 0;
    if (search_.has_every_term(hits)) found_.push_back({song, std::move(hits)});
  }

  /// Looks into the index and adds how well each song does: the better of what is there and what is found.
  void add_to(std::unordered_map<std::int64_t, double>& scores) {
    count();
    find();
    for (const Scored& one : found_) {
      const double score = search_.score(one.hits, all_);
      double& best = scores.try_emplace(one.song, score).first->second;
      best = std::max(best, score);
    }
  }

 private:
  std::string rows_with(std::string_view columns, std::string_view joins) const {
    return "SELECT " + std::string(columns) + " FROM " + std::string(index_.table) + " AS found " + std::string(joins) +
           " WHERE found.song NOT IN (SELECT song FROM unindexed) ";
  }

  void count() {
    Statement sum = database_.prepare(rows_with("count(*), CAST(coalesce(sum(words), 0) AS BIGINT)", ""));
    if (sum.step()) {
      all_.songs += static_cast<double>(sum.integer(0));
      all_.words += static_cast<double>(sum.integer(1));
    }
    for (std::size_t p = 0; p < all_.with.size(); ++p) {
      const std::string query = query_of(search_.phrases()[p]);
      Statement with = database_.prepare(rows_with("count(*)", "") + "AND places @@ CAST(CAST(?1 AS TEXT) AS TSQUERY)");
      if (with.bind_text(1, query).step()) all_.with[p] += static_cast<double>(with.integer(0));
    }
  }

  void find() {
    const std::string query = query_of(search_.phrases());
    const std::string columns = "found.song, songs.artist, songs.title, " + std::string(index_.third);
    Statement row =
        database_.prepare_scan(rows_with(columns,
                                         "JOIN songs ON songs.id = found.song JOIN lyrics ON lyrics.song = found.song "
                                         "LEFT JOIN song_details ON song_details.song = found.song") +
                               "AND places @@ CAST(CAST(?1 AS TEXT) AS TSQUERY)");
    row.bind_text(1, query);
    while (row.step()) {
      Hits hits = search_.hits_in({row.text(1), row.text(2), row.text(3)}, index_.weights);
      if (search_.has_every_term(hits)) found_.push_back({row.integer(0), std::move(hits)});
    }
  }

  const Database& database_;
  const Index& index_;
  const WordSearch& search_;
  SearchStatistics all_;
  std::vector<Scored> found_;
};

using Scores = std::unordered_map<std::int64_t, double>;

/// How well each song that is shown holds the words, or those that are looked for with the name of the album.
Scores scores_of(const Database& database, const WordSearch& search, const WordSearch& in_album) {
  std::array<IndexSearch, kIndexes.size()> searches = {
      {{database, kIndexes[0], search}, {database, kIndexes[1], in_album}}};
  {
    Statement waiting = database.prepare_scan(kWaitingTexts);
    while (waiting.step())
      for (std::size_t i = 0; i < kIndexes.size(); ++i)
        searches[i].look_at(waiting.integer(0), texts_of(waiting, kIndexes[i]));
  }
  Scores scores;
  for (IndexSearch& one : searches) one.add_to(scores);
  Statement hidden = database.prepare("SELECT song FROM hidden_songs");
  while (hidden.step()) scores.erase(hidden.integer(0));
  return scores;
}

/// The songs by score, the best first, then by number.
std::vector<std::int64_t> in_order(const Scores& scores) {
  std::vector<std::pair<double, std::int64_t>> order;
  order.reserve(scores.size());
  for (const auto& [song, score] : scores) order.emplace_back(-score, song);
  std::ranges::sort(order);
  std::vector<std::int64_t> songs;
  songs.reserve(order.size());
  for (const auto& [score, song] : order) songs.push_back(song);
  return songs;
}

/// Numbers of the songs that terms find, in the order of Songs::search.
std::vector<std::int64_t> ranked_songs(const Database& database, const std::vector<Term>& terms) {
  const WordSearch search(terms);
  if (search.phrases().empty()) return {};
  const Scores scores = scores_of(database, search, search);
  if (scores.size() <= kMostRanked) return in_order(scores);
  const Scores all_named = scores_of(database, WordSearch(in_names(terms)), search);
  std::map<std::int64_t, double> by_number(all_named.begin(), all_named.end());
  while (by_number.size() > kMostRanked) by_number.erase(std::prev(by_number.end()));
  std::vector<std::int64_t> songs = in_order(Scores(by_number.begin(), by_number.end()));
  const auto named = static_cast<std::ptrdiff_t>(songs.size());
  for (const auto& [song, score] : scores)
    if (!by_number.contains(song)) songs.push_back(song);
  std::sort(songs.begin() + named, songs.end());
  return songs;
}

/// The list lines of songs, in their order; with the lines of their lyrics when `search` is there.
std::vector<FoundSong> found_songs(const Database& database, std::span<const std::int64_t> songs,
                                   const WordSearch* search) {
  const std::string array = array_of(songs);
  const std::string lyrics = search == nullptr ? "''" : "CASE WHEN songs.form = ?2 THEN lyrics.text ELSE '' END";
  Statement row = database.prepare("SELECT " + std::string(sql::head_columns()) + ", " + lyrics +
                                   " FROM songs JOIN lyrics ON lyrics.song = songs.id "
                                   "WHERE songs.id IN (SELECT unnest(CAST(CAST(?1 AS TEXT) AS BIGINT[])))");
  row.bind_text(1, array);
  if (search != nullptr) row.bind_integer(2, static_cast<std::int64_t>(LyricsForm::sung));
  std::unordered_map<std::int64_t, FoundSong> found;
  while (row.step()) {
    FoundSong song{sql::head_from(row), {}};
    constexpr int kLyrics = 5;
    if (search != nullptr) song.line = best_line(search->marked(row.text(kLyrics)));
    found.emplace(song.head.id, std::move(song));
  }
  std::vector<FoundSong> ordered;
  for (const std::int64_t song : songs)
    if (const auto one = found.find(song); one != found.end()) ordered.push_back(std::move(one->second));
  return ordered;
}

/// Questions of one moment.
class Moment {
 public:
  explicit Moment(const Database& database) : database_(database) {
    database_.prepare("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").run();
  }
  ~Moment() {
    try {
      if (database_.in_transaction()) database_.prepare("ROLLBACK").run();
    } catch (const Error&) {
      // The connection is gone, and the moment with it.
    }
  }
  Moment(const Moment&) = delete;
  Moment& operator=(const Moment&) = delete;

 private:
  const Database& database_;
};

Found listed_songs(const Database& database, std::size_t limit, std::size_t offset) {
  Found found;
  Statement row = database.prepare(
      "SELECT " + std::string(sql::head_columns()) +
      " FROM songs WHERE id NOT IN (SELECT song FROM hidden_songs) ORDER BY songs.id LIMIT ?1 OFFSET ?2");
  row.bind_count(1, limit).bind_count(2, offset);
  while (row.step()) found.songs.push_back({sql::head_from(row), {}});
  found.total = static_cast<std::size_t>(
      database.number("SELECT count(*) FROM songs WHERE id NOT IN (SELECT song FROM hidden_songs)"));
  return found;
}

/// Indexes some of the songs that wait, in one transaction; how many they were. Several programs may do so at a time:
/// each takes others.
std::size_t index_some(Database& database, const std::function<void(std::size_t)>& on_song) {
  database.execute("BEGIN");
  try {
    const std::size_t count = index_taken(database, kSongsAtOnce, on_song);
    database.execute("COMMIT");
    return count;
  } catch (...) {
    if (database.is_alive()) database.execute("ROLLBACK");
    throw;
  }
}

}  // namespace

void Database::index_words(std::span<const sql::WordChange> changes) const {
  std::vector<std::int64_t> songs;
  songs.reserve(changes.size());
  for (const sql::WordChange& change : changes) songs.push_back(change.song);
  if (!songs.empty()) {
    const std::string array = array_of(songs);
    prepare("INSERT INTO unindexed SELECT unnest(CAST(CAST(?1 AS TEXT) AS BIGINT[])) ON CONFLICT DO NOTHING")
        .bind_text(1, array)
        .run();
  }
  Statement waiting = prepare("SELECT count(*) FROM (SELECT 1 FROM unindexed LIMIT ?1) AS waiting");
  waiting.bind_integer(1, kFewSongs + 1).step();
  if (waiting.integer(0) <= kFewSongs)
    (void)index_taken(*this, static_cast<std::size_t>(kFewSongs), [](std::size_t) {});
}

Found Database::search(std::string_view words, std::size_t limit, std::size_t offset) const {
  return surely([&] { return found(words, limit, offset); });
}

Found Database::found(std::string_view words, std::size_t limit, std::size_t offset) const {
  const std::vector<std::vector<Term>> attempts = attempts_of(terms_of(words));
  const Moment moment(*this);
  if (attempts.empty()) return listed_songs(*this, limit, offset);
  std::vector<std::int64_t> songs;
  std::size_t tried = 0;
  while (songs.empty() && tried < attempts.size()) songs = ranked_songs(*this, attempts[tried++]);
  const WordSearch search(attempts[tried - 1]);
  const std::size_t begin = std::min(offset, songs.size());
  const std::size_t count = std::min(limit, songs.size() - begin);
  return {songs.size(),
          found_songs(*this, std::span(songs).subspan(begin, count), limit <= kMostLines ? &search : nullptr)};
}

void index_all(Database& database, const OnProgress& on_progress) {
  if (database.number(kInOrder) != 0) return;
  // Of the session, because the work is done in many transactions: "Lmtw".
  if (database.number("SELECT CASE WHEN pg_try_advisory_lock(1282241655) THEN 1 ELSE 0 END") == 0) return;
  const std::int64_t waiting = database.number("SELECT count(*) FROM unindexed");
  const std::int64_t indexed = database.number("SELECT count(*) FROM words");
  std::size_t done = 0;
  const auto tell = [&](std::size_t more) {
    on_progress({"making the index of words", done + more, static_cast<std::size_t>(waiting)});
  };
  const auto check = [&] { tell(0); };
  if (waiting > kManySongs && waiting > indexed) database.execute("DROP INDEX IF EXISTS words_by_place", check);
  const bool is_new = database.number(kHasIndex) == 0;
  const auto on_song = [&](std::size_t count) {
    if (count % kSongsBetweenReports == 0) tell(count);
  };
  while (const std::size_t count = index_some(database, on_song)) {
    done += count;
    check();
  }
  database.execute(
      "SET maintenance_work_mem = '256MB'; CREATE INDEX IF NOT EXISTS words_by_place ON words USING gin (places); "
      "RESET maintenance_work_mem",
      check);
  if (is_new || waiting > kManySongs)
    database.execute("ANALYZE songs, lyrics, scores, identities, words, album_words, removed_songs, files", check);
  (void)database.number("SELECT CASE WHEN pg_advisory_unlock(1282241655) THEN 1 ELSE 0 END");
}

}  // namespace leitmotif::catalog::postgresql
