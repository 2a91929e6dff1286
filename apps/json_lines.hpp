// The two filters: many lines in, as many lines out, in the same order, on all threads.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/core/share.hpp"
#include "leitmotif/reading/reader.hpp"
#include "leitmotif/text/preprocessor.hpp"

namespace leitmotif::apps {

/// What `preprocess` was asked for.
struct PreprocessWish {
  std::string file = "-";
  std::string pipeline = "corpus";
  bool jsonl = false;
  bool document = false;  ///< the words are one document of JSON
};

/// `preprocess`: a text a line to its words. Throws corrupt_data naming the line that could not be read; the lines
/// before it are out.
void preprocess_lines(const PreprocessWish& wish, const text::Preprocessor& pipeline, unsigned threads);

/// How `classify --jsonl` reads its lines.
struct LineReading {
  LyricsForm form = LyricsForm::sung;
  bool explain = false;
  unsigned threads = 0;  ///< 0: all processors
};

/// `classify --jsonl`: a line that cannot be read gives an error object in its place, so that line N out is always
/// the answer to line N in. When all lines are out, throws the first of these errors. Of a share that is not the whole
/// the lines of all files together are counted first; messages have the line's number in its file.
void classify_lines(const std::vector<std::string>& files, const Share& share, const reading::Reader& reader,
                    const LineReading& how);

}  // namespace leitmotif::apps
