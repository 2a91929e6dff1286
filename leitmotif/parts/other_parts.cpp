#include "leitmotif/parts/other_parts.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>
#include <utility>
#include <variant>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/parts/part_state.hpp"
#include "leitmotif/servers/transport.hpp"

namespace leitmotif::parts {
namespace {

using namespace std::chrono_literals;

/// A part that does not connect at once is taken for gone; one that works on a question may take a while.
constexpr servers::TransportLimits kLimits{.connect = 900ms, .silence = 30s, .answer_bytes = std::size_t{1} << 30U};

/// What a part gives, or why it gives nothing.
using PartReply = std::variant<PartFound, PartTrouble>;

/// What a part refused with.
PartTrouble trouble_in(const servers::HttpAnswer& answer, const std::string& address) {
  try {
    const Json error = Json::parse(answer.body)["error"];
    const bool is_other_state = error.contains("field") && error["field"].text() == "body." + std::string(kOtherState);
    const std::string words = error["message"].text();
    return {address + ": " + (is_other_state ? words.substr(std::string_view(kOtherState).size() + 2) : words),
            is_other_state};
  } catch (const JsonMismatch&) {
    return {address + ": status " + std::to_string(answer.status), false};
  }
}

}  // namespace

/// The way to one part. Used by several threads; each has a connection of its own for a request.
class OtherParts::Line {
 public:
  Line(std::string address, std::string token) : address_(std::move(address)), token_(std::move(token)) {}

  [[nodiscard]] PartReply ask(const std::string& body, std::size_t most) const {
    try {
      std::unique_ptr<servers::Transport> transport = borrow();
      servers::Ask ask{address_ + "/api/v1/parts/scan", body};
      ask.type = "application/json";
      ask.bearer = token_;
      const servers::HttpAnswer answer = transport->send(ask);
      give_back(std::move(transport));
      if (answer.status != 200) return trouble_in(answer, address_);
      return part_found_from(answer.body, most, address_);
    } catch (const Error& error) {
      return PartTrouble{address_ + ": " + error.what(), false};
    }
  }
  [[nodiscard]] const std::string& address() const noexcept { return address_; }

 private:
  [[nodiscard]] std::unique_ptr<servers::Transport> borrow() const {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return servers::http_transport(kLimits);
    std::unique_ptr<servers::Transport> transport = std::move(idle_.back());
    idle_.pop_back();
    return transport;
  }
  void give_back(std::unique_ptr<servers::Transport> transport) const {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(transport));
  }

  std::string address_;
  std::string token_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<servers::Transport>> idle_;
};

class OtherParts::Asked final : public AskedParts {
 public:
  Asked(const OtherParts& parts, PartQuestion question, bool may_miss)
      : parts_(parts), question_(std::move(question)), may_miss_(may_miss) {}

  [[nodiscard]] recommend::Scanned scan(std::size_t most) const override {
    const std::vector<PartFound> all = found(most);
    recommend::Scanned joined{all.front().passing, all.front().others};
    for (std::size_t i = 1; i < all.size(); ++i) {
      add(joined.passing, all[i].passing);
      add(joined.others, all[i].others);
    }
    return joined;
  }

  [[nodiscard]] recommend::PathCandidates path() const override {
    const std::vector<PartFound> all = found(0);
    recommend::PathCandidates joined{all.front().passing, all.front().passed};
    for (std::size_t i = 1; i < all.size(); ++i) {
      add(joined.best, all[i].passing);
      joined.passed += all[i].passed;
    }
    return joined;
  }

  [[nodiscard]] std::vector<std::size_t> missing() const override { return missing_; }

 private:
  static void add(std::vector<TopK>& to, const std::vector<TopK>& more) {
    if (to.size() != more.size())
      throw Error(ErrorKind::unavailable, "two parts divide songs differently; are they of one version?");
    for (std::size_t i = 0; i < to.size(); ++i) to[i].add(more[i]);
  }

  /// What the parts have, at least of one.
  [[nodiscard]] std::vector<PartFound> found(std::size_t most) const {
    PartQuestion question = question_;
    question.most = static_cast<std::int64_t>(most);
    const std::string body = part_question_keys().show(question).dump();
    std::vector<PartReply> replies(parts_.lines_.size());
    {
      std::vector<std::jthread> asking;
      for (std::size_t i = 0; i < replies.size(); ++i)
        asking.emplace_back([&, i] { replies[i] = parts_.lines_[i]->ask(body, kept_of(most)); });
    }
    return checked(std::move(replies));
  }

  /// As recommend::find_path has it.
  [[nodiscard]] std::size_t kept_of(std::size_t most) const {
    return most > 0 ? most : recommend::candidates_of_a_point(static_cast<std::size_t>(question_.wish.n));
  }

  [[nodiscard]] std::vector<PartFound> checked(std::vector<PartReply> replies) const {
    std::vector<PartFound> all;
    std::vector<std::string> of_number(replies.size());
    PartTrouble trouble;
    for (std::size_t i = 0; i < replies.size(); ++i) {
      const std::string& address = parts_.lines_[i]->address();
      if (const auto* reason = std::get_if<PartTrouble>(&replies[i])) {
        if (trouble.words.empty()) trouble = *reason;
        continue;
      }
      PartFound& part = std::get<PartFound>(replies[i]);
      require_place(part, address, of_number);
      all.push_back(std::move(part));
    }
    if (!trouble.words.empty() && (!may_miss_ || all.empty())) refuse(trouble);
    for (std::size_t number = 1; number <= of_number.size(); ++number)
      if (of_number[number - 1].empty() && std::ranges::find(missing_, number) == missing_.end())
        missing_.push_back(number);
    std::ranges::sort(missing_);
    return all;
  }

  [[noreturn]] static void refuse(const PartTrouble& trouble) {
    if (trouble.is_other_state) throw Error(ErrorKind::unavailable, kOtherState, trouble.words);
    throw Error(ErrorKind::unavailable, "a part of the service gives nothing: " + trouble.words);
  }

  static void require_place(const PartFound& part, const std::string& address, std::vector<std::string>& of_number) {
    const std::string place = std::to_string(part.part) + "/" + std::to_string(part.of);
    if (part.of != of_number.size() || part.part < 1 || part.part > part.of)
      throw Error(ErrorKind::unavailable,
                  address + ": is part " + place + ", but " + std::to_string(of_number.size()) + " parts are asked");
    std::string& before = of_number[part.part - 1];
    if (!before.empty()) throw Error(ErrorKind::unavailable, before + " and " + address + " are both part " + place);
    before = address;
  }

  const OtherParts& parts_;
  PartQuestion question_;
  bool may_miss_;
  mutable std::vector<std::size_t> missing_;
};

OtherParts::OtherParts(const std::vector<std::string>& addresses, const std::string& token) {
  for (std::string address : addresses) {
    while (address.ends_with('/')) address.pop_back();
    if (!address.starts_with("http://") && !address.starts_with("https://"))
      throw Error(ErrorKind::invalid_argument, "parts: '" + address + "' is no URL such as http://10.0.0.1:8080");
    for (const std::unique_ptr<Line>& line : lines_)
      if (line->address() == address)
        throw Error(ErrorKind::invalid_argument, "parts: '" + address + "' is given twice");
    lines_.push_back(std::make_unique<Line>(std::move(address), token));
  }
}

OtherParts::~OtherParts() = default;

std::shared_ptr<const AskedParts> OtherParts::asked(PartQuestion question, bool may_miss) const {
  return std::make_shared<const Asked>(*this, std::move(question), may_miss);
}

std::size_t OtherParts::size() const noexcept { return lines_.size(); }

}  // namespace leitmotif::parts
