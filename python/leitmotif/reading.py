"""Lyrics to topics."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable, Sequence
from typing import Any

from . import _native

_readers: dict[tuple, _native.Reader] = {}
_loading = threading.Lock()


def reader_of(model: str | os.PathLike[str] | None) -> _native.Reader:
    """The model of a file, loaded once for as long as the file stays as it is; None is the shipped one."""
    if model is None:
        key: tuple = (None, os.environ.get("LEITMOTIF_DATA"))
    else:
        path = os.fspath(model)
        try:
            state = os.stat(path)
            key = (os.path.realpath(path), state.st_mtime_ns, state.st_size)
        except OSError:
            key = (path,)  # the library says what is wrong with it
    with _loading:
        if key not in _readers:
            _readers[key] = _native.Reader("" if model is None else os.fspath(model))
        return _readers[key]


class Classification(Sequence):
    """What a model says about several lyrics, in their order.

    As a sequence it gives the answers of `leitmotif classify --jsonl`, one dict a lyric. As arrays it gives the same
    numbers at once; they share the memory of this object, stay valid after it is gone, and cannot be written to.
    """

    def __init__(self, native: _native.Answers, ids: Sequence[Any] | None) -> None:
        self._native = native
        self._ids = ids

    def __len__(self) -> int:
        return len(self._native)

    def __getitem__(self, place):
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self)))]
        row = place + len(self) if place < 0 else place
        if not 0 <= row < len(self):
            raise IndexError(f"there is no lyric {place} of {len(self)}")
        name = row if self._ids is None else self._ids[row]
        return json.loads(self._native.text(row, json.dumps(name)))

    @property
    def labels(self) -> list[str]:
        """Names of the columns of `probabilities`."""
        return self._native.labels

    @property
    def parts(self) -> list[str]:
        """Names of the columns of `mixture`."""
        return self._native.parts

    @property
    def probabilities(self):
        """float32 [lyrics x labels]: how probable each topic is."""
        return self._native.probabilities

    @property
    def mixture(self):
        """float32 [lyrics x parts]: how much of each lyric is about what."""
        return self._native.mixture

    @property
    def topic_number(self):
        """int32 [lyrics]: the topic as an index into `labels`; -1 where the model cannot tell."""
        return self._native.topic

    @property
    def counted_words(self):
        """int32 [lyrics]: how many words the model has an opinion about."""
        return self._native.counted_words

    @property
    def topics(self) -> list[str | None]:
        """The topic of each lyric; None where the model cannot tell."""
        labels = self.labels
        return [labels[k] if k >= 0 else None for k in self.topic_number.tolist()]

    def to_pandas(self):
        """A pandas.DataFrame with the topic, the counted words, and a column for each label's probability."""
        import pandas

        table = pandas.DataFrame(self.probabilities, columns=self.labels, index=self._ids)
        table.insert(0, "topic", self.topics)
        table.insert(1, "counted_words", self.counted_words)
        return table


def classify(
    lyrics: str | Iterable[str],
    *,
    pipeline: str = "corpus",
    model: str | os.PathLike[str] | None = None,
    explain: bool = False,
    ids: Sequence[Any] | None = None,
    threads: int = 0,
) -> dict[str, Any] | Classification:
    """Topics of one lyric (a dict, as `leitmotif classify --json` prints it) or of several (a Classification).

    `pipeline` is "corpus" for lyrics as sung and "none" for words cleaned as in the data set; the model's own
    preprocessing follows in both cases. `model` is a model file, by default the shipped one. `ids` become the answers'
    `id`, by default their places. `threads` 0 is all. Other Python threads run meanwhile.

    Raises TypeError for what is no str, and `leitmotif.Error`.
    """
    reader = reader_of(model)
    if isinstance(lyrics, str):
        answers = reader.classify([lyrics], pipeline, explain, threads)
        return json.loads(answers.text(0, json.dumps(None if ids is None else ids[0])))
    if isinstance(lyrics, (bytes, dict)):
        raise TypeError(f"lyrics is of type {type(lyrics).__name__}, expected str or several of them")
    answers = reader.classify(lyrics, pipeline, explain, threads)
    if ids is not None and len(ids) != len(answers):
        raise ValueError(f"there are {len(ids)} ids for {len(answers)} lyrics")
    return Classification(answers, ids)


def words(
    lyrics: str | Iterable[str],
    *,
    pipeline: str = "corpus",
    model: str | os.PathLike[str] | None = None,
    threads: int = 0,
) -> list[str] | list[list[str]]:
    """The words of one lyric, or of each of several, as a model reads them. Options as `classify`."""
    if isinstance(lyrics, str):
        return reader_of(model).words([lyrics], pipeline, threads)[0].split()
    return [text.split() for text in reader_of(model).words(list(lyrics), pipeline, threads)]
