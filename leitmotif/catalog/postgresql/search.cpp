// Songs that hold words, on a server: what is found, how well, and in which order.
// Flow: terms -> conditions on the two indexes -> places of what is found -> WordSearch::score -> list lines.
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "leitmotif/catalog/postgresql/database.hpp"
#include "leitmotif/catalog/postgresql/places.hpp"
#include "leitmotif/catalog/search_words.hpp"
#include "leitmotif/catalog/sql/song_rows.hpp"
#include "leitmotif/catalog/word_search.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::postgresql {
namespace {

constexpr std::string_view kFromWaiting =
    " FROM songs JOIN lyrics ON lyrics.song = songs.id LEFT JOIN song_details ON song_details.song = songs.id "
    "WHERE songs.id IN (SELECT song FROM unindexed) ORDER BY songs.id";
constexpr std::string_view kFromOne =
    " FROM songs JOIN lyrics ON lyrics.song = songs.id LEFT JOIN song_details ON song_details.song = songs.id "
    "WHERE songs.id = ?1 AND lyrics.song = ?1";
constexpr std::string_view kWaiting = "SELECT song FROM unindexed";
constexpr std::string_view kHidden = "SELECT song FROM hidden_songs";

/// A word within quotes of a TSQUERY; one of damaged UTF-8 may hold anything.
std::string word_of_query(std::string_view word) {
  std::string text = "'";
  for (const char c : word) {
    if (c == '\'' || c == '\\') text += c;
    text += c;
  }
  return text + "'";
}

/// A phrase as a TSQUERY, `by_weight` within artist and title.
std::string query_of(const Phrase& phrase, bool by_weight) {
  std::string query;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    const bool is_beginning = phrase.is_beginning && i + 1 == phrase.words.size();
    query += (i == 0 ? "" : " <-> ") + word_of_query(phrase.words[i]);
    if (is_beginning || by_weight) query += ":";
    if (is_beginning) query += "*";
    if (by_weight) query += "AB";
  }
  return "(" + query + ")";
}

void join(std::string& query, std::string_view by, const std::string& more) {
  if (!query.empty()) query += by;
  query += more;
}

/// What a row of an index has to hold: SQL, and the texts of its parameters, counted from 1.
class Condition {
 public:
  /// Of every term one of its phrases.
  Condition(const Index& index, std::span<const Phrase> phrases) : index_(index) {
    std::string anywhere;
    std::string in_names;
    for (std::size_t begin = 0, end = 0; begin < phrases.size(); begin = end) {
      std::string one_anywhere;
      std::string one_in_names;
      for (; end < phrases.size() && phrases[end].term == phrases[begin].term; ++end) {
        const bool by_name = phrases[end].in_names_only;
        const bool has_names = !index.names.empty();
        join(by_name && has_names ? one_in_names : one_anywhere, " | ", query_of(phrases[end], by_name && !has_names));
      }
      if (one_in_names.empty())
        join(anywhere, " & ", "(" + one_anywhere + ")");
      else if (one_anywhere.empty())
        join(in_names, " & ", "(" + one_in_names + ")");
      else
        join(sql_, " AND ", "(" + places_hold(one_anywhere) + " OR " + names_hold(one_in_names) + ")");
    }
    if (!anywhere.empty()) join(sql_, " AND ", places_hold(anywhere));
    if (!in_names.empty()) join(sql_, " AND ", names_hold(in_names));
  }

  [[nodiscard]] const std::string& sql() const noexcept { return sql_; }
  /// The same for the same condition alone.
  [[nodiscard]] std::string text() const {
    std::string text = sql_;
    for (const std::string& query : queries_) text += '\n' + query;
    return text;
  }
  /// The statement with its parameters. Lifetime: within that of this.
  [[nodiscard]] Statement prepare(const Database& database, std::string_view sql) const {
    Statement statement = database.prepare(sql);
    for (std::size_t i = 0; i < queries_.size(); ++i) statement.bind_text(static_cast<int>(i) + 1, queries_[i]);
    return statement;
  }
  /// Of one more parameter of such a statement.
  [[nodiscard]] int next_parameter() const noexcept { return static_cast<int>(queries_.size()) + 1; }

 private:
  std::string places_hold(std::string query) { return holds("places", std::move(query)); }
  std::string names_hold(std::string query) { return holds(index_.names, std::move(query)); }
  std::string holds(std::string_view column, std::string query) {
    queries_.push_back(std::move(query));
    return std::string(column) + " @@ CAST(CAST(?" + std::to_string(queries_.size()) + " AS TEXT) AS TSQUERY)";
  }

  const Index& index_;
  std::string sql_;
  std::vector<std::string> queries_;
};

/// How many songs an index has, and how many words they have together.
struct IndexTotals {
  std::int64_t songs = 0;
  std::int64_t words = 0;
};

/// Questions of one moment, and what all of them must know of it.
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

  /// Before the first search.
  void look() {
    Statement row = database_.prepare(
        "SELECT EXISTS (SELECT 1 FROM unindexed), EXISTS (SELECT 1 FROM removed_songs), "
        "(SELECT string_agg(CAST(value AS TEXT), ' ' ORDER BY name) FROM generations WHERE name IN ('songs', "
        "'stamp')), "
        "(SELECT max(number) FROM indexed)");
    if (row.step()) {
      has_waiting_ = row.integer(0) != 0;
      has_hidden_ = row.integer(1) != 0;
      remember(std::string(row.text(2)) + ' ' + std::to_string(row.integer(3)));
    }
    for (std::size_t i = 0; i < kIndexes.size(); ++i) look_at(i);
    if (has_hidden_)
      for (Statement hidden = database_.prepare(kHidden); hidden.step();) hidden_.insert(hidden.integer(0));
    // Of words that a seventh of the songs have a server thinks that it had better read all songs.
    database_.prepare("SET LOCAL enable_seqscan TO off").run();
  }

  [[nodiscard]] const Database& database() const noexcept { return database_; }
  /// Songs that an index says nothing of, or not what they are now.
  [[nodiscard]] bool has_waiting() const noexcept { return has_waiting_; }
  [[nodiscard]] bool is_hidden(std::int64_t song) const { return hidden_.contains(song); }
  /// What was counted in this state of the library, by the text of the question; null when it was not.
  [[nodiscard]] const std::int64_t* counted(const std::string& question) const {
    return known_in(database_.searches().counts, question);
  }
  void note(const std::string& question, std::int64_t number) const {
    constexpr std::size_t kMostCounts = 1000;
    note_in(database_.searches().counts, kMostCounts, question) = number;
  }
  /// The same for what was found.
  [[nodiscard]] const Database::Ranked* found(const std::string& question) const {
    return known_in(database_.searches().ranked, question);
  }
  void note(const std::string& question, Database::Ranked ranked) const {
    constexpr std::size_t kMostLists = 50;
    note_in(database_.searches().ranked, kMostLists, question) = std::move(ranked);
  }

  /// Of the songs that an index says something of.
  [[nodiscard]] const IndexTotals& totals(const Index& index) const {
    return totals_[static_cast<std::size_t>(&index - kIndexes.data())];
  }
  /// SQL for songs that what an index says of does not count: all of them, or those of which it is wrong; empty when
  /// there are none.
  [[nodiscard]] std::string left_out(bool hidden_too) const {
    std::string songs = has_waiting_ ? std::string(kWaiting) : std::string();
    if (hidden_too && has_hidden_) join(songs, " UNION ", std::string(kHidden));
    return songs;
  }

 private:
  void remember(std::string state) {
    Database::SearchMemory& searches = database_.searches();
    if (searches.state != state || has_waiting_) searches = {std::move(state), {}, {}};
  }
  template <class Map>
  static const typename Map::mapped_type* known_in(const Map& map, const std::string& question) {
    const auto place = map.find(question);
    return place == map.end() ? nullptr : &place->second;
  }
  template <class Map>
  static typename Map::mapped_type& note_in(Map& map, std::size_t most, const std::string& question) {
    if (map.size() >= most) map.clear();
    return map[question];
  }
  void look_at(std::size_t index) {
    Statement sum = database_.prepare(
        "SELECT CAST(coalesce(sum(songs), 0) AS BIGINT), CAST(coalesce(sum(words), 0) AS BIGINT) FROM indexed "
        "WHERE words_of = ?1");
    IndexTotals& totals = totals_[index];
    if (sum.bind_count(1, index).step()) totals = {sum.integer(0), sum.integer(1)};
    if (!has_waiting_) return;
    Statement waiting =
        database_.prepare("SELECT count(*), CAST(coalesce(sum(words), 0) AS BIGINT) FROM " +
                          std::string(kIndexes[index].table) + " WHERE song IN (" + std::string(kWaiting) + ")");
    if (!waiting.step()) return;
    totals.songs -= waiting.integer(0);
    totals.words -= waiting.integer(1);
  }

  const Database& database_;
  bool has_waiting_ = false;
  bool has_hidden_ = false;
  std::array<IndexTotals, kIndexes.size()> totals_;
  std::set<std::int64_t> hidden_;
};

using Scores = std::map<std::int64_t, double>;

/// One search over one index.
class IndexSearch {
 public:
  IndexSearch(const Moment& moment, const Index& index, const WordSearch& search)
      : moment_(moment), index_(index), search_(search), condition_(index, search.phrases()) {}

  /// A song that is not in the index yet.
  void look_at(std::int64_t song, const Texts& texts) {
    if (&index_ != kIndexes.data() && texts[2].empty()) return;
    Hits hits = search_.hits_in(texts, index_.weights);
    waiting_.songs += 1;
    waiting_.words += hits.words;
    waiting_.with.resize(hits.weight.size());
    for (std::size_t p = 0; p < hits.weight.size(); ++p) waiting_.with[p] += hits.weight[p] > 0 ? 1 : 0;
    if (!search_.has_every_term(hits)) return;
    if (!moment_.is_hidden(song)) found_waiting_.insert(song);
    found_.emplace_back(song, std::move(hits));
  }

  [[nodiscard]] const Condition& condition() const noexcept { return condition_; }
  /// Of the songs that are not in the index yet those that are found and shown.
  [[nodiscard]] const std::set<std::int64_t>& found_waiting() const noexcept { return found_waiting_; }
  /// How many songs the index finds that are shown.
  [[nodiscard]] std::size_t shown() const { return static_cast<std::size_t>(count(condition_, true)); }

  /// The first of the songs the index finds that are shown, by number.
  [[nodiscard]] std::vector<std::int64_t> first(std::size_t most) const {
    std::vector<std::int64_t> songs;
    for (Statement row = first_rows("song", most); row.step();) songs.push_back(row.integer(0));
    return songs;
  }

  /// Adds how well the songs do, of those in the index the first kMostRanked: the better of what is there and what is
  /// found.
  void add_to(Scores& scores) {
    // What is looked for in names alone is found there: the other words need not be sent.
    const bool by_name = !index_.names.empty() && std::ranges::all_of(search_.phrases(), &Phrase::in_names_only);
    const std::string columns = "song, words, " + std::string(by_name ? index_.names : "places");
    for (Statement row = first_rows(columns, kMostRanked); row.step();) {
      std::optional<Hits> hits = hits_at(search_, index_.weights, {row.integer(1), row.blob(2)});
      if (!hits) hits = read(row.integer(0));
      if (search_.has_every_term(*hits)) found_.emplace_back(row.integer(0), std::move(*hits));
    }
    if (found_.empty()) return;
    const SearchStatistics all = statistics();
    for (const auto& [song, hits] : found_) {
      if (moment_.is_hidden(song)) continue;
      const double score = search_.score(hits, all);
      double& best = scores.try_emplace(song, score).first->second;
      best = std::max(best, score);
    }
  }

 private:
  [[nodiscard]] Statement first_rows(std::string_view columns, std::size_t most) const {
    const std::string left_out = moment_.left_out(true);
    // By no number that an index has in order: the rows of all songs would be looked at from the first on.
    Statement rows = condition_.prepare(
        moment_.database(), "SELECT " + std::string(columns) + " FROM " + std::string(index_.table) + " WHERE " +
                                condition_.sql() + (left_out.empty() ? "" : " AND song NOT IN (" + left_out + ")") +
                                " ORDER BY song + 0 LIMIT ?" + std::to_string(condition_.next_parameter()));
    rows.bind_count(condition_.next_parameter(), most);
    return rows;
  }

  /// How many rows of the index hold it, without those that do not count, which are looked up one by one.
  [[nodiscard]] std::int64_t count(const Condition& condition, bool only_shown) const {
    const std::string left_out = moment_.left_out(only_shown);
    const std::string table(index_.table);
    const std::string sql = "SELECT count(*) FROM " + table + " WHERE " + condition.sql();
    const std::string question = left_out + '\n' + table + '\n' + condition.text();
    if (const std::int64_t* const known = moment_.counted(question)) return *known;
    Statement all = condition.prepare(moment_.database(), sql);
    std::int64_t number = all.step() ? all.integer(0) : 0;
    if (!left_out.empty()) {
      Statement some = condition.prepare(
          moment_.database(), "SELECT count(*) FROM (" + left_out + ") AS left_out WHERE (SELECT " + condition.sql() +
                                  " FROM " + table + " WHERE " + table + ".song = left_out.song)");
      if (some.step()) number -= some.integer(0);
    }
    moment_.note(question, number);
    return number;
  }

  [[nodiscard]] SearchStatistics statistics() const {
    const IndexTotals& totals = moment_.totals(index_);
    SearchStatistics all = waiting_;
    all.songs += static_cast<double>(totals.songs);
    all.words += static_cast<double>(totals.words);
    all.with.resize(search_.phrases().size());
    for (std::size_t p = 0; p < all.with.size(); ++p)
      all.with[p] += static_cast<double>(count(Condition(index_, std::span(search_.phrases()).subspan(p, 1)), false));
    return all;
  }

  /// What the texts of a song hold.
  [[nodiscard]] Hits read(std::int64_t song) const {
    Statement row = moment_.database().prepare("SELECT " + std::string(kTextColumns) + std::string(kFromOne));
    if (!row.bind_integer(1, song).step()) return {std::vector<double>(search_.phrases().size(), 0), 0};
    return search_.hits_in(texts_of(row, index_), index_.weights);
  }

  const Moment& moment_;
  const Index& index_;
  const WordSearch& search_;
  Condition condition_;
  SearchStatistics waiting_;
  std::vector<std::pair<std::int64_t, Hits>> found_;
  std::set<std::int64_t> found_waiting_;
};

/// A search over both indexes: by all words, and by those that are looked for with the name of the album.
class BothIndexes {
 public:
  BothIndexes(const Moment& moment, const WordSearch& search, const WordSearch& in_album)
      : moment_(moment), by_words_(moment, kIndexes[0], search), by_album_(moment, kIndexes[1], in_album) {
    if (!moment.has_waiting()) return;
    Statement waiting =
        moment.database().prepare_scan("SELECT " + std::string(kTextColumns) + std::string(kFromWaiting));
    while (waiting.step()) {
      by_words_.look_at(waiting.integer(0), texts_of(waiting, kIndexes[0]));
      by_album_.look_at(waiting.integer(0), texts_of(waiting, kIndexes[1]));
    }
  }

  /// How many songs are found and shown.
  [[nodiscard]] std::size_t shown() {
    in_albums_ = by_album_.first(static_cast<std::size_t>(moment_.totals(kIndexes[1]).songs));
    return by_words_.shown() + in_albums_.size() - in_both() + waiting().size();
  }

  /// How well each of the songs does. Of more than kMostRanked in an index these are the first.
  [[nodiscard]] Scores scores() {
    Scores scores;
    by_words_.add_to(scores);
    by_album_.add_to(scores);
    return scores;
  }

  /// The first songs by number, but for `known`; after `shown`. Gives at least `most` of them where there are as many
  /// beside those that are known.
  [[nodiscard]] std::vector<std::int64_t> first_but(const std::set<std::int64_t>& known, std::size_t most) const {
    std::set<std::int64_t> songs = waiting();
    songs.insert(in_albums_.begin(), in_albums_.end());
    const std::vector<std::int64_t> by_words = by_words_.first(most + known.size());
    songs.insert(by_words.begin(), by_words.end());
    std::vector<std::int64_t> others;
    std::ranges::set_difference(songs, known, std::back_inserter(others));
    return others;
  }

 private:
  /// Of the songs whose albums have the words, how many are found by all of their words, too.
  [[nodiscard]] std::size_t in_both() const {
    if (in_albums_.empty()) return 0;
    const std::string songs = array_of(in_albums_);
    const Condition& condition = by_words_.condition();
    const int parameter = condition.next_parameter();
    Statement both =
        condition.prepare(moment_.database(), "SELECT count(*) FROM unnest(CAST(CAST(?" + std::to_string(parameter) +
                                                  " AS TEXT) AS BIGINT[])) AS album (song) WHERE (SELECT " +
                                                  condition.sql() + " FROM words WHERE words.song = album.song)");
    return both.bind_text(parameter, songs).step() ? static_cast<std::size_t>(both.integer(0)) : 0;
  }
  [[nodiscard]] std::set<std::int64_t> waiting() const {
    std::set<std::int64_t> songs = by_words_.found_waiting();
    songs.insert(by_album_.found_waiting().begin(), by_album_.found_waiting().end());
    return songs;
  }

  const Moment& moment_;
  IndexSearch by_words_;
  IndexSearch by_album_;
  std::vector<std::int64_t> in_albums_;
};

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

/// Which of the songs are wanted.
struct Part {
  std::size_t limit = 0;
  std::size_t offset = 0;
};

using Ranked = Database::Ranked;

Ranked part_of(const Ranked& ranked, const Part& part) {
  const std::size_t begin = std::min(part.offset, ranked.songs.size());
  const std::size_t count = std::min(part.limit, ranked.songs.size() - begin);
  const auto first = ranked.songs.begin() + static_cast<std::ptrdiff_t>(begin);
  return {ranked.total, {first, first + static_cast<std::ptrdiff_t>(count)}};
}

/// The best of what is found: all, or of more than kMostRanked those that have the words in their names.
Ranked best_of(const Moment& moment, const std::vector<Term>& terms, const WordSearch& search, BothIndexes& all) {
  const std::size_t total = all.shown();
  if (total <= kMostRanked) return {total, in_order(all.scores())};
  const WordSearch by_name(in_names(terms));
  Scores scores = BothIndexes(moment, by_name, search).scores();
  while (scores.size() > kMostRanked) scores.erase(std::prev(scores.end()));
  return {total, in_order(scores)};
}

/// Songs that terms find, in the order of Songs::search.
Ranked ranked_songs(const Moment& moment, const std::vector<Term>& terms, const Part& part) {
  const WordSearch search(terms);
  if (search.phrases().empty()) return {};
  const auto is_enough = [&](const Ranked& ranked) {
    return std::min(part.offset, ranked.total) + std::min(part.limit, ranked.total) <= ranked.songs.size() ||
           ranked.total <= kMostRanked;
  };
  const std::string question = Condition(kIndexes[0], search.phrases()).text();
  const Ranked* const known = moment.found(question);
  if (known != nullptr && is_enough(*known)) return part_of(*known, part);
  BothIndexes all(moment, search, search);
  Ranked ranked = best_of(moment, terms, search, all);
  moment.note(question, ranked);
  if (is_enough(ranked)) return part_of(ranked, part);
  const std::size_t end = std::min(part.offset, ranked.total) + std::min(part.limit, ranked.total);
  const std::vector<std::int64_t> others =
      all.first_but(std::set<std::int64_t>(ranked.songs.begin(), ranked.songs.end()), end - ranked.songs.size());
  ranked.songs.insert(ranked.songs.end(), others.begin(), others.end());
  return part_of(ranked, part);
}

/// The list lines of songs, in their order; with the lines of their lyrics when `search` is there.
std::vector<FoundSong> found_songs(const Database& database, std::span<const std::int64_t> songs,
                                   const WordSearch* search) {
  const std::string array = array_of(songs);
  const std::string lyrics =
      search == nullptr
          ? "''"
          : "CASE WHEN songs.form = ?2 THEN (SELECT text FROM lyrics WHERE song = wanted.song) ELSE '' END";
  // Each song is looked up by itself: a server that does not know how few they are would join all songs there are.
  Statement row = database.prepare("SELECT " + std::string(sql::head_columns()) + ", " + lyrics +
                                   " FROM unnest(CAST(CAST(?1 AS TEXT) AS BIGINT[])) AS wanted (song) "
                                   "CROSS JOIN LATERAL (SELECT * FROM songs WHERE id = wanted.song OFFSET 0) AS songs");
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

/// What the first of the attempts that finds anything finds, and which it was.
std::pair<Ranked, std::size_t> first_attempt(Moment& moment, const std::vector<std::vector<Term>>& attempts,
                                             const Part& part) {
  moment.look();
  Ranked ranked;
  std::size_t tried = 0;
  while (ranked.total == 0 && tried < attempts.size()) ranked = ranked_songs(moment, attempts[tried++], part);
  return {std::move(ranked), tried - 1};
}

}  // namespace

Found Database::search(std::string_view words, std::size_t limit, std::size_t offset) const {
  return surely([&] { return found(words, limit, offset); });
}

Found Database::found(std::string_view words, std::size_t limit, std::size_t offset) const {
  const std::vector<std::vector<Term>> attempts = attempts_of(terms_of(words));
  Moment moment(*this);
  if (attempts.empty()) return listed_songs(*this, limit, offset);
  const auto [ranked, tried] = first_attempt(moment, attempts, {limit, offset});
  const WordSearch search(attempts[tried]);
  return {ranked.total, found_songs(*this, ranked.songs, limit <= kMostLines ? &search : nullptr)};
}

std::vector<std::int64_t> Database::first_found(std::string_view words, std::size_t most) const {
  const std::vector<std::vector<Term>> attempts = attempts_of(terms_of(words));
  if (attempts.empty()) return sql::Database::first_found(words, most);
  return surely([&] {
    Moment moment(*this);
    return first_attempt(moment, attempts, {most, 0}).first.songs;
  });
}

}  // namespace leitmotif::catalog::postgresql
