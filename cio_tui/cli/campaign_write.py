"""`campaign ID --person WHO --write`: the seed's identify-then-track, and then its five follow-up questions, answered.

The identify sets no attribute (`_update` alone), so there is nothing on the profile to clean up afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.customerio.campaign import Record
    from cio_tui.customerio.track_write import Write
    from cio_tui.runtime.workplace import Workplace


def write_to(record: Record, place: Workplace, arguments: Namespace, output: Output) -> int:
    """Send both, then say what else decides whether the campaign sends.

    Raises UserError before anything is sent.
    """
    from cio_tui.cli.campaign_report import thresholds_of
    from cio_tui.cli.investigation import report_investigation
    from cio_tui.cli.writing import carry_out, exit_code
    from cio_tui.cli.writing_shown import outcome_document, show_outcome
    from cio_tui.customerio.campaign_findings import campaign_findings

    outcome = carry_out(place, _writes(record, place, arguments), arguments, output)
    findings = campaign_findings(record, thresholds_of(place), place.clock.now())
    code = exit_code(outcome)
    if not arguments.json:
        show_outcome(outcome, output)
        blocked = "Stopped here: this comes before anything about the campaign."
        output.write_line(blocked if code else "Both were taken in. What else decides whether it sends:")
    if code and not arguments.json:
        return code
    fields = {**outcome_document(outcome, place), "campaign": record.campaign.id}
    found = report_investigation("campaign", findings, fields, output, as_json=arguments.json)
    return code or found


def _writes(record: Record, place: Workplace, arguments: Namespace) -> tuple[Write, Write]:
    from cio_tui.cli.track import read_data
    from cio_tui.customerio.track_write import identify, track
    from cio_tui.customerio.ulid import new_ulid

    event = arguments.event or record.campaign.event_name
    if not arguments.person:
        raise UserError("Nothing was sent. Name the person with --person: an event is always somebody's.")
    if not event:
        started_by = record.campaign.trigger
        raise UserError(
            f"Nothing was sent. No event starts this campaign, but {started_by}; --event sends one."
        )
    data = read_data(arguments.data)
    who = arguments.person
    return identify(who, {"_update": True}), track(who, event, data, new_ulid(place.clock.now()))
