"""What can go wrong: one exception for each kind the library knows, all of them `leitmotif.Error`."""

from __future__ import annotations


class Error(Exception):
    """Something could not be done; the message says what was wrong, where, and what was expected.

    `kind` is the name that JSON bodies of the program use, such as "not_found".
    """

    kind = "internal"


class InvalidArgument(Error, ValueError):
    """The caller asked for something that makes no sense."""

    kind = "invalid_argument"


class NotFound(Error, LookupError):
    """A named file, song or model is not there."""

    kind = "not_found"


class CorruptData(Error, ValueError):
    """Outside data does not have the promised form."""

    kind = "corrupt_data"


class ResourceLimit(Error):
    """The input is larger than a stated limit."""

    kind = "resource_limit"


class InputOutput(Error, OSError):
    """The operating system refused to read or write."""

    kind = "io"


class Unsupported(Error):
    """Well formed, but not something this build or model can do."""

    kind = "unsupported"


class Cancelled(Error):
    """Stopped on request."""

    kind = "cancelled"


class Internal(Error):
    """A bug of the library."""

    kind = "internal"


_BY_KIND = {
    cls.kind: cls
    for cls in (InvalidArgument, NotFound, CorruptData, ResourceLimit, InputOutput, Unsupported, Cancelled, Internal)
}


def error_of_kind(kind: str, message: str) -> Error:
    """The exception of a kind, for the compiled part."""
    return _BY_KIND.get(kind, Internal)(message)
