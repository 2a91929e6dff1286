// An answer as a table of its fields. One row says everything about a field: its key, where its value comes from, what
// the value looks like, and what it means. Writing, JSON Schema, OpenAPI, the page's types and the documentation follow
// from the rows, so a new field is one new row.
// Flow: what a verb gave -> its table -> Writer (answers), Schema (whoever describes them).
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitmotif/wire/schema.hpp"
#include "leitmotif/wire/writer.hpp"

namespace leitmotif::wire {

template <class Answer>
class Table;

/// A row of the table of an Answer.
template <class Answer>
struct Field {
  std::string_view key;
  Schema form;
  std::function<void(Writer& out, const Answer& answer)> write;
  std::function<bool(const Answer& answer)> is_there = {};  ///< empty: always

  /// A value that Writer::put takes; `get` is a member or a function of the answer.
  template <class Get>
  static Field value(std::string_view key, Get get, Schema form) {
    return {key, std::move(form), [get](Writer& out, const Answer& answer) { out.put(std::invoke(get, answer)); }};
  }
  /// The same, left out when it is empty or zero.
  template <class Get>
  static Field some(std::string_view key, Get get, Schema form) {
    Field field = value(key, get, std::move(form));
    field.is_there = [get](const Answer& answer) {
      const auto& found = std::invoke(get, answer);
      if constexpr (requires { found.empty(); })
        return !found.empty();
      else
        return static_cast<bool>(found);
    };
    return field;
  }
  /// An object that has a table of its own. Lifetime: the table's is the program's.
  template <class Get, class Part>
  static Field object(std::string_view key, Get get, const Table<Part>& table, std::string_view words = "") {
    return {key, table.schema(words),
            [get, &table](Writer& out, const Answer& answer) { table.write(out, std::invoke(get, answer)); }};
  }
  /// A list of such objects.
  template <class Get, class Part>
  static Field list(std::string_view key, Get get, const Table<Part>& table, std::string_view words = "") {
    return {key, list_of(table.schema(), 0, kManyItems, words), [get, &table](Writer& out, const Answer& answer) {
              out.begin_list();
              for (const auto& part : std::invoke(get, answer)) table.write(out, part);
              out.end_list();
            }};
  }
  /// This field, left out where `condition` does not hold.
  template <class Condition>
  [[nodiscard]] Field where(Condition condition) && {
    is_there = [condition](const Answer& answer) { return static_cast<bool>(std::invoke(condition, answer)); };
    return std::move(*this);
  }
};

/// The fields of an Answer in the order they are written in. Immutable; may be used by several threads.
template <class Answer>
class Table {
 public:
  /// `name` is what OpenAPI and the page's types call the form: one for each table.
  Table(std::string_view name, std::vector<Field<Answer>> fields) : name_(name), fields_(std::move(fields)) {
    std::vector<SchemaField> forms;
    for (const Field<Answer>& field : fields_) forms.push_back({field.key, field.form, !field.is_there});
    schema_ = named_object(name_, forms);
  }

  /// The answer as an object.
  void write(Writer& out, const Answer& answer) const {
    out.begin_object();
    write_fields(out, answer);
    out.end_object();
  }
  /// The fields alone, for an object that has others too.
  void write_fields(Writer& out, const Answer& answer) const {
    for (const Field<Answer>& field : fields_) {
      if (field.is_there && !field.is_there(answer)) continue;
      out.key(field.key);
      field.write(out, answer);
    }
  }
  /// The whole document, on one line or with `indent` blanks for each level.
  [[nodiscard]] std::string text(const Answer& answer, int indent = -1) const {
    Writer out(indent);
    write(out, answer);
    return out.take();
  }

  /// A closed object: nothing is sent that is not described.
  [[nodiscard]] Schema schema() const { return schema_; }
  [[nodiscard]] Schema schema(std::string_view words) const {
    return words.empty() ? schema_ : described(schema_, words);
  }

 private:
  std::string_view name_;
  std::vector<Field<Answer>> fields_;
  Schema schema_;
};

/// Rows after rows.
template <class Answer>
[[nodiscard]] std::vector<Field<Answer>> joined(std::vector<Field<Answer>> first,
                                                std::initializer_list<std::vector<Field<Answer>>> others) {
  for (const std::vector<Field<Answer>>& rows : others) first.insert(first.end(), rows.begin(), rows.end());
  return first;
}

/// Rows of a part as rows of the whole it belongs to.
template <class Whole, class Part, class Get>
[[nodiscard]] std::vector<Field<Whole>> inside(const std::vector<Field<Part>>& fields, Get get) {
  std::vector<Field<Whole>> rows;
  for (const Field<Part>& field : fields) {
    Field<Whole> row{field.key, field.form, [write = field.write, get](Writer& out, const Whole& whole) {
                       write(out, std::invoke(get, whole));
                     }};
    if (field.is_there)
      row.is_there = [is_there = field.is_there, get](const Whole& whole) { return is_there(std::invoke(get, whole)); };
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace leitmotif::wire
