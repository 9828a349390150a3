"""One request and one answer, in plain data; the four ways the vendor words an error.

Each surface has its own error shape, so whoever reads them must read all four.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from cio_tui.sim.sites import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cio_tui.core.reading import Json

JSON_TYPE = ("content-type", "application/json; charset=utf-8")
HTML_TYPE = ("content-type", "text/html; charset=UTF-8")

_PHRASES = {status.value: status.phrase for status in HTTPStatus}

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A received request."""

    method: str
    host: str
    target: str
    """Path and query as they were on the wire."""
    headers: Mapping[str, str]
    """Lower-case names."""
    body: bytes = b""

    @property
    def path(self) -> str:
        """The path as sent, still percent-encoded."""
        return self.target.partition("?")[0]

    @property
    def segments(self) -> tuple[str, ...]:
        """The path's parts, split first and decoded after: an encoded slash stays inside its part."""
        return tuple(unquote(part) for part in self.path.strip("/").split("/"))

    @property
    def query(self) -> dict[str, str]:
        """Query parameters, form-decoded: a bare `+` is a space, and so finds nobody."""
        return dict(parse_qsl(self.target.partition("?")[2], keep_blank_values=True))

    @property
    def reads(self) -> bool:
        """Whether the method promises to change nothing."""
        return self.method in ("GET", "HEAD")

    def document(self) -> dict[str, Json]:
        """The JSON object in the body; an empty body is an empty object. Raises ValueError for anything else."""
        try:
            document = json.loads(self.body or b"{}")
        except RecursionError as error:
            raise ValueError("the body is nested too deeply") from error
        if not isinstance(document, dict):
            raise ValueError("the body is not a JSON object")  # noqa: TRY004 (what the caller sent, not our bug)
        return document


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    status: int
    body: bytes = b""
    headers: Headers = field(default=(JSON_TYPE,))


def phrase_of(status: int) -> str:
    """The reason phrase; the front ends' own codes, such as 521, have none in the standard library."""
    return _PHRASES.get(status, "Error")


def answer_json(document: Json, status: int = 200, headers: Headers = ()) -> Answer:
    """JSON and a newline, as the vendor ends its bodies."""
    return Answer(status, json.dumps(document).encode() + b"\n", (JSON_TYPE, *headers))


def answer_html(status: int, headers: Headers = ()) -> Answer:
    """The front end's error page."""
    phrase = phrase_of(status)
    page = f"<html><head><title>{status} {phrase}</title></head><body><h1>Error: {phrase}</h1></body></html>"
    return Answer(status, page.encode(), (HTML_TYPE, *headers))


def meta_error(status: int, message: str) -> Answer:
    """`{"meta": {"error": …}}`: Track 401, merge, send."""
    return answer_json({"meta": {"error": message}}, status)


def meta_errors(status: int, messages: Iterable[str]) -> Answer:
    """`{"meta": {"errors": […]}}`: Track v1 400."""
    return answer_json({"meta": {"errors": list(messages)}}, status)


def detail_error(status: int, detail: str, headers: Headers = ()) -> Answer:
    """`{"errors": [{"detail", "status"}]}`: most of the App API."""
    return answer_json({"errors": [{"detail": detail, "status": str(status)}]}, status, headers)


def field_errors(status: int, errors: Iterable[Mapping[str, Json]]) -> Answer:
    """`{"errors": [{"reason", "field", "message"}]}`: Track v2."""
    return answer_json({"errors": [dict(error) for error in errors]}, status)


def error_at(place: Place, status: int) -> Answer:
    """An error in the words of the place it comes from; 429 is empty, as the vendor documents no body for it."""
    if status == 429:
        return Answer(status)
    phrase = phrase_of(status).lower()
    if place is Place.TRACK:
        return meta_error(status, phrase)
    if place is Place.APP:
        return detail_error(status, phrase)
    return answer_html(status)
