#include "leitmotif/wire/writer.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "leitmotif/core/json.hpp"
#include "leitmotif/core/json_text.hpp"

namespace leitmotif::wire {

void Writer::new_line() {
  if (indent_ < 0) return;
  out_ += '\n';
  out_.append(static_cast<std::size_t>(indent_) * static_cast<std::size_t>(depth_), ' ');
}

void Writer::before_value() {
  if (std::exchange(after_key_, false)) return;
  if (needs_comma_) out_ += ',';
  if (depth_ > 0) new_line();
}

void Writer::begin(char bracket) {
  before_value();
  out_ += bracket;
  ++depth_;
  needs_comma_ = false;
}

void Writer::end(char bracket) {
  --depth_;
  if (needs_comma_) new_line();  // an empty list stays on its line
  out_ += bracket;
  needs_comma_ = true;
}

void Writer::key(std::string_view name) {
  before_value();
  append_json_text(out_, name);
  out_ += indent_ < 0 ? ":" : ": ";
  after_key_ = true;
}

void Writer::raw(std::string_view json) {
  before_value();
  out_ += json;
  needs_comma_ = true;
}

void Writer::put(std::int64_t number) {
  raw("");
  append_json_number(out_, number);
}

void Writer::put(std::uint64_t number) { raw(std::to_string(number)); }

void Writer::put(float number) { put_real(number); }
void Writer::put(double number) { put_real(number); }

template <class Real>
void Writer::put_real(Real number) {
  if (!std::isfinite(number)) return null();
  raw("");
  append_json_number(out_, number);
}

void Writer::put(std::string_view text) {
  raw("");
  append_json_text(out_, text);
}

void Writer::put(const Named& named) {
  begin_object();
  for (std::size_t i = 0; i < std::min(named.names.size(), named.values.size()); ++i) {
    key(named.names[i]);
    put(named.values[i]);
  }
  end_object();
}

void Writer::put(const Json& json) {
  if (json.is_array()) {
    begin_list();
    for (const Json& item : json) put(item);
    end_list();
  } else if (json.is_object()) {
    begin_object();
    for (const Json::Member& member : json.items()) {
      key(member.key);
      put(member.value);
    }
    end_object();
  } else {
    raw(json.dump());
  }
}

std::string Writer::take() { return std::exchange(out_, {}); }

}  // namespace leitmotif::wire
