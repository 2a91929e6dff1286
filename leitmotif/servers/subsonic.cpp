#include "leitmotif/servers/subsonic.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/hex.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/core/percent.hpp"
#include "leitmotif/text/music_ids.hpp"

namespace leitmotif::servers {
namespace {

constexpr std::array<std::string_view, 3> kSignIns = {"api_key", "token", "password"};
/// The last version of the protocol before the open one; servers take what they know of it.
constexpr const char* kVersion = "1.16.1";
constexpr const char* kClient = "leitmotif";

/// The part of an address between scheme and path.
std::string_view authority_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  return url.substr(0, url.find_first_of("/?#"));
}

std::string_view without_port(std::string_view authority) {
  if (authority.starts_with('[')) return authority.substr(0, authority.find(']') + 1);
  return authority.substr(0, authority.find(':'));
}

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "[::1]") return true;
  return host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// Everything but letters, digits and `-._~` as % and two digits.
std::string component(std::string_view text) {
  std::string encoded = percent_encoded(text);
  for (std::size_t at = encoded.find('/'); at != std::string::npos; at = encoded.find('/', at))
    encoded.replace(at, 1, "%2F");
  return encoded;
}

Parameters signed_in(const Account& account, std::string_view salt) {
  Parameters parameters;
  if (!account.user.empty() && account.sign_in != SignIn::api_key) parameters.emplace_back("u", account.user);
  switch (account.sign_in) {
    case SignIn::api_key:
      parameters.emplace_back("apiKey", account.secret);
      break;
    case SignIn::token:
      parameters.emplace_back("t", md5_hex(account.secret + std::string(salt)));
      parameters.emplace_back("s", salt);
      break;
    case SignIn::password:
      if (!account.plain_password && !is_private_way(account.url))
        throw Error(ErrorKind::invalid_argument, account.name + ": " + host_of(account.url) +
                                                     " wants the password as it is, which others on the way could "
                                                     "read; give an https address, or insist by --plain-password");
      parameters.emplace_back("p", "enc:" + hex_of(account.secret));
      break;
  }
  return parameters;
}

/// What every request says, whoever signs in.
Ask completed(const Account& account, std::string_view method, Parameters all) {
  all.emplace_back("v", kVersion);
  all.emplace_back("c", kClient);
  all.emplace_back("f", "json");
  Ask ask{account.url + "/rest/" + std::string(method), form_of(all)};
  if (account.posts) return ask;
  ask.url += "?" + std::exchange(ask.form, {});
  if (ask.url.size() > kMostLineBytes)
    throw Error(ErrorKind::resource_limit, account.name + ": a request of " + std::to_string(ask.url.size()) +
                                               " bytes; the limit is " + std::to_string(kMostLineBytes));
  return ask;
}

/// What a server says, on one line and not too long.
std::string said(std::string_view message) {
  constexpr std::size_t kMost = 200;
  std::string line(message.substr(0, kMost));
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return std::string(ascii::trimmed(line, " "));
}

/// What a failed answer's code means.
[[noreturn]] void throw_code(int code, const std::string& message, const std::string& who) {
  const std::string words = message.empty() ? "" : ": " + message;
  const std::string number = " (code " + std::to_string(code) + words + ")";
  switch (code) {
    case 10:
      throw Error(ErrorKind::unsupported, who + " misses a parameter: it does not know this way of asking" + number);
    case 20:
    case 30:
      throw Error(ErrorKind::unsupported, who + " speaks another version of the protocol" + number);
    case 40:
      throw Error(ErrorKind::invalid_argument, who + " does not know this user and password" + number);
    case 41:
    case 42:
      throw Error(ErrorKind::unsupported, who + " does not take this way of signing in" + number);
    case 43:
      throw Error(ErrorKind::invalid_argument, who + " was given two ways of signing in" + number);
    case 44:
      throw Error(ErrorKind::invalid_argument, who + " does not know this API key" + number);
    case 50:
      throw Error(ErrorKind::invalid_argument, who + " does not allow this to the user" + number);
    case 60:
      throw Error(ErrorKind::unsupported, who + " wants a licence" + number);
    case 70:
      throw Error(ErrorKind::not_found, who + " has no such thing" + number);
    default:
      break;
  }
  if (ascii::lower_case(message).find("unknown method") != std::string::npos)
    throw Error(ErrorKind::unsupported, who + " does not know this method" + number);
  throw Error(ErrorKind::io, who + " refused" + number);
}

/// A status that says what went wrong before OpenSubsonic did.
void require_good_status(const HttpAnswer& answer, const std::string& who) {
  const std::string status = "HTTP " + std::to_string(answer.status);
  if (answer.status >= 300 && answer.status < 400) {
    const std::string place = answer.location.substr(0, answer.location.find_first_of("?#"));
    throw Error(ErrorKind::io, who + " sends on to another address (" + status + "): " + said(place) +
                                   "; give that one, if you trust it");
  }
  if (answer.status == 401 || answer.status == 403)
    throw Error(ErrorKind::invalid_argument, who + " does not let this user in (" + status + ")");
  if (answer.status == 404 || answer.status == 410)
    throw Error(ErrorKind::not_found, who + " has no OpenSubsonic interface at this address (" + status + ")");
  if (answer.status != 200) throw Error(ErrorKind::io, who + " answered " + status + ", expected 200");
}

std::optional<Json> inner_of(const HttpAnswer& answer) {
  try {
    Json document = parse_json(answer.body, "answer");
    if (const auto inner = document.find("subsonic-response"); inner != document.end() && inner->is_object())
      return *inner;
  } catch (const Error&) {
    // What it is instead is said by who asks.
  }
  return std::nullopt;
}

int failure_of(const Json& inner) {
  const auto error = inner.find("error");
  if (error == inner.end() || !error->is_object()) return 0;
  const auto code = error->find("code");
  return code != error->end() && code->is_number() ? code->get<int>() : 0;
}

std::string text_in(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  return found->is_number() ? found->dump() : std::string();
}

bool is_true(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

std::optional<double> number_in(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

/// The words of one of the structured lyrics.
std::string words_of_lines(const Json& lyric) {
  const auto lines = lyric.find("line");
  if (lines == lyric.end() || !lines->is_array()) return {};
  std::string words;
  for (const Json& line : *lines)
    if (line.is_object()) words += text_in(line, "value") + "\n";
  return std::string(ascii::trimmed(words, ascii::kBlanksAndLineEnds));
}

}  // namespace

std::string_view name_of(SignIn sign_in) noexcept { return kSignIns[static_cast<std::size_t>(sign_in)]; }

std::optional<SignIn> sign_in_from(std::string_view name) noexcept {
  const auto* const found = std::ranges::find(kSignIns, name);
  return found == kSignIns.end() ? std::nullopt : std::optional(static_cast<SignIn>(found - kSignIns.begin()));
}

std::string base_url(std::string_view written) {
  const std::string_view trimmed = ascii::trimmed(written, ascii::kBlanksAndLineEnds);
  std::string url(trimmed.substr(0, trimmed.find_first_of("?#")));
  if (url.find("://") == std::string::npos)
    url = (is_loopback(without_port(authority_of(url))) ? "http://" : "https://") + url;
  const std::string scheme = ascii::lower_case(url.substr(0, url.find("://")));
  const std::string authority(authority_of(url));
  if ((scheme != "http" && scheme != "https") || without_port(authority).empty())
    throw Error(ErrorKind::invalid_argument, "expected the address of a server, such as https://music.example");
  if (authority.find('@') != std::string::npos)
    throw Error(ErrorKind::invalid_argument, "an address with a user or password in it is not taken; see --user");
  for (const char c : url)
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F)
      throw Error(ErrorKind::invalid_argument, "the address of the server has a blank or control character in it");
  url = scheme + url.substr(url.find("://"));
  if (const std::size_t rest = url.find("/rest", scheme.size() + 3 + authority.size());
      rest != std::string::npos && (rest + 5 == url.size() || url[rest + 5] == '/'))
    url.resize(rest);
  while (url.ends_with('/')) url.pop_back();
  return url;
}

std::string host_of(std::string_view url) { return std::string(authority_of(url)); }

bool is_private_way(std::string_view url) {
  return url.starts_with("https://") || is_loopback(without_port(authority_of(url)));
}

void require_sound_name(std::string_view name) {
  constexpr std::size_t kMost = 40;
  const bool fits = std::ranges::all_of(
      name, [](char c) { return ascii::is_letter_or_digit(c) || c == '-' || c == '_' || c == '.'; });
  if (!fits || name.empty() || name.size() > kMost)
    throw Error(ErrorKind::invalid_argument, "--name", "expected 1 to 40 letters, digits or -_. without blanks");
}

std::string form_of(const Parameters& parameters) {
  std::string form;
  for (const auto& [name, value] : parameters)
    form += (form.empty() ? "" : "&") + component(name) + "=" + component(value);
  return form;
}

Ask ask_of(const Account& account, std::string_view method, const Parameters& parameters, std::string_view salt) {
  Parameters all = signed_in(account, salt);
  all.insert(all.end(), parameters.begin(), parameters.end());
  return completed(account, method, std::move(all));
}

Ask passed_on(const Account& account, std::string_view method, const Parameters& parameters) {
  return completed(account, method, parameters);
}

std::optional<int> code_of(const HttpAnswer& answer) {
  const std::optional<Json> inner = inner_of(answer);
  if (!inner || text_in(*inner, "status") == "ok" || !inner->contains("error")) return std::nullopt;
  return failure_of(*inner);
}

Json read_answer(const HttpAnswer& answer, const std::string& who) {
  std::optional<Json> inner = inner_of(answer);
  if (!inner) {
    require_good_status(answer, who);
    const bool is_page = answer.type.find("html") != std::string::npos || answer.body.starts_with("<!") ||
                         answer.body.starts_with("<html");
    throw Error(ErrorKind::corrupt_data,
                who + " answered with " +
                    (is_page ? std::string("a web page, expected JSON: is this the address of the server itself?")
                             : std::string("something else than OpenSubsonic's JSON")));
  }
  if (text_in(*inner, "status") == "ok") return *std::move(inner);
  const auto error = inner->find("error");
  const bool says = error != inner->end() && error->is_object();
  throw_code(failure_of(*inner), says ? said(text_in(*error, "message")) : "", who);
}

std::optional<RemoteEntry> entry_from(const Json& child) {
  if (!child.is_object() || is_true(child, "isDir") || is_true(child, "isVideo")) return std::nullopt;
  const std::string type = text_in(child, "type");
  if (!type.empty() && type != "music") return std::nullopt;
  RemoteEntry entry;
  entry.id = text_in(child, "id");
  entry.title = text_in(child, "title");
  if (entry.id.empty() || entry.title.empty()) return std::nullopt;
  entry.artist = text_in(child, "displayArtist");
  if (entry.artist.empty()) entry.artist = text_in(child, "artist");
  entry.album = text_in(child, "album");
  entry.album_artist = text_in(child, "displayAlbumArtist");
  const auto place_in = [&](const char* key) -> std::optional<int> {
    constexpr double kMost = 9999;
    const auto number = number_in(child, key);
    if (!number || !(*number >= 1) || *number > kMost) return std::nullopt;
    return static_cast<int>(*number);
  };
  entry.disc = place_in("discNumber");
  entry.track = place_in("track");
  entry.genre = ascii::lower_case(text_in(child, "genre"));
  constexpr int kFirstYear = 1000;
  constexpr int kLastYear = 9999;
  if (const auto year = number_in(child, "year"); year && *year >= kFirstYear && *year <= kLastYear)
    entry.year = static_cast<int>(*year);
  constexpr double kMostSeconds = 1e7;
  if (const auto seconds = number_in(child, "duration"); seconds && *seconds > 0 && *seconds < kMostSeconds)
    entry.length_ms = static_cast<std::int64_t>(*seconds * 1000);
  entry.ids.recording_id = text::musicbrainz_id(text_in(child, "musicBrainzId"));
  if (const auto codes = child.find("isrc"); codes != child.end())
    for (const Json& code : *codes)
      if (code.is_string() && entry.ids.isrc.empty()) entry.ids.isrc = text::recording_code(code.get<std::string>());
  entry.explicit_status = text_in(child, "explicitStatus");
  return entry;
}

std::string structured_words(const Json& answer) {
  const auto list = answer.find("lyricsList");
  if (list == answer.end() || !list->is_object()) return {};
  const auto lyrics = list->find("structuredLyrics");
  if (lyrics == list->end() || !lyrics->is_array()) return {};
  std::string first;
  for (const Json& lyric : *lyrics) {
    if (!lyric.is_object()) continue;
    std::string words = words_of_lines(lyric);
    if (words.empty()) continue;
    const std::string language = ascii::lower_case(text_in(lyric, "lang"));
    const bool preferred =
        language.empty() || language == "xxx" || language == "und" || language == "zxx" || language.starts_with("en");
    if (preferred) return words;
    if (first.empty()) first = std::move(words);
  }
  return first;
}

}  // namespace leitmotif::servers
