#include "leitmotif/training/tfidf_lesson.hpp"

#include "leitmotif/evaluation/calibration.hpp"
#include "leitmotif/training/temperature.hpp"

namespace leitmotif::training {

TfidfLesson vectorize(const Lesson& lesson, const TrainRequest& request) {
  TfidfLesson result;
  result.lesson = &lesson;
  std::vector<Tokens> seen = lesson.train.tokens;
  if (request.protocol == Protocol::paper)
    seen.insert(seen.end(), lesson.validation.tokens.begin(), lesson.validation.tokens.end());
  result.tfidf = std::make_shared<const features::Tfidf>(features::Tfidf::fit(seen, {}, request.threads));
  result.train_rows = result.tfidf->transform(lesson.train.tokens, request.threads);
  result.validation_rows = result.tfidf->transform(lesson.validation.tokens, request.threads);
  return result;
}

Tempered fit_temperature(const Examples& validation,
                         const std::function<std::vector<float>(const models::SparseRow&)>& logits) {
  const SparseMatrix& rows = *validation.rows;
  std::vector<float> all_logits, probabilities;
  std::size_t classes = 0;
  for (std::size_t song = 0; song < rows.rows(); ++song) {
    const std::vector<float> row = logits(models::row_of(rows, song));
    const std::vector<float> untempered = models::softmax(row, 1.0F);
    classes = row.size();
    all_logits.insert(all_logits.end(), row.begin(), row.end());
    probabilities.insert(probabilities.end(), untempered.begin(), untempered.end());
  }
  return {fit_temperature(all_logits, validation.labels, classes),
          evaluation::calibration(validation.labels, probabilities, classes).ece};
}

}  // namespace leitmotif::training
