#include "leitmotif/collection/moods.hpp"

#include <algorithm>
#include <functional>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/collection/mood_tag.hpp"
#include "leitmotif/collection/tags.hpp"
#include "leitmotif/collection/walk.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::collection {
namespace {

/// The topics of a song that are surer than the threshold, surest first.
std::vector<std::string> sure_topics(const Prediction& prediction, const models::Classifier& model, double threshold) {
  if (prediction.counted_words == 0) return {};
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < prediction.probabilities.size(); ++i)
    if (static_cast<double>(prediction.probabilities[i]) >= threshold) order.push_back(i);
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return prediction.probabilities[i]; });
  std::vector<std::string> topics;
  topics.reserve(order.size());
  for (const std::size_t i : order) topics.push_back(model.labels()[i]);
  return topics;
}

void treat(const catalog::FileRow& row, const std::vector<std::string>& topics, bool dry_run, MoodReport& report) {
  ++report.files;
  try {
    MoodChange change{row.path, collection::read_tags(collection::ReadOnlyFile(row.path)).moods, {}, false};
    change.after = collection::merged_moods(change.before, topics);
    if (change.after == change.before) {
      ++report.unchanged;
      return;
    }
    if (!dry_run) collection::write_moods(row.path, change.after);
    change.written = !dry_run;
    report.changes.push_back(std::move(change));
  } catch (const Error& error) {
    report.rejected.push_back({collection::shown(row.path), 0, error.what()});
  }
}

}  // namespace

MoodReport write_moods(catalog::Catalog& library, const reading::Reader& reader, const MoodRequest& request,
                       const OnProgress& on_progress) {
  if (!(request.threshold >= 0 && request.threshold <= 1))
    throw Error(ErrorKind::invalid_argument, "threshold is not between 0 and 1");
  std::vector<catalog::FileRow> rows = library.files().below(
      request.folder.empty() ? std::filesystem::path("/") : std::filesystem::weakly_canonical(request.folder));
  std::erase_if(
      rows, [](const catalog::FileRow& row) { return row.gone || !row.song || row.kind != catalog::FileKind::music; });
  MoodReport report;
  report.dry_run = request.dry_run;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto prediction = library.scores().of(reader.model().id(), *rows[i].song);
    treat(rows[i],
          prediction ? sure_topics(*prediction, reader.model(), request.threshold) : std::vector<std::string>{},
          request.dry_run, report);
    on_progress({"tags", i + 1, rows.size()});
  }
  return report;
}

}  // namespace leitmotif::collection
