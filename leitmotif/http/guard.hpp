// Who may ask: the address a request was meant for, the page it comes from, and the token.
// Flow: Request -> Guard::refusal -> an error, or the route table. POST /login -> Guard::login -> the cookie.
// Source: OWASP on DNS rebinding and cross-site request forgery; W3C Fetch Metadata.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "leitmotif/http/about.hpp"
#include "leitmotif/http/message.hpp"
#include "leitmotif/http/token_book.hpp"

namespace leitmotif::http {

/// Whom the guard lets in.
struct GuardOptions {
  About about = {};                       ///< its name heads the form, its prefix begins the name of the cookie
  std::vector<std::string> hosts;         ///< names that Host may have beside localhost and addresses in digits
  std::vector<std::string> origins = {};  ///< other pages that may ask, as browsers write them: https://page.example
  /// Whether a token is the right one; none: no token is asked for.
  std::function<bool(const std::string&)> knows_token;
  /// Whose named token it is; none: there are no named tokens.
  std::function<std::optional<Holder>(const std::string&)> holder_of = {};
  /// The same as knows_token as far as it is known without looking long; none: a token is always looked at long.
  std::function<bool(const std::string&)> knows_token_at_once = {};
};

/// Stands before every route: refuses foreign hosts and origins, and asks for the token. Thread-safe.
class Guard {
 public:
  explicit Guard(GuardOptions options) : options_(std::move(options)) {}

  /// Why the request is not answered, or nothing.
  ///
  /// 400: two Hosts, so it is not clear who is meant (RFC 9112 section 3.2). 421: the Host is a name that this server
  /// was not told, so a stranger's name was made to point here. 403: a page of another origin asks. 401: no token, or a
  /// wrong one; /healthz, /readyz, /login and what the form looks like need none.
  [[nodiscard]] std::optional<Response> refusal(const Request& request) const;

  /// Whether `refusal` will not look long at a token.
  [[nodiscard]] bool is_quick(const Request& request) const;

  /// Answers POST /login, the form that `refusal` shows to a browser: a cookie that scripts cannot read and that lasts
  /// a year, and on to the page; the form again for a wrong token.
  [[nodiscard]] Response login(const Request& request) const;
  /// Answers POST /logout: the cookie goes.
  [[nodiscard]] Response logout() const;
  /// The sign-in page as GET /login shows it.
  [[nodiscard]] Response sign_in_page(const std::string& trouble = "") const;

  /// Who asks, for a request that is not refused. Without tokens, and with the one of who started the service, that is
  /// somebody without a name who may do everything.
  [[nodiscard]] Holder holder(const Request& request) const;

  /// The headers that let a page of another origin that may ask read the answer; none for others.
  /// Source: the Fetch standard, CORS protocol.
  [[nodiscard]] Headers sharing(const Request& request) const;

  /// The token of a request: `authorization: Bearer TOKEN`, or the cookie `PREFIX_token`. Empty when it has none.
  [[nodiscard]] std::string token_of(const Request& request) const;

 private:
  [[nodiscard]] Response unauthorized(const Request& request) const;
  [[nodiscard]] Response turned(std::int64_t seconds, const std::string& token) const;
  [[nodiscard]] bool may_share(const Request& request) const;
  [[nodiscard]] bool admits(const std::string& token) const;
  [[nodiscard]] std::optional<Response> with_token(const Request& request) const;

  GuardOptions options_;
};

}  // namespace leitmotif::http
