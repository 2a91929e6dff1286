#!/usr/bin/env python3
"""Holds `leitmotif topics learn` against scikit-learn's LatentDirichletAllocation: same songs, words and held-out songs.

    leitmotif topics learn songs.csv -o topics.json --held-out 0.2 --threads 1
    PYTHONPATH=... tools/topics_beside_sklearn.py songs.csv topics.json

Prints processor seconds and, for both, the perplexity of the held-out songs twice: scikit-learn's own bound, and that of
every other place of a song when the rest is known. The table must hold cleaned lyrics. Needs scikit-learn, SciPy, NumPy.
"""

import collections
import csv
import json
import re
import sys
import time

import numpy
from scipy.sparse import csr_matrix
from sklearn.decomposition import LatentDirichletAllocation
from sklearn.decomposition._online_lda_fast import _dirichlet_expectation_2d


def counts_of(lyrics, terms):
    """How often each term stands in each song."""
    column_of = {term: i for i, term in enumerate(terms)}
    begin, column, value = [0], [], []
    for text in lyrics:
        counted = collections.Counter(column_of[w] for w in re.findall(r"\w\w+", text) if w in column_of)
        column.extend(sorted(counted))
        value.extend(float(counted[k]) for k in sorted(counted))
        begin.append(len(column))
    return csr_matrix((value, column, begin), shape=(len(lyrics), len(terms)))


def halves_of(counts):
    """Every other place of each song, from the first and from the second."""
    halves = []
    for which in (0, 1):
        half = counts.copy()
        for song in range(counts.shape[0]):
            place = 0
            for i in range(counts.indptr[song], counts.indptr[song + 1]):
                size = int(counts.data[i])
                half.data[i] = sum((place + k) % 2 == which for k in range(size))
                place += size
        half.eliminate_zeros()
        halves.append(half)
    return halves


def put_topics(model, weight):
    """Makes a fitted model answer by other topics."""
    model.components_ = weight
    model.exp_dirichlet_component_ = numpy.exp(_dirichlet_expectation_2d(weight))


def completion(model, halves):
    """Perplexity of the second halves when the first are known."""
    weights = model.transform(halves[0])
    words = model.components_ / model.components_.sum(axis=1, keepdims=True)
    hidden = halves[1].tocoo()
    probability = (weights[hidden.row] * words[:, hidden.col].T).sum(axis=1)
    return float(numpy.exp(-(hidden.data * numpy.log(probability)).sum() / hidden.data.sum()))


def main():
    csv.field_size_limit(1 << 30)
    table, study_file = sys.argv[1:3]
    with open(table, newline="", encoding="utf-8") as file:
        lyrics = [row["lyrics"] for row in csv.DictReader(file)]
    with open(study_file, encoding="utf-8") as file:
        study = json.load(file)
    topics = len(study["topics"])
    counts = counts_of(lyrics, study["terms"])
    every = round(len(lyrics) / study["held_out"])
    is_held_out = (numpy.arange(len(lyrics)) + 1) % every == 0
    held_out = counts[is_held_out]
    begin = time.process_time()
    model = LatentDirichletAllocation(n_components=topics, random_state=0, learning_method="online", max_iter=10)
    model.fit(counts[~is_held_out])
    seconds = time.process_time() - begin
    halves = halves_of(held_out)
    print(f"scikit-learn {seconds:.1f} s, bound {model.perplexity(held_out):.1f}, completion {completion(model, halves):.1f}")
    put_topics(model, numpy.asarray(study["weight"]).reshape(-1, topics).T.copy())
    print(f"leitmotif bound {model.perplexity(held_out):.1f}, completion {completion(model, halves):.1f}")


if __name__ == "__main__":
    main()
