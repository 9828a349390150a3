from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from cio_tui.core.probe import HttpTarget, Probe, ProbeKind
from cio_tui.core.proof.asked import command_of
from cio_tui.core.proof.phases import phases_of
from cio_tui.core.proof.sections import Section, sections_of, text_of
from tests.core.proof.samples import ANSWER, kept

if TYPE_CHECKING:
    from cio_tui.core.proof.sections import Section as _Section

ANY = Probe("track", ProbeKind.HTTP, "Track", HttpTarget("{track}"), 10.0, 5.0, 45.0)


def told(sections: tuple[_Section, ...]) -> dict[str, tuple[str, ...]]:
    return dict(sections)


def test_a_sample_says_what_came_back_by_which_rule_and_how_it_reads(probes: dict[str, Probe]) -> None:
    found = told(sections_of(kept(), probes["track"], "jump1", "what everybody knows of a 503"))
    assert found["CAME BACK"] == (
        "HTTP/1.1 503 Service Unavailable",
        "retry-after: 30",
        "x-request-id: 5f0c",
        '{"meta": {"error": "upstream timeout"}}',
    )
    assert found["RULE"] == ("✗ failing: status >= 500 (status = 503)",)
    assert found["READS AS"] == (probes["track"].hint["status >= 500"],)
    assert found["FROM"] == ("jump1 → 34.1.2.3:443, TLSv1.3 AES",)


def test_a_good_sample_names_the_rules_that_did_not_hold(probes: dict[str, Probe]) -> None:
    (rule,) = told(sections_of(kept(verdict="ok", reasons=()), probes["track"]))["RULE"]
    assert rule == "✓ ok: none of 9 rules holds: error; status == 429; status >= 500; ms > 800; …"


def test_no_advice_is_given_about_what_could_not_be_decided(probes: dict[str, Probe]) -> None:
    reasons = ("attempted_unsent > 20% (attempted_unsent not known)", "something holds")
    found = told(sections_of(kept("delivery", "unknown", reasons=reasons), probes["delivery"]))
    assert "READS AS" not in found
    assert found["RULE"] == tuple(f"? unknown: {reason}" for reason in reasons)


def test_rules_too_long_to_be_told_are_counted(probes: dict[str, Probe]) -> None:
    found = told(sections_of(kept("domain", "ok", reasons=()), probes["domain"]))
    assert found["RULE"] == ("✓ ok: none of 2 rules holds",)


def test_where_the_book_has_no_advice_what_is_known_of_such_an_answer_stands_in(
    probes: dict[str, Probe],
) -> None:
    assert told(sections_of(kept(), ANY, "", "wait"))["READS AS"] == ("wait",)


def test_a_sample_without_evidence_still_says_what_is_known(probes: dict[str, Probe]) -> None:
    found = told(sections_of(kept(detail=None, status=0, error="timeout"), probes["track"]))
    assert set(found) == {"RULE", "READS AS", "WE ASKED"}


def test_a_long_body_is_told_in_part(probes: dict[str, Probe]) -> None:
    came = told(sections_of(kept(detail={**ANSWER, "body": "x\n" * 400}), probes["track"]))["CAME BACK"]
    assert came[-1] == "… 376 more lines"
    assert len(came) < 40


def test_as_text_it_has_the_phases_too(probes: dict[str, Probe]) -> None:
    sample = kept()
    text = text_of(sample, sections_of(sample, probes["track"]))
    assert text.splitlines()[:3] == [
        "track 2026-11-21T20:21:01.112Z ✗ failing: 503 in 2290 ms: upstream timeout",
        "TIME: dns 3 ms, tcp 21 ms, tls 44 ms, wait 2221 ms, read 1 ms",
        "RULE: ✗ failing: status >= 500 (status = 503)",
    ]
    assert "CAME BACK: retry-after: 30" in text


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)
names = st.sampled_from(
    [*ANSWER, "hosts", "answers", "records", "causes", "round", "via", "cut", "incidents", "addresses"]
)
rows = st.lists(
    st.dictionaries(st.sampled_from(["host", "server", "chain", "records", "phases"]), anything, max_size=3),
    max_size=3,
)


@given(st.dictionaries(names, anything | rows, max_size=6))
def test_no_evidence_breaks_the_telling_or_acts_on_a_terminal(detail: dict[str, object]) -> None:
    sample = kept(detail=detail)
    sections = sections_of(sample, ANY, "jump1")
    assert all(line.isprintable() for _, lines in sections for line in lines for line in line.split("\n"))
    assert isinstance(command_of(ANY, sample.detail), str)
    assert all(0 <= phase.share <= 1 for phase in phases_of(sample.detail))
    assert Section("", ()) not in sections
