"""A report in each of its formats, and as a file of its own: where one works, under a name that nothing has."""

from __future__ import annotations

import os
from importlib import import_module
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.errors import UserError
from cio_tui.runtime.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from cio_tui.core.review.account import Account


class Format(NamedTuple):
    """How a report can be written; its module is imported when it is."""

    module: str
    function: str


FORMATS: Mapping[str, Format] = {
    "md": Format("cio_tui.report.markdown.document", "render_markdown"),
    "html": Format("cio_tui.report.html.document", "render_html"),
    "json": Format("cio_tui.report.json_document", "render_json"),
    "slack": Format("cio_tui.report.slack", "render_slack"),
}
"""By the end of the file's name."""


def render(account: Account, form: str, zone: tzinfo | None) -> str:
    """The report in one of FORMATS; `zone` None is this host's own."""
    chosen = FORMATS[form]
    text: str = getattr(import_module(chosen.module), chosen.function)(account, zone)
    return text


def write_report(account: Account, form: str, zone: tzinfo | None, folder: str = "") -> str:
    """Write it and give its path; an older file stays what it is. Raises UserError."""
    path = _free_name(os.path.join(os.path.abspath(folder), f"{account.header.incident}-report"), form)
    try:
        write_whole(path, render(account, form, zone).encode())
    except UserError as error:
        raise UserError(
            f"{error} Start cio-tui in a folder of your own, "
            f"or use `cio-tui incident report {account.header.incident} > FILE`."
        ) from error
    return path


def _free_name(stem: str, suffix: str) -> str:
    """The first of `stem.md`, `stem-2.md`, … that nothing has."""
    names = (f"{stem}{f'-{number}' if number > 1 else ''}.{suffix}" for number in count(1))
    return next(name for name in names if not os.path.lexists(name))
