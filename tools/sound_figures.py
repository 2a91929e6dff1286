#!/usr/bin/env python3
"""How well `leitmotif sound similar` finds pieces of the same group.

  leitmotif sound similar FILE... --jsonl > similar.jsonl
  tools/sound_figures.py similar.jsonl < GROUPS

GROUPS: lines of a file's path, a tab and the name of its group. Prints mean reciprocal rank, precision at 5 (hits by the
smaller of 5 and those there are), mean average precision, and how often the piece that is most often among the first 5
neighbours is there.
"""
import collections
import json
import sys


def main():
    groups = dict(line.rstrip('\n').split('\t') for line in sys.stdin)
    ranks, precisions, averages = [], [], []
    near = collections.Counter()
    for row in map(json.loads, open(sys.argv[1])):
        if row['file'] not in groups:
            continue
        others = [name for name, _ in row['nearest'] if name in groups]
        near.update(others[:5])
        hits = [groups[name] == groups[row['file']] for name in others]
        if not any(hits):
            continue
        ranks.append(1 / (1 + hits.index(True)))
        precisions.append(sum(hits[:5]) / min(5, sum(hits)))
        found = [sum(hits[:i + 1]) / (i + 1) for i, hit in enumerate(hits) if hit]
        averages.append(sum(found) / len(found))

    def mean(numbers):
        return sum(numbers) / len(numbers)
    print(f'{len(ranks)} pieces with another of their group: reciprocal rank {mean(ranks):.3f}, precision at 5 '
          f'{mean(precisions):.3f}, average precision {mean(averages):.3f}, largest hub {near.most_common(1)[0][1]}')


if __name__ == '__main__':
    main()
