// The other parts of a service, which look through their shares of the songs.
// Flow: `serve --parts URL,...` -> OtherParts::asked -> recommend::Elsewhere -> POST to each -> what they found,
// joined.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "leitmotif/parts/part_question.hpp"
#include "leitmotif/recommend/elsewhere.hpp"

namespace leitmotif::parts {

/// What is wrong with a part, so that it can be said in one line.
struct PartTrouble {
  std::string words;
  bool is_other_state = false;  ///< it runs, but holds other songs: perhaps only for a moment
};

/// One question, put to all parts at once. Its const functions throw unavailable when a part gives nothing (about
/// kOtherState of part_state.hpp when it holds something else), or of parts that are not 1 to N of N, each once. For
/// one thread.
class AskedParts : public recommend::Elsewhere {
 public:
  /// Numbers of parts that gave nothing, when that is allowed; ascending, each once.
  [[nodiscard]] virtual std::vector<std::size_t> missing() const = 0;
};

/// May be used by several threads.
class OtherParts {
 public:
  /// URLs of services, with or without a path; in any order. Throws invalid_argument.
  OtherParts(const std::vector<std::string>& addresses, const std::string& token);
  ~OtherParts();
  OtherParts(const OtherParts&) = delete;
  OtherParts& operator=(const OtherParts&) = delete;

  /// Nobody is asked yet. `may_miss`: parts that give nothing are left out, if one gives something. Lifetime: within
  /// this object's.
  [[nodiscard]] std::shared_ptr<const AskedParts> asked(PartQuestion question, bool may_miss) const;
  [[nodiscard]] std::size_t size() const noexcept;

 private:
  class Asked;
  class Line;
  std::vector<std::unique_ptr<Line>> lines_;
};

}  // namespace leitmotif::parts
