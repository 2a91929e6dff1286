// Writes JSON text value by value, without a tree of values in between: answers come by the thousand.
// Flow: an answer's table (table.hpp) -> Writer -> the body of a response, or standard output.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"

namespace leitmotif::wire {

/// Values by name, such as the weights of topics: an object whose keys are data. Lifetime: as long as what it shows.
struct Named {
  std::span<const std::string> names;
  std::span<const float> values;
};

/// Numbers have the fewest digits that read back as the same float or double.
class Writer {
 public:
  /// `indent` blanks for each level; below 0: everything on one line.
  explicit Writer(int indent = -1) : indent_(indent) {}

  /// What is put in between belongs to the object or list.
  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_list() { begin('['); }
  void end_list() { end(']'); }
  /// The key of the value that is put next.
  void key(std::string_view name);

  /// One value: of a list, of the key that was written last, or the whole document.
  void null() { raw("null"); }
  void put(bool truth) { raw(truth ? "true" : "false"); }
  void put(int number) { put(std::int64_t{number}); }
  void put(unsigned number) { put(std::int64_t{number}); }
  void put(std::int64_t number);
  void put(std::uint64_t number);
  /// Null when it is not finite.
  void put(float number);
  void put(double number);
  void put(std::string_view text);
  void put(const std::string& text) { put(std::string_view(text)); }
  void put(const char* text) { put(std::string_view(text)); }
  /// As many as there are both names and values.
  void put(const Named& named);
  /// A document has numbers as it would have them by itself.
  void put(const Json& json);
  /// Null for nothing.
  template <class T>
  void put(const std::optional<T>& value) {
    if (value)
      put(*value);
    else
      null();
  }
  /// A list.
  template <class T>
  void put(const std::vector<T>& list) {
    begin_list();
    for (const T& item : list) put(item);
    end_list();
  }
  /// An object.
  template <class T>
  void put(const std::map<std::string, T>& map) {
    begin_object();
    for (const auto& [name, value] : map) {
      key(name);
      put(value);
    }
    end_object();
  }
  /// A value that is JSON already.
  void raw(std::string_view json);

  /// What was written since the last call.
  [[nodiscard]] std::string take();

 private:
  void begin(char bracket);
  void end(char bracket);
  void before_value();
  template <class Real>
  void put_real(Real number);
  void new_line();

  int indent_;
  std::string out_;
  int depth_ = 0;
  bool needs_comma_ = false;
  bool after_key_ = false;
};

}  // namespace leitmotif::wire
