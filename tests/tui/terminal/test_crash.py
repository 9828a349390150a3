from __future__ import annotations

import pytest

from cio_tui.tui.terminal.crash import for_the_report

SECRET = "0f1e2d3c4b5a" + "69788796"


def redact(text: str) -> str:
    return text.replace(SECRET, "[redacted]")


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    """The error with a place where it was raised."""
    try:
        raise error from cause
    except type(error) as caught:
        return caught


def test_the_report_says_where_the_log_is() -> None:
    error = for_the_report(raised(KeyError("step")), "/var/lib/INC-1", redact)
    assert isinstance(error, KeyError)
    assert error.__notes__ == ["Everything up to here is saved in /var/lib/INC-1."]


def test_without_an_incident_there_is_nothing_to_say() -> None:
    assert not hasattr(for_the_report(raised(KeyError("step")), "", redact), "__notes__")


@pytest.mark.parametrize(
    "error",
    [
        raised(ValueError(f"bad header {SECRET}")),
        raised(ValueError("bad header"), KeyError(SECRET)),
    ],
)
def test_words_that_hold_a_credential_are_replaced_with_all_that_stood_behind_them(error: Exception) -> None:
    reported = for_the_report(error, "", redact)
    assert str(reported).startswith("ValueError: bad header")
    assert SECRET not in str(reported)
    assert reported.__cause__ is None
    assert reported.__context__ is None
    assert reported.__traceback__ is error.__traceback__
