"""`webhook allowlist`: the addresses that the App API reports, against what a firewall lets in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.core.errors import Undecided, UserError

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.customerio.allowlist import Admission
    from cio_tui.probes.ground import Ground


def run(arguments: Namespace, output: Output) -> int:
    """1 if one of their addresses is not let in; without a list, theirs is printed."""
    import asyncio

    from cio_tui.cli.walking import online_workplace
    from cio_tui.customerio.allowlist import compare, networks_in

    networks = networks_in(_read(arguments.file)) if arguments.file else ()
    if arguments.file and not networks:
        raise UserError(f"{arguments.file} holds no address. Give one address or network a line.")
    place = online_workplace(arguments.config)
    addresses = asyncio.run(_addresses(place.ground))
    admission = compare(addresses, networks)
    if arguments.json:
        document: dict[str, object] = {
            "at": place.clock.now(),
            "region": place.region,
            "addresses": addresses,
        }
        output.write_json("webhook-allowlist", document | (admission._asdict() if arguments.file else {}))
    elif arguments.file:
        _write(admission, output)
    else:
        output.write_text("".join(f"{address}\n" for address in addresses))
    return ExitCode.FAILING if arguments.file and admission.missing else ExitCode.OK


def _read(source: str) -> str:
    from cio_tui.runtime.regular_file import LARGEST, read_regular

    if source != "-":
        return read_regular(source).decode("utf-8", "replace")
    return sys.stdin.buffer.read(LARGEST).decode("utf-8", "replace") if sys.stdin else ""


async def _addresses(ground: Ground) -> tuple[str, ...]:
    from cio_tui.customerio.client import app_api
    from cio_tui.customerio.items import texts

    async with app_api(ground) as api:
        addresses = texts(await api.read("info", "ip_addresses"), "ip_addresses")
    if not addresses:
        raise Undecided("The App API reports no address at all. Ask Customer.io for the list of your region.")
    return addresses


def _write(admission: Admission, output: Output) -> None:
    from cio_tui.cli.marks import MARKS

    total = len(admission.admitted) + len(admission.missing)
    rows = [(MARKS["failing"], address, "not let in: calls from it fail") for address in admission.missing]
    rows += [(MARKS["ok"], address, "let in") for address in admission.admitted]
    output.write_table(("", "address", "firewall"), rows)
    output.write_line(f"{len(admission.admitted)} of {total} addresses are let in.")
    if admission.missing:
        output.write_line(
            "Add the missing ones, also to the rules of a CDN or WAF: they look like every other call failing."
        )
    if admission.others:
        output.write_line(f"None of theirs: {', '.join(admission.others)}.")
