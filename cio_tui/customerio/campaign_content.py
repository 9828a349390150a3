"""Whether the templates of a campaign can render: every name they use has a value, and no tag is left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.customerio.dates import day
from cio_tui.customerio.event_name import Match, compare
from cio_tui.customerio.finding import Check, Finding, failing, ok

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cio_tui.customerio.campaign import Action, Record

_LIQUID = ("liquid", "render", "undefined")


def content_findings(record: Record) -> Iterator[Finding]:
    """Missing values, then what broke or will."""
    if record.actions is None:
        return
    yield from _variables(record, record.actions)
    yield from _templates(record, record.actions)


def _variables(record: Record, actions: tuple[Action, ...]) -> Iterator[Finding]:
    """Names used without a fallback, against what this person and the newest event carry."""
    required = sorted({name for action in actions for name in action.template.required})
    if not required:
        yield ok(Check.VARIABLES, "Its templates use no value without a fallback.")
        return
    attributes = record.person.profile.attributes if record.person and record.person.profile else None
    carried = _event_data(record)
    missing = [
        f"{holder}.{name}"
        for holder, name in required
        if (values := attributes if holder == "customer" else carried) is not None and not values.get(name)
    ]
    if missing:
        yield failing(
            Check.VARIABLES,
            f"Used without a fallback, and empty here: {', '.join(missing)}.",
            "Send them with the event or the profile, or give the template a default: {{ x | default: '' }}.",
        )
        return
    names = ", ".join(f"{holder}.{name}" for holder, name in required)
    unchecked = "" if attributes is not None else " Name a person with --person to check customer values."
    yield ok(Check.VARIABLES, f"Used without a fallback: {names}; nothing of it is missing.{unchecked}")


def _event_data(record: Record) -> Mapping[str, str] | None:
    """What the newest event of the awaited name carried, the person's own if there is one."""
    awaited = record.campaign.event_name
    own = record.person.activities if record.person and record.person.activities else ()
    for event in (*own, *(record.events or ())):
        if awaited and event.kind == "event" and compare(event.name, awaited) is Match.EXACT:
            return event.changes
    return None


def _templates(record: Record, actions: tuple[Action, ...]) -> Iterator[Finding]:
    """What the vendor could not render, and what cannot be rendered."""
    failed = [
        each
        for each in record.messages or ()
        if each.fate == "failed" and any(word in each.failure.lower() for word in _LIQUID)
    ]
    preview = (
        "Preview it in the dashboard with a real person and a real event; that is the last word on Liquid."
    )
    if failed:
        yield failing(
            Check.TEMPLATE,
            f"{len(failed)} of the last {len(record.messages or ())} messages could not be rendered, "
            f"last on {day(failed[0].created)}: {failed[0].failure}.",
            preview,
        )
    for action in actions:
        if action.template.breaks:
            yield failing(
                Check.TEMPLATE,
                f"The template of {action.title} breaks: {'; '.join(action.template.breaks)}.",
                preview,
            )
    if not failed and not any(action.template.breaks for action in actions):
        yield ok(
            Check.TEMPLATE,
            f"No broken tag in {len(actions)} template{'s' * (len(actions) != 1)}, and no message failed to render.",
        )
