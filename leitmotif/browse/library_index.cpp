#include "leitmotif/browse/library_index.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "leitmotif/browse/language_search.hpp"
#include "leitmotif/catalog/search_words.hpp"
#include "leitmotif/collection/walk.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/library/inferred.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::browse {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kNone = 0xFFFFFFFFU;
/// Songs with the words that are looked at when they are to be filtered or sorted.
constexpr std::size_t kMostFound = 10000;
constexpr std::string_view kVarious = "Various artists";

/// Names that are not UTF-8 are compared as they are.
std::string comparable(std::string_view name) {
  return text::first_invalid_byte(name) ? ascii::lower_case(name) : text::folded_name(ascii::trimmed(name));
}

/// "Doors/CD 2" is a part of "Doors".
bool is_disc(const std::string& name) {
  const std::string lower = ascii::lower_case(name);
  for (const std::string_view word : {"cd", "disc", "disk"}) {
    if (!lower.starts_with(word)) continue;
    const std::string_view rest = ascii::trimmed(std::string_view(lower).substr(word.size()));
    if (!rest.empty() && rest.size() <= 2 && std::ranges::all_of(rest, ascii::is_digit)) return true;
  }
  return false;
}

std::string folder_of(const std::string& file) {
  const fs::path folder = fs::path(file).parent_path();
  return is_disc(folder.filename().string()) ? folder.parent_path().string() : folder.string();
}

/// Words of letters and digits, as they are compared.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char c : comparable(name)) {
    const bool parts = static_cast<unsigned char>(c) < 0x80 && !ascii::is_letter_or_digit(c);
    if (!parts)
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// Longer words are not corrected.
constexpr std::size_t kLongestWord = 40;

/// How many letters have to be changed, left out, added or exchanged with the next to come from one word to the other;
/// `most` + 1 when there are more than `most`. Neither word is longer than kLongestWord.
/// Source: the optimal string alignment distance, after F. Damerau (1964).
std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
  using Row = std::array<std::size_t, kLongestWord + 1>;
  std::array<Row, 3> rows{};
  std::iota(rows[0].begin(), rows[0].begin() + static_cast<std::ptrdiff_t>(b.size()) + 1, std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const Row& before = rows[(i - 1) % 3];
    const Row& older = rows[(i + 1) % 3];
    Row& row = rows[i % 3];
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], older[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > most) return most + 1;
  }
  return rows[a.size() % 3][b.size()];
}

constexpr std::uint32_t kTracksOfDisc = 10000;

/// Disc and track as one number, 0 for what is not known.
std::uint32_t place_on_album(const catalog::SongFacts& facts) {
  return static_cast<std::uint32_t>(facts.disc.value_or(0)) * kTracksOfDisc +
         static_cast<std::uint32_t>(facts.track.value_or(0));
}

/// A song's place as a text that sorts: without a disc on the first one, without a track behind all others.
std::string sortable_place(std::uint32_t place) {
  const std::uint32_t disc = std::max(place / kTracksOfDisc, 1U);
  const std::uint32_t track = place % kTracksOfDisc;
  return std::to_string(kTracksOfDisc + disc) +
         std::to_string(kTracksOfDisc + (track == 0 ? kTracksOfDisc - 1 : track));
}

/// Whether anything but an order is asked for.
bool is_filtered(const answers::BrowseRequest& request) {
  return !request.artist.empty() || !request.album.empty() || !request.genre.empty() || !request.topic.empty() ||
         request.years || request.read || request.guessed || request.corrected || request.gone || request.own ||
         request.named;
}

/// Words alone: what is to be shown is all that has to be found.
bool is_page(const answers::BrowseRequest& request) {
  return ascii::trimmed(request.words).size() > 1 && request.ids.empty() && !is_filtered(request) && !request.order &&
         !request.descending;
}

/// "1973" is that year, "1970s" its decade.
std::optional<recommend::YearRange> years_named(std::string_view word) {
  constexpr std::size_t kDigits = 4;
  const bool is_decade = word.size() == kDigits + 1 && word.back() == 's' && word[kDigits - 1] == '0';
  if (word.size() != kDigits && !is_decade) return std::nullopt;
  int year = 0;
  for (const char c : word.substr(0, kDigits)) {
    if (!ascii::is_digit(c)) return std::nullopt;
    year = 10 * year + (c - '0');
  }
  if (year < 1000) return std::nullopt;
  return recommend::YearRange{year, is_decade ? year + 9 : year};
}

/// The same question with the first year among its words as the years that are asked for.
std::optional<answers::BrowseRequest> with_named_years(const answers::BrowseRequest& request) {
  if (request.years) return std::nullopt;
  answers::BrowseRequest other = request;
  other.words.clear();
  for (const std::string& word : words_of(request.words)) {
    const auto years = other.years ? std::nullopt : years_named(word);
    if (years)
      other.years = years;
    else
      other.words += (other.words.empty() ? "" : " ") + word;
  }
  return other.years ? std::optional(other) : std::nullopt;
}

template <class Line, class Name>
answers::Page<Line> page_of(const std::vector<Line>& all, std::string_view words, std::size_t limit, std::size_t offset,
                            Name name) {
  const std::string wanted = comparable(words);
  answers::Page<Line> page;
  for (const Line& line : all) {
    if (!wanted.empty() && comparable(name(line)).find(wanted) == std::string::npos) continue;
    if (page.total++ >= offset && page.lines.size() < limit) page.lines.push_back(line);
  }
  return page;
}

}  // namespace

LibraryIndex::LibraryIndex(current::View view) : view_(std::move(view)) {
  album_of_.assign(view_.snapshot->size(), kNone);
  length_ms_.assign(view_.snapshot->size(), 0);
  place_on_album_.assign(view_.snapshot->size(), 0);
  read_albums();
  count_artists();
  vocabulary_ = std::async(std::launch::async, [this] { return words_of_names(); }).share();
}

void LibraryIndex::read_albums() {
  const library::Snapshot& snapshot = *view_.snapshot;
  std::map<std::pair<std::string, std::string>, std::uint32_t> places;
  snapshot.library->files().for_each_facts([&](std::int64_t id, const catalog::SongFacts& facts) {
    const auto row = snapshot.row_of(id);
    if (!row) return;
    length_ms_[*row] = facts.length_ms.value_or(0);
    place_on_album_[*row] = place_on_album(facts);
    if (facts.album.empty()) return;
    const std::string_view artist = snapshot.columns.artist_names[*row];
    const std::string file = snapshot.file(*row);
    // Of songs without a file the artist tells one "Greatest Hits" from another.
    const auto key = std::pair(comparable(facts.album), file.empty() ? "\x1F" + comparable(artist) : folder_of(file));
    const auto [place, is_new] = places.try_emplace(key, static_cast<std::uint32_t>(albums_.size()));
    const std::string_view maker = facts.album_artist.empty() ? artist : std::string_view(facts.album_artist);
    if (is_new) albums_.push_back({facts.album, std::string(maker), 0, std::nullopt, id});
    answers::AlbumLine& album = albums_[place->second];
    if (comparable(album.artist) != comparable(maker)) album.artist = kVarious;
    const std::int32_t year = snapshot.columns.year[*row];
    if (year != kNoYear) album.year = std::min(album.year.value_or(year), static_cast<int>(year));
    ++album.songs;
    album_of_[*row] = place->second;
  });
  std::vector<std::uint32_t> by_name(albums_.size());
  std::iota(by_name.begin(), by_name.end(), 0U);
  std::vector<std::string> names;
  for (const answers::AlbumLine& album : albums_)
    names.push_back(comparable(album.album) + '\x1F' + comparable(album.artist));
  std::ranges::stable_sort(by_name, {}, [&](std::uint32_t place) -> const std::string& { return names[place]; });
  album_place_.resize(albums_.size());
  std::vector<answers::AlbumLine> sorted;
  for (const std::uint32_t place : by_name) {
    album_place_[place] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(std::move(albums_[place]));
  }
  albums_ = std::move(sorted);
  for (std::uint32_t& album : album_of_)
    if (album != kNone) album = album_place_[album];
}

void LibraryIndex::count_artists() {
  const SongColumns& columns = view_.snapshot->columns;
  std::vector<std::uint32_t> place(columns.artists.size(), kNone);
  std::map<std::uint32_t, std::vector<std::uint32_t>> albums;
  for (std::uint32_t row = 0; row < columns.size(); ++row) {
    std::uint32_t& at = place[columns.artist[row]];
    if (at == kNone) {
      at = static_cast<std::uint32_t>(artists_.size());
      artists_.push_back({std::string(columns.artist_names[row]), 0, 0, columns.id[row]});
    }
    ++artists_[at].songs;
    if (album_of_[row] == kNone) continue;
    std::vector<std::uint32_t>& known = albums[at];
    if (std::ranges::find(known, album_of_[row]) != known.end()) continue;
    known.push_back(album_of_[row]);
    ++artists_[at].albums;
  }
  std::vector<std::pair<std::string, answers::ArtistLine>> named;
  for (answers::ArtistLine& artist : artists_) {
    std::string name = comparable(artist.artist);
    named.emplace_back(std::move(name), std::move(artist));
  }
  std::ranges::stable_sort(named, {}, &std::pair<std::string, answers::ArtistLine>::first);
  artists_.clear();
  for (auto& [name, artist] : named) artists_.push_back(std::move(artist));
}

LibraryIndex::Rows LibraryIndex::sorted(answers::SongOrder order) const {
  const library::Snapshot& snapshot = *view_.snapshot;
  const SongColumns& columns = snapshot.columns;
  Rows rows(snapshot.size());
  std::iota(rows.begin(), rows.end(), 0U);
  if (order == answers::SongOrder::added) return rows;
  // What is not known sorts behind everything.
  const auto behind = [](std::string text) { return text.empty() ? std::string("\xFF") : std::move(text); };
  std::vector<std::string> keys(rows.size());
  for (const std::uint32_t row : rows) {
    const std::string title = comparable(columns.titles[row]);
    const std::string artist = behind(comparable(columns.artist_names[row]));
    // On an album songs stand by disc and track, without them as their files do.
    const std::string album = album_of_[row] == kNone ? "\xFF"
                                                      : std::to_string(1'000'000'000 + album_of_[row]) +
                                                            sortable_place(place_on_album_[row]) + snapshot.file(row);
    std::string& key = keys[row];
    if (order == answers::SongOrder::title) key = behind(title) + '\x1F' + artist;
    if (order == answers::SongOrder::artist) key = artist + '\x1F' + album + '\x1F' + title;
    if (order == answers::SongOrder::album) key = album + '\x1F' + artist + '\x1F' + title;
    if (order == answers::SongOrder::genre)
      key = behind(columns.genres[columns.genre[row]]) + '\x1F' + artist + '\x1F' + title;
    if (order == answers::SongOrder::year)
      key = columns.year[row] == kNoYear ? "\xFF" : std::to_string(100'000 + columns.year[row]) + artist + title;
    if (order == answers::SongOrder::topic) {
      const auto topic = snapshot.topic_of(row);
      const int doubt = topic ? static_cast<int>(1000 * (1 - columns.probability_of(row, *topic))) : 0;
      key = topic ? (*snapshot.topics)[*topic] + '\x1F' + std::to_string(10'000 + doubt) + artist : "\xFF";
    }
  }
  std::ranges::stable_sort(rows, {}, [&](std::uint32_t row) -> const std::string& { return keys[row]; });
  return rows;
}

std::shared_ptr<const LibraryIndex::Rows> LibraryIndex::ordered(answers::SongOrder order) const {
  const std::lock_guard lock(mutex_);
  auto& known = orders_[static_cast<std::size_t>(order)];
  if (!known) known = std::make_shared<const Rows>(sorted(order));
  return known;
}

/// Which artists, genres and albums are asked for, by their numbers; empty: any.
struct LibraryIndex::Filter {
  const answers::BrowseRequest& request;
  std::optional<std::size_t> topic = {};
  std::vector<bool> artists = {};
  std::vector<bool> genres = {};
  std::vector<bool> albums = {};
};

LibraryIndex::Filter LibraryIndex::filter_of(const answers::BrowseRequest& request) const {
  const library::Snapshot& snapshot = *view_.snapshot;
  Filter filter{.request = request};
  if (!request.topic.empty()) {
    const auto known = std::ranges::find(*snapshot.topics, request.topic);
    if (known == snapshot.topics->end())
      throw Error(ErrorKind::invalid_argument, "topic", "'" + request.topic + "' is not known");
    filter.topic = static_cast<std::size_t>(known - snapshot.topics->begin());
  }
  const auto mark = [](std::vector<bool>& marks, std::size_t count, const std::string& wanted, auto name) {
    if (wanted.empty()) return;
    const std::string compared = comparable(wanted);
    for (std::size_t i = 0; i < count; ++i) marks.push_back(comparable(name(i)) == compared);
  };
  const SongColumns& columns = snapshot.columns;
  mark(filter.artists, columns.artists.size(), request.artist, [&](std::size_t i) { return columns.artists[i]; });
  mark(filter.genres, columns.genres.size(), request.genre, [&](std::size_t i) { return columns.genres[i]; });
  mark(filter.albums, albums_.size(), request.album, [&](std::size_t i) { return albums_[i].album; });
  if (const auto row = snapshot.row_of(request.album_of); row && album_of_[*row] != kNone)
    for (std::size_t i = 0; i < filter.albums.size(); ++i) filter.albums[i] = filter.albums[i] && i == album_of_[*row];
  return filter;
}

bool LibraryIndex::passes(const Filter& filter, std::uint32_t row) const {
  const library::Snapshot& snapshot = *view_.snapshot;
  const SongColumns& columns = snapshot.columns;
  const answers::BrowseRequest& request = filter.request;
  const auto differs = [](const std::optional<bool>& wanted, bool is) { return wanted && *wanted != is; };
  if (filter.topic && snapshot.topic_of(row) != filter.topic) return false;
  if (request.years && (columns.year[row] == kNoYear || columns.year[row] < request.years->first ||
                        columns.year[row] > request.years->last))
    return false;
  if (differs(request.read, columns.counted_words[row] >= library::kFewWords)) return false;
  if (differs(request.guessed, snapshot.is_inferred(row))) return false;
  if (differs(request.corrected, snapshot.is_corrected(row))) return false;
  if (differs(request.gone, view_.is_gone(row))) return false;
  if (differs(request.own, !snapshot.files.of(columns.id[row]).empty())) return false;
  if (differs(request.named, !columns.artist_names[row].empty())) return false;
  if (!request.genre.empty() && !filter.genres[columns.genre[row]]) return false;
  if (!request.artist.empty() && !filter.artists[columns.artist[row]]) return false;
  return request.album.empty() || (album_of_[row] != kNone && filter.albums[album_of_[row]]);
}

/// Songs by whose artists' names begin with a letter, then those whose titles do: half the words of a library begin
/// with one of a few letters, so nothing else is looked at.
LibraryIndex::Rows LibraryIndex::beginning_with(char letter) const {
  const SongColumns& columns = view_.snapshot->columns;
  const auto begins = [&](std::string_view name) {
    name = ascii::trimmed(name);
    if (name.empty()) return false;
    const bool is_plain = static_cast<unsigned char>(name.front()) < 0x80;
    return (is_plain ? ascii::lower(name.front()) : comparable(name).front()) == letter;
  };
  std::vector<std::uint8_t> of_artist;
  for (std::size_t artist = 0; artist < columns.artists.size(); ++artist)
    of_artist.push_back(begins(columns.artists[artist]) ? 1 : 0);
  Rows rows;
  Rows others;
  for (std::uint32_t row = 0; row < columns.size(); ++row) {
    if (of_artist[columns.artist[row]] != 0)
      rows.push_back(row);
    else if (begins(columns.titles[row]))
      others.push_back(row);
  }
  rows.insert(rows.end(), others.begin(), others.end());
  return rows;
}

/// Rows of the songs that are asked for by words or numbers, with the lines that hold the words; else all rows.
LibraryIndex::Rows LibraryIndex::candidates(const answers::BrowseRequest& request, answers::SongList& list,
                                            std::map<std::uint32_t, std::string>& lines) const {
  const library::Snapshot& snapshot = *view_.snapshot;
  Rows rows;
  for (const std::int64_t id : request.ids)
    if (const auto row = snapshot.row_of(id)) rows.push_back(*row);
  if (!request.ids.empty()) return rows;
  if (request.words.empty()) return *ordered(request.order.value_or(answers::SongOrder::added));
  if (const std::string_view typed = ascii::trimmed(request.words);
      typed.size() == 1 && ascii::is_letter_or_digit(typed.front()))
    return beginning_with(ascii::lower(typed.front()));
  const std::size_t most = is_page(request) ? request.limit : kMostFound;
  const std::size_t from = is_page(request) ? request.offset : 0;
  catalog::Found found = search_in_all_languages(*snapshot.library, request.words, most, from);
  list.total = found.total;
  if (found.total == 0)
    if (const auto other = corrected(request.words)) {
      found = search_in_all_languages(*snapshot.library, *other, most, from);
      list.total = found.total;
      if (found.total > 0) list.corrected = *other;
    }
  for (catalog::FoundSong& song : found.songs)
    if (const auto row = snapshot.row_of(song.head.id)) {
      rows.push_back(*row);
      lines[*row] = std::move(song.line);
    }
  return rows;
}

std::size_t LibraryIndex::beginning_of(const answers::BrowseRequest& request, const Rows& rows) const {
  if (const auto row = view_.snapshot->row_of(request.after)) {
    const auto there = std::ranges::find(rows, *row);
    if (there != rows.end()) return static_cast<std::size_t>(there - rows.begin()) + 1;
  }
  return std::min(request.offset, rows.size());
}

answers::SongLine LibraryIndex::line_of(std::uint32_t row) const {
  const library::Snapshot& snapshot = *view_.snapshot;
  answers::SongLine line;
  line.head = snapshot.head(row);
  if (const auto topic = snapshot.topic_of(row)) line.topic = (*snapshot.topics)[*topic];
  if (album_of_[row] != kNone) line.album = albums_[album_of_[row]].album;
  if (const auto disc = static_cast<int>(place_on_album_[row] / kTracksOfDisc); disc > 0) line.disc = disc;
  if (const auto track = static_cast<int>(place_on_album_[row] % kTracksOfDisc); track > 0) line.track = track;
  if (length_ms_[row] > 0) line.length_ms = length_ms_[row];
  line.playable = collection::is_music_name(snapshot.file(row));
  line.gone = view_.is_gone(row);
  line.inferred = snapshot.is_inferred(row);
  line.corrected = snapshot.is_corrected(row);
  return line;
}

answers::SongList LibraryIndex::songs(const answers::BrowseRequest& request) const {
  const library::Snapshot& snapshot = *view_.snapshot;
  const Filter filter = filter_of(request);
  answers::SongList list;
  list.from_songbook = snapshot.from_songbook;
  std::map<std::uint32_t, std::string> lines;
  Rows rows = candidates(request, list, lines);
  if (rows.empty() && list.total == 0 && request.ids.empty())
    if (const auto of_years = with_named_years(request)) return songs(*of_years);
  const bool is_chosen = !request.ids.empty() || !request.words.empty();
  if (is_chosen && request.order) {
    std::vector<std::uint32_t> place(snapshot.size());
    const auto order = ordered(*request.order);
    for (std::uint32_t i = 0; i < order->size(); ++i) place[(*order)[i]] = i;
    std::ranges::sort(rows, {}, [&](std::uint32_t row) { return place[row]; });
  }
  if (request.descending) std::ranges::reverse(rows);
  if (is_filtered(request)) std::erase_if(rows, [&](std::uint32_t row) { return !passes(filter, row); });
  // More songs may have the words than were looked at; without a filter all of them count.
  list.total = is_filtered(request) ? rows.size() : std::max(rows.size(), list.total);
  const std::size_t begin = is_page(request) ? 0 : beginning_of(request, rows);
  const std::size_t end = begin + std::min(request.limit, rows.size() - begin);
  for (std::size_t i = begin; i < end; ++i) {
    list.songs.push_back(line_of(rows[i]));
    if (const auto line = lines.find(rows[i]); line != lines.end()) list.songs.back().line = line->second;
  }
  const std::size_t shown = (is_page(request) ? request.offset : begin) + list.songs.size();
  if (shown < list.total && !list.songs.empty())
    list.next = answers::BrowseCursor{shown, list.songs.back().head.id}.text();
  return list;
}

answers::Page<answers::AlbumLine> LibraryIndex::albums(std::string_view words, std::size_t limit,
                                                       std::size_t offset) const {
  return page_of(albums_, words, limit, offset,
                 [](const answers::AlbumLine& line) { return line.album + ' ' + line.artist; });
}

answers::Page<answers::ArtistLine> LibraryIndex::artists(std::string_view words, std::size_t limit, std::size_t offset,
                                                         bool most_first) const {
  const auto name = [](const answers::ArtistLine& line) { return line.artist; };
  if (!most_first) return page_of(artists_, words, limit, offset, name);
  std::vector<answers::ArtistLine> by_songs = artists_;
  std::ranges::stable_sort(by_songs, std::ranges::greater(), &answers::ArtistLine::songs);
  return page_of(by_songs, words, limit, offset, name);
}

LibraryIndex::Vocabulary LibraryIndex::words_of_names() const {
  std::unordered_map<std::string, std::size_t> times;
  const auto count = [&](std::string_view name) {
    for (const std::string& word : words_of(name)) ++times[word];
  };
  const SongColumns& columns = view_.snapshot->columns;
  for (std::size_t row = 0; row < columns.size(); ++row) count(columns.titles[row]);
  for (const answers::ArtistLine& artist : artists_) count(artist.artist);
  for (const answers::AlbumLine& album : albums_) count(album.album);
  Vocabulary vocabulary(kLongestWord + 1);
  for (const auto& [word, number] : times)
    if (word.size() <= kLongestWord) vocabulary[word.size()].emplace_back(word, number);
  for (auto& words : vocabulary) std::ranges::sort(words);
  return vocabulary;
}

std::string LibraryIndex::nearest(const std::string& word) const {
  constexpr std::size_t kLettersAFault = 4;
  const std::size_t most = word.size() / kLettersAFault;
  const bool is_number = std::ranges::all_of(word, [](char c) { return ascii::is_digit(c); });
  if (most == 0 || word.size() > kLongestWord || is_number) return word;
  std::string best = word;
  std::size_t least = most + 1;
  std::size_t count = 0;
  const Vocabulary& known = vocabulary_.get();
  for (std::size_t size = word.size() - most; size <= std::min(word.size() + most, kLongestWord); ++size)
    for (const auto& [other, times] : known[size]) {
      const std::size_t far = distance(word, other, most);
      if (far > least || far > most || (far == least && times <= count)) continue;
      least = far;
      count = times;
      best = other;
    }
  return best;
}

std::optional<std::string> LibraryIndex::corrected(std::string_view words) const {
  std::string result;
  bool is_other = false;
  for (const std::string& word : words_of(words)) {
    const std::string best = nearest(word);
    is_other = is_other || best != word;
    result += (result.empty() ? "" : " ") + best;
  }
  return is_other ? std::optional(result) : std::nullopt;
}

}  // namespace leitmotif::browse
