#!/usr/bin/env python3
"""Fits how columns of the data set, and what people feel, follow from what is measured: data/sound/columns.txt.

Needs python3-numpy and a folder with public tables that pair both: loudness-and-columns.csv (loudness in dB, tempo, mode,
key, length beside the columns), deam_static_annotations_averaged.csv and deam_features.csv (people's arousal and valence
beside level, centroid, roll-off, zero crossings). Prints what five folds say on standard error.

  tools/sound_estimates.py FOLDER > data/sound/columns.txt
"""
import csv
import os
import sys

import numpy as np

COLUMNS = ('energy', 'acousticness', 'danceability', 'valence')
FEELINGS = ('arousal', 'pleasure')
RIDGE = 10
BINS = 10


def table(folder, name):
    with open(os.path.join(folder, name)) as file:
        return list(csv.DictReader(file))


def hats(values, knots):
    """Weights of the two knots around each value: a curve of straight pieces."""
    values = np.clip(values, knots[0], knots[-1])
    low = np.clip(np.searchsorted(knots, values) - 1, 0, len(knots) - 2)
    part = (values - knots[low]) / (knots[low + 1] - knots[low])
    out = np.zeros((len(values), len(knots)))
    rows = np.arange(len(values))
    out[rows, low], out[rows, low + 1] = 1 - part, part
    return out


def both(a, b):
    """Every pair of columns multiplied."""
    return (a[:, :, None] * b[:, None, :]).reshape(len(a), -1)


def quality(y, p):
    return 1 - np.square(y - p).sum() / np.square(y - y.mean()).sum()


def ridge(x, y, penalty):
    return np.linalg.solve(x.T @ x + penalty * np.eye(x.shape[1]), x.T @ y)


def folded(x, y, penalty, folds):
    """Predictions for each row by a fit that has not seen it."""
    out = np.zeros_like(y)
    for k in range(5):
        seen = folds != k
        mean = y[seen].mean(0)
        out[~seen] = mean + x[~seen] @ ridge(x[seen], y[seen] - mean, penalty)
    return out


def line(*words):
    print(' '.join(f'{w:.5g}' if isinstance(w, float) else str(w) for w in words))


def columns(folder):
    rows = table(folder, 'loudness-and-columns.csv')
    of = {name: np.array([float(row[name]) for row in rows])
          for name in ('loudness', 'tempo', 'mode', 'key', 'duration_ms', *COLUMNS)}
    tempo = np.log2(np.clip(of['tempo'], 40, 240))
    length = np.log2(np.maximum(of['duration_ms'] / 1000, 1))
    knots = (np.quantile(of['loudness'], np.linspace(.005, .995, 10)), np.log2(np.linspace(55, 205, 12)),
             np.quantile(length, np.linspace(.01, .99, 8)))
    loudness, tempo, length = (hats(v, k) for v, k in zip((of['loudness'], tempo, length), knots))
    mode = np.stack([1 - of['mode'], of['mode']], 1)
    key = np.eye(12)[of['key'].astype(int)]
    x = np.hstack([both(loudness, tempo), both(loudness, length), both(tempo, length), both(loudness, mode),
                   both(tempo, mode), both(key, mode), both(length, mode)])
    y = np.stack([of[name] for name in COLUMNS], 1)
    p = folded(x, y, RIDGE, np.random.default_rng(0).integers(0, 5, len(y)))
    for name, k in zip(('loudness', 'tempo', 'length'), knots):
        line('knots', name, *map(float, k))
    for i, name in enumerate(COLUMNS):
        guess, true = np.clip(p[:, i], 0, 1), y[:, i]
        print(f'{name}: R2 {quality(true, p[:, i]):.4f}, rank correlation '
              f'{np.corrcoef(guess.argsort().argsort(), true.argsort().argsort())[0, 1]:.3f}', file=sys.stderr)
        order = np.argsort(guess)
        inside = 0
        for part in np.array_split(order, BINS):
            low, high = np.quantile(true[part], [.1, .9])
            inside += ((true[part] >= low) & (true[part] <= high)).sum()
            line('interval', name, float(guess[part].mean()), float(true[part].mean()), float(low), float(high))
            print(f'  guessed {guess[part].mean():.3f}: mean {true[part].mean():.3f}, 80 % from {low:.3f} to {high:.3f}',
                  file=sys.stderr)
    mean = y.mean(0)
    line('mean', *map(float, mean))
    for row in ridge(x, y - mean, RIDGE):
        line('weight', *map(float, row))


def feelings(folder):
    features = table(folder, 'deam_features.csv')
    people = table(folder, 'deam_static_annotations_averaged.csv')
    used = [i for i, row in enumerate(features) if row['spectral_contrast_mean_0'] and row['tempo']]
    of = {name: np.array([float(features[i][name]) for i in used])
          for name in ('energy', 'spectral_centroid', 'spectral_rolloff', 'zero_crossing_rate')}
    raw = np.stack([10 * np.log10(of['energy'] / (45 * 44100) + 1e-9), np.log2(of['spectral_centroid'] + 20),
                    np.log2(of['spectral_rolloff'] + 20), np.log(of['zero_crossing_rate'] + .003)], 1)
    mean, deviation = raw.mean(0), raw.std(0)
    line('feeling_mean', *map(float, mean))
    line('feeling_deviation', *map(float, deviation))
    x = (raw - mean) / deviation
    folds = np.random.default_rng(0).integers(0, 5, len(x))
    for name, column in zip(FEELINGS, ('arousal_mean', 'valence_mean')):
        y = np.array([float(people[i][column]) for i in used])
        p = folded(x, y, 1, folds)
        print(f'{name}: r {np.corrcoef(p, y)[0, 1]:.4f}, deviation {np.std(y - p):.3f}', file=sys.stderr)
        line('feeling', name, float(y.mean()), *map(float, ridge(x, y - y.mean(), 1)), float(np.std(y - p)))


if __name__ == '__main__':
    columns(sys.argv[1])
    feelings(sys.argv[1])
