from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.reading import Verdict
from cio_tui.customerio.webhook import Call
from cio_tui.customerio.webhook_words import Property, webhook_findings
from cio_tui.probes.exchange import Exchange, Request
from cio_tui.probes.timeline import Timeline

if TYPE_CHECKING:
    from cio_tui.probes.failure import Phase

URL = "https://hooks.acme.example/in"


class Took(Timeline):
    """A stop-watch that shows what it is told."""

    def __init__(self, ms: float) -> None:
        super().__init__(8.0)
        self._ms = ms

    @property
    def phases(self) -> dict[str, float]:
        return {"wait": self._ms}


def exchange(
    status: int = 0, *, method: str = "HEAD", error: Phase | None = None, ms: float = 20.0, url: str = URL
) -> Exchange:
    tls = ("TLSv1.3", "x") if status and url.startswith("https") else None
    cause = "it broke" if error else ""
    return Exchange(Request(method, url), Took(ms), error=error, cause=cause, status=status, tls=tls)


def found(call: Call) -> dict[Property, tuple[Verdict, str]]:
    return {
        Property(finding.check): (finding.verdict, f"{finding.text} {finding.remedy}")
        for finding in webhook_findings(call)
    }


SOUND = Call(exchange(405), exchange(401, method="POST"), ("35.188.196.183",))


def test_a_sound_receiver_is_ok_in_every_property() -> None:
    assert {verdict for verdict, _ in found(SOUND).values()} == {Verdict.OK}
    assert set(found(SOUND)) == set(Property)


@pytest.mark.parametrize(
    ("head", "post", "where", "verdict", "words"),
    [
        (exchange(error="connect"), None, Property.REACHED, Verdict.FAILING, "up to an hour of silence"),
        (exchange(503), None, Property.REACHED, Verdict.FAILING, "holds back every call behind the first"),
        (exchange(301), None, Property.REACHED, Verdict.FAILING, "It redirects (301)"),
        (exchange(404), None, Property.REACHED, Verdict.UNKNOWN, "it knows only POST"),
        (exchange(404), exchange(404), Property.REACHED, Verdict.FAILING, "takes no POST either"),
        (exchange(404), exchange(401), Property.REACHED, Verdict.OK, "404 to HEAD"),
        (exchange(error="tls"), None, Property.TLS, Verdict.FAILING, "send the whole chain"),
        (exchange(405, url="http://x/"), None, Property.TLS, Verdict.FAILING, "in plain text"),
        (exchange(405, ms=2500), None, Property.TIME, Verdict.DEGRADED, "2.5 s of the 4 s"),
        (exchange(405), exchange(401, ms=4100), Property.TIME, Verdict.FAILING, "hangs up after 4 s"),
        (exchange(405), exchange(200), Property.UNSIGNED, Verdict.FAILING, "anyone can send it events"),
        (exchange(405), exchange(400), Property.UNSIGNED, Verdict.DEGRADED, "perhaps not for its signature"),
        (exchange(405), exchange(500), Property.UNSIGNED, Verdict.FAILING, "neither accepting nor refusing"),
        (
            exchange(405),
            exchange(error="timeout"),
            Property.UNSIGNED,
            Verdict.FAILING,
            "gets no answer: it broke",
        ),
        (exchange(405), None, Property.UNSIGNED, Verdict.UNKNOWN, "It was not sent"),
    ],
)
def test_each_answer_is_told_with_what_it_means(
    head: Exchange, post: Exchange | None, where: Property, verdict: Verdict, words: str
) -> None:
    seen, said = found(Call(head, post, ("35.188.196.183",)))[where]
    assert seen is verdict
    assert words in said


def test_a_private_address_is_named_and_none_at_all_is_unknown() -> None:
    private = found(Call(exchange(405), None, ("10.0.0.5", "35.188.196.183")))[Property.ADDRESSES]
    assert private[0] is Verdict.DEGRADED
    assert private[1].startswith("10.0.0.5 is not public")
    assert found(Call(exchange(405), None, ()))[Property.ADDRESSES][0] is Verdict.UNKNOWN


def test_who_did_not_ask_about_the_post_is_not_told_that_it_is_unknown() -> None:
    call = Call(exchange(405), None, ("35.188.196.183",))
    assert Property.UNSIGNED not in {finding.check for finding in webhook_findings(call, was_asked=False)}
