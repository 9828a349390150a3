"""The evidence by its keys, on a real conductor whose every endpoint is a closed port: every sample is a real one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.commands import Go, WriteNote
from cio_tui.core.events import EvidenceAttached
from cio_tui.core.reading import Reading, Sample, Verdict
from cio_tui.core.step import Goto
from cio_tui.runtime.readings_file import line_of

if TYPE_CHECKING:
    from cio_tui.core.reading import Json, Value
    from tests.tui.conftest import Incident, Program
    from tests.tui.hands import Hands, OpenApp


def keep(hands: Hands, count: int, detail: dict[str, Json] | None = None, probe: str = "track") -> None:
    """Samples of before: five seconds apart, each third one good."""
    folder = Path(hands.conductor.scene().folder)
    began = datetime.now(UTC) - timedelta(hours=1)
    with (folder / "readings.jsonl").open("ab") as file:
        for number in range(count):
            verdict = Verdict.FAILING if number % 3 else Verdict.OK
            at = began + timedelta(seconds=5 * number)
            fields: dict[str, Value | None] = {"status": 503, "ms": 10.0 + number, "error": "none"}
            sample = Sample(probe, at, 0.0, fields, f"503, number {number}", detail or {})
            reasons = () if verdict is Verdict.OK else ("status >= 500 (status = 503)",)
            file.write(line_of(Reading(sample, verdict, reasons, 45.0)))


def write(hands: Hands, content: bytes) -> None:
    (Path(hands.conductor.scene().folder) / "readings.jsonl").write_bytes(content)


async def open_evidence(hands: Hands) -> None:
    """Once the first pane's probe has been measured."""
    await hands.until(lambda: "track" in hands.conductor.scene().evidence.readings)
    await hands.press("1", "enter")
    await hands.see("samples, newest first", "RULE")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_enter_opens_the_evidence_of_the_first_pane_and_esc_returns(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    async with open_app("screen", size=size) as hands:
        await open_evidence(hands)
        await hands.see(
            "✗ failing", "connection refused", "WE ASKED", "over the incident", "× no answer", "verdict ┤",
            "j k sample", "esc back",
        )  # fmt: skip
        await hands.press("escape")
        await hands.see("Open the circuit breaker")


async def test_a_digit_puts_a_pane_first_and_enter_opens_that_one(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.conductor.send(Go(Goto("end")))
        await hands.press("2", "enter")
        await hands.see("Control host: samples")
        await hands.press("escape", "9")
        await hands.see("This step has 2 panes.")


async def test_samples_of_before_this_session_are_there_too(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        keep(hands, 5)
        await open_evidence(hands)
        await hands.press("end")
        await hands.see("503, number 0", "newer than this one")


async def test_the_chosen_sample_stays_while_others_arrive_and_they_are_counted(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await open_evidence(hands)
        before = hands.conductor.scene().evidence.readings["track"].sample.at
        hands.conductor.monitor.refresh("track")
        await hands.until(lambda: hands.conductor.scene().evidence.readings["track"].sample.at > before)
        await hands.see("1 newer than this one: home shows the newest")
        await hands.press("home")
        await hands.until(lambda: "newer than" not in hands.screen)


async def test_only_what_was_not_good_can_be_looked_at(open_app: OpenApp) -> None:
    async with open_app("screen", size=(120, 40)) as hands:
        keep(hands, 7)
        await open_evidence(hands)
        await hands.see("503, number 3")
        await hands.press("f")
        await hands.see("only what was not good", "503, number 4")
        assert "503, number 3" not in hands.screen
        await hands.press("f")
        await hands.see("503, number 3")


async def test_another_probe_is_one_key_away(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await open_evidence(hands)
        probes = list(hands.conductor.scene().probes.values())
        here = next(place for place, probe in enumerate(probes) if probe.id == "track")
        await hands.press("]")
        await hands.see(f"{probes[(here + 1) % len(probes)].title}: samples")
        await hands.press("[")
        await hands.see(f"{probes[here].title}: samples")


async def test_the_copied_command_names_the_credential_and_does_not_hold_it(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await open_evidence(hands)
        await hands.press("c")
        await hands.see("sent to your terminal's clipboard")
        copied = hands.app.clipboard
        assert copied.startswith("curl ")
        assert "9d8c7b6a5f4e3d2c1b0a" not in copied
        await hands.press("y")
        await hands.until(lambda: "RULE: ✗ failing" in hands.app.clipboard)


async def test_the_whole_sample_is_shown_without_frames(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await open_evidence(hands)
        await hands.press("Y")
        await hands.see("RULE: ✗ failing", "q returns")
        await hands.press("q")
        await hands.see("samples, newest first")


async def test_a_text_longer_than_the_screen_scrolls(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        keep(hands, 1, {"body": "\n".join(f"line {number} of it" for number in range(24))})
        await open_evidence(hands)
        await hands.press("end", "Y")
        await hands.see("line 0 of it")
        await hands.press("j", "j", "j")
        await hands.see("line 23 of it", "q returns")


async def test_a_sample_is_attached_to_the_step_with_what_it_proves(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await open_evidence(hands)
        await hands.press("a")
        await hands.see("attached to step breaker")
        attached = [
            one.event for one in hands.conductor.scene().tail if isinstance(one.event, EvidenceAttached)
        ]
        assert [(each.step, each.probe, each.verdict) for each in attached] == [
            ("breaker", "track", "failing")
        ]
        assert "connection refused" in attached[0].summary
        assert "RULE: ✗ failing: error" in attached[0].detail


async def test_who_only_reads_sees_the_samples_and_attaches_nothing(open_app: OpenApp) -> None:
    async with open_app("screen") as writer:
        keep(writer, 3, {"body": "what the writer kept"})
        await writer.conductor.send(WriteNote("hm"))
        incident = Path(writer.conductor.scene().folder).name
        async with open_app() as reader:
            await reader.conductor.follow(incident)
            await reader.see("Open the circuit breaker")
            await reader.until(lambda: "track" in reader.conductor.scene().evidence.readings)
            await reader.press("1", "enter")
            await reader.see("samples, newest first", "RULE")
            await reader.press("end", "z")
            await reader.see("what the writer kept")
            await reader.press("a")
            await reader.see("holds the pen")


async def test_the_sample_zooms_and_scrolls(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        keep(hands, 1, {"body": "\n".join(f"line {number} of it" for number in range(20))})
        await open_evidence(hands)
        await hands.press("end")
        await hands.press("ctrl+d", "ctrl+d", "ctrl+d", "ctrl+d", "ctrl+d")
        await hands.see("line 19 of it")
        await hands.press("z")
        await hands.until(lambda: "samples, newest first" not in hands.screen)
        await hands.press("escape")
        await hands.see("samples, newest first")


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\xff\n" * 50, b'{"probe":"track"}\n', b"[" * 100_000 + b'"track"', b'{"probe":"track","at":'],
    ids=["empty", "noise", "foreign", "deep", "cut"],
)
async def test_a_damaged_file_is_passed_over_and_what_is_measured_now_is_shown(
    open_app: OpenApp, content: bytes
) -> None:
    async with open_app("screen") as hands:
        write(hands, content)
        await open_evidence(hands)
        await hands.see("connection refused")


async def test_hostile_evidence_of_a_megabyte_neither_breaks_nor_acts_on_the_terminal(
    open_app: OpenApp,
) -> None:
    async with open_app("screen") as hands:
        folder = Path(hands.conductor.scene().folder)
        controls = r"\u001b]0;x\u0007" * 60_000
        evil = r'{"verdict":"failing","at":"2026-11-20T00:00:00Z","mono":1,"probe":"track","summary":"\u001b[2J",'
        evil += (
            r'"reasons":["\u009b1m"],"fields":{"ms":null},"detail":{"phases":null,"body":"'
            + controls
            + '"}}\n'
        )
        (folder / "readings.jsonl").write_text(evil, encoding="utf-8")
        await open_evidence(hands)
        await hands.press("end")
        await hands.see("␛[2J")
        assert all(row.isprintable() for row in hands.screen.splitlines())


@pytest.mark.parametrize("size", [(60, 15), (40, 10), (20, 5), (1, 1)])
async def test_it_survives_any_size(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app("screen") as hands:
        await open_evidence(hands)
        await hands.pilot.resize_terminal(*size)
        await hands.press("j", "f", "z", "z")
        await hands.pilot.resize_terminal(80, 24)
        await hands.see("over the incident")


async def test_every_key_of_it_is_in_the_help_and_in_the_palette(open_app: OpenApp) -> None:
    async with open_app("screen", size=(120, 60)) as hands:
        await open_evidence(hands)
        await hands.press("?")
        await hands.see("Help for: reading the evidence", "Attach this sample to the current step")
        await hands.press("escape", ":")
        await hands.type("attach")
        await hands.see("attach  (a)")


def test_on_a_terminal_the_samples_of_an_earlier_session_are_there_after_resuming(
    program: Program, incident: Incident
) -> None:
    with program("drill", "error-rate", "--speed", "20", size=(120, 40)) as terminal:
        terminal.wait_for("failing")
        terminal.press("enter")
        terminal.wait_for("samples, newest first")
        terminal.wait_for("none of|✗ failing|! degraded")
        terminal.press("escape")
        terminal.wait_for(r"Log \(saved\)")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert terminal.is_normal
    before = incident.samples
    with program("resume", size=(80, 24)) as terminal:
        terminal.wait_for(r"Log \(saved\)")
        terminal.press("enter")
        terminal.wait_for("samples, newest first")
        terminal.press("end")
        terminal.wait_for("newer than this one")
        assert incident.samples > before
