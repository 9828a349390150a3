"""`webhook verify`: nothing is sent. The key comes from the configuration or the environment, never from a flag."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.core.errors import Undecided, UserError

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.customerio.signature import Examination
    from cio_tui.runtime.settings import Settings

NAME = "webhook_signing_key"
TIMESTAMP, SIGNATURE = "x-cio-timestamp", "x-cio-signature"


def run(arguments: Namespace, output: Output) -> int:
    """0 if the call is genuine; 1 if it is not, or older than `--max-age`."""
    from cio_tui.customerio.signature import examine

    longest = _seconds(arguments.max_age)
    timestamp, signature = _signed(arguments)
    body = _body(arguments.body or arguments.file)
    key = _key(arguments)
    found = examine(body, timestamp, signature, key, time.time())
    is_late = longest is not None and found.age_s is not None and abs(found.age_s) > longest
    verdict = "failing" if is_late or not found.is_genuine else "degraded" if found.causes else "ok"
    if arguments.json:
        output.write_json("webhook-verify", _document(found, verdict, len(body)))
    else:
        _write(found, verdict, output)
    return ExitCode.FAILING if verdict == "failing" else ExitCode.OK


def _seconds(text: str) -> float | None:
    if not text:
        return None
    from cio_tui.core.duration import parse_duration

    try:
        return parse_duration(text)
    except ValueError as error:
        raise UserError(f"--max-age: {error}.") from error


def _signed(arguments: Namespace) -> tuple[str, str]:
    """Timestamp and signature: from the flags, else from the file of headers."""
    given = {TIMESTAMP: arguments.timestamp, SIGNATURE: arguments.signature}
    if arguments.headers:
        from cio_tui.runtime.regular_file import read_regular

        found = _headers(read_regular(arguments.headers).decode("utf-8", "replace"))
        given = {name: said or found.get(name, "") for name, said in given.items()}
    missing = [name for name, said in given.items() if not said]
    if missing:
        where = f" in {arguments.headers}" if arguments.headers else ""
        raise UserError(
            f"There is no {' and no '.join(missing)}{where}. "
            "Give both as they came: --timestamp and --signature, or --headers FILE."
        )
    return given[TIMESTAMP], given[SIGNATURE]


def _headers(text: str) -> dict[str, str]:
    """As a proxy, a framework or curl prints them: a name, a colon, a value; the first of a name counts."""
    rows = (line.partition(":") for line in reversed(text.splitlines()))
    return {name.strip(" \t<>*\"'").lower(): value.strip(" \t,\"'") for name, _, value in rows}


def _body(source: str) -> bytes:
    """The raw bytes; a line break at the end is a difference like any other."""
    from cio_tui.runtime.regular_file import LARGEST, read_regular

    if source != "-":
        return read_regular(source)
    if sys.stdin is None or sys.stdin.isatty():
        raise UserError("The raw body is missing: name a file with --body, or pipe it in.")
    body = sys.stdin.buffer.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise UserError(f"The body is larger than {LARGEST:,} bytes; Customer.io sends none like that.")
    return body


def _key(arguments: Namespace) -> bytes:
    """As the receiver would read it: of an environment variable every byte, white space included."""
    variable = arguments.key_env
    if not variable:
        from cio_tui.runtime.settings import load_settings

        settings = load_settings(arguments.config)
        source = settings.credentials[NAME]
        if source.kind != "env":
            return _found_key(settings)
        variable = source.words[0]
    key = os.environb.get(variable.encode(), b"")
    if not key.strip():
        raise Undecided(
            f"There is no key to verify with: ${variable} is not set. Set it, or name another: --key-env."
        )
    return key


def _found_key(settings: Settings) -> bytes:
    """From a file or a command."""
    from cio_tui.runtime.credentials import Credentials  # 9 ms

    found = Credentials(settings).find(NAME)
    if found.secret is None:
        raise Undecided(
            found.problem or f"There is no key to verify with: {settings.credentials[NAME]} is empty."
        )
    return found.secret.reveal().encode()


def _document(found: Examination, verdict: str, size: int) -> dict[str, object]:
    return {
        "verdict": verdict,
        "genuine": found.is_genuine,
        "age_s": found.age_s,
        "body_bytes": size,
        "causes": [cause._asdict() for cause in found.causes],
    }


def _write(found: Examination, verdict: str, output: Output) -> None:
    from cio_tui.cli.marks import MARKS

    said = "Genuine: signed with this key." if found.is_genuine else "The signature does not match."
    rows = [(MARKS[verdict], "signature", said)]
    rows += [(MARKS[verdict], cause.name, f"{cause.text} {cause.remedy}") for cause in found.causes]
    output.write_table(("", "what", "found"), rows)
