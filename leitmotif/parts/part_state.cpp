#include "leitmotif/parts/part_state.hpp"

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/listeners/taste_ways.hpp"

namespace leitmotif::parts {
namespace {

/// The learned wishes that are asked for; those of the table are the program's.
std::string learned_wishes(const answers::RecommendRequest& wish, const people::Wishes& wishes) {
  std::string texts;
  for (const std::string& name : wish.about) try {
      texts += wishes.exported(name);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::not_found) throw;
    }
  return texts.empty() ? texts : sha256_hex(texts);
}

/// The songs of the saved list that is asked by, when there is one.
std::string saved_list(const answers::RecommendRequest& wish, const catalog::Catalog& library) {
  if (wish.from_list.size() != 1) return {};
  const auto saved = library.lists().named(wish.from_list.front());
  if (!saved) return {};
  std::string numbers;
  for (const std::int64_t song : saved->songs) numbers += std::to_string(song) + ' ';
  return sha256_hex(numbers);
}

}  // namespace

std::map<std::string, std::string> state_of_answers(const answers::RecommendRequest& wish, const current::View& view,
                                                    const people::Wishes& wishes) {
  const library::Snapshot& snapshot = *view.snapshot;
  std::map<std::string, std::string> state = {{"program", LEITMOTIF_VERSION},
                                              {"model", snapshot.columns.model},
                                              {"state of the songs", snapshot.state},
                                              {"state of blocked songs", std::to_string(view.blocks)}};
  if (!wish.about.empty()) state["set of learned wishes"] = learned_wishes(wish, wishes);
  if (!listeners::asks_taste(wish)) return state;
  const catalog::PlaysState plays = snapshot.library->plays().state();
  state["state of histories"] = std::to_string(plays.last) + ' ' + std::to_string(plays.rewrites);
  state["state of saved lists"] = saved_list(wish, *snapshot.library);
  return state;
}

void require_state(const PartQuestion& question, const std::map<std::string, std::string>& own, const Share& share) {
  for (const auto& [name, value] : own) {
    const auto asked = question.state.find(name);
    if (asked != question.state.end() && asked->second == value) continue;
    throw Error(ErrorKind::unavailable, kOtherState,
                "part " + std::to_string(share.part) + "/" + std::to_string(share.of) + " has another " + name +
                    " than the service that asks");
  }
}

}  // namespace leitmotif::parts
