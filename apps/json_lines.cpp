#include "apps/json_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "apps/terminal.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json_lines.hpp"
#include "leitmotif/core/json_text.hpp"
#include "leitmotif/core/line_reader.hpp"
#include "leitmotif/core/parallel.hpp"

namespace leitmotif::apps {
namespace {

constexpr std::size_t kLinesPerPiece = 128;

/// What a piece of a block came to: its lines, and the first error in it, which ended it or was written in place.
struct Piece {
  std::string text;
  std::optional<Error> error;
};

using WritePiece = std::function<void(std::span<const std::string_view> lines, std::size_t first_line, Piece& piece)>;

/// Runs `write` over all lines of a file, prints what it wrote in order, and gives the pieces' errors to `on_error`.
void filter_file(const std::string& file, unsigned threads, const WritePiece& write,
                 const std::function<void(const Error&)>& on_error) {
  LineReader reader(file);
  while (true) {
    check_stop();
    const std::vector<std::string_view>& lines = reader.next_block();
    if (lines.empty()) return;
    std::vector<Piece> pieces((lines.size() + kLinesPerPiece - 1) / kLinesPerPiece);
    parallel_for(lines.size(), kLinesPerPiece, threads, [&](std::size_t begin, std::size_t end) {
      write({lines.data() + begin, end - begin}, reader.first_line() + begin, pieces[begin / kLinesPerPiece]);
    });
    for (const Piece& piece : pieces) {
      print(piece.text);
      if (piece.error) on_error(*piece.error);
    }
    flush_output();  // another program may wait for these answers before it sends the next lines
  }
}

std::string place(const std::string& file, std::size_t line) { return fmt::format("{} line {}", file, line); }

void append_tokens(std::string& out, const Tokens& tokens, bool jsonl) {
  if (!jsonl) {
    out += tokens.joined();
  } else {
    out += "{\"tokens\":[";
    const char* comma = "";
    for (const std::string_view token : tokens) {
      out += comma;
      append_json_text(out, token);
      comma = ",";
    }
    out += "]}";
  }
  out += '\n';
}

void append_named(std::string& out, std::string_view key, std::span<const std::string> names,
                  const std::vector<float>& values) {
  out += ",\"";
  out += key;
  out += "\":{";
  for (std::size_t i = 0; i < std::min(names.size(), values.size()); ++i) {
    if (i > 0) out += ',';
    append_json_text(out, names[i]);
    out += ':';
    append_json_number(out, values[i]);
  }
  out += '}';
}

void append_words(std::string& out, const std::vector<WordShare>& words) {
  out += ",\"words\":[";
  for (std::size_t i = 0; i < words.size(); ++i) {
    out += i > 0 ? ",{\"word\":" : "{\"word\":";
    append_json_text(out, words[i].word);
    out += ",\"count\":" + std::to_string(words[i].count) + ",\"topic\":";
    append_json_text(out, words[i].topic);
    out += ",\"share\":";
    append_json_number(out, static_cast<float>(words[i].share));
    out += '}';
  }
  out += ']';
}

/// One answer line. `id` is JSON already.
void append_answer(std::string& out, const std::string& id, const Prediction& prediction,
                   const models::Classifier& model) {
  const auto label = reading::decided_label(prediction);
  out += "{\"id\":" + id + ",\"topic\":";
  if (label)
    append_json_text(out, model.labels()[*label]);
  else
    out += "null";
  out += ",\"confidence\":";
  append_json_number(out, label ? prediction.probabilities[*label] : 0.0F);
  append_named(out, "topics", model.labels(), prediction.probabilities);
  append_named(out, "mixture", model.mixture_parts(), prediction.mixture);
  out += ",\"counted_words\":" + std::to_string(prediction.counted_words);
}

void append_error(std::string& out, const Error& error) {
  out += "{\"error\":{\"kind\":";
  append_json_text(out, mapping_of(error.kind()).name);
  out += ",\"message\":";
  append_json_text(out, error.what());
  out += "}}\n";
}

/// Answers one line of `{"id","lyrics"}`. Throws corrupt_data.
void classify_line(JsonLineReader& json, std::string_view line, const std::string& where, const reading::Reader& reader,
                   LyricsForm form, bool explain, std::string& out) {
  json.read(line, where);
  const std::string id = json.raw("id");
  const Tokens words = reader.words(json.text("lyrics"), form);
  append_answer(out, id.empty() ? "null" : id, reader.model().predict(words), reader.model());
  if (explain) append_words(out, reader.model().explain(words));
  out += "}\n";
}

}  // namespace

void preprocess_lines(const PreprocessOptions& options, const text::Preprocessor& pipeline, unsigned threads) {
  const WritePiece write = [&](std::span<const std::string_view> lines, std::size_t first_line, Piece& piece) {
    JsonLineReader json;
    std::size_t number = first_line;
    try {
      for (const std::string_view line : lines) {
        if (options.jsonl) json.read(line, place(options.file, number));
        append_tokens(piece.text, pipeline.preprocess(options.jsonl ? json.text("text") : line), options.jsonl);
        ++number;
      }
    } catch (const Error& error) {
      const bool has_place = std::string_view(error.what()).starts_with(options.file);
      piece.error = has_place ? error : Error(error.kind(), place(options.file, number) + ": " + error.what());
    }
  };
  filter_file(options.file, threads, write, [](const Error& error) { throw Error(error); });
}

void classify_lines(const std::vector<std::string>& files, const reading::Reader& reader, LyricsForm form, bool explain,
                    unsigned threads) {
  std::optional<Error> first_error;
  for (const std::string& file : files) {
    const WritePiece write = [&](std::span<const std::string_view> lines, std::size_t first_line, Piece& piece) {
      JsonLineReader json;
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t begin = piece.text.size();
        try {
          classify_line(json, lines[i], place(file, first_line + i), reader, form, explain, piece.text);
        } catch (const Error& error) {
          piece.text.resize(begin);
          append_error(piece.text, error);
          if (!piece.error) piece.error = error;
        }
      }
    };
    filter_file(file, threads, write, [&](const Error& error) {
      if (!first_error) first_error.emplace(error);
    });
  }
  if (first_error) throw Error(*first_error);
}

}  // namespace leitmotif::apps
