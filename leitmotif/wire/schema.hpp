// What a value in JSON must look like. One description serves validation, OpenAPI and the documentation page.
// Flow: the route table -> Schema -> check (requests), openapi.cpp (for clients).
// Source: JSON Schema 2020-12, the part of it that is named in schema.cpp.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"

namespace leitmotif::wire {

/// A JSON Schema. Null: nothing is said.
using Schema = std::shared_ptr<const Json>;

/// Numbers from `least` to `most`, both included; and any finite number.
[[nodiscard]] Schema integer(std::int64_t least, std::int64_t most, std::string_view description = "");
[[nodiscard]] Schema number(double least, double most, std::string_view description = "");
[[nodiscard]] Schema any_number(std::string_view description = "");
/// Text of `least` to `most` characters.
[[nodiscard]] Schema text(std::size_t least, std::size_t most, std::string_view description = "");
/// Text of any length.
[[nodiscard]] Schema any_text(std::string_view description = "");
[[nodiscard]] Schema truth(std::string_view description = "");
[[nodiscard]] Schema one_of(std::initializer_list<std::string_view> names, std::string_view description = "");
[[nodiscard]] Schema list_of(const Schema& item, std::size_t least, std::size_t most,
                             std::string_view description = "");
/// A value that fits one of them at least.
[[nodiscard]] Schema any_of(std::initializer_list<Schema> choices, std::string_view description = "");
[[nodiscard]] Schema or_null(const Schema& schema);
/// An object with any keys, whose values fit `value`.
[[nodiscard]] Schema map_of(const Schema& value, std::string_view description = "");
/// An object with any keys and values.
[[nodiscard]] Schema some_object(std::string_view description = "");
/// Any value.
[[nodiscard]] Schema anything(std::string_view description = "");

/// What every JSON reader holds exactly: 2^53 - 1.
inline constexpr std::int64_t kLargestWhole = 9007199254740991;
/// More elements than any list has that is not limited otherwise.
inline constexpr std::size_t kManyItems = 10000000;

/// A whole number of at least 0.
[[nodiscard]] Schema count(std::string_view description = "");

/// A key of an object.
struct SchemaField {
  std::string_view name;
  Schema schema;
  bool required = false;
};
/// An object with these keys and no others. OpenAPI and the page's types know it by its name, if it has one.
[[nodiscard]] Schema named_object(std::string_view name, std::span<const SchemaField> fields,
                                  std::string_view description = "");
/// An object with these keys and no others, without a name.
[[nodiscard]] Schema object(std::initializer_list<SchemaField> fields, std::string_view description = "");
/// The same schema with another description.
[[nodiscard]] Schema described(const Schema& schema, std::string_view description);
/// The same schema with a default that documentation shows.
[[nodiscard]] Schema with_default(const Schema& schema, const Json& value);

/// Throws invalid_argument naming the place and what was expected there: `body.n: expected an integer 1..10000, found
/// "x"`. `where` is the name of the value itself, such as `body`.
void check(const Json& schema, const Json& value, const std::string& where);

/// The value a text stands for where the schema expects a number or a truth value; else the text itself.
[[nodiscard]] Json value_of(const Json& schema, const std::string& text);

/// Whether a value of the right type is more than a schema allows: a larger whole number, a longer text or list.
[[nodiscard]] bool exceeds(const Json& schema, const Json& value);

/// What a schema expects, for messages: "an integer 1..10000".
[[nodiscard]] std::string expectation(const Json& schema);

}  // namespace leitmotif::wire
