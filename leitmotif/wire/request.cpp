#include "leitmotif/wire/request.hpp"

#include <algorithm>

#include "leitmotif/core/error.hpp"

namespace leitmotif::wire::detail {
namespace {

bool takes_list(const Json& form) {
  if (form["type"] == "array") return true;
  return std::ranges::any_of(form["anyOf"], [](const Json& choice) { return choice["type"] == "array"; });
}

/// "allow|avoid" of a form that is one of some names.
std::string names_in(const Json& form) {
  std::string all;
  for (const Json& name : form["enum"]) all += (all.empty() ? "" : "|") + name.text();
  return all;
}

std::string words_of(const Json& form, const OnCommandLine& place) {
  std::string words = form.value("description", "") + place.more;
  if (const Json* standard = form.find("default"); standard != nullptr && !standard->is_boolean())
    words += " (default: " + (standard->is_string() ? standard->text() : standard->dump()) + ")";
  if (takes_list(form)) words += "; may be given several times";
  return words;
}

}  // namespace

void check_value(const Json& form, const Json& value, std::string_view name) {
  try {
    wire::check(form, value, std::string(name));
  } catch (const Error& error) {
    if (exceeds(form, value))
      throw Error(ErrorKind::resource_limit, std::string(error.field()), std::string(error.reason()));
    throw;
  }
}

void refuse_key(std::string_view name) {
  throw Error(ErrorKind::invalid_argument, std::string(name),
              "is no key of a query; a misspelt one would have no effect");
}

void refuse_document() { throw Error(ErrorKind::invalid_argument, "expected a JSON object with the keys of a query"); }

Json value_from(const Json& form, const std::vector<std::string>& texts, std::string_view names) {
  if (form["type"] == "boolean") return true;
  if (takes_list(form)) return Json(texts);
  Json value = value_of(form, texts.back());
  const bool is_number = form["type"] == "integer" || form["type"] == "number";
  if (is_number && !value.is_number()) wire::check(form, value, std::string(names));
  return value;
}

Option option_of(std::string_view name, const Json& form, const OnCommandLine& place, Json& document) {
  Option option;
  option.names = place.names;
  option.value = place.value.empty() ? names_in(form) : place.value;
  option.words = words_of(form, place);
  option.group = place.group;
  option.is_list = takes_list(form);
  option.target = [key = std::string(name), form, names = place.names, &document](
                      const std::vector<std::string>& texts) { document[key] = value_from(form, texts, names); };
  return option;
}

}  // namespace leitmotif::wire::detail
