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
#include "leitmotif/engine/answer_tables.hpp"

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
  const std::string text = json.text("lyrics");
  const reading::PreparedLyric lyric(text, form);
  const Tokens words = reader.words(lyric);
  engine::Classified answer{
      .id = {}, .reading = {reading::language_of(lyric), reader.model().predict(words)}, .model = reader.model()};
  answer.id_json = id.empty() ? "null" : id;
  if (explain) answer.words = reader.model().explain(words);
  out += engine::classified_table().text(answer) + "\n";
}

}  // namespace

void preprocess_lines(const PreprocessWish& wish, const text::Preprocessor& pipeline, unsigned threads) {
  const WritePiece write = [&](std::span<const std::string_view> lines, std::size_t first_line, Piece& piece) {
    JsonLineReader json;
    std::size_t number = first_line;
    try {
      for (const std::string_view line : lines) {
        if (wish.jsonl) json.read(line, place(wish.file, number));
        append_tokens(piece.text, pipeline.preprocess(wish.jsonl ? json.text("text") : line), wish.jsonl);
        ++number;
      }
    } catch (const Error& error) {
      const bool has_place = std::string_view(error.what()).starts_with(wish.file);
      piece.error = has_place ? error : Error(error.kind(), place(wish.file, number) + ": " + error.what());
    }
  };
  filter_file(wish.file, threads, write, [](const Error& error) { throw Error(error); });
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
