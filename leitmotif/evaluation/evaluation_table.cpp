#include "leitmotif/evaluation/evaluation_table.hpp"

namespace leitmotif::evaluation {
namespace {

using namespace wire;

template <class Answer>
using Rows = std::vector<wire::Field<Answer>>;

constexpr std::size_t kMostLabels = 1000;  // features::kMaxClasses

wire::Schema part_of_one(std::string_view words = "") { return wire::number(0, 1, words); }
wire::Schema ends() { return list_of(any_number(), 2, 2, "both ends, 95 %"); }
std::vector<double> ends_of(const Interval& interval) { return {interval.low, interval.high}; }

const Table<Averages>& averages_table() {
  using F = wire::Field<Averages>;
  static const Table<Averages> table(
      "Averages", {F::value("precision", &Averages::precision, part_of_one()),
                   F::value("recall", &Averages::recall, part_of_one()), F::value("f1", &Averages::f1, part_of_one())});
  return table;
}

const Table<ClassReport>& class_table() {
  using F = wire::Field<ClassReport>;
  static const Table<ClassReport> table(
      "ClassScores",
      {F::value("topic", &ClassReport::topic, any_text()),
       F::value("precision", &ClassReport::precision, part_of_one()),
       F::value("recall", &ClassReport::recall, part_of_one()), F::value("f1", &ClassReport::f1, part_of_one()),
       F::value("accuracy", &ClassReport::accuracy, part_of_one("of its own songs, which is the recall")),
       F::value("support", &ClassReport::support, count("songs of this label"))});
  return table;
}

std::vector<std::string> names_of(const ClassificationReport& report) {
  std::vector<std::string> names;
  for (const ClassReport& row : report.classes) names.push_back(row.topic);
  return names;
}

std::vector<std::vector<std::size_t>> counts_of(const ClassificationReport& report) {
  std::vector<std::vector<std::size_t>> rows(report.confusion.classes);
  for (std::size_t truth = 0; truth < rows.size(); ++truth)
    for (std::size_t predicted = 0; predicted < rows.size(); ++predicted)
      rows[truth].push_back(report.confusion.at(truth, predicted));
  return rows;
}

const Table<ClassificationReport>& confusion_table() {
  using F = wire::Field<ClassificationReport>;
  static const Table<ClassificationReport> table(
      "Confusion", {F::value("labels", names_of, list_of(any_text(), 0, kMostLabels)),
                    F::value("counts", counts_of,
                             list_of(list_of(count(), 0, kMostLabels), 0, kMostLabels,
                                     "songs of a label (row) that were given a label (column)"))});
  return table;
}

std::vector<std::string> confused_labels(const Findings& findings) {
  if (!findings.most_confused) return {};
  return {findings.most_confused->truth, findings.most_confused->predicted};
}

const Table<Findings>& findings_table() {
  using F = wire::Field<Findings>;
  static const Table<Findings> table(
      "Findings",
      {F::value("best_class", &Findings::best_class, any_text("recalled best")),
       F::value("worst_class", &Findings::worst_class, any_text("recalled worst")),
       F::value("most_confused", confused_labels, list_of(any_text(), 0, 2, "its label, and the one it was given")),
       F::value(
           "most_confused_songs", [](const Findings& findings) { return findings.most_confused->count; }, count())
           .where([](const Findings& findings) { return findings.most_confused.has_value(); })});
  return table;
}

const Table<CalibrationBin>& bin_table() {
  using F = wire::Field<CalibrationBin>;
  static const Table<CalibrationBin> table(
      "CalibrationBin",
      {F::value("songs", &CalibrationBin::songs, count()),
       F::value("confidence", &CalibrationBin::confidence, part_of_one("mean of the highest probability")),
       F::value("accuracy", &CalibrationBin::accuracy, part_of_one("of right answers"))});
  return table;
}

const Table<Calibration>& calibration_table() {
  using F = wire::Field<Calibration>;
  static const Table<Calibration> table(
      "Calibration", {F::value("ece", &Calibration::ece, part_of_one("expected calibration error")),
                      F::value("negative_log_likelihood", &Calibration::negative_log_likelihood, any_number()),
                      F::list("bins", &Calibration::bins, bin_table(), "equally wide, from probability 0 to 1")});
  return table;
}

Rows<GroupScore> group_rows() {
  using F = wire::Field<GroupScore>;
  return {F::value("songs", &GroupScore::songs, count()),
          F::value("accuracy", &GroupScore::accuracy, part_of_one()),
          F::value(
              "accuracy_interval", [](const GroupScore& score) { return ends_of(score.intervals.accuracy); }, ends()),
          F::value("macro_f1", &GroupScore::macro_f1, part_of_one()),
          F::value(
              "macro_f1_interval", [](const GroupScore& score) { return ends_of(score.intervals.macro_f1); }, ends()),
          F::value("ece", &GroupScore::ece, part_of_one())};
}

Table<GroupScore> named_groups(std::string_view name, std::string_view key) {
  return Table<GroupScore>(
      name, wire::joined({wire::Field<GroupScore>::value(key, &GroupScore::name, any_text())}, {group_rows()}));
}

const Table<GroupScore>& genre_table() {
  static const Table<GroupScore> table = named_groups("GenreScore", "genre");
  return table;
}

const Table<GroupScore>& decade_table() {
  static const Table<GroupScore> table = named_groups("DecadeScore", "decade");
  return table;
}

const Table<GroupScore>& group_table() {
  static const Table<GroupScore> table("GroupScore", group_rows());
  return table;
}

wire::Field<ArtistOpinion> group_or_null(std::string_view key, std::optional<GroupScore> ArtistOpinion::*member) {
  return {key, wire::or_null(group_table().schema()), [member](wire::Writer& out, const ArtistOpinion& opinion) {
            if (opinion.*member)
              group_table().write(out, *(opinion.*member));
            else
              out.null();
          }};
}

const Table<ArtistOpinion>& opinion_table() {
  using F = wire::Field<ArtistOpinion>;
  static const Table<ArtistOpinion> table("ArtistOpinion",
                                          {F::value("training_file", &ArtistOpinion::training_file, any_text()),
                                           F::value("is_the_models", &ArtistOpinion::is_the_models, wire::truth()),
                                           F::value("without_an_artist", &ArtistOpinion::unknown, count()),
                                           group_or_null("other_artists", &ArtistOpinion::others),
                                           group_or_null("shared_artists", &ArtistOpinion::shared)});
  return table;
}

Rows<Evaluation> headline_rows() {
  using F = wire::Field<Evaluation>;
  return {
      F::value(
          "songs", [](const Evaluation& all) { return all.report.songs; }, count()),
      F::value(
          "accuracy", [](const Evaluation& all) { return all.report.accuracy; }, part_of_one()),
      F::value(
          "accuracy_interval", [](const Evaluation& all) { return ends_of(all.intervals.accuracy); }, ends()),
      F::object(
          "weighted", [](const Evaluation& all) -> const Averages& { return all.report.weighted; }, averages_table()),
      F::object(
          "macro", [](const Evaluation& all) -> const Averages& { return all.report.macro; }, averages_table()),
      F::value(
          "macro_f1_interval", [](const Evaluation& all) { return ends_of(all.intervals.macro_f1); }, ends())};
}

Rows<Evaluation> detail_rows() {
  using F = wire::Field<Evaluation>;
  return {
      F::list(
          "classes", [](const Evaluation& all) -> const std::vector<ClassReport>& { return all.report.classes; },
          class_table()),
      F::object(
          "confusion", [](const Evaluation& all) -> const ClassificationReport& { return all.report; },
          confusion_table()),
      F::object(
          "findings", [](const Evaluation& all) -> const Findings& { return all.report.findings; }, findings_table()),
      F::object("calibration", &Evaluation::calibration, calibration_table()),
      F::list("genres", &Evaluation::genres, genre_table()).where([](const Evaluation& all) {
        return !all.genres.empty();
      }),
      F::list("decades", &Evaluation::decades, decade_table()).where([](const Evaluation& all) {
        return !all.decades.empty();
      }),
      F::object(
          "artist_disjoint", [](const Evaluation& all) -> const ArtistOpinion& { return *all.artists; },
          opinion_table())
          .where([](const Evaluation& all) { return all.artists.has_value(); })};
}

}  // namespace

const Table<Evaluation>& evaluation_table() {
  static const Table<Evaluation> table("Evaluation", wire::joined(headline_rows(), {detail_rows()}));
  return table;
}

}  // namespace leitmotif::evaluation
