// `leitmotif tokens ...`: whom a service lets in, what they may do, and until when.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <memory>

#include "apps/command.hpp"
#include "apps/json_output.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/http/token_book.hpp"
#include "leitmotif/places/locations.hpp"

namespace leitmotif::apps {

Command tokens_add_command();
Command tokens_list_command();
Command tokens_remove_command();

namespace {

using http::NamedToken;

struct TokenLines {
  std::vector<NamedToken> tokens;
};

const wire::Table<TokenLines>& token_lines_table() {
  using T = wire::Field<NamedToken>;
  static const wire::Table<NamedToken> line(
      "TokenLine",
      {T::value("name", &NamedToken::name, wire::any_text()),
       T::value(
           "scope", [](const NamedToken& token) { return http::kScopes[static_cast<std::size_t>(token.scope)]; },
           wire::any_text()),
       T::value("made", &NamedToken::made, wire::count("seconds since 1970")),
       T::value("ends", &NamedToken::ends, wire::count("seconds since 1970; 0: never"))});
  static const wire::Table<TokenLines> table("TokenLines",
                                             {wire::Field<TokenLines>::list("tokens", &TokenLines::tokens, line)});
  return table;
}

/// Beside the library.
std::filesystem::path tokens_file(const General& general) {
  const std::filesystem::path& library = general.settings.library;
  return places::places_of(library.empty() ? places::default_library() : library).tokens;
}

std::string day_of(std::int64_t seconds) { return fmt::format("{:%Y-%m-%d}", fmt::gmtime(seconds)); }

std::string to_text(const TokenLines& lines) {
  std::string text;
  for (const NamedToken& token : lines.tokens)
    text += fmt::format("{}: may {}, made {}, {}\n", without_controls(token.name),
                        http::kScopes[static_cast<std::size_t>(token.scope)], day_of(token.made),
                        token.ends == 0 ? "does not end" : "ends " + day_of(token.ends));
  return text.empty() ? "There are no tokens.\n" : text;
}

struct MadeLine {
  std::string name;
  std::string token;
};

const wire::Table<MadeLine>& made_line_table() {
  using F = wire::Field<MadeLine>;
  static const wire::Table<MadeLine> table("MadeToken",
                                           {F::value("name", &MadeLine::name, wire::any_text()),
                                            F::value("token", &MadeLine::token, wire::any_text("shown only now"))});
  return table;
}

}  // namespace

Command tokens_add_command() {
  struct Wish {
    std::string name;
    std::string scope = "listen";
    std::int64_t days = 0;
  };
  const auto wish = std::make_shared<Wish>();
  return {
      "tokens add",
      "let somebody in: make a token, which is shown only once",
      {argument("NAME", "whose it is", &wish->name),
       {"--scope", "SCOPE", "listen (default), keep (lists, hearts, corrections too) or manage (everything)",
        &wish->scope},
       {"--days", "N", "how long it lets in (default: until it is removed)", &wish->days, {.least = 1, .limit = 3650}}},
      [wish](const General& general) {
        const std::filesystem::path file = tokens_file(general);
        std::error_code unmade;  // what cannot be made is told when the file is written
        std::filesystem::create_directories(file.parent_path(), unmade);
        http::TokenBook book(file);
        const MadeLine made{wish->name, book.add(wish->name, http::parse_scope(wish->scope), wish->days)};
        show(general, made_line_table(), made, [](const MadeLine& line) { return line.token + "\n"; });
        return 0;
      }};
}

Command tokens_list_command() {
  return {"tokens list", "tokens with names, without the tokens themselves", {}, [](const General& general) {
            const http::TokenBook book(tokens_file(general));
            show(general, token_lines_table(), TokenLines{book.list()},
                 [](const TokenLines& lines) { return to_text(lines); });
            return 0;
          }};
}

Command tokens_remove_command() {
  const auto name = std::make_shared<std::string>();
  return {"tokens remove",
          "let somebody in no longer",
          {argument("NAME", "whose token goes", name.get())},
          [name](const General& general) {
            http::TokenBook book(tokens_file(general));
            if (!book.remove(*name)) throw Error(ErrorKind::not_found, "there is no token '" + *name + "'");
            tell_gone(general, *name, "'" + without_controls(*name) + "' is not let in any more");
            return 0;
          }};
}

}  // namespace leitmotif::apps
