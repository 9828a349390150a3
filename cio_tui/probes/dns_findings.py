"""What several name servers' answers come to for the host that runs us. Pure.

A host fares as its stub resolver does: servers in order, on past those that do not answer or refuse, and the first
decisive reply counts. Servers are compared by outcome and by where the CNAME leads, never by addresses, which
differ rightfully from place to place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cio_tui.probes.dns_answer import DECISIVE, Answer, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class View:
    """One server's answer about one host."""

    host: str
    server: str
    answer: Answer


class FirstAnswers:
    """The first good answer of each server about each host in this process."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], Answer] = {}

    def differ(self, view: View) -> bool:
        """Whether a good answer leads elsewhere than the first: another CNAME target, or no address in common.

        Behind a CNAME addresses are the provider's business and rotate; only a host's own are held to.
        """
        if view.answer.outcome is not Outcome.OK:
            return False
        first = self._first.setdefault((view.host, view.server), view.answer)
        if first.canonical or view.answer.canonical:
            return first.canonical != view.answer.canonical
        return not set(first.records) & set(view.answer.records)


def by_host(views: Sequence[View]) -> dict[str, list[View]]:
    """The views of each host, servers in order."""
    grouped: dict[str, list[View]] = {}
    for view in views:
        grouped.setdefault(view.host, []).append(view)
    return grouped


def deciding(views: Sequence[View]) -> View:
    """The view on one host that its stub resolver ends with."""
    return next((view for view in views if view.answer.outcome in DECISIVE), views[0])


def disagree(views: Sequence[View]) -> bool:
    """Whether servers tell one host different things; silence beside an answer counts."""
    return len({(view.answer.outcome, view.answer.canonical) for view in views}) > 1


def summary(hosts: Mapping[str, Sequence[View]], ms: float | None) -> str:
    """The cause or the value in a few words: `DNS: NXDOMAIN from 10.0.0.2`."""
    failed = [host for host, views in hosts.items() if deciding(views).answer.outcome is not Outcome.OK]
    if failed:
        return f"DNS: {_blame(hosts[failed[0]])}{_whom(failed, len(hosts))}"
    resolved = "1 host resolves" if len(hosts) == 1 else f"{len(hosts)} hosts resolve"
    divided = next((host for host, views in hosts.items() if disagree(views)), None)
    if divided:
        told = ", ".join(f"{_told(view.answer)} from {view.server}" for view in hosts[divided])
        return f"{resolved}, but servers differ on {divided}: {told}"
    noted = next(
        ((host, note) for host, views in hosts.items() if (note := deciding(views).answer.note)), None
    )
    remark = f"; {noted[0]}: {noted[1]}" if noted else ""
    return (f"{resolved} in {ms:.0f} ms" if ms is not None else resolved) + remark


def _blame(views: Sequence[View]) -> str:
    """Who said what: the decisive server, or all of them if none was."""
    decided = deciding(views)
    said = [decided] if decided.answer.outcome in DECISIVE else views
    blame = ", ".join(f"{view.answer.outcome} from {view.server}" for view in said)
    return f"{blame} ({decided.answer.note})" if decided.answer.note else blame


def _whom(failed: Sequence[str], asked: int) -> str:
    if asked == 1 or len(failed) == asked:
        return ""
    return f" for {failed[0]}" if len(failed) == 1 else f" for {len(failed)} of {asked} hosts"


def _told(answer: Answer) -> str:
    if answer.outcome is not Outcome.OK:
        return str(answer.outcome)
    return f"an address under {answer.canonical}" if answer.canonical else "an address"
