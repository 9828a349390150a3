"""A report as a file of its own: in the folder one works in, under a name that nothing has, private to the person."""

from __future__ import annotations

import os
from importlib import import_module
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from cio_tui.core.review.account import Account


class Format(NamedTuple):
    """How a report can be written; its module is imported when it is."""

    module: str
    function: str
    suffix: str


FORMATS: Mapping[str, Format] = {
    "markdown": Format("cio_tui.report.markdown.document", "render_markdown", "md"),
    "html": Format("cio_tui.report.html.document", "render_html", "html"),
    "json": Format("cio_tui.report.json_document", "render_json", "json"),
}


def write_report(account: Account, form: str, zone: tzinfo | None, folder: str = "") -> str:
    """Write it in this format and give its path; an older file stays what it is. Raises UserError."""
    chosen = FORMATS[form]
    text: str = getattr(import_module(chosen.module), chosen.function)(account, zone)
    stem = os.path.join(os.path.abspath(folder), f"{account.header.incident}-report")
    try:
        return _write_new(stem, chosen.suffix, text.encode())
    except OSError as error:
        raise UserError(
            f"The report cannot be written to {os.path.dirname(stem)}: {error.strerror}. Start cio-tui in a folder of "
            f"your own, or use `cio-tui incident report {account.header.incident} > FILE`."
        ) from error


def _write_new(stem: str, suffix: str, data: bytes) -> str:
    """The first of `stem.md`, `stem-2.md`, … that is free."""
    for number in count(1):
        path = f"{stem}.{suffix}" if number == 1 else f"{stem}-{number}.{suffix}"
        try:
            descriptor = os.open(
                path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
            )
        except FileExistsError:
            continue
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        return path
    raise AssertionError("there is always another number")
