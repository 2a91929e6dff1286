// The answer of `recommend` as JSON, written piece by piece.
#include <cmath>

#include "leitmotif/core/json.hpp"
#include "leitmotif/core/json_text.hpp"
#include "leitmotif/engine/answers_json.hpp"

namespace leitmotif::engine {
namespace {

void append(std::string& out, bool value) { out += value ? "true" : "false"; }

void append_real(std::string& out, double number) {
  if (std::isfinite(number)) {
    append_json_number(out, number);
  } else {
    out += "null";
  }
}

void append(std::string& out, const std::vector<std::string>& texts) {
  out += '[';
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) out += ',';
    append_json_text(out, texts[i]);
  }
  out += ']';
}

void append(std::string& out, const std::vector<ScorePart>& parts) {
  out += '[';
  for (std::size_t i = 0; i < parts.size(); ++i) {
    out += i > 0 ? R"(,{"kind":")" : R"({"kind":")";
    out += recommend::name_of(parts[i].kind);
    out += R"(","value":)";
    append_real(out, parts[i].value);
    out += R"(,"because":)";
    append(out, parts[i].because);
    out += '}';
  }
  out += ']';
}

void append(std::string& out, const Names& names, const std::vector<float>& values) {
  out += '{';
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out += ',';
    append_json_text(out, (*names)[i]);
    out += ':';
    append_json_number(out, values[i]);
  }
  out += '}';
}

void append_note(std::string& out, const ExplicitNote& note) {
  out += R"({"weight":)";
  append_real(out, note.weight);
  out += R"(,"explicit":)";
  append(out, note.is_explicit);
  out += R"(,"words":)";
  append(out, note.words);
  out += '}';
}

void append_song(std::string& out, const RecommendedSong& song, const Names& mixture_parts) {
  const auto text = [&](const char* key, std::string_view value) {
    out += key;
    append_json_text(out, value);
  };
  out += R"({"id":)";
  append_json_number(out, song.id);
  text(R"(,"artist":)", song.artist);
  text(R"(,"title":)", song.title);
  out += R"(,"year":)";
  if (song.year) {
    append_json_number(out, std::int64_t{*song.year});
  } else {
    out += "null";
  }
  text(R"(,"genre":)", song.genre);
  out += R"(,"score":)";
  append_real(out, song.score);
  text(R"(,"topic":)", song.topic);
  out += R"(,"confidence":)";
  append_real(out, song.confidence);
  out += R"(,"why":)";
  append(out, song.why);
  out += R"(,"parts":)";
  append(out, song.parts);
  out += R"(,"mixture":)";
  append(out, mixture_parts, song.mixture);
  out += R"(,"explicit":)";
  append_note(out, song.explicit_note);
  out += R"(,"inferred":)";
  append(out, song.inferred);
  if (!song.file.empty()) text(R"(,"file":)", song.file);
  out += '}';
}

}  // namespace

std::string json_text(const RecommendAnswer& answer) {
  std::string out = R"({"query":)" + to_json(answer.query).dump();
  out += R"(,"fallback":)";
  append(out, answer.fallback);
  out += R"(,"from_songbook":)";
  append(out, answer.from_songbook);
  out += R"(,"passed":)";
  append_json_number(out, static_cast<std::int64_t>(answer.passed));
  out += R"(,"milliseconds":)";
  append_real(out, std::round(answer.milliseconds * 1000) / 1000);
  out += R"(,"songs":[)";
  for (std::size_t i = 0; i < answer.songs.size(); ++i) {
    if (i > 0) out += ',';
    append_song(out, answer.songs[i], answer.mixture_parts);
  }
  return out + "]}";
}

Json to_json(const RecommendAnswer& answer) { return parse_json(json_text(answer), "recommend"); }

}  // namespace leitmotif::engine
