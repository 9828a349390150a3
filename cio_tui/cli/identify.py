"""`cio-tui identify WHO --attr k=v`: what an identify would send and do; with `--write`, the identify itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from cio_tui.cli.output import Output
    from cio_tui.core.reading import Json


def configure(parser: ArgumentParser) -> None:
    """WHO, `--attr`, `--json`, and the write."""
    from cio_tui.cli.writing import add_writing

    parser.add_argument("who", metavar="WHO", help="an id, an e-mail address, or cio_ and a cio_id")
    parser.add_argument(
        "--attr",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="an attribute; the value is read as JSON if it is (true, 12, null), else as text; repeat for more",
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")
    add_writing(parser, "identify the person for real")


def run(arguments: Namespace, output: Output) -> int:
    """Show it; with `--write` 1 if it was not taken in, 3 if that is not known."""
    from cio_tui.cli.walking import own_workplace
    from cio_tui.cli.writing import run_writes
    from cio_tui.customerio.track_write import identify

    write = identify(arguments.who, read_attributes(arguments.attr))
    return run_writes("identify", own_workplace(arguments.config), [write], arguments, output)


def read_attributes(words: Sequence[str]) -> dict[str, Json]:
    """Name to value. Raises UserError."""
    from cio_tui.core.text import clean_line

    attributes: dict[str, Json] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            raise UserError(
                f"{clean_line(word, 80)!r} is no attribute: write NAME=VALUE, such as --attr plan=pro."
            )
        if name in attributes:
            raise UserError(f"{clean_line(name, 80)} is given twice.")
        attributes[name] = _value(value)
    return attributes


def _value(text: str) -> Json:
    from cio_tui.core.json_path import read_json

    try:
        return read_json(text)
    except ValueError:
        return text
