#include "leitmotif/servers/callers.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"

namespace leitmotif::servers {
namespace {

constexpr std::chrono::seconds kKnownFor{60};
constexpr std::size_t kMostKnown = 10'000;
constexpr std::array<std::string_view, 5> kCredentials = {"u", "p", "t", "s", "apiKey"};

Parameters credentials_of(const Parameters& parameters) {
  Parameters credentials;
  for (const auto& [name, value] : parameters)
    if (std::ranges::find(kCredentials, name) != kCredentials.end()) credentials.emplace_back(name, value);
  return credentials;
}

}  // namespace

Callers::Callers(Account account, MakeTransport make, std::function<Clock::time_point()> now)
    : account_(std::move(account)), make_(std::move(make)), now_(std::move(now)) {}

HttpAnswer Callers::ping(const Parameters& parameters) {
  std::unique_ptr<Transport> transport;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      transport = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!transport) transport = make_();
  HttpAnswer answer = transport->send(passed_on(account_, "ping", parameters));
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(transport));
  return answer;
}

std::optional<CallerRefusal> Callers::refusal(const Parameters& parameters) {
  const Parameters credentials = credentials_of(parameters);
  if (credentials.empty()) return CallerRefusal{10, "sign in: u with p, or u with t and s, or apiKey is missing"};
  const std::string digest = sha256_hex(form_of(credentials));
  {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(digest);
    if (found != known_.end() && now_() < found->second) return std::nullopt;
  }
  try {
    const HttpAnswer answer = ping(credentials);
    if (const std::optional<int> code = code_of(answer))
      return CallerRefusal{*code, "the music server does not let this caller in"};
    (void)read_answer(answer, "the music server");
  } catch (const Error& error) {
    return CallerRefusal{0, std::string("the music server cannot be asked who this is: ") + error.what()};
  }
  const std::lock_guard lock(mutex_);
  if (known_.size() >= kMostKnown) std::erase_if(known_, [&](const auto& one) { return one.second <= now_(); });
  if (known_.size() < kMostKnown) known_[digest] = now_() + kKnownFor;
  return std::nullopt;
}

}  // namespace leitmotif::servers
