"""`[probe.ID]`: what is measured, how often, and what counts as degraded or failing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.probe import ProbeKind
from cio_tui.core.schema.rules.probes import check_probe
from cio_tui.core.schema.shapes.addresses import Host, Server, Url
from cio_tui.core.schema.shapes.conditions import Condition, Hints
from cio_tui.core.schema.shapes.containers import ListOf, MapOf
from cio_tui.core.schema.shapes.plain import Duration, Whole
from cio_tui.core.schema.shapes.table import Key, Table
from cio_tui.core.schema.shapes.text import ID, Choice, JsonPlace, Text, Written
from cio_tui.core.schema.tables.common import DAY, ID_FORM, LINE, MINUTE

if TYPE_CHECKING:
    from cio_tui.core.expr import Vocabulary
    from cio_tui.core.schema.check import Spot

_URL = Key(Url(), "what is asked; the credential of `auth` goes nowhere else", required=True)
_DOMAIN = Written(r"(?:[A-Za-z0-9_-]{1,63}\.)+[A-Za-z0-9-]{2,63}", "domain name")
_SELECTOR = Written(r"[A-Za-z0-9._-]{1,63}", "DKIM selector")
_RULES = ListOf(Condition())


def _paced(every: str, timeout: str) -> dict[str, Key]:
    return {
        "every": Key(Duration(1.0, DAY), "time between samples while all is well", default=every),
        "timeout": Key(Duration(0.1, 2 * MINUTE), "limit of one whole measurement", default=timeout),
    }


_HTTP = {
    "url": _URL,
    "method": Key(
        Choice(("GET", "HEAD"), "a probe only reads"),
        "HEAD asks for no body, so nothing can be extracted",
        default="GET",
    ),
    "auth": Key(
        Choice(("", "track", "app")),
        "which credential goes along, and only to the endpoint of that name",
        default="",
    ),
    "expect": Key(ListOf(Whole(100, 599)), "statuses that make `ok` true; any 2xx when absent"),
    "redirects": Key(
        Choice(("report", "follow")), "`follow` goes on without the credential", default="report"
    ),
    "extract": Key(
        MapOf(
            JsonPlace(),
            r"[a-z][a-z0-9_]*",
            "a lower-case letter, then letters, digits and _",
            is_word=True,
        ),
        "names to publish, each with its path in the JSON body",
    ),
    "max_body": Key(Whole(0, 1_048_576), "decoded bytes read at most", default=65_536),
    "headers": Key(
        MapOf(Text(), r"[A-Za-z0-9-]+", "letters, digits and -"),
        "further request headers; never a credential",
    ),
    **_paced("15s", "5s"),
}

_KINDS = {
    ProbeKind.HTTP: _HTTP,
    ProbeKind.STATUSPAGE: {
        "url": Key(Url(), "an Atlassian Statuspage `summary.json`", required=True),
        "fallback": Key(ListOf(Url(), most=3), "asked in turn when the first does not answer"),
        **_paced("30s", "5s"),
    },
    ProbeKind.DNS: {
        "hosts": Key(ListOf(Host(), fewest=1), "names that are looked up", required=True),
        "servers": Key(ListOf(Server(), most=9), "resolvers that are asked; this host's own when absent"),
        **_paced("30s", "5s"),
    },
    ProbeKind.TLS: {
        "hosts": Key(ListOf(Host(), fewest=1), "hosts whose handshake and chain are read", required=True),
        **_paced("5m", "5s"),
    },
    ProbeKind.LATENCY: {
        "url": Key(Url(), "asked again and again, without a credential", required=True),
        "samples": Key(Whole(1, 200), "requests in one series", default=5),
        "interval": Key(Duration(0.05, MINUTE), "time between their intended starts", default="200ms"),
        **_paced("60s", "15s"),
    },
    ProbeKind.DELIVERY: {
        "window": Key(Duration(MINUTE, 7 * DAY), "messages of this long are looked at", default="1h"),
        **_paced("60s", "20s"),
    },
    ProbeKind.DOMAIN: {
        "domain": Key(_DOMAIN, "the From domain; `[sending] from` when absent"),
        "sending": Key(_DOMAIN, "the account's sending domain; `[sending] account` when absent"),
        "selectors": Key(ListOf(_SELECTOR, most=9), "DKIM selectors; `[sending] selectors` when absent"),
        **_paced("10m", "10s"),
    },
    ProbeKind.WEBHOOK: {
        "url": Key(
            Url(), "your own receiver; the unsigned POST goes out only when a person asks", required=True
        ),
        **_paced("60s", "5s"),
    },
}

PROBE = Table(
    "[probe.ID]",
    "Something measured. What each kind publishes is listed below; the rules judge it.",
    {
        "kind": Key(Choice(tuple(ProbeKind)), "how it is measured", required=True),
        "title": Key(LINE, "heading of its pane; the id when absent"),
        "fresh": Key(
            Duration(1.0, 7 * DAY), "age past which every value is unknown; three times `every` when absent"
        ),
        "failing": Key(_RULES, "any of these true: failing; `ok == false` when absent"),
        "degraded": Key(_RULES, "else any of these true: degraded"),
        "hint": Key(Hints(), "rules of this probe with the advice to show beside them"),
    },
    {kind.value: keys for kind, keys in _KINDS.items()},
    check_probe,
)


def _own_fields(spot: Spot) -> Vocabulary:
    """A probe's rules name its own fields bare, and the configuration."""
    return spot.names.fields.get(spot.label, spot.vocabulary)


PROBES = MapOf(PROBE, ID, ID_FORM, is_word=True, scope=_own_fields)
"""All of them, by id."""
