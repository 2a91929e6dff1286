#!/usr/bin/env python3
"""Wishes that are learned from forty songs that are meant and forty that are not, beside scikit-learn's logistic regression.

   tools/wishes_beside_sklearn.py PROGRAM LIBRARY LABELS.csv

LIBRARY: a copy of one with the songs of LABELS (columns wish, artist, title, label); it gets a learned wish `trial`. Both
learn from the same numbers (roots of the mixture, meaning, sound, year; standardised for scikit-learn) and are tried on the
rest of the labels. Prints a line a wish: the mean AUC of six draws, and how long the command took at most. Needs numpy and
scikit-learn (`./dev scikit-learn` fetches it into build/scikit-learn)."""
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time

import numpy
from sklearn.linear_model import LogisticRegression, LogisticRegressionCV
from sklearn.metrics import roc_auc_score

WISHES = ('love', 'party', 'calm', 'angry')
TAUGHT, DRAWS = 40, 6


def filled(values):
    return numpy.where(numpy.isnan(values), numpy.nanmean(values, axis=0), values)


def numbers_of(songs):
    """[songs x features], each with mean 0 and deviation 1."""
    parts = [numpy.sqrt(numpy.nan_to_num(songs['mixture'])), numpy.nan_to_num(songs['vectors']), filled(songs['audio']),
             filled(songs['year'][:, None])]
    numbers = numpy.hstack(parts)
    return (numbers - numbers.mean(axis=0)) / (numbers.std(axis=0) + 1e-9)


def labels_of(path, songs):
    """By wish: the label of each row that has one."""
    rows = {name: row for row, name in enumerate(zip(songs['artist'], songs['title']))}
    labels = {}
    with open(path, newline='') as file:
        for line in csv.DictReader(file):
            if line['wish'] in WISHES and (line['artist'], line['title']) in rows:
                labels.setdefault(line['wish'], {})[rows[line['artist'], line['title']]] = int(line['label'])
    return labels


class Program:
    def __init__(self, program, library, folder):
        self.words, self.folder = [program, '--library', library], folder

    def run(self, *words):
        return subprocess.run([*self.words, *words], check=True, capture_output=True, text=True).stdout

    def songs(self):
        path = os.path.join(self.folder, 'songs.npz')
        self.run('export', '--format', 'npz', '-o', path)
        return dict(numpy.load(path))

    def write_list(self, name, songs, rows):
        path = os.path.join(self.folder, name)
        with open(path, 'w', newline='') as file:
            csv.writer(file).writerows([('artist', 'title'), *((songs['artist'][row], songs['title'][row]) for row in rows)])
        return path

    def learned(self, songs, yes, no):
        """The score of every row by a wish learned of these, and the seconds that learning took."""
        lists = self.write_list('yes.csv', songs, yes), self.write_list('no.csv', songs, no)
        began = time.monotonic()
        self.run('wishes', 'learn', 'trial', '--yes', lists[0], '--no', lists[1])
        took = time.monotonic() - began
        by_id = {line['id']: line['score'] for line in map(json.loads, self.run('wishes', 'score', 'trial').splitlines())}
        return [by_id.get(int(song)) or 0 for song in songs['id']], took


def main():
    with tempfile.TemporaryDirectory(prefix='wishes_beside_sklearn.') as folder:
        program = Program(*sys.argv[1:3], folder)
        songs = program.songs()
        numbers = numbers_of(songs)
        for wish, labels in sorted(labels_of(sys.argv[3], songs).items()):
            ours, plain, tuned, seconds = [], [], [], []
            for seed in range(DRAWS):
                draw = random.Random(seed)
                yes, no = (draw.sample([row for row in labels if labels[row] == label], TAUGHT) for label in (1, 0))
                taught = yes + no
                rest = [row for row in labels if row not in set(taught)]
                told = [1] * TAUGHT + [0] * TAUGHT
                scores, took = program.learned(songs, yes, no)
                seconds.append(took)
                auc = lambda by_row: roc_auc_score([labels[row] for row in rest], by_row)
                ours.append(auc([scores[row] for row in rest]))
                for list_of, model in ((plain, LogisticRegression(max_iter=2000)),
                                       (tuned, LogisticRegressionCV(Cs=numpy.logspace(-4, 1, 6), cv=5, max_iter=2000,
                                                                    scoring='neg_log_loss'))):
                    list_of.append(auc(model.fit(numbers[taught], told).decision_function(numbers[rest])))
            print(f'{wish}: ours {numpy.mean(ours):.3f}, scikit-learn {numpy.mean(plain):.3f}, with a penalty chosen by '
                  f'folds {numpy.mean(tuned):.3f}; the command took {max(seconds):.2f} s at most', flush=True)


if __name__ == '__main__':
    main()
