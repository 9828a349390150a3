"""What a crash may say: whoever reports it shows the kind of error and the place, with `--debug` its words as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def for_the_report(error: BaseException, log: str, redact: Callable[[str], str]) -> BaseException:
    """The error with a note that says where the log is; another one in its place if its words hold a credential."""
    words = _all_words(error)
    if redact(words) != words:
        trace = error.__traceback__
        error = RuntimeError(f"{type(error).__name__}: {redact(str(error))}").with_traceback(trace)
    if log:
        error.add_note(f"Everything up to here is saved in {log}.")
    return error


def _all_words(error: BaseException | None) -> str:
    """The messages of an error and of those behind it, which a traceback prints as well."""
    words = []
    while error is not None:
        words.append(str(error))
        error = error.__cause__ or error.__context__
    return "\n".join(words)
