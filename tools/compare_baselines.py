#!/usr/bin/env python3
"""The baselines of `leitmotif train` beside scikit-learn's, on the same songs, the same words and the same TF-IDF.

    tools/compare_baselines.py build/release/bin/leitmotif music-train.csv

A fifth of the file is kept to score on. Both see the same words (pipeline `paper`), both fit the vectorizer on all
songs (protocol `paper`, so that the same rows are trained on), both use one processor. Needs scikit-learn.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy  # noqa: E402
from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.naive_bayes import MultinomialNB  # noqa: E402
from sklearn.svm import LinearSVC  # noqa: E402


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return [(row["lyrics"], row["topic"]) for row in csv.DictReader(file)]


def write(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("lyrics", "topic"))
        writer.writerows(rows)


def words_of(program, rows):
    lines = "".join(json.dumps({"text": lyrics}) + "\n" for lyrics, _ in rows)
    out = subprocess.run([program, "preprocess", "--pipeline", "paper", "--jsonl"], input=lines, text=True, check=True,
                         stdout=subprocess.PIPE).stdout
    return [" ".join(json.loads(line)["tokens"]) for line in out.splitlines()]


def ours(program, kind, train, test, folder):
    before = os.times()
    out = subprocess.run([program, "train", kind, train, "-o", os.path.join(folder, kind), "--test", test,
                          "--protocol", "paper", "--runs", "none", "--threads", "1", "--json"], text=True, check=True,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    after = os.times()
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    return json.loads(out)["test"]["accuracy"], seconds


def main():
    program, data = sys.argv[1:]
    rows = read(data)
    order = numpy.random.RandomState(0).permutation(len(rows))
    cut = len(rows) // 5
    test, train = [rows[i] for i in order[:cut]], [rows[i] for i in order[cut:]]
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("train.csv", "test.csv")]
        write(paths[0], train)
        write(paths[1], test)
        train_words, test_words = words_of(program, train), words_of(program, test)
        start = time.process_time()
        vectorizer = TfidfVectorizer(ngram_range=(1, 2), max_features=5000).fit(train_words + test_words)
        x, x_test = vectorizer.transform(train_words), vectorizer.transform(test_words)
        vectorizing = time.process_time() - start
        y, y_test = [label for _, label in train], [label for _, label in test]
        print(f"{len(train)} songs to train on, {len(test)} to score; scikit-learn's TF-IDF {vectorizing:.2f} s")
        print(f"{'':<14}{'ours':>9}{'theirs':>9}{'ours':>9}{'theirs':>9}{'with TF-IDF':>13}{'times':>7}")
        for kind, model in (("naive-bayes", MultinomialNB()), ("logistic", LogisticRegression(max_iter=1000)),
                            ("svm", LinearSVC())):
            accuracy, seconds = ours(program, kind, *paths, folder)
            start = time.process_time()
            model.fit(x, y)
            theirs = (model.predict(x_test) == numpy.array(y_test)).mean()
            fitting = time.process_time() - start
            whole = fitting + vectorizing
            print(f"{kind:<14}{accuracy:>9.4f}{theirs:>9.4f}{seconds:>8.2f}s{fitting:>8.2f}s{whole:>12.2f}s"
                  f"{whole / seconds:>7.1f}")


if __name__ == "__main__":
    main()
