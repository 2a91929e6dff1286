#include "leitmotif/training/data_split.hpp"

#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/quoted.hpp"
#include "leitmotif/corpus/cleaned_lyrics.hpp"
#include "leitmotif/corpus/split.hpp"
#include "leitmotif/features/labels.hpp"

namespace leitmotif::training {
namespace {

constexpr std::size_t kSongsPerPiece = 256;
constexpr double kPaperTestPart = 0.2;

/// Puts the file's name before what was wrong with its labels.
template <typename Read>
auto in_file(const std::filesystem::path& file, const Read& read) {
  try {
    return read();
  } catch (const Error& error) {
    throw Error(error.kind(), file.string() + ": " + error.what());
  }
}

Part whole(const std::vector<LabelledSong>& rows, std::vector<int> labels, const text::Preprocessor& pipeline,
           unsigned threads) {
  Part part;
  part.labels = std::move(labels);
  for (const LabelledSong& row : rows) part.songs.push_back(&row);
  part.tokens.resize(rows.size());
  parallel_for(rows.size(), kSongsPerPiece, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) part.tokens[i] = pipeline.preprocess(rows[i].song.lyrics);
  });
  return part;
}

void require_two_topics(const std::filesystem::path& file, const corpus::Dataset& data,
                        const std::vector<std::string>& names) {
  if (names.size() > 1) return;
  throw Error(ErrorKind::corrupt_data, file.string() + ": all of its " + std::to_string(data.rows.size()) +
                                           " songs have the topic " + in_quotes(names.front()) +
                                           "; expected at least two topics to tell apart");
}

/// Moves some songs of `all` into a part of their own.
Part take(Part& all, const std::vector<std::size_t>& which) {
  Part part;
  for (const std::size_t i : which) {
    part.songs.push_back(all.songs[i]);
    part.tokens.push_back(std::move(all.tokens[i]));
    part.labels.push_back(all.labels[i]);
  }
  return part;
}

void hold_out(DataSplit& split, Part all, double share, const TrainRequest& request) {
  std::vector<std::string_view> topics;
  for (const LabelledSong* song : all.songs) topics.push_back(song->labels.topic);
  const corpus::Split rows = corpus::stratified_split(topics, share, request.seed);
  if (rows.held_out.empty())
    throw Error(ErrorKind::invalid_argument,
                request.data.string() + ": " + std::to_string(all.size()) +
                    " songs are too few to keep some for validation; expected more songs, or a larger --held-out");
  split.train = take(all, rows.train);
  split.validation = take(all, rows.held_out);
}

}  // namespace

DataSplit split_data(const TrainRequest& request, const text::Preprocessor& pipeline) {
  DataSplit split;
  split.data = corpus::read_dataset(request.data);
  corpus::clean_lyrics(split.data, request.threads);
  features::ClassLabels labels = in_file(request.data, [&] { return features::class_labels(split.data.rows); });
  split.names = std::move(labels.names);
  require_two_topics(request.data, split.data, split.names);
  if (request.test) {
    split.test_data = corpus::read_dataset(*request.test);
    corpus::clean_lyrics(*split.test_data, request.threads);
    const std::vector<LabelledSong>& rows = split.test_data->rows;
    std::vector<int> index = in_file(*request.test, [&] { return features::class_indices(rows, split.names); });
    split.test = whole(rows, std::move(index), pipeline, request.threads);
  }
  Part all = whole(split.data.rows, std::move(labels.index), pipeline, request.threads);
  if (request.protocol == Protocol::honest) {
    hold_out(split, std::move(all), request.held_out, request);
  } else if (split.test) {
    split.train = std::move(all);
    split.validation = *split.test;
  } else {
    hold_out(split, std::move(all), kPaperTestPart, request);
    split.test = split.validation;
  }
  return split;
}

}  // namespace leitmotif::training
