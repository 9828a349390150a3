"""Any log folds, however it came about: what is on disk has happened."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cio_tui.core import events
from cio_tui.core.events import Event
from cio_tui.core.evidence import Evidence, Moment
from cio_tui.core.fold import apply
from cio_tui.core.observe import observe
from cio_tui.core.plan import Plan
from cio_tui.core.record import Recorded
from cio_tui.core.session import Session
from cio_tui.core.view import view
from tests.core.books import do, group, make, switch
from tests.core.transcript import STARTED

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

BOOK = make(group("both", "one", "two") + do("one") + switch("two", "back") + do("back"))
NAMES = st.sampled_from(["a", "b", "one", "two", "both", "back", "close", "gone", "a#one", "b#gone", ""])
WHY = st.sampled_from(
    ["start", "next", "branch", "jump", "back", "return", "abort", "member", "deferred", "escalation"]
)
OPENED = events.IncidentOpened(1, "0", "INC-1", "live", "a", "A", "P2", "", "us", "prod", "h", 1)


BY_TYPE: dict[str, SearchStrategy[object]] = {
    "str": NAMES,
    "bool": st.booleans(),
    "int": st.integers(-1, 3),
    "float": st.floats(-10, 1e6),
    "tuple[str, ...]": st.just(()),
    "datetime": st.just(STARTED),
    "Value": NAMES,
    "How": st.sampled_from(["sensed", "attested", "override"]),
}
BY_NAME: dict[str, SearchStrategy[object]] = {"why": WHY, "book": st.just("")}


def of(kind: type[Event]) -> SearchStrategy[Event]:
    """Events of this kind about things that are there, and about things that are not."""
    values = {
        name: BY_NAME[name] if name in BY_NAME else BY_TYPE[written.__forward_arg__]
        for name, written in kind.__annotations__.items()
        if name != "kind"
    }
    made: SearchStrategy[Event] = st.builds(kind, **values)
    return made


KINDS = [kind for kind in get_args(Event) if kind not in (events.IncidentOpened, events.Unrecognized)]
ANY = st.one_of([of(kind) for kind in KINDS])


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANY, max_size=30))
def test_no_order_of_events_breaks_the_fold_or_what_is_read_from_it(log: list[Event]) -> None:
    session = Session({"a": BOOK})
    for seq, event in enumerate([OPENED, *log], 1):
        session = apply(session, Recorded(seq, STARTED + timedelta(seconds=seq), float(seq), "amira", event))
    assert session.seq == len(log) + 1
    evidence = Evidence(float(len(log)))
    view(session, evidence)
    observe(Plan(session, Moment(STARTED, "cio-tui", evidence)))


def test_time_is_counted_over_the_processes_that_wrote() -> None:
    session = Session({"a": BOOK})
    log: list[tuple[float, Event]] = [
        (7.0, OPENED),
        (107.0, events.StepEntered("one")),
        (0.5, events.IncidentResumed("h", 2, gap_s=60.0)),
        (10.5, events.StepEntered("back")),
        (2.0, events.IncidentResumed("h", 3, gap_s=-5.0)),
    ]
    for seq, (mono, event) in enumerate(log, 1):
        session = apply(session, Recorded(seq, STARTED, mono, "amira", event))
    assert session.state("one").entered == 100.0
    assert session.state("back").entered == 170.0
    assert session.time(3.0) == 171.0
    assert session.writers == 3


def test_what_a_newer_version_wrote_changes_nothing() -> None:
    before = apply(Session({"a": BOOK}), Recorded(1, STARTED, 0.0, "amira", OPENED))
    after = apply(before, Recorded(2, STARTED, 0.0, "amira", events.Unrecognized("hypothesis")))
    assert (after.states, after.settled, after.seq) == (before.states, before.settled, 2)
