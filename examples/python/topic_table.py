#!/usr/bin/env python3
"""The table of the paper, precision, recall and F1 of each topic, for models that are learned here.

    PYTHONPATH=build/python/python examples/python/topic_table.py music-train.csv [--pipeline corpus]

Four songs of five are learned from, every fifth is asked about. The table needs the columns `lyrics` and `topic`; the music
data set's lyrics are cleaned already, lyrics as sung take `--pipeline corpus`.
"""

import argparse
import csv

import numpy

import leitmotif


def read_songs(file):
    """Lyrics and labels of the rows that have both."""
    csv.field_size_limit(1 << 30)
    with open(file, newline="", encoding="utf-8") as rows:
        songs = [(row["lyrics"], row["topic"]) for row in csv.DictReader(rows)]
    return [song for song in songs if song[0] and song[1]]


def scores_of(labels, answers, topic):
    """Precision, recall and F1 of a topic, and how many songs are about it."""
    is_topic, is_said = labels == topic, answers == topic
    right = int((is_topic & is_said).sum())
    precision = right / max(int(is_said.sum()), 1)
    recall = right / max(int(is_topic.sum()), 1)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return precision, recall, f1, int(is_topic.sum())


def print_table(name, labels, answers):
    """A line a topic, and the mean weighted by how many songs each has."""
    print(f"\n{name}: accuracy {(labels == answers).mean():.4f}")
    print(f"{'':12} {'precision':>9} {'recall':>9} {'F1':>9} {'songs':>7}")
    table = {topic: scores_of(labels, answers, topic) for topic in sorted(set(labels))}
    for topic, (precision, recall, f1, songs) in table.items():
        print(f"{topic:12} {precision:9.4f} {recall:9.4f} {f1:9.4f} {songs:7}")
    weights = numpy.array([row[3] for row in table.values()])
    means = (numpy.array([row[:3] for row in table.values()]) * weights[:, None]).sum(axis=0) / weights.sum()
    print(f"{'weighted':12} {means[0]:9.4f} {means[1]:9.4f} {means[2]:9.4f} {weights.sum():7}")


def main():
    parser = argparse.ArgumentParser(description="Precision, recall and F1 of each topic.")
    parser.add_argument("data", help="CSV with the columns lyrics and topic")
    parser.add_argument("--pipeline", default="none", help="corpus for lyrics as sung, none for cleaned ones (default)")
    wish = parser.parse_args()
    songs = read_songs(wish.data)
    learned = [song for i, song in enumerate(songs) if i % 5 != 4]
    asked = songs[4::5]
    print(f"{len(learned)} songs to learn from, {len(asked)} to ask about")
    labels = numpy.array([label for _, label in asked])
    for kind in ("naive-bayes", "logistic"):
        classifier = leitmotif.TopicClassifier(kind=kind, pipeline=wish.pipeline)
        classifier.fit([lyrics for lyrics, _ in learned], [label for _, label in learned])
        print_table(kind, labels, classifier.predict([lyrics for lyrics, _ in asked]))


if __name__ == "__main__":
    main()
