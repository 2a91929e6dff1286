// A request as a table of its keys. One row says everything about a key: its name, where its value goes, what the value
// looks like and may be, what it means, and its option on the command line. Reading JSON, the checks, the answer's
// echo, JSON Schema, OpenAPI, the page's types, the command line and the documentation follow from the rows. Flow: JSON
// or a command line -> Request::read -> the request's struct -> a verb of the engine, which checks it.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "leitmotif/core/json.hpp"
#include "leitmotif/wire/option.hpp"
#include "leitmotif/wire/schema.hpp"
#include "leitmotif/wire/writer.hpp"

namespace leitmotif::wire {

/// How a key is asked for on the command line. Without names it is none.
struct OnCommandLine {
  std::string names = {};
  std::string value = {};
  std::string more = {};   ///< what only concerns the command line, behind the words of the form
  std::string group = {};  ///< heading of the help
};

/// A row of the table of a Wish, which is the struct a request is read into.
template <class Wish>
struct Key {
  std::string_view name;
  Schema form;  ///< with limits, default and words
  std::function<void(const Json& value, Wish& wish)> read;
  std::function<Json(const Wish& wish)> show;
  std::function<bool(const Wish& wish)> is_given = {};  ///< empty: it always has a value
  OnCommandLine option = {};

  /// A key whose value is a member as it is.
  template <class Member>
  static Key member(std::string_view name, Member Wish::*place, Schema form, OnCommandLine option = {}) {
    return {name,
            std::move(form),
            [place](const Json& value, Wish& wish) { wish.*place = value.get<Member>(); },
            [place](const Wish& wish) { return Json(wish.*place); },
            {},
            std::move(option)};
  }
  /// The same; an empty value is as good as none.
  template <class Member>
  static Key optional(std::string_view name, Member Wish::*place, Schema form, OnCommandLine option = {}) {
    Key key = member(name, place, std::move(form), std::move(option));
    key.is_given = [place](const Wish& wish) { return !(wish.*place).empty(); };
    return key;
  }
};

/// What Request does with values, apart from their types.
namespace detail {
/// Throws invalid_argument, or resource_limit for more than may be asked for.
void check_value(const Json& form, const Json& value, std::string_view name);
[[noreturn]] void refuse_key(std::string_view name);
[[noreturn]] void refuse_document();
/// The texts of an option as the value they stand for: a number where one is expected, a list where several may be
/// given.
[[nodiscard]] Json value_from(const Json& form, const std::vector<std::string>& texts, std::string_view names);
/// The option of a key; what was typed comes into `document`.
[[nodiscard]] Option option_of(std::string_view name, const Json& form, const OnCommandLine& place, Json& document);
}  // namespace detail

/// The keys of a Wish. Immutable; may be used by several threads.
template <class Wish>
class Request {
 public:
  /// `name` is what OpenAPI and the page's types call the form.
  Request(std::string_view name, std::vector<Key<Wish>> keys, std::vector<std::string_view> required = {})
      : keys_(std::move(keys)) {
    std::vector<SchemaField> forms;
    for (const Key<Wish>& key : keys_)
      forms.push_back({key.name, key.form, std::ranges::find(required, key.name) != required.end()});
    schema_ = named_object(name, forms);
  }

  /// Throws invalid_argument: a key that is not known, since a misspelt one would have no effect, or a value of another
  /// form, naming the key in front ("n: ..."); resource_limit for more than may be asked for. Null is as good as not
  /// there.
  [[nodiscard]] Wish read(const Json& document) const {
    if (!document.is_object()) detail::refuse_document();
    Wish wish;
    for (const Json::Member& member : document.items()) {
      const auto key = std::ranges::find(keys_, std::string_view(member.key), &Key<Wish>::name);
      if (key == keys_.end()) detail::refuse_key(member.key);
      if (member.value.is_null()) continue;
      detail::check_value(*key->form, member.value, member.key);
      key->read(member.value, wish);
    }
    return wish;
  }

  /// Holds every value to its form and limits. Throws invalid_argument; resource_limit for more than may be asked for.
  void check(const Wish& wish) const {
    for (const Key<Wish>& key : keys_)
      if (!key.is_given || key.is_given(wish)) detail::check_value(*key.form, key.show(wish), key.name);
  }

  /// The same keys with the values of a wish: those that were asked for, and those that always have one.
  [[nodiscard]] Json show(const Wish& wish) const {
    Json document = Json::object();
    for (const Key<Wish>& key : keys_)
      if (!key.is_given || key.is_given(wish)) document[key.name] = key.show(wish);
    return document;
  }

  /// A closed object.
  [[nodiscard]] Schema schema() const { return schema_; }
  [[nodiscard]] const std::vector<Key<Wish>>& keys() const noexcept { return keys_; }

  /// The options of the command line; what is typed comes into `document`, for `read`. Lifetime: as `document`.
  [[nodiscard]] std::vector<Option> options(Json& document) const {
    std::vector<Option> options;
    for (const Key<Wish>& key : keys_)
      if (!key.option.names.empty()) options.push_back(detail::option_of(key.name, *key.form, key.option, document));
    return options;
  }

 private:
  std::vector<Key<Wish>> keys_;
  Schema schema_;
};

}  // namespace leitmotif::wire
