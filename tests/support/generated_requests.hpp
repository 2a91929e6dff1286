// Requests made from an OpenAPI document: mostly such as it describes, sometimes not.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "leitmotif/core/json.hpp"

namespace leitmotif::testing {

struct GeneratedRequest {
  std::string method;
  std::string target;
  std::string body;  ///< JSON; empty: none
  Json responses;    ///< what the document declares, by status
};

class RequestGenerator {
 public:
  RequestGenerator(const Json& document, std::uint64_t seed);
  [[nodiscard]] GeneratedRequest next();
  /// How many operations there are to choose from.
  [[nodiscard]] std::size_t operations() const noexcept { return operations_.size(); }

 private:
  struct Operation {
    std::string path;
    std::string method;
    Json description;
  };
  [[nodiscard]] std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }
  [[nodiscard]] bool happens(double probability) { return std::bernoulli_distribution(probability)(random_); }
  [[nodiscard]] Json value(const Json& schema, int depth);
  [[nodiscard]] Json fitting(const Json& schema, int depth);
  [[nodiscard]] Json object(const Json& schema, int depth);
  [[nodiscard]] Json number(const Json& schema);
  [[nodiscard]] Json oddity();
  [[nodiscard]] std::string text(std::size_t least, std::size_t most);
  [[nodiscard]] std::string target(const Operation& operation);

  Json document_;
  std::vector<Operation> operations_;
  std::mt19937_64 random_;
};

}  // namespace leitmotif::testing
