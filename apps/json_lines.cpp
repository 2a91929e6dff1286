#include "apps/json_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <span>

#include "apps/json_output.hpp"
#include "apps/terminal.hpp"
#include "leitmotif/answers/answer_tables.hpp"
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

/// Which lines of which file are filtered.
struct FilteredLines {
  std::string file;
  ShareRange own = {0, std::numeric_limits<std::size_t>::max()};  ///< counted from 0
};

/// Where lines go.
struct FilterOutput {
  std::function<void(std::string_view lines)> print;
  std::function<void(const Error&)> on_error;
};

/// Runs `write` over a file's lines, prints what it wrote in order, and tells the pieces' errors.
void filter_file(const FilteredLines& wanted, unsigned threads, const WritePiece& write, const FilterOutput& out) {
  LineReader reader(wanted.file);
  while (true) {
    check_stop();
    const std::vector<std::string_view>& all = reader.next_block();
    const std::size_t before = reader.first_line() - 1;
    if (all.empty() || before >= wanted.own.end) return;
    const std::size_t first = std::clamp(wanted.own.begin, before, before + all.size()) - before;
    const std::size_t last = std::min(wanted.own.end - before, all.size());
    const std::span<const std::string_view> lines(all.data() + first, last - first);
    std::vector<Piece> pieces((lines.size() + kLinesPerPiece - 1) / kLinesPerPiece);
    parallel_for(lines.size(), kLinesPerPiece, threads, [&](std::size_t begin, std::size_t end) {
      write(lines.subspan(begin, end - begin), before + 1 + first + begin, pieces[begin / kLinesPerPiece]);
    });
    for (const Piece& piece : pieces) {
      out.print(piece.text);
      if (piece.error) out.on_error(*piece.error);
    }
    flush_output();  // another program may wait for these answers before it sends the next lines
  }
}

std::size_t count_lines(const std::string& file) {
  LineReader reader(file);
  std::size_t count = 0;
  while (true) {
    check_stop();
    const std::size_t more = reader.next_block().size();
    if (more == 0) return count;
    count += more;
  }
}

/// The share's lines of each file, when their lines stand one after the other.
std::vector<FilteredLines> lines_of_share(const std::vector<std::string>& files, const Share& share) {
  std::vector<FilteredLines> wanted;
  for (const std::string& file : files) wanted.push_back({file});
  if (share.is_whole()) return wanted;
  std::vector<std::size_t> begins = {0};
  for (const std::string& file : files) begins.push_back(begins.back() + count_lines(file));
  const ShareRange own = range_of(share, begins.back());
  for (std::size_t i = 0; i < files.size(); ++i)
    wanted[i].own = {std::clamp(own.begin, begins[i], begins[i + 1]) - begins[i],
                     std::clamp(own.end, begins[i], begins[i + 1]) - begins[i]};
  return wanted;
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

/// Who reads a line, and how.
struct Classifying {
  const reading::Reader& reader;
  const LineReading& how;
};

/// Answers one line of `{"id","lyrics"}`. Throws corrupt_data.
void classify_line(JsonLineReader& json, std::string_view line, const std::string& where, const Classifying& by,
                   std::string& out) {
  json.read(line, where);
  const std::string id = json.raw("id");
  const std::string text = json.text("lyrics");
  const reading::PreparedLyric lyric(text, by.how.form);
  const Tokens words = by.reader.words(lyric);
  answers::Classified answer{.id = {},
                             .reading = {reading::language_of(by.reader, lyric), by.reader.model().predict(words)},
                             .model = by.reader.model()};
  answer.id_json = id.empty() ? "null" : id;
  if (by.how.explain) answer.words = by.reader.model().explain(words);
  out += answers::classified_table().text(answer) + "\n";
}

}  // namespace

void preprocess_lines(const PreprocessWish& wish, const text::Preprocessor& pipeline, unsigned threads) {
  const bool is_json = wish.jsonl || wish.document;
  const WritePiece write = [&](std::span<const std::string_view> lines, std::size_t first_line, Piece& piece) {
    JsonLineReader json;
    std::size_t number = first_line;
    try {
      for (const std::string_view line : lines) {
        if (wish.jsonl) json.read(line, place(wish.file, number));
        append_tokens(piece.text, pipeline.preprocess(wish.jsonl ? json.text("text") : line), is_json);
        ++number;
      }
    } catch (const Error& error) {
      const bool has_place = std::string_view(error.what()).starts_with(wish.file);
      piece.error = has_place ? error : Error(error.kind(), place(wish.file, number) + ": " + error.what());
    }
  };
  JsonOutput out(wish.document);
  filter_file({wish.file}, threads, write,
              {[&](std::string_view lines) { out.add_lines(lines); }, [](const Error& error) { throw Error(error); }});
  out.finish();
}

void classify_lines(const std::vector<std::string>& files, const Share& share, const reading::Reader& reader,
                    const LineReading& how) {
  std::optional<Error> first_error;
  for (const FilteredLines& wanted : lines_of_share(files, share)) {
    const WritePiece write = [&](std::span<const std::string_view> lines, std::size_t first_line, Piece& piece) {
      JsonLineReader json;
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t begin = piece.text.size();
        try {
          classify_line(json, lines[i], place(wanted.file, first_line + i), {reader, how}, piece.text);
        } catch (const Error& error) {
          piece.text.resize(begin);
          append_error(piece.text, error);
          if (!piece.error) piece.error = error;
        }
      }
    };
    filter_file(wanted, how.threads, write, {print, [&](const Error& error) {
                                               if (!first_error) first_error.emplace(error);
                                             }});
  }
  if (first_error) throw Error(*first_error);
}

}  // namespace leitmotif::apps
