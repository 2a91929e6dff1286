"""Estimators: they learn, they are as scikit-learn expects, and they survive clone and pickle."""

import copy
import csv
import pickle
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import numpy
except ImportError:
    print("skipped: numpy is not there (python3-numpy)")
    sys.exit(77)

from leitmotif.estimators import LyricsVectorizer, NotFittedError, TopicClassifier

THEMES = {
    "city": "street taxi window crowd neon corner traffic building station bridge",
    "garden": "flower apple summer tree honey meadow butterfly sunshine leaf orchard",
    "sea": "ocean river water boat island storm sailor harbour wind tide",
}


def made_lyrics(count):
    """Lyrics of three themes, taking turns, and their labels."""
    names = sorted(THEMES)
    lyrics, labels = [], []
    for i in range(count):
        words = THEMES[names[i % 3]].split()
        lyrics.append(" ".join(words[(i * 7 + k * 3) % 10] for k in range(8)) + " and tonight we sing again")
        labels.append(names[i % 3])
    return lyrics, labels


class Vectorizer(unittest.TestCase):
    def test_rows_have_length_one_and_names(self):
        lyrics, _ = made_lyrics(30)
        vectorizer = LyricsVectorizer(max_words=1)
        rows = vectorizer.fit_transform([*lyrics, ""])
        rows = rows.toarray() if hasattr(rows, "toarray") else rows
        self.assertEqual(rows.shape, (31, len(vectorizer.get_feature_names_out())))
        numpy.testing.assert_allclose(numpy.linalg.norm(rows[:30], axis=1), 1, atol=1e-5)
        self.assertFalse(rows[30].any())
        self.assertIn("ocean", vectorizer.get_feature_names_out())

    def test_an_unfitted_one_says_so(self):
        with self.assertRaises(NotFittedError):
            LyricsVectorizer().transform(["a"])
        with self.assertRaises(TypeError):
            LyricsVectorizer().fit("one text")
        with self.assertRaises(TypeError):
            LyricsVectorizer().fit(["a", None])


class Classifier(unittest.TestCase):
    def setUp(self):
        self.lyrics, self.labels = made_lyrics(90)

    def test_it_learns(self):
        for kind in ("logistic", "naive-bayes"):
            classifier = TopicClassifier(kind=kind).fit(self.lyrics[:60], self.labels[:60])
            self.assertEqual(classifier.classes_.tolist(), ["city", "garden", "sea"])
            self.assertEqual(classifier.score(self.lyrics[60:], self.labels[60:]), 1.0, kind)
            probabilities = classifier.predict_proba(self.lyrics[60:])
            numpy.testing.assert_allclose(probabilities.sum(axis=1), 1)
            self.assertEqual(classifier.classes_[probabilities.argmax(axis=1)].tolist(), self.labels[60:])

    def test_naive_bayes_is_the_formula(self):
        classifier = TopicClassifier(kind="naive-bayes", max_words=1, smoothing=0.5).fit(self.lyrics, self.labels)
        rows = LyricsVectorizer(max_words=1).fit_transform(self.lyrics)
        rows = rows.toarray() if hasattr(rows, "toarray") else rows
        for k, name in enumerate(classifier.classes_):
            sums = rows[numpy.asarray(self.labels) == name].astype(float).sum(axis=0) + 0.5
            numpy.testing.assert_allclose(classifier.model_.weight[:, k], numpy.log(sums / sums.sum()), atol=1e-4)
        numpy.testing.assert_allclose(classifier.model_.bias, numpy.log(1 / 3), atol=1e-6)

    def test_same_weights_at_any_number_of_threads(self):
        one = TopicClassifier(threads=1).fit(self.lyrics, self.labels)
        more = TopicClassifier(threads=3).fit(self.lyrics, self.labels)
        numpy.testing.assert_array_equal(one.model_.weight, more.model_.weight)

    def test_labels_may_be_numbers(self):
        classifier = TopicClassifier(kind="naive-bayes").fit(self.lyrics, [i % 3 for i in range(90)])
        self.assertEqual(classifier.predict(self.lyrics[:3]).tolist(), [0, 1, 2])

    def test_bad_data_is_refused(self):
        for lyrics, labels in ((self.lyrics, ["a"] * 90), (self.lyrics, self.labels[:5]), (["", ""], ["a", "b"])):
            with self.assertRaises(ValueError):
                TopicClassifier().fit(lyrics, labels)
        for wrong in ({"kind": "oracle"}, {"c": 0}, {"kind": "naive-bayes", "smoothing": 0}):
            with self.assertRaises(ValueError):
                TopicClassifier(**wrong).fit(self.lyrics, self.labels)
        with self.assertRaises(NotFittedError):
            TopicClassifier().predict(["a"])

    def test_parameters(self):
        classifier = TopicClassifier(c=2.0)
        self.assertEqual(classifier.get_params()["c"], 2.0)
        self.assertIs(classifier.set_params(kind="naive-bayes", c=3), classifier)
        self.assertEqual(classifier.c, 3)
        with self.assertRaises(ValueError):
            classifier.set_params(no_such=1)
        self.assertEqual(TopicClassifier(**classifier.get_params()).get_params(), classifier.get_params())

    def test_pickle_and_copy_give_the_same_answers(self):
        classifier = TopicClassifier().fit(self.lyrics, self.labels)
        expected = classifier.predict_proba(self.lyrics)
        for again in (pickle.loads(pickle.dumps(classifier)), copy.deepcopy(classifier)):
            numpy.testing.assert_array_equal(again.predict_proba(self.lyrics), expected)
        vectorizer = LyricsVectorizer().fit(self.lyrics)
        self.assertEqual(pickle.loads(pickle.dumps(vectorizer)).get_feature_names_out().tolist(),
                         vectorizer.get_feature_names_out().tolist())
        self.assertEqual(pickle.loads(pickle.dumps(TopicClassifier(c=4))).c, 4)

    def test_scikit_learn_takes_them(self):
        try:
            from sklearn.base import clone
            from sklearn.model_selection import GridSearchCV, cross_val_score
        except ImportError:
            self.skipTest("scikit-learn is not there")
        classifier = TopicClassifier(c=5.0)
        self.assertEqual(clone(classifier).get_params(), classifier.get_params())
        self.assertGreater(cross_val_score(classifier, self.lyrics, self.labels, cv=3).min(), 0.9)
        search = GridSearchCV(classifier, {"kind": ["logistic", "naive-bayes"]}, cv=3).fit(self.lyrics, self.labels)
        self.assertIn(search.best_params_["kind"], ("logistic", "naive-bayes"))


class Examples(unittest.TestCase):
    def run_example(self, name, *arguments):
        example = Path(__file__).resolve().parents[2] / "examples" / "python" / name
        return subprocess.run([sys.executable, example, *arguments], capture_output=True, text=True, check=True).stdout

    def test_own_lyrics_are_studied(self):
        printed = self.run_example("own_lyrics.py")
        self.assertIn("logistic: accuracy 1.000 over 5 folds by artist", printed)
        self.assertIn("600 songs in a library", printed)

    def test_the_table_of_topics(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "songs.csv"
            with open(file, "w", newline="", encoding="utf-8") as out:
                csv.writer(out).writerows([("lyrics", "topic"), *zip(*made_lyrics(90)), ("", "sea")])
            printed = self.run_example("topic_table.py", str(file))
        self.assertIn("72 songs to learn from, 18 to ask about", printed)
        self.assertIn("logistic: accuracy 1.0000", printed)

    def test_the_table_of_the_music_data_set(self):
        data = Path(__file__).resolve().parents[3] / "shared" / "data" / "music-train.csv"
        if not data.exists():
            self.skipTest("the data set is not there")
        accuracy = float(self.run_example("topic_table.py", str(data)).split("logistic: accuracy ")[1].split()[0])
        self.assertGreater(accuracy, 0.93)


if __name__ == "__main__":
    unittest.main()
