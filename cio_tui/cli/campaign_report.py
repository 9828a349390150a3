"""What `campaign ID` shows: the campaign in a few lines, then what was found, all of it or along one symptom."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from cio_tui.cli.output import Output
    from cio_tui.customerio.campaign import Record
    from cio_tui.customerio.finding import Finding
    from cio_tui.customerio.symptoms import Path, Symptom
    from cio_tui.runtime.workplace import Workplace


def report(
    place: Workplace, record: Record, symptom: Symptom | None, arguments: Namespace, output: Output
) -> int:
    """1 if something is failing, else 3 if something could not be told, else 0."""
    from cio_tui.cli.investigation import report_investigation
    from cio_tui.customerio.campaign_findings import campaign_findings
    from cio_tui.customerio.symptoms import follow

    now = place.clock.now()
    findings: Sequence[Finding] = campaign_findings(record, thresholds_of(place), now)
    path = follow(symptom, findings) if symptom else None
    if path is not None:
        findings = path.findings
    fields = {"at": now, "region": place.region, "label": place.label, **_document(record, path)}
    if not arguments.json:
        _write_head(record, output)
        if path is not None:
            _write_path(path, output)
    return report_investigation("campaign", findings, fields, output, as_json=arguments.json)


def _document(record: Record, path: Path | None) -> Mapping[str, object]:
    from dataclasses import asdict

    from cio_tui.cli.person import person_document

    return {
        "campaign": {**asdict(record.campaign), "running": record.campaign.is_running},
        "event": record.event,
        "counts": record.counts,
        "actions": record.actions
        and [
            {"id": each.id, "name": each.name, "kind": each.kind, "sending_state": each.sending_state}
            for each in record.actions
        ],
        "person": person_document(record.person) if record.person else None,
        "unread": {part: why.sentence for part, why in record.unread.items()},
        "symptom": path.symptom.word if path else "",
        "first": [each.text for each in path.first] if path else [],
        "then": [each.text for each in path.then] if path else [],
    }


def _write_head(record: Record, output: Output) -> None:
    from cio_tui.customerio.dates import minute

    campaign = record.campaign
    audience = ", ".join(map(record.segment_title, (*campaign.trigger_segments, *campaign.filter_segments)))
    rows = [
        ("state", campaign.state + ("" if campaign.active is not False else ", not active")),
        ("started by", campaign.trigger),
        ("segments", audience or "none"),
        ("changed", minute(campaign.updated)),
    ]
    if record.person:
        rows.append(("person", record.person.name))
    output.write_table(("", campaign.title), rows)
    output.write_line()


def _write_path(path: Path, output: Output) -> None:
    """The row of the table, as it is followed."""
    output.write_line(f"Symptom: {path.symptom.title} ({path.symptom.source})", "bold")
    for title, findings in (("first", path.first), ("then", path.then)):
        for each in findings:
            output.write_line(f"  {title}: {each.verdict.value} {each.check.value}: {each.text}")
    output.write_line()


def thresholds_of(place: Workplace) -> Mapping[str, float]:
    """`[thresholds]` by their own names."""
    return {
        name.removeprefix("threshold."): value
        for name, value in place.values.items()
        if name.startswith("threshold.") and isinstance(value, int | float)
    }
