"""A library of songs."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from . import _native


def _plain(value: Any) -> Any:
    """What JSON does not know, as something it does: paths, and numbers and lists of NumPy."""
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"a value of type {type(value).__name__} cannot be asked for")


class Columns:
    """The songs of a library at one moment, as arrays over the library's own memory.

    Rows are songs in the order of their numbers. Nothing is copied: arrays cannot be written to, and each keeps what it
    shows alive, whatever becomes of the library. Only `artist` and `title` are made when they are asked for.
    """

    #: In `year`: not known.
    NO_YEAR = -(2**31)

    def __init__(self, native: _native.Columns) -> None:
        self._native = native

    def __len__(self) -> int:
        return len(self._native)

    def __getattr__(self, name: str):
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._native, name)

    def __dir__(self):
        return sorted({*super().__dir__(), *(n for n in dir(self._native) if not n.startswith("_"))})

    @property
    def mixture(self):
        """float32 [songs x parts]: how much of each song is about what (a new array)."""
        return self._native.root_mixture**2

    @property
    def genre(self) -> list[str]:
        """The genre of each song; empty when not known."""
        genres = self._native.genres
        return [genres[k] for k in self._native.genre_number.tolist()]

    @property
    def topic(self) -> list[str | None]:
        """The most probable topic of each song; None when nothing is known of it."""
        import numpy

        probabilities = self._native.probabilities
        known = ~numpy.isnan(probabilities[:, 0])
        best = numpy.where(known, numpy.argmax(probabilities, axis=1), -1)
        topics = self._native.topics
        return [topics[k] if k >= 0 else None for k in best.tolist()]

    def table(self) -> dict[str, Any]:
        """Columns by name: id, artist, title, year, genre, topic, one for each topic's probability, and the sound."""
        import numpy

        year = self._native.year
        table: dict[str, Any] = {
            "id": self._native.id,
            "artist": self._native.artist,
            "title": self._native.title,
            "year": numpy.where(year == self.NO_YEAR, numpy.nan, year),
            "genre": self.genre,
            "topic": self.topic,
            "counted_words": self._native.counted_words,
        }
        probabilities = self._native.probabilities
        for column, name in enumerate(self._native.topics):
            table[name] = probabilities[:, column]
        table.update(self._native.sound)
        return table

    def to_pandas(self):
        """The table as a pandas.DataFrame, indexed by the songs' numbers."""
        import pandas

        return pandas.DataFrame(self.table()).set_index("id")


class Library:
    """A library file, made when something is first written to it. While it is empty the songbook answers.

    May be used by several threads at once; long work lets other Python threads run and ends at Ctrl-C.
    """

    def __init__(
        self, path: str | os.PathLike[str] | None = None, *, model: str | os.PathLike[str] | None = None, threads: int = 0
    ) -> None:
        """`path` None is the library the program uses by default, `model` None the shipped model. Raises NotFound."""
        self._folder: tempfile.TemporaryDirectory | None = None
        self._native: _native.Engine | None = None
        self._native = _native.Engine("" if path is None else os.fspath(path), "" if model is None else os.fspath(model), threads)

    @classmethod
    def memory(cls, *, model: str | os.PathLike[str] | None = None, threads: int = 0) -> Library:
        """A library that is gone when it is closed: in memory where the system keeps such files, else a temporary one."""
        place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        folder = tempfile.TemporaryDirectory(prefix="leitmotif-", dir=place)
        library = cls(Path(folder.name) / "library.db", model=model, threads=threads)
        library._folder = folder
        return library

    def close(self) -> None:
        """Lets go of the file. Arrays that were given out stay valid."""
        self._native = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def _engine(self) -> _native.Engine:
        if self._native is None:
            raise ValueError("the library is closed")
        return self._native

    def __len__(self) -> int:
        return len(self._engine)

    def recommend(self, **keys: Any) -> dict[str, Any]:
        """Songs for a wish, as `leitmotif recommend --json` answers it: keys `query`, `fallback`, `songs` and more.

        The keys are those of POST recommend: topic, mix, mood, text, about, like, unlike, from_ and to, for_,
        from_list, genre, artist, years, n, threshold, artist_cap, variety, explicit, seed ... What is a word of Python
        takes an underscore behind. Raises InvalidArgument naming the key, NotFound.
        """
        wish = {name.rstrip("_"): value for name, value in keys.items() if value is not None}
        return json.loads(self._engine.recommend(json.dumps(wish, default=_plain)))

    def similar(self, song: int, n: int = 10) -> dict[str, Any]:
        """Songs like one song, as `recommend` answers. Raises NotFound."""
        return json.loads(self._engine.similar(song, n))

    def songs(self, words: str = "", *, limit: int = 20, offset: int = 0) -> list[dict[str, Any]]:
        """Songs whose artist, title or lyrics hold the words, best first."""
        return json.loads(self._engine.songs(words, limit, offset))["songs"]

    def song(self, number: int) -> dict[str, Any]:
        """Everything that is known of a song. Raises NotFound."""
        return json.loads(self._engine.song(number))

    def summary(self) -> dict[str, Any]:
        """What the library holds, in numbers."""
        return json.loads(self._engine.summary())

    def add(self, songs: Iterable[Mapping[str, Any]]) -> list[int]:
        """Writes songs (`artist`, `title`, and what is known of `lyrics`, `year`, `genre`, `album`) and reads their
        lyrics; one that is there already takes the new fields. `form` "cleaned" says that lyrics are the data set's
        word list. Gives their numbers."""
        return self._engine.put_songs(json.dumps([dict(song) for song in songs], default=_plain))

    def import_file(self, file: str | os.PathLike[str]) -> dict[str, Any]:
        """The rows of a table, as `leitmotif import --json` reports them."""
        return json.loads(self._engine.import_file(os.fspath(file)))

    def export(
        self, *, genres: Iterable[str] = (), list_name: str = "", lyrics: bool = False, vectors: bool = False
    ) -> list[dict[str, Any]]:
        """All that is known of each song, as a line of `leitmotif export` has it."""
        return [json.loads(line) for line in self._engine.export(list(genres), list_name, lyrics, vectors)]

    def columns(self) -> Columns:
        """All songs as arrays without copies."""
        return Columns(self._engine.columns())

    def table(self) -> Any:
        """All songs as a pandas.DataFrame where pandas is there, else as a dict of columns."""
        columns = self.columns()
        try:
            return columns.to_pandas()
        except ImportError:
            return columns.table()

    def wishes(self) -> list[dict[str, Any]]:
        """The wishes that can be asked for: `name`, `about`, `learned`."""
        return json.loads(self._engine.wishes())

    def wish_scores(self, name: str):
        """float32 [songs]: how well each song of `columns()` fits a wish, 0..1; NaN: nothing that tells is known."""
        return self._engine.wish_scores(name)

    def vectors(self):
        """float32 [songs x dimensions]: where each lyric lies by its meaning; zeros where it tells nothing."""
        return self._engine.vectors()
