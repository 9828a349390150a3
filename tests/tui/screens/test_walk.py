"""The walk by its keys, on a real conductor whose every endpoint is a closed port."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from textual.events import Key, Paste

from cio_tui.core.commands import Close, Go
from cio_tui.core.cutting import cut_block
from cio_tui.core.events import Note, VarSet
from cio_tui.core.session import Mark
from cio_tui.core.step import Goto
from cio_tui.runtime.incident import Incident
from cio_tui.runtime.incident_folder import IncidentFolder
from cio_tui.runtime.log_reader import read_history
from tests.full_disk import no_room_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cio_tui.core.record import Recorded
    from tests.tui.hands import Hands, OpenApp


async def go(hands: Hands, step: str) -> None:
    await hands.conductor.send(Go(Goto(step)))
    await hands.until(lambda: hands.session.step == step)


async def test_an_answer_is_picked_never_given_by_the_key_that_confirms(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.press("space", "enter")
        await hands.see("nothing is recorded yet")
        assert hands.session.step == "breaker"
        await hands.press("1", "enter")
        await hands.until(lambda: hands.session.step == "size-up")
        assert hands.session.state("breaker").mark is Mark.ATTESTED
        await hands.see("recorded", "undo list 1")


async def test_a_mark_taken_back_says_what_is_still_switched(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.press("space", "1", "enter")
        await hands.until(lambda: hands.session.step == "size-up")
        await hands.see("recorded")  # the dialog has gone, and with it its keys
        await hands.press("u")
        await hands.see("taken back; still to be switched back: Close the circuit breaker", "undo list 1")


async def test_an_unexpected_answer_asks_for_the_reason_and_keeps_what_was_typed(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.press("space")
        await hands.type("half open")
        await hands.press("enter")
        await hands.see("Expected open, you saw half open: say why you go on.", "half open")
        await hands.type("the library says so")
        await hands.press("enter")
        await hands.until(lambda: hands.session.state("breaker").mark is Mark.MISMATCH)
        assert hands.session.state("breaker").reason == "the library says so"


async def test_looking_at_other_steps_changes_nothing_and_space_says_so(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        before = hands.session
        await hands.press("j", "j")
        await hands.see("Drain the queue", "only looking")
        await hands.press("space")
        await hands.see("You are only looking")
        await hands.press("escape")
        await hands.see("DO  Open the circuit breaker")
        after = hands.session  # probes may have said more meanwhile
        assert (after.step, after.states, after.trail) == (before.step, before.states, before.trail)
        assert "only looking:" not in hands.screen


async def test_a_step_is_found_looked_at_and_gone_to(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.press("slash")
        await hands.type("rest")
        await hands.press("enter")
        await hands.see("WAIT  Let it rest", "g goes to the step you look at")
        await hands.press("g", "enter")
        await hands.until(lambda: hands.session.step == "pause")


async def test_values_are_asked_for_once_before_the_step_and_may_stay_empty(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await go(hands, "drain")
        await hands.press("space")
        await hands.see("First: Drain the queue", "How many a second?", "60 if left empty", "kept as a hash")
        await hands.press("enter")
        await hands.see("What do you see?")
        values = [one.event for one in hands.conductor.scene().tail if isinstance(one.event, VarSet)]
        assert [(value.var, value.value) for value in values] == [("drain_rate", 60)]
        await hands.press("escape", "space")
        await hands.see("What do you see?")


async def test_a_refused_value_keeps_the_dialog_and_is_recorded_once(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await go(hands, "drain")
        await hands.press("space")
        await hands.see("First: Drain the queue")
        await hands.type("600")
        await hands.press("enter")
        await hands.see("At most 500")
        await hands.press("backspace", "enter")
        await hands.see("What do you see?")
        values = [one for one in hands.conductor.scene().tail if isinstance(one.event, VarSet)]
        assert len(values) == 1


async def test_lines_of_a_list_are_confirmed_one_by_one_and_taken_back(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await go(hands, "lines")
        await hands.press("space")
        await hands.see("[x] 1 The queue is empty")
        await hands.press("u")
        await hands.see("[ ] 1 The queue is empty", "taken back")


async def test_a_watch_is_overridden_only_with_a_reason(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await go(hands, "settled")
        await hands.press("space", "enter")
        await hands.see("say why.")
        await hands.type("seen in the dashboard")
        await hands.press("enter")
        await hands.until(lambda: hands.session.step == "pause")
        assert hands.session.state("settled").mark is Mark.OVERRIDE


async def test_a_hold_is_shown_under_the_top_lines_until_it_is_released(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.press("H")
        await hands.type("legal")
        await hands.press("enter")
        await hands.see("ON HOLD", "legal. H goes on.")
        await hands.press("H")
        await hands.until(lambda: "ON HOLD" not in hands.screen)


async def test_a_proposed_escalation_is_a_line_of_its_own_and_needs_a_choice(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.see("ESCALATE to P2?", "Press e")
        await hands.press("e", "enter")
        await hands.see("Choose 1 or 2: only a person decides this.")
        await hands.press("1", "enter")
        await hands.see("Declining")
        await hands.type("our test network")
        await hands.press("enter")
        await hands.until(lambda: "ESCALATE" not in hands.screen)
        assert hands.session.severity == "P1"


async def test_the_severity_is_changed_by_typing_it_with_a_reason(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.press("E")
        await hands.type("P3")
        await hands.press("tab")
        await hands.type("one team only")
        await hands.press("enter")
        await hands.until(lambda: hands.session.severity == "P3")


async def test_a_milestone_is_marked_by_its_name_and_when(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.press("M")
        await hands.type("detected")
        await hands.press("tab")
        await hands.type("12m ago")
        await hands.press("tab")
        await hands.type("the pager")
        await hands.press("enter")
        await hands.until(lambda: "detected" in hands.session.milestones)


async def test_a_role_is_given_by_a_digit_and_a_name(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.press("a", "1")
        await hands.type("jack")
        await hands.press("enter")
        await hands.see("DO  Open the circuit breaker  IC: jack")


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("g", "Look at the step to go to first"),
        ("L", "Nothing is on the undo list."),
        ("W", "This session holds the pen already."),
        ("b", "This is the first step"),
        ("u", "Nothing of yours to take back"),
    ],
)
async def test_a_key_that_has_nothing_to_do_says_why(open_app: OpenApp, key: str, sentence: str) -> None:
    async with open_app("screen") as hands:
        await hands.press(key)
        await hands.see(sentence)


async def test_a_command_is_copied_and_shown_as_plain_text(open_app: OpenApp) -> None:
    async with open_app("screen", size=(120, 40)) as hands:
        await hands.press("c")
        await hands.see("sent to your terminal's clipboard; not there? Y shows it: flagctl set")
        assert hands.app.clipboard == "flagctl set cio.breaker=open"
        await hands.press("Y")
        await hands.see("q returns; j k scroll; hold shift")
        assert "flagctl set cio.breaker=open" in hands.screen.splitlines()[2]


async def test_a_full_disk_is_said_in_the_header_and_the_step_is_not_done(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    from cio_tui.runtime.not_saved import not_saved

    async with open_app("screen") as hands:

        async def refuse(self: Incident, recorded: object) -> None:
            raise not_saved(OSError(errno.ENOSPC, "full"), "/log.toml")

        monkeypatch.setattr(Incident, "append", refuse)
        await hands.press("space", "1", "enter")
        screen = await hands.see("NOT SAVED", "the disk is full")
        assert hands.session.step == "breaker"
        assert screen.splitlines()[0].startswith("P1 LIVE INC-")


async def test_notes_typed_in_a_burst_onto_a_full_disk_are_all_saved_once_there_is_room(
    open_app: OpenApp,
) -> None:
    async with open_app("screen") as hands:
        with no_room_for(hands.conductor.scene().folder):
            for number in range(5):
                await hands.press("n")
                await hands.type(f"seen {number}")
                await hands.press("enter")
                await hands.see("NOT SAVED", f"{number + 1} note")
                await hands.until(lambda: len(hands.app.screen_stack) == 2)
            assert "kept, and not saved yet: see the top" in hands.screen
            await hands.press("j")
            await hands.see("only looking")
        await hands.until(lambda: hands.conductor.scene().trouble == "")
        log = read_history(IncidentFolder(hands.conductor.scene().folder)).records
        notes = [each.event.text for each in log if isinstance(each.event, Note)]
        assert notes == [f"seen {number}" for number in range(5)]
        await hands.until(lambda: "NOT SAVED" not in hands.screen)


async def test_a_note_too_long_for_the_log_is_saved_as_far_as_it_goes_and_that_is_said(
    open_app: OpenApp,
) -> None:
    async with open_app("screen") as hands:
        await hands.press("n")
        hands.app.post_message(Paste(cut_block("queue error " * 2_000)))
        await hands.see("cut after 19,941 characters")
        await hands.type("!")
        await hands.press("enter")
        await hands.see("noted; cut after 19,941 characters; note the rest, or where the whole is kept")
        log = read_history(IncidentFolder(hands.conductor.scene().folder)).records
        (note,) = [each.event.text for each in log if isinstance(each.event, Note)]
        assert note.endswith("… [cut after 19,941 characters; the rest is not in the log]")


async def test_what_is_typed_while_an_answer_is_recorded_waits_for_what_comes_after_it(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = Incident.append

    async def append_slowly(self: Incident, recorded: Sequence[Recorded]) -> Sequence[Recorded]:
        await asyncio.sleep(0.1)
        return await append(self, recorded)

    monkeypatch.setattr(Incident, "append", append_slowly)
    async with open_app("screen") as hands:
        for number in range(4):
            for key in ("n", *f"seen {number}", "enter"):
                hands.app.post_message(Key("space" if key == " " else key, key if len(key) == 1 else None))
        wanted = [f"seen {number}" for number in range(4)]
        await hands.until(lambda: notes_in(hands) == wanted)
        await hands.until(lambda: len(hands.app.screen_stack) == 2)
        assert hands.session.step == "breaker"


def notes_in(hands: Hands) -> list[str]:
    return [each.event.text for each in hands.conductor.scene().tail if isinstance(each.event, Note)]


async def test_leaving_says_what_is_not_saved(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        with no_room_for(hands.conductor.scene().folder):
            await hands.press("n")
            await hands.type("lost")
            await hands.press("enter")
            await hands.see("1 note not saved yet")
            await hands.until(lambda: len(hands.app.screen_stack) == 2)
            await hands.press("q")
            await hands.see("Open, but left over: 1 note not saved yet.")


async def test_leaving_says_that_the_incident_stays_open(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        incident = hands.conductor.scene().folder.rpartition("/")[2]
        await hands.press("q")
        await hands.see(f"Open and saved. Later: cio-tui resume {incident}")


async def test_an_esc_meant_for_a_dialog_that_has_just_gone_does_not_leave_the_incident(
    open_app: OpenApp,
) -> None:
    async with open_app("screen") as hands:
        await hands.press("n")
        await hands.type("seen")
        await hands.press("enter")
        await hands.until(lambda: len(hands.app.screen_stack) == 2)
        await hands.press("escape")
        await hands.see("esc once more leaves, as q does; the incident stays as it is")
        await hands.press("j", "escape", "escape")  # what was meant in between is over
        await hands.see("esc once more leaves")
        await hands.press("n")
        await hands.until(lambda: "esc once more leaves" not in hands.screen)
        await hands.press("escape", "escape")
        await hands.see("esc once more leaves")
        assert hands.session.step == "breaker"
        await hands.press("escape")
        await hands.see("Open and saved.")


async def test_an_esc_right_after_the_seal_leaves_what_to_keep_in_view(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await go(hands, "end")
        await hands.conductor.send(Close("an exercise"))
        await hands.see("keep this in the ticket")
        await hands.press("escape")
        await hands.see("esc once more leaves", "keep this in the ticket")


async def test_esc_closes_the_list_of_steps_before_anything_else(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.press("o")
        await hands.see("nothing to undo")
        await hands.press("escape")
        await hands.see("Open it in every region")
        assert "esc once more" not in hands.screen


async def test_keys_typed_while_leaving_do_no_harm(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.pilot.press("q", "n", "space", "c", "j", "e", "H")
        await hands.until(lambda: hands.conductor.scene().session is None)
        await hands.see("What the evidence suggests")


async def test_what_the_step_shows_is_asked_more_often_than_the_rest(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.until(lambda: hands.conductor.monitor._shown == ("track",))


async def test_looking_at_another_step_leaves_the_panes_of_the_current_one(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.see("Track API")
        await hands.press("j")
        await hands.see("only looking", "Track API")
        assert hands.conductor.monitor._shown == ("track",)


async def test_times_are_shown_in_utc_or_in_the_zone_of_the_host(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        zone = f" {hands.conductor.scene().at.astimezone():%Z}"
        await hands.press("t")
        await hands.until(lambda: zone in hands.screen.splitlines()[0])


async def test_zoom_and_list_show_one_thing_large_and_return(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.press("z")
        await hands.until(lambda: "Open it in every region" not in hands.screen)
        await hands.see("Track API")
        await hands.press("escape")
        await hands.see("Open it in every region")
        await hands.press("o")
        await hands.see("Steps", "9 Close the incident", "nothing to undo")
        await hands.press("o")
        await hands.see("Open it in every region")


async def test_a_closed_incident_takes_a_note_and_nothing_else(open_app: OpenApp, books: Path) -> None:
    async with open_app("screen") as hands:
        await go(hands, "end")
        await hands.press("space")
        await hands.type("an exercise")
        await hands.press("enter")
        await hands.see("This incident is closed and its log sealed.")
        await hands.press("space")
        await hands.see("This incident is closed and its log sealed; n still adds a note.")
        await hands.press("n")
        await hands.type("afterthought")
        await hands.press("enter")
        await hands.see("afterthought", "noted")
