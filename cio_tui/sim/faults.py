"""Everything a scenario can set, one frozen class per section; every default is the healthy state.

So a fault ends by setting its section to nothing, and the world is well unless a scenario says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.sim.sites import Place, Region
    from cio_tui.sim.workspace_faults import CampaignState, PersonState


WORKSPACE_ID = 104217
"""The workspace the printed configuration expects."""


@dataclass(frozen=True, slots=True)
class Ramp:
    """A number that moves in a straight line from one value to another, then stays."""

    start: float
    end: float
    begins: float = 0.0
    """Scenario seconds."""
    over: float = 0.0
    """Seconds the way takes; 0 is a jump."""

    def at(self, elapsed: float) -> float:
        """The value at this scenario second."""
        if self.over <= 0 or elapsed >= self.begins + self.over:
            return self.end
        way = max(0.0, (elapsed - self.begins) / self.over)
        return self.start + (self.end - self.start) * way


def steady(value: float) -> Ramp:
    """A ramp that does not move."""
    return Ramp(value, value)


class Manner(StrEnum):
    """How an HTTP answer goes wrong."""

    ANSWER = "answer"
    """Whole and in time; only the status may be wrong."""
    HANG = "hang"
    """The request is read and never answered."""
    STALL = "stall"
    """Half the body, then silence."""
    RESET = "reset"
    """The connection is reset instead of an answer."""
    TRUNCATED = "truncated"
    """Half the JSON under a length that says it is whole."""
    HTML = "html"
    """An error page where JSON is expected."""


@dataclass(frozen=True, slots=True)
class HttpFault:
    """What happens to requests for one place."""

    status: int = 0
    """Status answered instead of the service's own; 0 leaves it."""
    manner: Manner = Manner.ANSWER
    share: float = 1.0
    """Part of the requests struck, spread evenly: 0.4 strikes the 3rd, 5th, 8th, 10th …"""
    retry_after: int | None = None
    """Seconds promised by a Retry-After header; None sends none, as the vendor does."""
    latency: Ramp = field(default_factory=lambda: steady(0.0))
    """Real seconds before every answer, struck or not."""

    @property
    def strikes(self) -> bool:
        """Whether any request gets something else than the service's own answer."""
        return bool(self.status) or self.manner is not Manner.ANSWER


class TlsFault(StrEnum):
    """What is wrong with a certificate."""

    NONE = "ok"
    EXPIRED = "expired"
    EXPIRING = "expiring"
    NOT_YET_VALID = "not-yet-valid"
    WRONG_HOST = "wrong-host"
    SELF_SIGNED = "self-signed"
    UNTRUSTED = "untrusted"
    REFUSED = "refused"
    """No certificate: the connection ends in the middle of the handshake."""


class DnsFault(StrEnum):
    """What the name server does when asked for a place."""

    NONE = "ok"
    NXDOMAIN = "nxdomain"
    SERVFAIL = "servfail"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    EMPTY = "empty"
    """No error and no address."""
    ELSEWHERE = "elsewhere"
    """An address where nothing listens: the connection is refused."""


class KeyState(StrEnum):
    """What one API thinks of the keys in the printed configuration."""

    VALID = "valid"
    ROTATED = "rotated"
    """They are refused with 401; the new ones lie beside them as `*.new`."""
    REVOKED = "revoked"
    """Neither old nor new are accepted."""
    FORBIDDEN = "forbidden"
    """Known, but 403: no scope."""


@dataclass(frozen=True, slots=True)
class Keys:
    """State of each API's credential."""

    track: KeyState = KeyState.VALID
    app: KeyState = KeyState.VALID


@dataclass(frozen=True, slots=True)
class Account:
    """Where the account behind the keys lives."""

    region: Region | None = None
    """None: where the configuration says."""
    workspace_id: int = WORKSPACE_ID


@dataclass(frozen=True, slots=True)
class PageIncident:
    """An unresolved incident on the status page."""

    name: str
    status: str = "investigating"
    impact: str = "major"
    body: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What the vendor's status page says."""

    indicator: str = "none"
    description: str = "All Systems Operational"
    components: Mapping[str, str] = field(default_factory=dict)
    """Component name to status, where not operational."""
    incidents: tuple[PageIncident, ...] = ()
    maintenance: bool = False
    posted: float = -660.0
    """Scenario second of the last word: eleven minutes before the start."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How fast accepted data becomes sent messages."""

    lag: Ramp = field(default_factory=lambda: steady(4.0))
    """Median seconds from created to sent."""
    attempted: Ramp = field(default_factory=lambda: steady(0.0))
    """Share of recent messages that the provider would not take."""
    activity_age: Ramp = field(default_factory=lambda: steady(2.0))
    """Age of the newest processed activity, seconds."""
    segments_building: int = 0
    bounced: float = 0.01
    """Share of sent messages that bounce."""


@dataclass(frozen=True, slots=True)
class Queue:
    """The fallback queue of our own service, first in first out."""

    depth: float = 0.0
    """Events waiting when this began."""
    rate: float = 0.0
    """Events a second; negative drains."""
    begins: float = 0.0
    since: float = 0.0
    """Scenario second of the first event in it."""

    def depth_at(self, elapsed: float) -> float:
        """Events waiting at this scenario second; never negative."""
        return max(0.0, self.depth + self.rate * (elapsed - self.begins))

    def oldest_at(self, elapsed: float) -> float:
        """Age of the first event, seconds; as the queue drains, its head gets younger in proportion."""
        depth = self.depth_at(elapsed)
        drained = depth / self.depth if self.rate < 0 else 1.0
        return max(0.0, elapsed - self.since) * drained if depth else 0.0


HEALTHY_ERRORS: Mapping[str, Ramp] = {"5xx": steady(0.0008)}
"""A service that never fails is not believed: a few requests in ten thousand do."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Our own webhook receiver, seen from outside and from our metrics."""

    error_rate: Ramp = field(default_factory=lambda: steady(0.0))
    accepts_unsigned: bool = False
    silent_since: float | None = None
    """Scenario second of the last event, while the vendor holds the queue back."""
    known_addresses: int = 10
    """How many of the vendor's ten addresses our firewall lets in."""
    crashes_on: str = ""
    """Metric of the event on which our code fails with a 500; everything else it answers as it should."""
    wrong_key: bool = False
    """It checks signatures with another workspace's key, so genuine calls are refused."""


class RecordState(StrEnum):
    """One of the sending domain's records."""

    PUBLISHED = "ok"
    REMOVED = "removed"
    BROKEN = "broken"
    """Published with content that fails: a revoked key, `+all`, two policies, another provider's MX."""


@dataclass(frozen=True, slots=True)
class Mail:
    """The sending domain's records."""

    spf: RecordState = RecordState.PUBLISHED
    dkim: RecordState = RecordState.PUBLISHED
    dmarc: RecordState = RecordState.PUBLISHED
    mx: RecordState = RecordState.PUBLISHED


@dataclass(frozen=True, slots=True)
class Conditions:
    """The state of everything at one moment of a scenario."""

    http: Mapping[Place, HttpFault] = field(default_factory=dict)
    tls: Mapping[Place, TlsFault] = field(default_factory=dict)
    dns: Mapping[Place, DnsFault] = field(default_factory=dict)
    keys: Keys = field(default_factory=Keys)
    account: Account = field(default_factory=Account)
    page: Page = field(default_factory=Page)
    delivery: Delivery = field(default_factory=Delivery)
    queue: Queue = field(default_factory=Queue)
    errors: Mapping[str, Ramp] = field(default_factory=lambda: HEALTHY_ERRORS)
    """Share of our own calls failing, by code: `401 403 429 5xx timeout`."""
    receiver: Receiver = field(default_factory=Receiver)
    mail: Mail = field(default_factory=Mail)
    people: Mapping[str, PersonState] = field(default_factory=dict)
    """By id; who is not named is well."""
    campaigns: Mapping[str, CampaignState] = field(default_factory=dict)
    """By id; one that is not named is as the catalogue has it."""
