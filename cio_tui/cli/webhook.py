"""`webhook check|verify|allowlist`: the receiver, the signature, and the firewall in front of it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cio_tui.cli.output import Output
    from cio_tui.cli.parser import CommandParser


def configure(parser: CommandParser) -> None:
    """Three verbs."""
    parser.add_verbs(
        {
            "check": ("call the receiver: HEAD, then one unsigned POST that it should refuse", _add_check),
            "verify": ("say whether a captured call is genuine, and if not, why", _add_verify),
            "allowlist": ("compare a firewall's list with the addresses they call from", _add_allowlist),
        }
    )


def _add_check(check: ArgumentParser) -> None:
    check.add_argument("--no-post", action="store_true", help="send only the HEAD")
    check.add_argument("--json", action="store_true", help="one JSON document")


def _add_allowlist(allow: ArgumentParser) -> None:
    allow.add_argument(
        "file", nargs="?", default="", metavar="FILE|-", help="the firewall's list; without it, theirs"
    )
    allow.add_argument("--json", action="store_true", help="one JSON document")


def _add_verify(verify: ArgumentParser) -> None:
    verify.add_argument("--timestamp", default="", metavar="T", help="X-CIO-Timestamp as it came")
    verify.add_argument("--signature", default="", metavar="S", help="X-CIO-Signature as it came")
    verify.add_argument("--headers", default="", metavar="FILE", help="both, from the call's headers")
    verify.add_argument("--body", default="", metavar="FILE", help="the raw body; - or nothing is stdin")
    verify.add_argument("file", nargs="?", default="-", metavar="FILE|-", help="the same")
    verify.add_argument(
        "--key-env", default="", metavar="NAME", help="environment variable that holds the key, as it is"
    )
    verify.add_argument("--max-age", default="", metavar="TIME", help="older is failing, such as 5m")
    verify.add_argument("--json", action="store_true", help="one JSON document")


def run(arguments: Namespace, output: Output) -> int:
    """Do one of them."""
    module = import_module(f"cio_tui.cli.webhook_{arguments.verb}")
    code: int = module.run(arguments, output)
    return code
