// The two filters: many lines in, as many lines out, in the same order, on all threads.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/reading/reader.hpp"
#include "leitmotif/text/preprocessor.hpp"

namespace leitmotif::apps {

/// What `preprocess` was asked for.
struct PreprocessWish {
  std::string file = "-";
  std::string pipeline = "corpus";
  bool jsonl = false;
};

/// `preprocess`: a text a line to its words. Throws corrupt_data naming the line that could not be read; the lines
/// before it are out.
void preprocess_lines(const PreprocessWish& wish, const text::Preprocessor& pipeline, unsigned threads);

/// `classify --jsonl`: a line that cannot be read gives an error object in its place, so that line N out is always
/// the answer to line N in. When all lines are out, throws the first of these errors.
void classify_lines(const std::vector<std::string>& files, const reading::Reader& reader, LyricsForm form, bool explain,
                    unsigned threads);

}  // namespace leitmotif::apps
