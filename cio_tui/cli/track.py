"""`cio-tui track WHO EVENT --data JSON`: what an event would send and start; with `--write`, the event itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cio_tui.cli.output import Output
    from cio_tui.core.reading import Json


def configure(parser: ArgumentParser) -> None:
    """WHO, EVENT, `--data`, `--id`, `--json`, and the write."""
    from cio_tui.cli.writing import add_writing

    parser.add_argument("who", metavar="WHO", help="an id, an e-mail address, or cio_ and a cio_id")
    parser.add_argument("event", metavar="EVENT", help="its name; case matters")
    parser.add_argument("--data", metavar="JSON", default="{}", help="an object; templates see it as event")
    parser.add_argument(
        "--id",
        metavar="ULID",
        default="",
        help="repeat an earlier one: an id is taken only once; new by default",
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")
    add_writing(parser, "send the event for real")


def run(arguments: Namespace, output: Output) -> int:
    """Show it; with `--write` 1 if it was not taken in, 3 if that is not known."""
    from cio_tui.cli.walking import own_workplace
    from cio_tui.cli.writing import run_writes
    from cio_tui.customerio.track_write import track
    from cio_tui.customerio.ulid import new_ulid

    data = read_data(arguments.data)
    place = own_workplace(arguments.config)
    write = track(arguments.who, arguments.event, data, arguments.id or new_ulid(place.clock.now()))
    return run_writes("track", place, [write], arguments, output)


def read_data(text: str) -> dict[str, Json]:
    """The object of `--data`. Raises UserError."""
    from cio_tui.core.json_path import read_json

    try:
        document = read_json(text)
    except ValueError as error:
        raise UserError(f"--data is not JSON: it {error}. Quote it: --data '{{\"total\": 42}}'.") from None
    if not isinstance(document, dict):
        raise UserError("--data must be an object, such as '{\"total\": 42}'.")
    return document
