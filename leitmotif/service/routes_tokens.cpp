// Routes for whom the service lets in: tokens with a name, what they may do, and until when.
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {
namespace {

using http::Holder;
using http::NamedToken;
using http::Scope;

constexpr std::int64_t kMostDays = 3650;

Schema scopes() { return one_of({"listen", "keep", "manage"}, "each may also do what those before may"); }

std::string_view name_of(Scope scope) { return http::kScopes[static_cast<std::size_t>(scope)]; }

const wire::Table<Holder>& holder_table() {
  using F = wire::Field<Holder>;
  static const wire::Table<Holder> table(
      "Holder", {F::value("name", &Holder::name, any_text("of the token; empty for who started the service")),
                 F::value(
                     "scope", [](const Holder& holder) { return name_of(holder.scope); }, scopes())});
  return table;
}

struct Tokens {
  std::vector<NamedToken> tokens;
};

const wire::Table<Tokens>& tokens_table() {
  using T = wire::Field<NamedToken>;
  static const wire::Table<NamedToken> row(
      "NamedToken", {T::value("name", &NamedToken::name, any_text()),
                     T::value(
                         "scope", [](const NamedToken& token) { return name_of(token.scope); }, scopes()),
                     T::value("made", &NamedToken::made, count("seconds since 1970")),
                     T::value("ends", &NamedToken::ends, count("seconds since 1970; 0: never"))});
  static const wire::Table<Tokens> table("Tokens", {wire::Field<Tokens>::list("tokens", &Tokens::tokens, row)});
  return table;
}

/// A token as it is wished for.
struct TokenWish {
  std::string name;
  std::string scope = "listen";
  std::int64_t days = 0;
};

const wire::Request<TokenWish>& token_keys() {
  using K = wire::Key<TokenWish>;
  static const wire::Request<TokenWish> table(
      "NewToken",
      {K::member("name", &TokenWish::name, text(1, http::kMostTokenNameBytes, "whose it is")),
       K::member("scope", &TokenWish::scope, with_default(scopes(), "listen")),
       K::member("days", &TokenWish::days,
                 with_default(integer(0, kMostDays, "how long it lets in; 0: until it is removed"), 0))},
      {"name"});
  return table;
}

struct MadeToken {
  std::string name;
  std::string token;
};

const wire::Table<MadeToken>& made_table() {
  using F = wire::Field<MadeToken>;
  static const wire::Table<MadeToken> table(
      "MadeToken", {F::value("name", &MadeToken::name, any_text()),
                    F::value("token", &MadeToken::token, any_text("shown only now; 64 hexadecimal digits"))});
  return table;
}

Response make(const Parts& parts, const Json& body) {
  const TokenWish wish = token_keys().read(body);
  return table_response(made_table(),
                        {wish.name, parts.tokens.add(wish.name, http::parse_scope(wish.scope), wish.days)}, 201);
}

Response remove(const Parts& parts, const std::string& name) {
  if (!parts.tokens.remove(name)) throw Error(ErrorKind::not_found, "there is no token '" + name + "'");
  return http::no_content();
}

}  // namespace

void add_token_routes(RouteTable& table, Parts& parts) {
  table.push_back(
      {.method = "GET",
       .pattern = "/api/v1/me",
       .summary = "Who asks, and what that one may do",
       .success = {200, "application/json", holder_table().schema()},
       .handler = [&parts](const Call& call) { return table_response(holder_table(), parts.holder(call.request)); }});
  table.push_back({.method = "GET",
                   .pattern = "/api/v1/tokens",
                   .summary = "Tokens with names, without the tokens themselves",
                   .success = {200, "application/json", tokens_table().schema()},
                   .needs = Scope::manage,
                   .handler = [&parts](const Call&) { return table_response(tokens_table(), {parts.tokens.list()}); }});
  table.push_back({.method = "POST",
                   .pattern = "/api/v1/tokens",
                   .summary = "Let somebody in: makes a token and shows it once",
                   .body = token_keys().schema(),
                   .success = {201, "application/json", made_table().schema()},
                   .needs = Scope::manage,
                   .example = R"({"name":"kitchen tablet","scope":"listen","days":365})",
                   .handler = [&parts](const Call& call) { return make(parts, call.body); }});
  table.push_back({.method = "DELETE",
                   .pattern = "/api/v1/tokens/{name}",
                   .summary = "Let somebody in no longer",
                   .path = {{"name", text(1, http::kMostTokenNameBytes), "the token's name", true}},
                   .success = {204, "", {}},
                   .errors = {404},
                   .needs = Scope::manage,
                   .handler = [&parts](const Call& call) { return remove(parts, call.parameters["name"].text()); }});
}

}  // namespace leitmotif::service
