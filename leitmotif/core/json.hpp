// A JSON document as a value: for what is read, and for small things that are written. What is answered by the
// thousand is written by the tables of wire/ instead. nlohmann-json parses, behind json.cpp: its header takes more time
// to compile than most units that want a JSON value do.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"

namespace leitmotif {

/// A value was asked for that is not there or is of another kind. Whoever reads a file says which.
struct JsonMismatch : std::runtime_error {
  using std::runtime_error::runtime_error;
};

template <class T>
concept JsonInteger = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

template <class T>
concept JsonScalar = JsonInteger<T> || std::floating_point<T> || std::same_as<T, bool>;

template <class T>
concept JsonRange = !std::convertible_to<const T&, std::string> && !std::convertible_to<const T&, std::string_view> &&
                    requires(const T& range) {
  range.begin();
  range.end();
  typename T::value_type;
};

/// A key of an object and what stands under it. A template, because a Json holds some before it is a complete type.
template <class Value>
struct JsonMember {
  std::string key;
  Value value;
};

/// Null, a truth value, a number, a text, a list, or an object whose keys keep the order they were written in, so that
/// the same answer is the same bytes.
class Json {
 public:
  /// An element of a list in braces, which may be moved out of it.
  class Element;
  /// A key of an object and what stands under it.
  using Member = JsonMember<Json>;

  Json() noexcept;
  Json(std::nullptr_t) noexcept : Json() {}
  template <std::same_as<bool> Truth>
  Json(Truth truth) noexcept : value_(truth) {}
  template <JsonInteger Integer>
  Json(Integer number) noexcept {
    if constexpr (std::is_unsigned_v<Integer> && sizeof(Integer) == 8) {
      if (number > static_cast<std::uint64_t>(INT64_MAX))
        value_ = static_cast<std::uint64_t>(number);
      else
        value_ = static_cast<std::int64_t>(number);
    } else {
      value_ = static_cast<std::int64_t>(number);
    }
  }
  template <std::floating_point Real>
  Json(Real number) noexcept : value_(static_cast<double>(number)) {}
  Json(const char* text) : value_(std::string(text)) {}
  Json(std::string_view text) : value_(std::string(text)) {}
  Json(std::string text) noexcept : value_(std::move(text)) {}
  /// A list; an object from anything with keys, such as a map.
  template <JsonRange Range>
  Json(const Range& range) : Json() {
    if constexpr (requires { typename Range::mapped_type; }) {
      *this = object();
      for (const auto& [key, value] : range) (*this)[key] = Json(value);
    } else {
      *this = array();
      for (const auto& value : range) push_back(Json(value));
    }
  }
  /// `{{"key", value}, ...}` is an object; anything else in braces is a list.
  Json(std::initializer_list<Element> elements);

  Json(const Json& other);
  Json(Json&& other) noexcept;
  Json& operator=(const Json& other);
  Json& operator=(Json&& other) noexcept;
  ~Json();

  /// An empty list.
  [[nodiscard]] static Json array();
  /// A list of these.
  [[nodiscard]] static Json array(std::initializer_list<Element> elements);
  /// An empty object.
  [[nodiscard]] static Json object();
  /// Parses one document. Throws JsonMismatch when it is not JSON; parse_json says where.
  [[nodiscard]] static Json parse(std::string_view text);
  /// Whether a text is one document.
  [[nodiscard]] static bool accept(std::string_view text) noexcept;

  /// What kind of value it is; 1.0 is no integer.
  [[nodiscard]] bool is_null() const noexcept { return value_.index() == 0; }
  [[nodiscard]] bool is_boolean() const noexcept { return std::holds_alternative<bool>(value_); }
  [[nodiscard]] bool is_number_integer() const noexcept {
    return std::holds_alternative<std::int64_t>(value_) || std::holds_alternative<std::uint64_t>(value_);
  }
  /// A whole number of at least 0.
  [[nodiscard]] bool is_number_unsigned() const noexcept;
  [[nodiscard]] bool is_number_float() const noexcept { return std::holds_alternative<double>(value_); }
  [[nodiscard]] bool is_number() const noexcept { return is_number_integer() || is_number_float(); }
  [[nodiscard]] bool is_string() const noexcept { return std::holds_alternative<std::string>(value_); }
  [[nodiscard]] bool is_array() const noexcept { return std::holds_alternative<std::vector<Json>>(value_); }
  [[nodiscard]] bool is_object() const noexcept { return std::holds_alternative<std::vector<Member>>(value_); }

  /// A list or an object.
  [[nodiscard]] bool is_structured() const noexcept { return is_array() || is_object(); }

  /// What the value is as T: truth, number, text, or a list or map of such. Throws JsonMismatch for another kind.
  template <class T>
  [[nodiscard]] T get() const {
    if constexpr (std::same_as<T, bool>) {
      return as_truth();
    } else if constexpr (JsonInteger<T>) {
      return is_number_float() ? static_cast<T>(as_real()) : static_cast<T>(as_integer());
    } else if constexpr (std::floating_point<T>) {
      return static_cast<T>(as_real());
    } else if constexpr (std::same_as<T, Json>) {
      return *this;
    } else if constexpr (std::same_as<T, std::string>) {
      return text();
    } else if constexpr (requires { typename T::mapped_type; }) {
      return as_map<T>();
    } else {
      T list;
      for (const Json& item : as_list()) list.push_back(item.get<typename T::value_type>());
      return list;
    }
  }
  /// The same into a value that is there already.
  template <class T>
  void get_to(T& value) const {
    value = get<T>();
  }
  /// The value, where its type is asked for. Throws as get.
  template <class T>
  requires(JsonScalar<T> || std::same_as<T, std::string>) operator T() const { return get<T>(); }
  /// The text. Throws JsonMismatch when it is none.
  [[nodiscard]] const std::string& text() const;

  /// Elements or members; 0 for null, else 1.
  [[nodiscard]] std::size_t size() const noexcept;
  [[nodiscard]] bool empty() const noexcept { return size() == 0; }
  /// The elements of a list; nothing for what is none.
  [[nodiscard]] const Json* begin() const noexcept;
  [[nodiscard]] const Json* end() const noexcept;
  [[nodiscard]] Json* begin() noexcept;
  [[nodiscard]] Json* end() noexcept;
  /// The first and last element of a list that has some.
  [[nodiscard]] const Json& front() const { return at(0); }
  [[nodiscard]] const Json& back() const { return at(size() - 1); }
  /// The members of an object in order; nothing for what is none.
  [[nodiscard]] const std::vector<Member>& items() const noexcept;
  /// What stands under a key, or nothing.
  [[nodiscard]] const Json* find(std::string_view key) const noexcept;
  [[nodiscard]] bool contains(std::string_view key) const noexcept { return find(key) != nullptr; }
  /// Throws JsonMismatch when it is not there.
  [[nodiscard]] const Json& at(std::string_view key) const;
  [[nodiscard]] const Json& at(const char* key) const { return at(std::string_view(key)); }
  template <JsonInteger Place>
  [[nodiscard]] const Json& at(Place place) const {
    return element(static_cast<std::size_t>(place));
  }
  /// What stands under a key, or another value when there is nothing.
  template <class T>
  [[nodiscard]] T value(std::string_view key, T otherwise) const {
    const Json* found = find(key);
    return found == nullptr ? otherwise : found->get<T>();
  }
  /// The same for a text.
  [[nodiscard]] std::string value(std::string_view key, const char* otherwise) const {
    return value(key, std::string(otherwise));
  }

  /// Null when there is nothing under the key.
  [[nodiscard]] const Json& operator[](std::string_view key) const noexcept;
  [[nodiscard]] const Json& operator[](const char* key) const noexcept { return (*this)[std::string_view(key)]; }
  /// Makes the member, and of null an object, when there is none; then references to other members are no longer valid.
  [[nodiscard]] Json& operator[](std::string_view key);
  [[nodiscard]] Json& operator[](const char* key) { return (*this)[std::string_view(key)]; }
  /// The element of a list at a place from 0. Throws as at.
  template <JsonInteger Place>
  [[nodiscard]] const Json& operator[](Place place) const {
    return at(place);
  }
  /// The same, to be changed.
  template <JsonInteger Place>
  [[nodiscard]] Json& operator[](Place place) {
    return const_cast<Json&>(std::as_const(*this).at(place));
  }

  /// Makes a list of null.
  void push_back(Json element);
  /// Takes over the members of another object, instead of those that are there.
  void update(const Json& other);
  /// Whether it was there.
  bool erase(std::string_view key);

  /// The document as text: on one line, or with `indent` blanks for each level. What is not UTF-8 in a text becomes
  /// U+FFFD, a number that is not finite null.
  [[nodiscard]] std::string dump(int indent = -1) const;
  /// On one line, with escapes for everything that is not ASCII.
  [[nodiscard]] std::string dump_ascii() const;

  /// 1 equals 1.0.
  friend bool operator==(const Json& a, const Json& b);
  template <JsonScalar T>
  friend bool operator==(const Json& a, T b) {
    return a == Json(b);
  }
  /// Compares numbers, the largest whole ones too; unordered for anything else.
  friend std::partial_ordering operator<=>(const Json& a, const Json& b) noexcept;
  /// With a number as it is: clang finds the conversion of either side as good as the other's.
  template <JsonScalar T>
  friend std::partial_ordering operator<=>(const Json& a, T b) noexcept {
    return a <=> Json(b);
  }
  /// As dump, for messages of tests.
  friend std::ostream& operator<<(std::ostream& out, const Json& json);

 private:
  [[nodiscard]] bool as_truth() const;
  [[nodiscard]] std::int64_t as_integer() const;
  [[nodiscard]] double as_real() const;
  [[nodiscard]] const std::vector<Json>& as_list() const;
  template <class Map>
  [[nodiscard]] Map as_map() const;
  [[nodiscard]] const Json& element(std::size_t place) const;

  std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, std::vector<Json>,
               std::vector<Member>>
      value_;
};

class Json::Element {
 public:
  template <class T>
  requires(std::constructible_from<Json, T> && !std::same_as<std::remove_cvref_t<T>, Element>) Element(T&& value)
      : value_(std::forward<T>(value)) {}
  Element(std::initializer_list<Element> elements) : value_(elements) {}

  /// The value, for the one list that is made of it.
  [[nodiscard]] Json&& take() const noexcept { return std::move(value_); }
  [[nodiscard]] const Json& value() const noexcept { return value_; }

 private:
  mutable Json value_;
};

/// The members of an object as a map. Throws JsonMismatch when it is none.
template <class Map>
Map Json::as_map() const {
  if (!is_object()) throw JsonMismatch("expected an object");
  Map map;
  for (const Member& member : items()) map.emplace(member.key, member.value.get<typename Map::mapped_type>());
  return map;
}

/// Parses one JSON document.
/// Throws corrupt_data naming `where` and the byte; resource_limit when nested deeper than 64.
[[nodiscard]] Json parse_json(std::string_view text, std::string_view where);

}  // namespace leitmotif
