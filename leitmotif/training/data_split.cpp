#include "leitmotif/training/data_split.hpp"

#include <numeric>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/quoted.hpp"
#include "leitmotif/corpus/cleaned_lyrics.hpp"
#include "leitmotif/corpus/split.hpp"
#include "leitmotif/features/labels.hpp"
#include "leitmotif/training/lyrics_language.hpp"

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

void read_words(LabelledData& data, const text::Preprocessor& pipeline, unsigned threads) {
  const std::vector<LabelledSong>& rows = data.dataset.rows;
  data.tokens.resize(rows.size());
  parallel_for(rows.size(), kSongsPerPiece, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) data.tokens[i] = pipeline.preprocess(rows[i].song.lyrics);
  });
}

void require_two_topics(const std::filesystem::path& file, const LabelledData& data) {
  if (data.names.size() > 1) return;
  throw Error(ErrorKind::corrupt_data, file.string() + ": all of its " + std::to_string(data.size()) +
                                           " songs have the topic " + in_quotes(data.names.front()) +
                                           "; expected at least two topics to tell apart");
}

/// Reads the rows with labels, their lyrics cleaned.
void read_rows(const std::filesystem::path& file, const TrainRequest& request, LabelledData& data) {
  data.dataset = corpus::read_dataset(file, request.reading);
  corpus::leave_out_unlabelled(data.dataset, file.string());
  data.as_written = are_mostly_not_english(data.dataset);
  corpus::clean_lyrics(data.dataset, request.threads);
}

std::shared_ptr<const LabelledData> load_test(const TrainRequest& request, const std::vector<std::string>& names,
                                              const text::Preprocessor& pipeline) {
  const auto data = std::make_shared<LabelledData>();
  read_rows(*request.test, request, *data);
  data->names = names;
  data->labels = in_file(*request.test, [&] { return features::class_indices(data->dataset.rows, names); });
  read_words(*data, pipeline, request.threads);
  return data;
}

Part whole(const LabelledData& data) {
  std::vector<std::size_t> rows(data.size());
  std::iota(rows.begin(), rows.end(), 0U);
  return part_of(data, rows);
}

void hold_out(DataSplit& split, std::span<const std::size_t> rows, double share, const TrainRequest& request) {
  std::vector<std::string_view> topics;
  for (const std::size_t row : rows) topics.push_back(split.data->dataset.rows[row].labels.topic);
  const corpus::Split divided = corpus::stratified_split(topics, share, request.seed);
  if (divided.held_out.empty())
    throw Error(ErrorKind::invalid_argument,
                request.data.string() + ": " + std::to_string(rows.size()) +
                    " songs are too few to keep some for validation; expected more songs, or a larger --held-out");
  const auto those = [&](const std::vector<std::size_t>& places) {
    std::vector<std::size_t> chosen;
    for (const std::size_t place : places) chosen.push_back(rows[place]);
    return part_of(*split.data, chosen);
  };
  split.train = those(divided.train);
  split.validation = those(divided.held_out);
}

}  // namespace

std::shared_ptr<const LabelledData> load_labelled(const TrainRequest& request, const text::Preprocessor& pipeline) {
  const auto data = std::make_shared<LabelledData>();
  read_rows(request.data, request, *data);
  data->source = corpus::data_source(request.data, data->dataset.sha256, request.source);
  features::ClassLabels labels = in_file(request.data, [&] { return features::class_labels(data->dataset.rows); });
  data->names = std::move(labels.names);
  data->labels = std::move(labels.index);
  require_two_topics(request.data, *data);
  read_words(*data, pipeline, request.threads);
  return data;
}

Part part_of(const LabelledData& data, std::span<const std::size_t> rows) {
  Part part;
  for (const std::size_t row : rows) {
    part.songs.push_back(&data.dataset.rows[row]);
    part.tokens.push_back(data.tokens[row]);
    part.labels.push_back(data.labels[row]);
  }
  return part;
}

DataSplit split_rows(std::shared_ptr<const LabelledData> data, std::span<const std::size_t> rows,
                     const TrainRequest& request) {
  DataSplit split;
  split.data = std::move(data);
  split.names = split.data->names;
  hold_out(split, rows, request.held_out, request);
  return split;
}

DataSplit split_data(const TrainRequest& request, const text::Preprocessor& pipeline) {
  DataSplit split;
  split.data = load_labelled(request, pipeline);
  split.names = split.data->names;
  if (request.test) {
    split.test_data = load_test(request, split.names, pipeline);
    split.test = whole(*split.test_data);
  }
  std::vector<std::size_t> rows(split.data->size());
  std::iota(rows.begin(), rows.end(), 0U);
  if (request.protocol == Protocol::honest) {
    hold_out(split, rows, request.held_out, request);
  } else if (split.test) {
    split.train = whole(*split.data);
    split.validation = *split.test;
  } else {
    hold_out(split, rows, kPaperTestPart, request);
    split.test = split.validation;
  }
  return split;
}

}  // namespace leitmotif::training
