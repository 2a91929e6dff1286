#include "leitmotif/people/wishes.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/kept_file.hpp"
#include "leitmotif/library/names.hpp"
#include "leitmotif/people/judged_songs.hpp"
#include "leitmotif/places/locations.hpp"
#include "leitmotif/text/wordnet.hpp"
#include "leitmotif/wishes/asked.hpp"
#include "leitmotif/wishes/learned_file.hpp"
#include "leitmotif/wishes/question.hpp"

namespace leitmotif::people {
namespace {

namespace fs = std::filesystem;

constexpr const char* kEnding = ".wish";
constexpr std::size_t kLargestWishFile = 1U << 20U;
constexpr std::size_t kNamedReasons = 8;

[[noreturn]] void refuse_wish(const std::string& reason) { throw Error(ErrorKind::invalid_argument, reason); }

/// Rows of the songs of a list, each once; what cannot be learned from is counted.
std::vector<std::uint32_t> usable_rows(const WishSpace& space, const std::vector<std::int64_t>& ids,
                                       std::size_t& left_out) {
  std::vector<std::uint32_t> rows;
  std::set<std::uint32_t> seen;
  for (const std::int64_t id : ids) {
    const auto row = id == 0 ? std::nullopt : space.snapshot().row_of(id);
    if (!row || !space.is_known(*row)) {
      ++left_out;
    } else if (seen.insert(*row).second) {
      rows.push_back(*row);
    }
  }
  return rows;
}

std::vector<wishes::Example> examples_of(const WishSpace& space, const std::vector<std::uint32_t>& yes,
                                         const std::vector<std::uint32_t>& no) {
  std::vector<wishes::Example> examples;
  const std::set<std::uint32_t> meant(yes.begin(), yes.end());
  for (const std::uint32_t row : no)
    if (meant.contains(row)) refuse_wish("'" + space.snapshot().name(row) + "' is both a yes and a no");
  const auto add = [&](const std::vector<std::uint32_t>& rows, bool is_meant) {
    for (const std::uint32_t row : rows)
      examples.push_back({space.features(row), space.snapshot().columns.artist[row], is_meant});
  };
  add(yes, true);
  add(no, false);
  return examples;
}

/// What was said of which songs, where the request does not say it by itself.
void add_which_songs(const wishes::Asked& asked, answers::RecommendRequest& plain) {
  if (asked.years && !plain.years) plain.years = recommend::YearRange{asked.years->first, asked.years->second};
  if (plain.genres.empty()) plain.genres = asked.genres;
  if (plain.artists.empty() && !asked.artist.empty()) plain.artists.push_back(asked.artist);
  if (!plain.avoid_explicit && !plain.only_explicit && !asked.strong_words.empty()) {
    plain.only_explicit = asked.strong_words == "only";
    plain.avoid_explicit = !plain.only_explicit;
    plain.avoid_mild = asked.strong_words == "none";
  }
  if (plain.instrumental == recommend::Instrumental::allow && !asked.instrumental.empty())
    plain.instrumental = asked.instrumental == "only" ? recommend::Instrumental::only : recommend::Instrumental::avoid;
}

}  // namespace

Wishes::Wishes(places::Settings settings, std::shared_ptr<const reading::Reader> reader,
               current::SnapshotCache& snapshots)
    : settings_(std::move(settings)), reader_(std::move(reader)), snapshots_(snapshots) {}

const WishTools& Wishes::tools() const {
  const std::lock_guard lock(loading_);
  if (!tools_) tools_ = WishTools::load();
  return *tools_;
}

const wishes::StrongWords& Wishes::strong() const {
  const std::lock_guard lock(loading_);
  if (!strong_) strong_ = wishes::StrongWords::load(places::data_folder() / "wishes" / "strong_words.txt");
  return *strong_;
}

const text::WordRelations& Wishes::relations() const {
  const std::lock_guard lock(loading_);
  if (!relations_) relations_ = text::WordRelations::load(text::WordNet::default_folder());
  return *relations_;
}

std::shared_ptr<const WishSpace> Wishes::space(const std::shared_ptr<const library::Snapshot>& snapshot,
                                               const OnProgress& on_progress) {
  (void)tools();
  const std::lock_guard lock(loading_);
  if (!space_ || &space_->snapshot() != snapshot.get())
    space_ = WishSpace::load(snapshot, *reader_, tools_, on_progress, settings_.threads);
  return space_;
}

const wishes::Concepts& Wishes::concepts() const {
  const std::lock_guard lock(loading_);
  if (!concepts_) concepts_ = wishes::Concepts::load(places::data_folder() / "wishes" / "concepts.txt");
  return *concepts_;
}

fs::path Wishes::folder() const { return settings_.places.base.string() + ".wishes"; }

std::vector<std::string> Wishes::learned_names() const {
  std::vector<std::string> names;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder(), none))
    if (entry.path().extension() == kEnding) names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<wishes::LearnedWish> Wishes::learned(std::string_view name) const {
  if (!wishes::is_wish_name(name)) return std::nullopt;
  const fs::path file = folder() / (std::string(name) + kEnding);
  std::error_code unknown;
  if (!fs::exists(file, unknown)) return std::nullopt;
  wishes::LearnedWish wish = wishes::parse_learned(read_file(file, kLargestWishFile), file.string());
  if (wish.features != tools().features)
    refuse_wish("the wish '" + std::string(name) + "' was learned by another version of Leitmotif; learn it again");
  return wish;
}

std::vector<WishLine> Wishes::list() const {
  std::vector<WishLine> lines;
  for (const wishes::Wish& wish : tools().reader.table().wishes) lines.push_back({wish.name, wish.about, false, 0});
  for (const std::string& name : learned_names()) {
    const auto wish = learned(name);
    if (!wish) continue;
    lines.push_back(
        {name,
         "learned from " + std::to_string(wish->yes) + " songs and " + std::to_string(wish->no) + " that are not meant",
         true, wish->auc});
  }
  return lines;
}

answers::RecommendRequest Wishes::understood(const answers::RecommendRequest& request,
                                             const OnProgress& on_progress) const {
  const wishes::WishReader& reader = tools().reader;
  const std::shared_ptr<const library::Snapshot> snapshot = snapshots_.view(on_progress).snapshot;
  const wishes::Asked asked =
      wishes::asked_for(request.ask, {wishes::asked_names(reader.table(), learned_names(), snapshot->columns.genres),
                                      [&](std::string_view name) { return !snapshot->artists_named(name).empty(); }});
  if (!asked.denied.empty())
    throw Error(ErrorKind::invalid_argument, "ask",
                "'" + asked.denied + "' is said of what songs should not be; say only what they should be");
  answers::RecommendRequest plain = request;
  plain.ask.clear();
  for (const std::string& wish : asked.wishes)
    if (std::ranges::find(plain.about, wish) == plain.about.end()) plain.about.push_back(wish);
  // Beside what was understood a text must be one that something is known of.
  const bool is_known = (asked.wishes.empty() && !asked.says_which()) || says_something(asked.text);
  if (!is_known)
    plain.ask = asked.text;
  else if (!asked.text.empty())
    plain.text += (plain.text.empty() ? "" : "\n") + asked.text;
  add_which_songs(asked, plain);
  return plain;
}

bool Wishes::says_something(const std::string& text) const {
  const Tokens cleaned = reader_->cleaned_words({text, LyricsForm::sung});
  const wishes::WordVectors& vectors = tools().reader.vectors();
  if (!vectors.direction(cleaned).empty()) return true;
  try {
    return !wishes::Question(text, cleaned, {vectors, relations(), concepts()}).direction().empty();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::invalid_argument) throw;
    return false;
  }
}

void Wishes::require(std::string_view name, std::string_view key) const {
  if (tools().reader.table().find(name) || learned(name)) return;
  std::vector<std::string> names = learned_names();
  for (const wishes::Wish& wish : tools().reader.table().wishes) names.push_back(wish.name);
  std::string nearest;
  for (const std::string& one : wishes::nearest_names(name, names)) nearest += (nearest.empty() ? "" : ", ") + one;
  const std::string reason = "no wish is named '" + std::string(name.substr(0, 60)) + "'; the nearest are " + nearest +
                             " ('leitmotif wishes list' has all)";
  if (key.empty()) refuse_wish(reason);
  throw Error(ErrorKind::invalid_argument, std::string(key), reason);
}

std::vector<float> Wishes::scores(const WishSpace& space, std::string_view name) const {
  require(name);
  if (const auto wish = space.tools().reader.table().find(name)) return space.scores(*wish);
  return space.scores(*learned(name));
}

std::vector<WishScore> Wishes::score(std::string_view name, const OnProgress& on_progress) {
  require(name);
  const std::shared_ptr<const WishSpace> songs = space(snapshots_.view(on_progress).snapshot, on_progress);
  const std::vector<float> values = scores(*songs, name);
  std::vector<WishScore> result;
  result.reserve(values.size());
  for (std::size_t row = 0; row < values.size(); ++row) {
    catalog::SongHead head = songs->snapshot().head(row);
    WishScore& score = result.emplace_back(WishScore{head.id, std::move(head.artist), std::move(head.title), {}});
    if (!std::isnan(values[row])) score.score = static_cast<double>(values[row]);
  }
  return result;
}

LearnedReport Wishes::learn(const LearnRequest& request, const OnProgress& on_progress) {
  if (!wishes::is_wish_name(request.name))
    refuse_wish("a wish's name has at most 40 small letters, digits and hyphens, not '" + request.name.substr(0, 60) +
                "'");
  if (tools().reader.table().find(request.name))
    refuse_wish("the wish '" + request.name + "' comes with Leitmotif; choose another name");
  const std::shared_ptr<const WishSpace> songs = space(snapshots_.view(on_progress).snapshot, on_progress);
  LearnedReport report;
  const auto rows_of = [&](const std::string& list, const std::vector<std::int64_t>& numbers) {
    return usable_rows(*songs, list.empty() ? numbers : judged_songs(*songs->snapshot().library, list),
                       report.not_found);
  };
  const std::vector<std::uint32_t> yes = rows_of(request.yes, request.yes_songs);
  const std::vector<std::uint32_t> no = rows_of(request.no, request.no_songs);
  const std::vector<wishes::Example> examples = examples_of(*songs, yes, no);
  const auto begin = std::chrono::steady_clock::now();
  report.wish = wishes::learn_wish(examples);
  report.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  report.wish.name = request.name;
  report.wish.features = tools().features;
  report.reasons = wishes::reasons_of(report.wish, tools().reader.vectors(), kNamedReasons);
  std::error_code error;
  fs::create_directories(folder(), error);
  if (error) throw Error(ErrorKind::io, folder().string() + ": cannot create the folder: " + error.message());
  report.file = folder() / (request.name + kEnding);
  KeptFile earlier(report.file, Keep::every);
  write_file(report.file, wishes::learned_text(report.wish));
  report.kept = earlier.replaced();
  return report;
}

std::string Wishes::exported(std::string_view name) const {
  if (const auto wish = learned(name)) return wishes::learned_text(*wish);
  throw Error(ErrorKind::not_found, "no wish was learned under the name '" + std::string(name.substr(0, 60)) + "'");
}

void Wishes::forget(std::string_view name) {
  (void)exported(name);
  std::error_code error;
  fs::remove(folder() / (std::string(name) + kEnding), error);
  if (error) throw Error(ErrorKind::io, folder().string() + ": " + error.message());
}

}  // namespace leitmotif::people
