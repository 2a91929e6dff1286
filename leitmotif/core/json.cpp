#include "leitmotif/core/json.hpp"

#include <algorithm>
#include <ostream>

#include "leitmotif/core/json_text.hpp"

namespace leitmotif {
namespace {

const Json kNull;
const std::vector<Json::Member> kNoMembers;

[[noreturn]] void mismatch(const char* expected) { throw JsonMismatch(std::string("expected ") + expected); }

bool is_pair(const Json& value) { return value.is_array() && value.size() == 2 && value[0].is_string(); }

void append_text(std::string& out, const std::string& text, bool ascii) {
  if (ascii)
    append_json_ascii(out, text);
  else
    append_json_text(out, text);
}

void append_scalar(std::string& out, const Json& json, bool ascii) {
  if (json.is_null()) {
    out += "null";
  } else if (json.is_boolean()) {
    out += json.get<bool>() ? "true" : "false";
  } else if (json.is_number_float()) {
    append_json_real(out, json.get<double>());
  } else if (json.is_string()) {
    append_text(out, json.text(), ascii);
  } else if (json.is_number_unsigned()) {
    out += std::to_string(json.get<std::uint64_t>());
  } else {
    out += std::to_string(json.get<std::int64_t>());
  }
}

struct Layout {
  int indent = -1;
  bool ascii = false;

  void new_line(std::string& out, int depth) const {
    if (indent < 0) return;
    out += '\n';
    out.append(static_cast<std::size_t>(indent) * static_cast<std::size_t>(depth), ' ');
  }
};

// Recursion is bounded: parse_json refuses deep nesting, and what is made here is shallow.
void append(std::string& out, const Json& json, const Layout& layout, int depth) {
  if (!json.is_array() && !json.is_object()) return append_scalar(out, json, layout.ascii);
  const bool is_list = json.is_array();
  out += is_list ? '[' : '{';
  const char* comma = "";
  const auto begin_item = [&] {
    out += comma;
    comma = ",";
    layout.new_line(out, depth + 1);
  };
  for (const Json& item : json) {
    begin_item();
    append(out, item, layout, depth + 1);
  }
  for (const Json::Member& member : json.items()) {
    begin_item();
    append_text(out, member.key, layout.ascii);
    out += layout.indent < 0 ? ":" : ": ";
    append(out, member.value, layout, depth + 1);
  }
  if (!json.empty()) layout.new_line(out, depth);
  out += is_list ? ']' : '}';
}

}  // namespace

Json::Json() noexcept = default;
Json::Json(const Json& other) = default;
Json::Json(Json&& other) noexcept = default;
Json& Json::operator=(const Json& other) = default;
Json& Json::operator=(Json&& other) noexcept = default;
Json::~Json() = default;

Json::Json(std::initializer_list<Element> elements) {
  const bool is_members = std::ranges::all_of(elements, is_pair, &Element::value);
  if (is_members) {
    *this = object();
    for (const Element& element : elements) {
      Json pair = element.take();
      (*this)[pair[0].text()] = std::move(pair[1]);
    }
  } else {
    *this = array(elements);
  }
}

Json Json::array() {
  Json json;
  json.value_ = std::vector<Json>();
  return json;
}

Json Json::array(std::initializer_list<Element> elements) {
  std::vector<Json> list;
  list.reserve(elements.size());
  for (const Element& element : elements) list.push_back(element.take());
  Json json;
  json.value_ = std::move(list);
  return json;
}

Json Json::object() {
  Json json;
  json.value_ = std::vector<Member>();
  return json;
}

bool Json::is_number_unsigned() const noexcept {
  const auto* number = std::get_if<std::int64_t>(&value_);
  return (number != nullptr && *number >= 0) || std::holds_alternative<std::uint64_t>(value_);
}

const std::string& Json::text() const {
  const auto* text = std::get_if<std::string>(&value_);
  if (text == nullptr) mismatch("a text");
  return *text;
}

bool Json::as_truth() const {
  const auto* truth = std::get_if<bool>(&value_);
  if (truth == nullptr) mismatch("true or false");
  return *truth;
}

std::int64_t Json::as_integer() const {
  if (const auto* number = std::get_if<std::int64_t>(&value_)) return *number;
  // The same bits, which whoever asks for a std::uint64_t gets back.
  if (const auto* number = std::get_if<std::uint64_t>(&value_)) return static_cast<std::int64_t>(*number);
  mismatch("a whole number");
}

double Json::as_real() const {
  if (const auto* number = std::get_if<double>(&value_)) return *number;
  if (const auto* number = std::get_if<std::uint64_t>(&value_)) return static_cast<double>(*number);
  if (const auto* number = std::get_if<std::int64_t>(&value_)) return static_cast<double>(*number);
  mismatch("a number");
}

const std::vector<Json>& Json::as_list() const {
  const auto* list = std::get_if<std::vector<Json>>(&value_);
  if (list == nullptr) mismatch("a list");
  return *list;
}

std::size_t Json::size() const noexcept {
  if (const auto* list = std::get_if<std::vector<Json>>(&value_)) return list->size();
  if (is_object()) return items().size();
  return is_null() ? 0 : 1;
}

const Json* Json::begin() const noexcept {
  const auto* list = std::get_if<std::vector<Json>>(&value_);
  return list == nullptr ? nullptr : list->data();
}

const Json* Json::end() const noexcept { return is_array() ? begin() + size() : nullptr; }

Json* Json::begin() noexcept { return const_cast<Json*>(std::as_const(*this).begin()); }

Json* Json::end() noexcept { return const_cast<Json*>(std::as_const(*this).end()); }

const std::vector<Json::Member>& Json::items() const noexcept {
  const auto* members = std::get_if<std::vector<Member>>(&value_);
  return members == nullptr ? kNoMembers : *members;
}

const Json* Json::find(std::string_view key) const noexcept {
  const std::vector<Member>& members = items();
  const auto found = std::ranges::find(members, key, &Member::key);
  return found == members.end() ? nullptr : &found->value;
}

const Json& Json::at(std::string_view key) const {
  const Json* found = find(key);
  if (found == nullptr) throw JsonMismatch("there is no '" + std::string(key) + "'");
  return *found;
}

const Json& Json::element(std::size_t place) const {
  const std::vector<Json>& list = as_list();
  if (place >= list.size()) throw JsonMismatch("there is no element " + std::to_string(place));
  return list[place];
}

const Json& Json::operator[](std::string_view key) const noexcept {
  const Json* found = find(key);
  return found == nullptr ? kNull : *found;
}

Json& Json::operator[](std::string_view key) {
  if (const Json* found = find(key)) return const_cast<Json&>(*found);
  if (is_null()) value_ = std::vector<Member>();
  auto* members = std::get_if<std::vector<Member>>(&value_);
  if (members == nullptr) mismatch("an object");
  return members->emplace_back(Member{std::string(key), Json()}).value;
}

void Json::push_back(Json element) {
  if (is_null()) value_ = std::vector<Json>();
  auto* list = std::get_if<std::vector<Json>>(&value_);
  if (list == nullptr) mismatch("a list");
  list->push_back(std::move(element));
}

void Json::update(const Json& other) {
  for (const Member& member : other.items()) (*this)[member.key] = member.value;
}

bool Json::erase(std::string_view key) {
  auto* members = std::get_if<std::vector<Member>>(&value_);
  return members != nullptr && std::erase_if(*members, [key](const Member& member) { return member.key == key; }) > 0;
}

std::string Json::dump(int indent) const {
  std::string out;
  append(out, *this, {indent, false}, 0);
  return out;
}

std::string Json::dump_ascii() const {
  std::string out;
  append(out, *this, {-1, true}, 0);
  return out;
}

bool operator==(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) return std::is_eq(a <=> b);
  if (a.is_object() && b.is_object())
    return a.size() == b.size() && std::ranges::all_of(a.items(), [&](const Json::Member& member) {
             const Json* other = b.find(member.key);
             return other != nullptr && *other == member.value;
           });
  if (a.is_array() && b.is_array()) return std::ranges::equal(a, b);
  if (a.is_string() && b.is_string()) return a.text() == b.text();
  if (a.is_boolean() && b.is_boolean()) return a.get<bool>() == b.get<bool>();
  return a.is_null() && b.is_null();
}

std::partial_ordering operator<=>(const Json& a, const Json& b) noexcept {
  if (!a.is_number() || !b.is_number()) return std::partial_ordering::unordered;
  if (a.is_number_float() || b.is_number_float()) return a.get<double>() <=> b.get<double>();
  if (a.is_number_unsigned() && b.is_number_unsigned()) return a.get<std::uint64_t>() <=> b.get<std::uint64_t>();
  if (a.is_number_unsigned()) return std::partial_ordering::greater;
  if (b.is_number_unsigned()) return std::partial_ordering::less;
  return a.get<std::int64_t>() <=> b.get<std::int64_t>();
}

std::ostream& operator<<(std::ostream& out, const Json& json) { return out << json.dump(); }

}  // namespace leitmotif
