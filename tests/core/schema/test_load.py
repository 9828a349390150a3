from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.probe import HttpTarget, LatencyTarget, ProbeKind
from cio_tui.core.schema import InvalidRunbook, load, load_probes, parse_source
from cio_tui.core.step import Close, Decide, Goto, Group, Notify, Wait
from tests.core.schema.conftest import ROOT, SMALL

if TYPE_CHECKING:
    from tests.core.schema.conftest import Complain, Load

PAIR = """
[[step]]
id = "both"
kind = "group"
title = "Both"
steps = ["one", "two"]

[[step]]
id = "one"
kind = "do"
title = "One"
changes = true
undo = "one-back"

[[step]]
id = "two"
kind = "do"
title = "Two"

[[step]]
id = "wait"
kind = "wait"
title = "Wait"
for = "10m"

[[step]]
id = "one-back"
kind = "do"
title = "One, back"
"""


def test_a_step_leads_to_the_one_that_follows_and_a_member_back_to_its_group(load_small: Load) -> None:
    steps = load_small(PAIR).steps
    assert steps["both"].next == Goto("wait")
    assert steps["one"].next == Goto("both")
    assert steps["two"].next == Goto("both")


def test_a_step_that_only_undo_names_is_passed_over(load_small: Load) -> None:
    steps = load_small(PAIR).steps
    assert steps["wait"].next == Goto("close")
    assert steps["one-back"].next == Goto("close")


def test_a_step_that_undoes_another_and_is_led_to_stands_in_the_way_like_any_other(load_small: Load) -> None:
    lead = '[[step]]\nid = "lead"\nkind = "do"\ntitle = "Lead"\nnext = "one-back"\n'
    assert load_small(lead + PAIR).steps["wait"].next == Goto("one-back")


def test_nothing_follows_a_close(load_small: Load) -> None:
    close = load_small().steps["close"]
    assert isinstance(close.body, Close)
    assert close.next is None


def test_the_first_step_is_the_start_unless_the_book_says_otherwise(load_small: Load) -> None:
    assert load_small(PAIR).start == "both"


def test_times_are_seconds_and_what_is_absent_has_its_default(load_small: Load) -> None:
    book = load_small(PAIR)
    track = book.probes["track"]
    assert track.target == HttpTarget("{track}/api/v1/accounts/region")
    assert (track.title, track.every, track.timeout, track.fresh) == ("track", 15.0, 5.0, 45.0)
    assert book.review_days == 90
    assert book.steps["wait"].body == Wait(600.0)


def test_each_kind_of_probe_gets_its_own_target(load_small: Load) -> None:
    book = load_small('[probe.slow]\nkind = "latency"\nurl = "{app}/x"\nsamples = 3\ninterval = "1s"\n')
    assert book.probes["slow"].kind is ProbeKind.LATENCY
    assert book.probes["slow"].target == LatencyTarget("{app}/x", 3, 1.0)


def test_a_source_or_an_audience_may_be_one_text(load_small: Load) -> None:
    step = load_small(
        '[[step]]\nid = "tell"\nkind = "notify"\ntitle = "Tell"\nsource = "P1.5"\naudience = "support"\ntemplate = "Hi"'
    ).steps["tell"]
    assert step.source == ("P1.5",)
    assert step.body == Notify("Hi", ("support",))


def test_a_goto_into_another_book_is_left_for_the_library_to_check(load_small: Load) -> None:
    step = load_small(
        '[[step]]\nid = "which"\nkind = "decide"\ntitle = "Which?"\n'
        'branch = [{ label = "P1", goto = "runbook:p1#size-up" }, { label = "P3", goto = "runbook:p3" }]'
    ).steps["which"]
    assert isinstance(step.body, Decide)
    assert [branch.goto for branch in step.body.branches] == [Goto("size-up", "p1"), Goto("", "p3")]


def test_a_goto_into_the_own_book_is_one_of_its_steps(load_small: Load, faults_of_small: Complain) -> None:
    lead = '[[step]]\nid = "lead"\nkind = "do"\ntitle = "Lead"\nnext = "runbook:small#{}"\n'
    assert load_small(lead.format("close")).steps["lead"].next == Goto("close")
    assert faults_of_small(lead.format("clsoe")) == ["no step is called clsoe; did you mean close?"]
    assert faults_of_small(lead.replace("#{}", "")) == ["small is this book; name one of its steps"]


def test_a_group_knows_its_members(load_small: Load) -> None:
    book = load_small(PAIR)
    assert book.steps["both"].body == Group(("one", "two"))
    assert (book.group_of("two"), book.group_of("wait")) == ("both", "")


@pytest.mark.parametrize(
    "url",
    [
        "https://status.example.com/x",
        "https://Status.Example.com:8443/x",
        "https://other.example.com:9443/",
        "https://usual.example.com/",
    ],
)
def test_a_host_that_the_configuration_lists_may_be_probed(load_small: Load, url: str) -> None:
    more = f'[probe.more]\nkind = "http"\nurl = "{url}"\n'
    book = load_small(more, hosts=("status.example.com", "other.example.com:9443", "usual.example.com:443"))
    assert book.probes["more"].target == HttpTarget(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://status.example.com.evil.example/",
        "https://evil.example/status.example.com",
        "https://status.example.com@evil.example/",
        "https://evil.example#@status.example.com/",
        "https://other.example.com/",
        "http://status.example.com/",
        "https:///status.example.com/",
        "https://status.example.com\\\\@evil.example/",
        "https://[::1]/",
        "https://127.0.0.1/",
        "ftp://status.example.com/",
        "status.example.com",
        "{track}.evil.example/",
        "{track}@evil.example/",
        "{track}:8443/",
        "{track}\\\\evil",
        "{track}{app}",
        "{status.example.com}/",
    ],
)
def test_no_other_host_may_be_probed_however_it_is_written(faults_of_small: Complain, url: str) -> None:
    more = f'[probe.more]\nkind = "http"\nurl = "{url}"\n'
    assert len(faults_of_small(more, hosts=("status.example.com", "other.example.com:9443"))) == 1


@pytest.mark.parametrize("url", ["{app}/x", "https://status.example.com/x", "{trackx}/", "{track}x/"])
def test_a_credential_goes_to_its_own_endpoint_only(faults_of_small: Complain, url: str) -> None:
    more = f'[probe.more]\nkind = "http"\nauth = "track"\nurl = "{url}"\n'
    assert faults_of_small(more, hosts=("status.example.com",))


def test_five_hundred_steps_are_the_most(faults_of_small: Complain) -> None:
    steps = "".join(f'[[step]]\nid = "s{number}"\nkind = "do"\ntitle = "S"\n' for number in range(500))
    assert faults_of_small(steps) == ["step has 501 items, and 500 are the most"]


def test_a_file_full_of_mistakes_is_answered_with_a_bounded_list(faults_of_small: Complain) -> None:
    keys = "".join(f"unknown{number} = 1\n" for number in range(2000))
    faults = faults_of_small(f'[fact.many]\nwhen = "track.ok"\n{keys}')
    assert len(faults) == 201
    assert faults[-1] == "there are more; these are the first that were found"


def test_single_brackets_around_step_are_explained() -> None:
    text = (
        'schema = 1\n[runbook]\nid = "a"\ntitle = "A"\nowner = "o"\nreviewed = 2026-11-21\n[step]\nid = "x"\n'
    )
    with pytest.raises(InvalidRunbook) as caught:
        load(parse_source("a.toml", text.encode()))
    assert str(caught.value) == "a.toml:7:1: step must be a list in brackets, not a table; write [[step]]"


def test_faults_are_sorted_by_their_place(faults_of_small: Complain) -> None:
    steps = "".join(f'[[step]]\nid = "s"\nkind = "do"\ntitle = {number}\n' for number in range(12))
    with pytest.raises(InvalidRunbook) as caught:
        load(parse_source("a.toml", f"schema = 1\n{steps}".encode()))
    places = [(fault.line, fault.column) for fault in caught.value.faults]
    assert places == sorted(places)
    assert len(places) == 24  # [runbook] is missing, twelve titles are wrong, eleven ids are repeated


def test_the_probes_of_a_file_alone_are_those_of_a_book_that_includes_it() -> None:
    path = ROOT / "runbooks" / "lib" / "probes.toml"
    library = parse_source(str(path), path.read_bytes())
    head, _, close = SMALL.replace("[probe.track]", "[[step]]").split("[[step]]")
    book = parse_source("book.toml", f"{head}[[step]]{close}".encode())
    assert load_probes(library) == load(book, [library]).probes


def test_every_fault_in_the_probes_of_a_file_is_said_and_none_of_anything_else() -> None:
    text = (
        '[probe.one]\nkind = "http"\nurl = "{track}/"\nfailing = ["nothing"]\n'
        '[probe.two]\nkind = "htp"\n[fact.f]\nwhen = "nobody.asks"\n'
    )
    with pytest.raises(InvalidRunbook) as caught:
        load_probes(parse_source("probes.toml", text.encode()))
    assert [(fault.line, fault.message.partition(" ")[0]) for fault in caught.value.faults] == [
        (4, "unknown"),
        (6, "kind"),
    ]


def test_a_file_of_probes_in_another_schema_is_refused() -> None:
    with pytest.raises(InvalidRunbook, match="update cio-tui"):
        load_probes(parse_source("probes.toml", b"schema = 2\n"))
