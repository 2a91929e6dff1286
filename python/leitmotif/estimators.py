"""Estimators that learn from lyrics of your own, with the manners of scikit-learn, which need not be there.

    >>> classifier = TopicClassifier().fit(lyrics, labels)
    >>> classifier.predict_proba(["..."])

They take part in pipelines, grid searches and cross-validation of scikit-learn: get_params, set_params, clone and
pickle work as there. Words are read and weighed, and models fitted, by the library's own code, as `leitmotif train`
does, so that the same songs give the same weights at any number of threads.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable
from typing import Any

from . import _native
from .reading import reader_of


class NotFittedError(ValueError, AttributeError):
    """An estimator was asked before it had learned anything; also scikit-learn's error of that name where it is in use."""


def _not_fitted(message: str) -> NotFittedError:
    theirs = sys.modules.get("sklearn.exceptions")
    if theirs is None:
        return NotFittedError(message)
    return type("NotFittedError", (NotFittedError, theirs.NotFittedError), {})(message)


class _Estimator:
    """Parameters by name, which are those of the constructor."""

    @classmethod
    def _names(cls) -> list[str]:
        return sorted(name for name in inspect.signature(cls.__init__).parameters if name != "self")

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The parameters and their values."""
        return {name: getattr(self, name) for name in self._names()}

    def set_params(self, **params: Any):
        """Sets parameters; what was learned stays until the next fit. Raises ValueError for one that is not known."""
        known = self._names()
        for name, value in params.items():
            if name not in known:
                raise ValueError(f"{type(self).__name__} has no parameter {name!r}; it has {', '.join(known)}")
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in self.get_params().items())
        return f"{type(self).__name__}({values})"

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "rows_")

    def _more_tags(self) -> dict[str, Any]:
        return {"X_types": ["string"], "no_validation": True}

    def _require_fit(self) -> None:
        if not self.__sklearn_is_fitted__():
            raise _not_fitted(f"this {type(self).__name__} has not learned anything yet: call fit first")

    def _words(self, lyrics: Iterable[str]) -> list[str]:
        if isinstance(lyrics, (str, bytes)):
            raise TypeError("expected several lyrics, not one text")
        texts = list(lyrics)
        for place, text in enumerate(texts):
            if not isinstance(text, str):
                raise TypeError(f"lyrics[{place}] is of type {type(text).__name__}, expected str")
        # The model only says how lyrics are brought to words; none of what it learned is used.
        return reader_of(None).words(texts, self.pipeline, self.threads)

    def _fit_rows(self, words: list[str]) -> None:
        self.rows_ = _native.Rows(words, self.max_features, self.max_words, self.threads)

    def _rows_state(self) -> dict[str, Any]:
        state = dict(self.__dict__)
        if "rows_" in state:
            rows = state["rows_"]
            state["rows_"] = (rows.terms, rows.idf.tolist())
        return state

    def _set_rows_state(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        if "rows_" in state:
            terms, idf = state["rows_"]
            self.rows_ = _native.Rows.from_parts(terms, idf, max(len(terms), 1), self.max_words)


class LyricsVectorizer(_Estimator):
    """Lyrics to rows of TF-IDF weights over single words and pairs, as the program's models read them.

    `pipeline` "corpus" is for lyrics as sung, "none" for words that are cleaned already. Words of lyrics in other
    languages are carried over where the library can.
    """

    def __init__(self, *, pipeline: str = "corpus", max_features: int = 5000, max_words: int = 2, threads: int = 0) -> None:
        self.pipeline = pipeline
        self.max_features = max_features
        self.max_words = max_words
        self.threads = threads

    def fit(self, X: Iterable[str], y: Any = None) -> LyricsVectorizer:
        """Chooses the terms and learns their weights. `y` is not looked at."""
        self._fit_rows(self._words(X))
        return self

    def transform(self, X: Iterable[str]):
        """float32 [lyrics x terms]: a scipy.sparse.csr_matrix where SciPy is there, else a NumPy array."""
        self._require_fit()
        import numpy

        value, column, begin = self.rows_.transform(self._words(X), self.threads)
        shape = (len(begin) - 1, len(self.rows_.idf))
        try:
            from scipy.sparse import csr_matrix
        except ImportError:
            dense = numpy.zeros(shape, dtype=numpy.float32)
            dense[numpy.repeat(numpy.arange(shape[0]), numpy.diff(begin.astype(numpy.int64))), column] = value
            return dense
        return csr_matrix((value, column.astype(numpy.int32), begin.astype(numpy.int64)), shape=shape)

    def fit_transform(self, X: Iterable[str], y: Any = None):
        """fit and transform of the same lyrics."""
        lyrics = list(X)
        return self.fit(lyrics, y).transform(lyrics)

    def get_feature_names_out(self, input_features: Any = None):
        """The terms of the columns."""
        self._require_fit()
        import numpy

        return numpy.asarray(self.rows_.terms, dtype=object)

    def __getstate__(self) -> dict[str, Any]:
        return self._rows_state()

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._set_rows_state(state)


class TopicClassifier(_Estimator):
    """Lyrics to labels of your own: logistic regression ("logistic") or multinomial naive Bayes ("naive-bayes").

    `c` is how much a mistake counts against large weights (logistic), `smoothing` is added to every sum (naive Bayes);
    the other parameters are those of LyricsVectorizer.
    """

    _estimator_type = "classifier"

    def __init__(
        self,
        *,
        kind: str = "logistic",
        c: float = 1.0,
        smoothing: float = 1.0,
        pipeline: str = "corpus",
        max_features: int = 5000,
        max_words: int = 2,
        threads: int = 0,
    ) -> None:
        self.kind = kind
        self.c = c
        self.smoothing = smoothing
        self.pipeline = pipeline
        self.max_features = max_features
        self.max_words = max_words
        self.threads = threads

    def fit(self, X: Iterable[str], y: Iterable[Any]) -> TopicClassifier:
        """Learns from lyrics and a label for each. Raises ValueError for fewer than two different labels."""
        import numpy

        labels = numpy.asarray(list(y))
        classes, numbers = numpy.unique(labels, return_inverse=True)
        words = self._words(X)
        if len(words) != len(labels):
            raise ValueError(f"there are {len(words)} lyrics and {len(labels)} labels")
        if len(classes) < 2:
            raise ValueError(f"every label is {classes[0]!r}: there is only one class; expected two different labels")
        self._fit_rows(words)
        settings = {
            "kind": self.kind,
            "c": float(self.c),
            "smoothing": float(self.smoothing),
            "threads": self.threads,
            "classes": len(classes),
        }
        self.model_ = _native.Linear(self.rows_, words, numbers.tolist(), settings)
        self.classes_ = classes
        return self

    def decision_function(self, X: Iterable[str]):
        """float32 [lyrics x labels]: the scores before they become probabilities. Of two labels, as in scikit-learn, one
        number a lyric: by how much the second one's is above the first one's."""
        scores = self._scores(X)
        return scores[:, 1] - scores[:, 0] if len(self.classes_) == 2 else scores

    def _scores(self, X: Iterable[str]):
        self._require_fit()
        return self.model_.scores(self._words(X), self.threads)

    def predict_proba(self, X: Iterable[str]):
        """float64 [lyrics x labels], in the order of `classes_`."""
        import numpy

        scores = self._scores(X).astype(numpy.float64)
        powers = numpy.exp(scores - scores.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    def predict(self, X: Iterable[str]):
        """The most probable label of each lyric."""
        best = self._scores(X).argmax(axis=1)
        return self.classes_[best]

    def score(self, X: Iterable[str], y: Iterable[Any]) -> float:
        """The share of the lyrics whose label is found."""
        import numpy

        return float(numpy.mean(self.predict(X) == numpy.asarray(list(y))))

    def __getstate__(self) -> dict[str, Any]:
        state = self._rows_state()
        if "model_" in state:
            state["model_"] = (self.model_.weight.ravel().tolist(), self.model_.bias.tolist())
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._set_rows_state(state)
        if "model_" in state:
            weight, bias = state["model_"]
            self.model_ = _native.Linear.from_parts(self.rows_, weight, bias)
