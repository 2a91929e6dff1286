#include "leitmotif/servers/rest_answer.hpp"

#include <algorithm>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/markup.hpp"

namespace leitmotif::servers {
namespace {

constexpr const char* kNamespace = "http://subsonic.org/restapi";

bool is_xml_name(std::string_view name) {
  if (name.empty() || !(ascii::is_letter(name.front()) || name.front() == '_')) return false;
  return std::ranges::all_of(name,
                             [](char c) { return ascii::is_letter_or_digit(c) || c == '_' || c == '-' || c == '.'; });
}

/// A value as text; the two characters that HTML may have and XML may not become U+FFFD.
std::string xml_text(const Json& value) {
  std::string text = value.is_string() ? value.get<std::string>() : value.dump();
  for (const std::string_view none : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"})
    for (std::size_t at = text.find(none); at != std::string::npos; at = text.find(none, at))
      text.replace(at, none.size(), "\xEF\xBF\xBD");
  return escaped(text).str();
}

void write_element(std::string_view name, const Json& value, std::string_view extra, std::string& out) {
  if (value.is_array()) {
    for (const Json& item : value) write_element(name, item, extra, out);
    return;
  }
  if (value.is_null()) return;
  out.append("<").append(name).append(extra);
  std::string inside;
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      if (!is_xml_name(key) || member.is_null()) continue;
      if (member.is_object() || member.is_array())
        write_element(key, member, {}, inside);
      else if (key == "value")
        inside += xml_text(member);
      else
        out.append(" ").append(key).append("=\"").append(xml_text(member)).append("\"");
    }
  } else {
    inside = xml_text(value);
  }
  if (inside.empty())
    out += "/>";
  else
    out.append(">").append(inside).append("</").append(name).append(">");
}

std::string written(const char* status, const Json& content, RestForm form) {
  Json inner = {{"status", status},
                {"version", "1.16.1"},
                {"type", "leitmotif"},
                {"serverVersion", LEITMOTIF_VERSION},
                {"openSubsonic", true}};
  for (const auto& [key, member] : content.items()) inner[key] = member;
  if (form == RestForm::json) return Json{{"subsonic-response", std::move(inner)}}.dump();
  std::string out = R"(<?xml version="1.0" encoding="UTF-8"?>)";
  write_element("subsonic-response", inner, " xmlns=\"" + std::string(kNamespace) + "\"", out);
  return out;
}

}  // namespace

RestForm rest_form(std::string_view f) noexcept { return f == "json" ? RestForm::json : RestForm::xml; }

std::string_view media_type(RestForm form) noexcept {
  return form == RestForm::json ? "application/json" : "application/xml";
}

std::string rest_answer(const Json& content, RestForm form) { return written("ok", content, form); }

std::string rest_failure(int code, std::string_view message, RestForm form) {
  return written("failed", Json{{"error", Json{{"code", code}, {"message", std::string(message)}}}}, form);
}

}  // namespace leitmotif::servers
