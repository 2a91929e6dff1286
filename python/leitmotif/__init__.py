"""Leitmotif: songs by what they say.

    >>> import leitmotif
    >>> leitmotif.classify("tears fall on my lonely pillow")["topic"]
    'sadness'
    >>> with leitmotif.Library.memory() as library:      # empty, so the songbook answers
    ...     answer = library.recommend(topic="sadness", n=3)

`Library` opens a library and asks it, `classify` reads lyrics, and `TopicClassifier` and `LyricsVectorizer` learn from
lyrics of your own as estimators of scikit-learn do. Answers are those of the program `leitmotif`, to the last bit.
"""

from __future__ import annotations

from ._data import find_data

find_data()

from . import _native  # noqa: E402  the data folder is known from here on
from .errors import (  # noqa: E402
    Cancelled,
    CorruptData,
    Error,
    InputOutput,
    Internal,
    InvalidArgument,
    NotFound,
    ResourceLimit,
    Unsupported,
)
from .estimators import LyricsVectorizer, NotFittedError, TopicClassifier  # noqa: E402
from .library import Columns, Library  # noqa: E402
from .reading import Classification, classify, words  # noqa: E402

__version__ = _native.version
__all__ = [
    "Cancelled",
    "Classification",
    "Columns",
    "CorruptData",
    "Error",
    "InputOutput",
    "Internal",
    "InvalidArgument",
    "Library",
    "LyricsVectorizer",
    "NotFittedError",
    "NotFound",
    "ResourceLimit",
    "TopicClassifier",
    "Unsupported",
    "classify",
    "words",
]
