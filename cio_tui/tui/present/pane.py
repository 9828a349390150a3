"""One probe's pane: the verdict in words, what decided it, and how old it is. Unknown says why it is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.expr.display import say
from cio_tui.core.probe import HttpTarget, ProbeKind
from cio_tui.core.reading import Verdict
from cio_tui.tui.line import Line, spread, words, wrap
from cio_tui.tui.present.clock import age, span
from cio_tui.tui.present.glyphs import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Reading, Value
    from cio_tui.runtime.scene import Scene
    from cio_tui.tui.line import Style

SHOWN: Mapping[ProbeKind, tuple[tuple[str, str], ...]] = {
    ProbeKind.HTTP: (("status", ""), ("ms", "ms"), ("address", "")),
    ProbeKind.STATUSPAGE: (("indicator", ""), ("incidents", " incidents"), ("updated_age", "age")),
    ProbeKind.DNS: (("min_ttl", "s ttl"), ("disagree", "flag"), ("changed", "flag")),
    ProbeKind.TLS: (("days_left", " days left"), ("issuer", ""), ("protocol", "")),
    ProbeKind.LATENCY: (
        ("p50_ms", "ms p50"),
        ("p90_ms", "ms p90"),
        ("lost", " lost"),
        ("cold_ms", "ms cold"),
    ),
    ProbeKind.DELIVERY: (("lag_p50_s", "s lag p50"), ("lag_p90_s", "s p90"), ("n", " messages")),
    ProbeKind.DOMAIN: (("spf", " spf"), ("dkim", " dkim"), ("dmarc", " dmarc"), ("mx", " mx")),
    ProbeKind.WEBHOOK: (("status", ""), ("ms", "ms"), ("public", "flag")),
}
"""Fields worth a glance, with the unit that follows the value."""

PHASES = ("dns_ms", "connect_ms", "tls_ms", "wait_ms", "download_ms")


def pane_style(scene: Scene, probe: Probe) -> Style:
    """The style of the pane's frame."""
    return VERDICTS[_verdict(scene, probe)].style


def _verdict(scene: Scene, probe: Probe) -> Verdict:
    reading = scene.evidence.readings.get(probe.id)
    return reading.verdict_at(scene.mono) if reading else Verdict.UNKNOWN


def pane_lines(scene: Scene, probe: Probe, width: int) -> tuple[Line, ...]:
    """The first line is the verdict, the summary and the age; what follows explains it."""
    reading = scene.evidence.readings.get(probe.id)
    verdict = _verdict(scene, probe)
    glyph = VERDICTS[verdict]
    if reading is None:
        waiting = "asking…" if probe.id in scene.measuring else "no reading yet"
        return (words(glyph.piece, "  ", (waiting, "dim")),)
    old = f"{age(reading.age(scene.mono))} ago" if reading.counts else ""
    stale = reading.is_stale(scene.mono)
    summary = f"last {reading.sample.summary}" if stale else reading.sample.summary
    head = spread(words(glyph.piece, "  ", summary), words((old, "warn" if stale else "dim")), width)
    stopped = tuple(_stopped(scene, probe, width))
    if stale:
        return (head, *(stopped or wrap("too old to say anything; r asks again", width, "unknown")))
    return (head, *_reasons(probe, reading, width), *stopped, *_values(probe, reading, width))


def _stopped(scene: Scene, probe: Probe, width: int) -> Iterator[Line]:
    """Why it is not asked by itself any more, and the key that asks once."""
    if probe.id in scene.stopped:
        yield from wrap(f"{scene.stopped[probe.id]} (key r)", width, "warn")


def _reasons(probe: Probe, reading: Reading, width: int) -> Iterator[Line]:
    """What decided the verdict, each with the book's advice about it."""
    style = VERDICTS[reading.verdict].style
    for reason in reading.reasons:
        yield from wrap(f"  {reason}", width, style, indent="    ")
        for rule, advice in probe.hint.items():
            if reason == rule or reason.startswith(f"{rule} ("):
                yield from wrap(f"  → {advice}", width, indent="    ")


def _values(probe: Probe, reading: Reading, width: int) -> Iterator[Line]:
    fields = reading.sample.fields
    if isinstance(probe.target, HttpTarget) and fields.get("status"):
        taken = [_taken(name, fields.get(name)) for name in probe.target.extract]
        yield from wrap("  " + ", ".join(taken), width, indent="  ") if taken else ()
    shown = [_value(fields.get(name), name, unit) for name, unit in SHOWN[probe.kind]]
    told = [value for value in shown if value]
    if told:
        yield from wrap("  " + "  ".join(told), width, "dim", indent="  ")
    if probe.kind is ProbeKind.HTTP and fields.get("status"):
        phases = [
            f"{name.removesuffix('_ms')} {fields[name]:.0f}"
            for name in PHASES
            if _is_number(fields.get(name))
        ]
        if phases:
            yield from wrap("  ms: " + "  ".join(phases), width, "dim", indent="  ")


def _taken(name: str, value: Value | None) -> str:
    """What the book takes from an answer: more telling than the answer."""
    return f"{name} {'not known' if value is None else say(name, value)}"


def _is_number(value: Value | None) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _value(value: Value | None, name: str, unit: str) -> str:
    if value is None or value == "":
        return ""
    if unit == "flag":
        return name if value is True else ""
    if unit == "age" and isinstance(value, int | float):
        return f"updated {span(value)} ago"
    if isinstance(value, float):
        return f"{value:.0f}{unit}"
    return f"{value}{unit}"
