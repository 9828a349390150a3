"""`rollout bucket|gate`: who is in a staged rollout, and whether it may go on. Each verb imports only what it needs."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable
    from typing import BinaryIO

    from cio_tui.cli.output import Output
    from cio_tui.cli.parser import CommandParser

BLOCK = 64 * 1024
"""Bytes read at a time."""


def configure(parser: CommandParser) -> None:
    """A parser a verb."""
    parser.add_verbs(
        {
            "bucket": (
                "say whether a user is in: md5 of the id, first 8 hex digits, modulo 100, below the percentage",
                _add_bucket,
            ),
            "gate": ("go (0), roll back (1) or hold (3), from live numbers and [thresholds]", _add_gate),
        }
    )


def _add_bucket(bucket: ArgumentParser) -> None:
    bucket.add_argument(
        "user", nargs="?", metavar="USER", help="a user id; without one, an id a line from stdin"
    )
    bucket.add_argument("--percent", type=_percent, required=True, metavar="N", help="0 to 100")
    bucket.add_argument("--file", metavar="FILE", default="", help="read an id a line from here; - is stdin")
    bucket.add_argument("--json", action="store_true", help="one JSON document; of a file, how many are in")


def _add_gate(gate: ArgumentParser) -> None:
    gate.description = (
        "Rolls back (1) when calls fail, mail bounces or people complain beyond [thresholds]. Holds (3) when "
        "messages are late or lost, calls slow, the queue deep, webhooks failing, or a number cannot "
        "be told. Else go (0)."
    )
    gate.add_argument(
        "--window", type=_window, default=3600.0, metavar="TIME", help="what was sent within; 1h"
    )
    gate.add_argument("--json", action="store_true", help="one JSON document")


def run(arguments: Namespace, output: Output) -> int:
    """Do one of them."""
    if arguments.verb == "gate":
        from cio_tui.cli.rollout_gate import run as ask_the_gate

        return ask_the_gate(arguments, output)
    return _bucket(arguments, output)


def _bucket(arguments: Namespace, output: Output) -> int:
    if arguments.user is not None and arguments.file:
        raise UserError("Give a USER or a --file, not both.")
    if arguments.user is not None:
        return _place_one(arguments, output)
    with _opened(arguments.file) as file:
        return _place_all(file, arguments, output)


def _window(text: str) -> float:
    from cio_tui.cli.delivery import read_window

    return read_window(text)


def _percent(text: str) -> float:
    try:
        percent = float(text.removesuffix("%"))
    except ValueError:
        percent = -1.0
    if not 0 <= percent <= 100:
        raise ArgumentTypeError(f"{text!r} is no percentage: give a number from 0 to 100")
    return percent


def _place_one(arguments: Namespace, output: Output) -> int:
    from cio_tui.customerio.rollout import bucket

    user: str = arguments.user
    if not user:
        raise UserError("The user id is empty: is the variable set that it comes from?")
    place = bucket(os.fsencode(user))
    enabled = place < arguments.percent
    if arguments.json:
        found = {"user": user, "percent": arguments.percent, "bucket": place, "enabled": enabled}
        output.write_json("rollout-bucket", found)
    else:
        output.write_line(f"{_shown(user)}\t{place}\t{'in' if enabled else 'out'}")
    return ExitCode.OK


def _place_all(file: BinaryIO, arguments: Namespace, output: Output) -> int:
    from cio_tui.customerio.rollout import Placing

    placing = Placing(arguments.percent)
    for rows in placing.rows(_blocks(file)):
        if rows and not (arguments.json or output.quiet):
            _write(rows, output)
    share = placing.enabled / placing.users if placing.users else None
    if arguments.json:
        counted = {"users": placing.users, "enabled": placing.enabled, "share": share}
        output.write_json("rollout-bucket", {"percent": arguments.percent, **counted})
    elif share is None:
        output.narrate("No user ids came in.")
    else:
        output.narrate(f"{placing.enabled:,} of {placing.users:,} users are in ({share:.2%}).")
    return ExitCode.OK


def _opened(path: str) -> BinaryIO:
    if path and path != "-":
        try:
            return open(path, "rb", buffering=0)
        except OSError as error:
            raise UserError(f"{_shown(path)} cannot be read: {error.strerror}.") from error
    if sys.stdin is None or (not path and sys.stdin.isatty()):
        raise UserError("Whom? Give a USER, a --file, or ids on stdin, one a line.")
    return open(sys.stdin.fileno(), "rb", buffering=0, closefd=False)


def _blocks(file: BinaryIO) -> Iterable[bytes]:
    try:
        while block := file.read(BLOCK):
            yield block
    except OSError as error:
        raise UserError(f"The ids cannot be read: {error.strerror}.") from error


def _write(rows: bytes, output: Output) -> None:
    """As they are into a pipe; made harmless for a terminal."""
    if output.is_terminal:
        from cio_tui.core.text import clean

        lines = rows.decode(errors="replace").removesuffix("\n").split("\n")
        output.write_text("".join(clean(line) + "\n" for line in lines))
    else:
        output.write_bytes(rows)


def _shown(text: str) -> str:
    from cio_tui.core.text import clean

    return clean(text)
