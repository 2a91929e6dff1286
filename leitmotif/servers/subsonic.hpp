// The OpenSubsonic protocol without a network: what is asked, and what an answer means.
// Flow: Account, a method and its parameters -> Ask -> a transport -> HttpAnswer -> JSON or Error.
// Source: opensubsonic.netlify.app (API reference, error codes), subsonic.org/pages/api.jsp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/core/song_reference.hpp"

namespace leitmotif::servers {

/// How an account signs in, in the order they are preferred.
enum class SignIn : std::uint8_t {
  api_key,   ///< a key that the server made
  token,     ///< a digest of the password and a salt
  password,  ///< the password in hexadecimal digits: whoever sees the request has it
};

/// As files and answers spell it: "api_key", "token", "password".
[[nodiscard]] std::string_view name_of(SignIn sign_in) noexcept;
/// The way of that name, or nothing.
[[nodiscard]] std::optional<SignIn> sign_in_from(std::string_view name) noexcept;

/// A person's account on a server.
struct Account {
  std::string name;    ///< what the person calls the server; see require_sound_name
  std::string url;     ///< as base_url gives it
  std::string user;    ///< empty: an API key is all it takes
  std::string secret;  ///< password or API key; never in a message
  SignIn sign_in = SignIn::token;
  bool posts = true;            ///< it takes parameters as the body of a POST
  bool plain_password = false;  ///< the password may be sent as it is, wherever the server is
};

/// What is sent.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// What came back.
struct HttpAnswer {
  int status = 0;
  std::string type;      ///< media type as sent
  std::string location;  ///< of a redirect
  std::string body;
};

/// A request on its way: a GET without a form, else a POST.
struct Ask {
  std::string url;
  std::string form;
  std::string type = {};    ///< media type of `form`; empty: a form's
  std::string bearer = {};  ///< a token that lets the sender in; empty: none
};

/// The longest line a GET may have, so that every server and proxy takes it.
inline constexpr std::size_t kMostLineBytes = 8000;

/// The address of a server's root, as a person may write it: a scheme is completed by http for loopback and https for
/// others; a slash, `/rest` and what follows it go. Throws invalid_argument (another scheme, user or password in it, no
/// host).
[[nodiscard]] std::string base_url(std::string_view written);
/// The host and port of an address, for messages.
[[nodiscard]] std::string host_of(std::string_view url);
/// Whether what is sent there stays on this machine, or cannot be read on its way.
[[nodiscard]] bool is_private_way(std::string_view url);
/// Letters, digits and `-_.`, 1 to 40. Throws invalid_argument.
void require_sound_name(std::string_view name);

/// `a=1&b=%20`: what stands for the parameters in a query or a form.
[[nodiscard]] std::string form_of(const Parameters& parameters);

/// The request of a method. `salt`: drawn anew for each, of at least six characters. Throws invalid_argument for a
/// password that may not be sent as it is to where the server is, resource_limit for a GET above kMostLineBytes.
[[nodiscard]] Ask ask_of(const Account& account, std::string_view method, const Parameters& parameters,
                         std::string_view salt);

/// The request of a method with what somebody else signs in with. Throws resource_limit as ask_of.
[[nodiscard]] Ask passed_on(const Account& account, std::string_view method, const Parameters& parameters);

/// The object inside of `subsonic-response`. `who` heads messages.
/// Throws, on one line each: invalid_argument (codes 40, 43, 44, 50; HTTP 401, 403), unsupported (10, 20, 30, 41, 42,
/// 60; methods it does not know), not_found (70; HTTP 404), corrupt_data (no JSON, or none of OpenSubsonic), io (other
/// codes and statuses; a redirect, naming the address without its query).
[[nodiscard]] Json read_answer(const HttpAnswer& answer, const std::string& who);

/// The code of an answer that has failed; nothing when it is well or makes no sense.
[[nodiscard]] std::optional<int> code_of(const HttpAnswer& answer);

/// A song as a server names it.
struct RemoteEntry : SongReference {
  std::string id = {};
  std::string genre = {};
  std::string album_artist = {};
  std::optional<int> disc = {};      ///< of the album's
  std::optional<int> track = {};     ///< of the disc's
  std::string explicit_status = {};  ///< OpenSubsonic's: `explicit`, `clean`; empty when the server does not say
};

/// Reads a `Child`; nothing for folders, videos, podcasts and what has no id or title.
[[nodiscard]] std::optional<RemoteEntry> entry_from(const Json& child);

/// The words of the best of structured lyrics, a line each: of those with words the first in English or without a
/// language, else the first. Empty when there is none.
[[nodiscard]] std::string structured_words(const Json& answer);

}  // namespace leitmotif::servers
