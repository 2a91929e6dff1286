#!/usr/bin/env python3
"""Learns the directions that pieces are compared by: data/sound/descriptor.txt.

Needs python3-numpy. No label is read: a direction is good when pieces differ much along it and each piece differs
little from itself, from quarter to quarter and from one encoding to another (within-class covariance normalisation).

  leitmotif sound --numbers FILE... > pieces.jsonl
  leitmotif sound --numbers ENCODING... > encodings.jsonl   # several of some pieces; name.mp3, name.opus, ...
  tools/sound_descriptor.py pieces.jsonl encodings.jsonl > data/sound/descriptor.txt
"""
import collections
import json
import os
import sys

import numpy as np

LOUDNESS = ('quiet share', 'level deviation', 'loudness', 'loudness range')
CHARACTER_SIZE, LOUDNESS_SIZE = 36, 4
CHARACTER_SHRINKAGE, LOUDNESS_SHRINKAGE = 0.2, 0.1  # of the scatter within pieces, towards a sphere
ENCODING_WEIGHT = 0.3
LOUDNESS_WEIGHT = 2.5  # of squared distances
MOST_DEVIATIONS = 4


def scatter(groups, score):
    """Mean covariance within groups of rows."""
    total, count = 0, 0
    for group in groups:
        rows = score(np.array(group))
        if len(rows) < 2:
            continue
        rows = rows - rows.mean(0)
        total, count = total + rows.T @ rows / (len(rows) - 1), count + 1
    return total / max(count, 1)


def directions(pieces, quarters, encodings, size, shrinkage):
    """Mean, deviation, weights [numbers x size] and variance [size] of the directions that part pieces best."""
    mean, deviation = pieces.mean(0), np.maximum(pieces.std(0), 1e-9)

    def score(rows):
        return np.clip((rows - mean) / deviation, -MOST_DEVIATIONS, MOST_DEVIATIONS)
    within = scatter(quarters, score) + (ENCODING_WEIGHT * scatter(encodings, score) if encodings else 0)
    p = len(within)
    within = (1 - shrinkage) * within + shrinkage * np.trace(within) / p * np.eye(p)
    values, vectors = np.linalg.eigh(within)
    white = vectors / np.sqrt(values)
    values, vectors = np.linalg.eigh(white.T @ np.cov(score(pieces).T) @ white)
    best = np.argsort(-values)[:size]
    return mean, deviation, white @ vectors[:, best], values[best]


def main():
    pieces = [row for row in map(json.loads, open(sys.argv[1])) if row.get('whole')]
    names = pieces[0]['names']
    groups = collections.defaultdict(list)
    for row in map(json.loads, open(sys.argv[2])) if len(sys.argv) > 2 else ():
        if row.get('whole'):
            groups[os.path.basename(row['file']).split('.')[0]].append(row['whole'])
    whole = np.array([row['whole'] for row in pieces])
    loud = np.array([name in LOUDNESS for name in names])
    table = {}
    variances = []
    for columns, size, shrinkage, weight, at in (
            (np.flatnonzero(~loud), CHARACTER_SIZE, CHARACTER_SHRINKAGE, 1, 0),
            (np.flatnonzero(loud), LOUDNESS_SIZE, LOUDNESS_SHRINKAGE, LOUDNESS_WEIGHT, CHARACTER_SIZE)):
        quarters = [np.array(row['quarters'])[:, columns] for row in pieces if len(row['quarters']) > 1]
        encodings = [np.array(rows)[:, columns] for rows in groups.values() if len(rows) > 1]
        mean, deviation, weights, variance = directions(whole[:, columns], quarters, encodings, size, shrinkage)
        variances += list(weight * variance)
        for row, column in enumerate(columns):
            line = np.zeros(CHARACTER_SIZE + LOUDNESS_SIZE)
            line[at:at + size] = np.sqrt(weight) * weights[row]
            table[column] = [mean[row], deviation[row], *line]
    print('variance\t' + ' '.join(f'{v:.5g}' for v in variances))
    for column, name in enumerate(names):
        print(name + '\t' + ' '.join(f'{v:.5g}' for v in table[column]))


if __name__ == '__main__':
    main()
