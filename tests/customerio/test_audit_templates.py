from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.customerio.api_errors import Unanswered
from cio_tui.customerio.audit_templates import Mail, Mails, read_mails, template_findings
from cio_tui.customerio.client import app_api

if TYPE_CHECKING:
    from tests.customerio.conftest import Play

LINK = '<a href="{% unsubscribe_url %}">stop</a>'
ADDRESS = "<p>Shop Inc, 12 Main Street, Portland, OR 97201</p>"


def _verdicts(*sources: str, left_out: int = 0) -> list[str]:
    mails = Mails(tuple(Mail(f"1{place} Mail", source) for place, source in enumerate(sources)), left_out)
    return [finding.verdict.value for finding in template_findings(mails)]


@pytest.mark.parametrize(
    ("sources", "verdicts"),
    [
        ([LINK + ADDRESS], ["ok", "ok"]),
        ([LINK + ADDRESS, ADDRESS], ["failing", "ok"]),
        ([LINK], ["ok", "degraded"]),
        ([LINK + "<p>10115 Berlin</p>"], ["ok", "ok"]),
        ([LINK + "<p>P.O. Box 77</p>"], ["ok", "ok"]),
        ([LINK + "<p>London SW1A 1AA</p>"], ["ok", "ok"]),
        ([LINK + '<p style="x 10115 Berlin">Order 8</p>'], ["ok", "degraded"]),
        ([""], ["unknown", "unknown"]),
        ([], ["unknown", "unknown"]),
        ([LINK + ADDRESS, ""], ["unknown", "unknown"]),
    ],
)
def test_marketing_mail_needs_a_way_out_and_a_sender(sources: list[str], verdicts: list[str]) -> None:
    assert _verdicts(*sources) == verdicts


def test_what_was_left_out_keeps_the_rest_from_passing() -> None:
    assert _verdicts(LINK + ADDRESS, left_out=3) == ["unknown", "unknown"]


def test_an_api_that_will_not_say_leaves_both_unknown_with_its_reason() -> None:
    found = list(template_findings(Unanswered("The App API refuses our key.")))

    assert [each.verdict.value for each in found] == ["unknown", "unknown"]
    assert "refuses our key" in found[0].text


def test_hostile_markup_is_read_in_no_time() -> None:
    assert _verdicts("<" * 200_000 + "href=" * 1000) == ["failing", "degraded"]


async def test_the_mails_of_running_campaigns_are_read_without_writing(play: Play) -> None:
    stage = await play("healthy")
    async with app_api(stage.ground) as api:
        mails = await read_mails(api)

    assert [each.verdict.value for each in template_findings(mails)] == ["ok", "ok"]
    assert mails.items
    assert stage.written == []
    assert not [asked for asked in stage.asked if "archived" in asked]
