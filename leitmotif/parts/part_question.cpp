#include "leitmotif/parts/part_question.hpp"

#include <bit>
#include <cstring>

#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/hex.hpp"
#include "leitmotif/core/json.hpp"

namespace leitmotif::parts {
namespace {

constexpr std::int64_t kLargestRow = 0xFFFFFFFF;
constexpr std::size_t kBytesOfARow = sizeof(float) + sizeof(std::uint32_t);
static_assert(std::endian::native == std::endian::little);

/// Bits of scores and rows: what is compared must be the same number on both sides.
std::string bytes_of(TopK best) {
  std::string bytes;
  for (const ScoredRow& one : best.sorted()) {
    const auto score = std::bit_cast<std::array<char, sizeof one.score>>(one.score);
    const auto row = std::bit_cast<std::array<char, sizeof one.row>>(one.row);
    bytes.append(score.begin(), score.end());
    bytes.append(row.begin(), row.end());
  }
  return hex_of(bytes);
}

const wire::Table<TopK>& best_rows_table() {
  using F = wire::Field<TopK>;
  static const wire::Table<TopK> table(
      "PartSongs", {F::value("offered", &TopK::offered, wire::count("songs that were looked at and let in")),
                    F::value("best", bytes_of,
                             wire::any_text("the best: of each the bits of its score and its row, four bytes each, as "
                                            "hexadecimal digits"))});
  return table;
}

TopK best_from(const Json& value, std::size_t most) {
  const std::optional<std::string> bytes = bytes_of_hex(value["best"].text());
  if (!bytes || bytes->size() % kBytesOfARow != 0) throw JsonMismatch("best is no list of scores and rows");
  std::vector<ScoredRow> rows(bytes->size() / kBytesOfARow);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::memcpy(&rows[i].score, bytes->data() + i * kBytesOfARow, sizeof(float));
    std::memcpy(&rows[i].row, bytes->data() + i * kBytesOfARow + sizeof(float), sizeof(std::uint32_t));
  }
  return TopK::restored(most, value["offered"].get<std::size_t>(), rows);
}

std::vector<TopK> lists_from(const Json& values, std::size_t most) {
  std::vector<TopK> lists;
  for (const Json& value : values) lists.push_back(best_from(value, most));
  return lists;
}

}  // namespace

const wire::Request<PartQuestion>& part_question_keys() {
  using K = wire::Key<PartQuestion>;
  static const wire::Request<PartQuestion> table(
      "PartQuestion",
      {K{"question", answers::recommend_keys().schema(),
         [](const Json& value, PartQuestion& question) { question.wish = answers::recommend_keys().read(value); },
         [](const PartQuestion& question) { return answers::recommend_keys().show(question.wish); }},
       K::member("answered", &PartQuestion::answered,
                 wire::list_of(wire::integer(0, kLargestRow), 0, wire::kManyItems,
                               "rows that are no candidates because they were answered before")),
       K::member("most", &PartQuestion::most,
                 wire::integer(0, kMostOfPart, "how many songs of each kind; 0: the candidates of a path")),
       K::member("state", &PartQuestion::state,
                 wire::map_of(wire::any_text(), "what answers depend on; a part with another refuses"))},
      {"question", "most", "state"});
  return table;
}

const wire::Table<PartFound>& part_found_table() {
  using F = wire::Field<PartFound>;
  static const wire::Table<PartFound> table(
      "PartFound", {F::value("part", &PartFound::part, wire::count("which part this is, counted from 1")),
                    F::value("of", &PartFound::of, wire::count("of how many")),
                    F::value("passed", &PartFound::passed, wire::count("songs that could stand on a path")),
                    F::list("passing", &PartFound::passing, best_rows_table()),
                    F::list("others", &PartFound::others, best_rows_table())});
  return table;
}

PartFound part_found_from(const std::string& text, std::size_t most, const std::string& name) {
  const Json document = parse_json(text, name);
  try {
    PartFound found;
    found.part = document["part"].get<std::size_t>();
    found.of = document["of"].get<std::size_t>();
    found.passed = document["passed"].get<std::size_t>();
    found.passing = lists_from(document["passing"], most);
    found.others = lists_from(document["others"], most);
    return found;
  } catch (const JsonMismatch& mismatch) {
    throw Error(ErrorKind::corrupt_data, name + ": is no answer of a part (" + mismatch.what() + ")");
  }
}

}  // namespace leitmotif::parts
