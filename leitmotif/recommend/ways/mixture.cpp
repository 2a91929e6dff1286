// A mix of topics, and the mixture of a text: how much two mixtures have in common (Bhattacharyya's coefficient).
#include <cmath>
#include <limits>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/recommend/ways/way.hpp"

namespace leitmotif::recommend {
namespace {

std::vector<float> roots_of_shares(const std::vector<float>& weights) {
  double sum = 0;
  for (const float weight : weights) sum += double{weight};
  std::vector<float> roots;
  for (const float weight : weights) roots.push_back(static_cast<float>(std::sqrt(double{weight} / sum)));
  return roots;
}

class MixtureWay final : public Way {
 public:
  MixtureWay(PartKind kind, const Library& library, const std::vector<float>& weights)
      : kind_(kind), library_(library), roots_(roots_of_shares(weights)) {}

  [[nodiscard]] PartKind kind() const noexcept override { return kind_; }
  void score(std::size_t begin, std::span<float> values, std::span<std::uint32_t> /*group*/) const override {
    const std::size_t count = values.size();
    const std::size_t topics = library_.topics;
    dot_products(library_.root_mixture.piece(begin * library_.parts, count * library_.parts).data(), library_.parts,
                 roots_.data(), values);
    for (std::size_t i = 0; i < count; ++i) {
      // Something in common says that something is known, without looking at what the topics are.
      if (topics > 0 && (values[i] != 0 || !std::isnan(library_.probability_of(begin + i, 0)))) continue;
      values[i] = std::numeric_limits<float>::quiet_NaN();
    }
  }
  [[nodiscard]] Match match(std::size_t song) const override {
    return {dot_product(library_.roots_of(song), roots_), std::nullopt};
  }

 private:
  PartKind kind_;
  const Library& library_;
  std::vector<float> roots_;  ///< [parts] roots of the weights, which sum to 1
};

void check_weights(const std::vector<float>& weights, const char* name) {
  const auto refuse = [&](const std::string& reason) { throw Error(ErrorKind::invalid_argument, name, reason); };
  float sum = 0;
  for (const float weight : weights) {
    if (!(weight >= 0) || !std::isfinite(weight))
      refuse("a weight is " + std::to_string(weight) + "; expected a number of at least 0");
    sum += weight;
  }
  if (!(sum > 0)) refuse("all weights are 0; expected at least one above 0");
}

void check_parts(const Library& library, const std::vector<float>& weights) {
  if (weights.size() == library.parts) return;
  throw Error(ErrorKind::invalid_argument, "a mixture of " + std::to_string(weights.size()) +
                                               " weights is asked for; the library's have " +
                                               std::to_string(library.parts));
}

}  // namespace

const WayRow kMixWay = {PartKind::mix, [](const Query& query) { return !query.mix.empty(); },
                        [](const Query& query) { check_weights(query.mix, "mix"); },
                        [](const Library& library, const Query& query) { check_parts(library, query.mix); },
                        [](const Library& library, const Query& query) -> std::unique_ptr<Way> {
                          return std::make_unique<MixtureWay>(PartKind::mix, library, query.mix);
                        }};

const WayRow kTextWay = {PartKind::text, [](const Query& query) { return !query.text.empty(); },
                         [](const Query& query) { check_weights(query.text, "text"); },
                         [](const Library& library, const Query& query) { check_parts(library, query.text); },
                         [](const Library& library, const Query& query) -> std::unique_ptr<Way> {
                           return std::make_unique<MixtureWay>(PartKind::text, library, query.text);
                         }};

}  // namespace leitmotif::recommend
