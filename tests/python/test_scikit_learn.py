"""scikit-learn's own checks of estimators. They know tables of numbers only, so numbers are told as words."""

import sys
import unittest
import warnings

try:
    import numpy
except ImportError:
    print("skipped: numpy is not there (python3-numpy)")
    sys.exit(77)

from leitmotif.estimators import LyricsVectorizer, NotFittedError, TopicClassifier

try:
    from sklearn.exceptions import NotFittedError as TheirNotFittedError
    from sklearn.utils.estimator_checks import check_estimator
    from sklearn.utils.multiclass import check_classification_targets
    from sklearn.utils.validation import check_array, check_X_y
except ImportError:
    check_estimator = None


def told(estimator, rows, learns):
    """A row of numbers as a lyric: a word for each column and the tenth of its range that the number lies in."""
    rows = check_array(rows)
    if learns:
        estimator.n_features_in_ = rows.shape[1]
        estimator.least_ = rows.min(axis=0)
        estimator.range_ = numpy.where(numpy.ptp(rows, axis=0) > 0, numpy.ptp(rows, axis=0), 1)
    elif rows.shape[1] != estimator.n_features_in_:
        raise ValueError(
            f"X has {rows.shape[1]} features, but {type(estimator).__name__} is expecting "
            f"{estimator.n_features_in_} features as input"
        )
    tenths = numpy.clip((rows - estimator.least_) / estimator.range_ * 10, 0, 9).astype(int)
    letter = lambda number: chr(ord("a") + number)
    return [
        " ".join(letter(j % 26) + letter(j // 26) + 3 * letter(tenth) for j, tenth in enumerate(row)) for row in tenths
    ]


class NumbersClassifier(TopicClassifier):
    """A TopicClassifier of numbers."""

    def _more_tags(self):
        return {}

    def fit(self, X, y):
        X, y = check_X_y(X, y)
        check_classification_targets(y)
        return super().fit(told(self, X, True), y)

    def _scores(self, X):
        self._require_fit()
        return super()._scores(told(self, X, False))


class NumbersVectorizer(LyricsVectorizer):
    """A LyricsVectorizer of numbers."""

    def _more_tags(self):
        return {"preserves_dtype": []}  # words have none

    def fit(self, X, y=None):
        return super().fit(told(self, X, True))

    def transform(self, X):
        self._require_fit()
        return super().transform(told(self, X, False))

    def fit_transform(self, X, y=None):
        return self.fit(X).transform(X)


@unittest.skipIf(check_estimator is None, "scikit-learn is not there")
class ScikitLearnChecks(unittest.TestCase):
    def passed_by(self, estimator):
        """How many checks an estimator passes; fails with the first that it does not."""
        passed = 0
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for one, check in check_estimator(estimator, generate_only=True):
                with self.subTest(check=check.func.__name__):
                    try:
                        check(one)
                    except unittest.SkipTest:  # of what an estimator does not claim to do
                        continue
                    passed += 1
        return passed

    def test_the_classifier(self):
        for kind in ("logistic", "naive-bayes"):
            self.assertGreater(self.passed_by(NumbersClassifier(kind=kind, pipeline="none", max_words=1)), 35)

    def test_the_vectorizer(self):
        self.assertGreater(self.passed_by(NumbersVectorizer(pipeline="none", max_words=1)), 30)

    def test_the_error_is_theirs_too(self):
        for error in (NotFittedError, TheirNotFittedError):
            with self.assertRaises(error):
                TopicClassifier().predict(["a"])

    def test_the_decision_of_two_labels_is_one_number(self):
        classifier = TopicClassifier(pipeline="none").fit(["sea boat", "city street"] * 10, ["sea", "city"] * 10)
        decision = classifier.decision_function(["sea", "street"])
        self.assertEqual(decision.shape, (2,))
        self.assertEqual((decision > 0).tolist(), [True, False])  # towards the second label, which is "sea"


if __name__ == "__main__":
    unittest.main()
