#!/usr/bin/env python3
"""Studies lyrics of one's own with labels of one's own, from beginning to end.

    PYTHONPATH=build/python/python examples/python/own_lyrics.py [SONGS.jsonl]

A line of SONGS.jsonl is {"artist", "title", "lyrics", "label"}. Without a file 600 songs are made up: three labels, sixty
artists, and a fifth of the words of each song from another label.
"""

import json
import random
import sys

import leitmotif

WORDS = {
    "city": "street taxi window crowd neon corner traffic building station bridge siren pavement rooftop elevator",
    "garden": "flower apple summer tree honey meadow butterfly sunshine leaf orchard blossom clover robin harvest",
    "sea": "ocean river water boat island storm sailor harbour wind tide anchor lighthouse wave shore",
}


def made_songs(count):
    """Songs whose words mostly come from their label's."""
    draw = random.Random(7)
    labels = sorted(WORDS)
    songs = []
    for i in range(count):
        label = labels[i % 3]
        words = [draw.choice(WORDS[label if draw.random() < 0.8 else draw.choice(labels)].split()) for _ in range(30)]
        songs.append({"artist": f"Artist {i % 60}", "title": f"Song {i}", "lyrics": " ".join(words), "label": label})
    return songs


def folds_by_artist(songs, count):
    """Parts of the songs: an artist's songs are never both learned from and asked about."""
    artists = sorted({song["artist"] for song in songs})
    fold_of = {artist: i % count for i, artist in enumerate(artists)}
    for fold in range(count):
        yield (
            [song for song in songs if fold_of[song["artist"]] != fold],
            [song for song in songs if fold_of[song["artist"]] == fold],
        )


def columns_of(songs):
    """Lyrics and labels of songs."""
    return [song["lyrics"] for song in songs], [song["label"] for song in songs]


def main():
    if len(sys.argv) > 1:
        with open(sys.argv[1], encoding="utf-8") as file:
            songs = [json.loads(line) for line in file]
    else:
        songs = made_songs(600)
    for kind in ("naive-bayes", "logistic"):
        scores = []
        for learned, asked in folds_by_artist(songs, 5):
            classifier = leitmotif.TopicClassifier(kind=kind).fit(*columns_of(learned))
            scores.append(classifier.score(*columns_of(asked)))
        mean = sum(scores) / len(scores)
        print(f"{kind}: accuracy {mean:.3f} over {len(scores)} folds by artist, {min(scores):.3f} to {max(scores):.3f}")
    classifier = leitmotif.TopicClassifier().fit(*columns_of(songs))
    terms, weight = classifier.rows_.terms, classifier.model_.weight
    for column, label in enumerate(classifier.classes_):
        strongest = weight[:, column].argsort()[::-1][:5]
        print(f"{label}: {', '.join(terms[term] for term in strongest)}")
    with leitmotif.Library.memory() as library:
        library.add({key: song[key] for key in ("artist", "title", "lyrics")} for song in songs)
        print(f"{len(library)} songs in a library; like the first one:")
        for song in library.similar(1, n=3)["songs"]:
            print(f"  {song['artist']} - {song['title']}")


if __name__ == "__main__":
    main()
