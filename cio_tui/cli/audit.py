"""`cio-tui audit`: the production checklist, as far as it can be read. It creates, changes and suppresses nobody."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Mapping, Sequence

    from cio_tui.cli.output import Output
    from cio_tui.core.reading import Reading
    from cio_tui.customerio.api_errors import AppApiError
    from cio_tui.customerio.audit_keys import Credential, EnvFile
    from cio_tui.customerio.audit_templates import Mails
    from cio_tui.customerio.finding import Finding
    from cio_tui.runtime.settings import Settings
    from cio_tui.runtime.workplace import Workplace

PROBES = ("track", "app", "domain", "webhook")
MOST_ENV_FILES = 20
PATIENCE = 20.0
"""Seconds for all templates."""


def configure(parser: ArgumentParser) -> None:
    """`--compare`, `--json`."""
    parser.add_argument(
        "--compare",
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE",
        help="env files of staging and development, whose keys must not be used here",
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(arguments: Namespace, output: Output) -> int:
    """1 if something does not pass, 3 if something could not be told, else 0."""
    import asyncio

    from cio_tui.cli.investigation import report_investigation
    from cio_tui.customerio.audit import passed
    from cio_tui.runtime.clock import SystemClock
    from cio_tui.runtime.settings import load_settings
    from cio_tui.runtime.workplace import make_workplace

    settings = load_settings(arguments.config)
    others = _env_files(arguments.compare)
    place = make_workplace(settings, SystemClock())
    readings, mails = asyncio.run(_look(place))
    findings = [*_own(place, settings, others), *_measured(place, settings, readings, mails)]
    count = {"passed": passed(findings), "total": len(findings)}
    fields = {"at": place.clock.now(), "region": place.region, "label": place.label, **count}
    code = report_investigation("audit", findings, fields, output, as_json=arguments.json)
    if not arguments.json:
        output.write_line(f"{count['passed']}/{count['total']} passed")
        if not others:
            output.narrate(
                "Not compared with another environment: name its file with --compare .env.staging."
            )
    return code


def _own(place: Workplace, settings: Settings, others: Sequence[EnvFile]) -> Iterator[Finding]:
    """What the configuration and the files around it say."""
    from cio_tui.customerio.audit import rotation_finding
    from cio_tui.customerio.audit_keys import (
        distinct_finding,
        key_findings,
        source_findings,
        staging_findings,
    )

    credentials = _credentials(place, settings)
    yield from key_findings(credentials)
    yield from source_findings(credentials, _env_files(_nearby()))
    yield distinct_finding(credentials)
    yield from staging_findings(credentials, others)
    yield rotation_finding(settings.rotated, place.clock.now().date())


def _measured(
    place: Workplace, settings: Settings, readings: Mapping[str, Reading], mails: Mails | AppApiError
) -> Iterator[Finding]:
    """What Customer.io, DNS and the receiver say."""
    from cio_tui.customerio.audit import (
        account_findings,
        connection_findings,
        mail_findings,
        webhook_findings,
    )
    from cio_tui.customerio.audit_templates import template_findings

    yield from connection_findings(readings)
    yield from account_findings(readings["track"], settings.values())
    yield from mail_findings(readings["domain"])
    has_key = place.ground.credential("webhook_signing_key") is not None
    yield from webhook_findings(readings["webhook"], has_signing_key=has_key)
    yield from template_findings(mails)


def _credentials(place: Workplace, settings: Settings) -> Mapping[str, Credential]:
    """As they were looked up when the workplace was made: a password manager is asked once."""
    from cio_tui.customerio.audit_keys import Credential
    from cio_tui.runtime.credentials import Credentials

    known = place.ground.credential
    looked_up = known if isinstance(known, Credentials) else Credentials(settings)
    return {
        name: Credential(found.secret, found.problem, str(settings.credentials[name]))
        for name, found in looked_up.find_all().items()
    }


def _nearby() -> list[str]:
    """Env files of the working folder; examples hold no keys, or have them in common with nobody."""
    names = sorted(name for name in os.listdir() if name == ".env" or name.startswith(".env."))
    return [name for name in names if os.path.isfile(name) and os.access(name, os.R_OK)][:MOST_ENV_FILES]


def _env_files(paths: Sequence[str]) -> list[EnvFile]:
    """Raises UserError for one that cannot be read."""
    from cio_tui.customerio.audit_keys import read_env
    from cio_tui.runtime.regular_file import read_regular

    return [read_env(path, read_regular(path)) for path in paths]


async def _look(place: Workplace) -> tuple[Mapping[str, Reading], Mails | AppApiError]:
    """The probes, then the templates."""
    from cio_tui.customerio.api_errors import AppApiError
    from cio_tui.customerio.audit_templates import read_mails
    from cio_tui.customerio.client import app_api
    from cio_tui.runtime.shared_probes import shared_probes
    from cio_tui.runtime.sweep import sweep

    probes = shared_probes(place.library, PROBES)
    readings = await sweep(probes.values(), place.ground, place.values)
    found = dict(zip(PROBES, readings, strict=True))
    try:
        async with app_api(place.ground, PATIENCE) as api:
            return found, await read_mails(api)
    except AppApiError as error:
        return found, error
