#include "apps/json_output.hpp"

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"

namespace leitmotif::apps {

void JsonOutput::add(std::string_view object) {
  std::string text(as_document_ ? (is_begun_ ? ",\n" : "[\n") : "");
  text += object;
  if (!as_document_) text += '\n';
  print(text);
  is_begun_ = true;
}

void JsonOutput::add_lines(std::string_view lines) {
  if (!as_document_) return print(lines);
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    add(lines.substr(0, end));
    lines.remove_prefix(end + 1);
  }
}

void JsonOutput::finish() {
  if (as_document_) print(is_begun_ ? "\n]\n" : "[]\n");
}

void require_place_for_json(const General& general, const std::string& output) {
  if (general.json && output == "-")
    throw Error(ErrorKind::invalid_argument, "--json says what was written to a file; --output - leaves no place");
}

void tell_written(const General& general, const std::string& output) {
  if (general.json) print(Json({{"file", output}}).dump(2) + "\n");
}

void tell_gone(const General& general, const std::string& name, const std::string& words) {
  if (general.json) return print(Json({{"removed", name}}).dump(2) + "\n");
  say("leitmotif: " + words + "\n");
}

}  // namespace leitmotif::apps
