from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING

import pytest

from cio_tui.core import events
from cio_tui.core.commands import Answer, Choose, Close, Go, SetVariable, Skip, WriteNote
from cio_tui.core.errors import Refused, UserError
from cio_tui.core.schema import dump
from cio_tui.core.step import Goto
from cio_tui.runtime.conductor import Conductor
from cio_tui.runtime.incident_folder import IncidentFolder, incidents
from cio_tui.runtime.log_reader import read_history
from cio_tui.runtime.not_saved import NotSaved, PenLost
from cio_tui.runtime.pen import PenHeld
from cio_tui.runtime.settings import load_settings
from cio_tui.runtime.workplace import make_workplace
from tests.full_disk import largest_file, no_room_for
from tests.runtime.office import SPEED, SettableClock, kinds, open_office, until

if TYPE_CHECKING:
    from pathlib import Path

    from cio_tui.core.record import Recorded
    from cio_tui.core.session import Session
    from cio_tui.runtime.workplace import Workplace
    from tests.runtime.office import Queue


def session(conductor: Conductor) -> Session:
    found = conductor.scene().session
    assert found is not None
    return found


def log(conductor: Conductor) -> tuple[Recorded, ...]:
    """What is on disk by now."""
    return read_history(IncidentFolder(conductor.scene().folder)).records


# -- disk, then state, then screen


async def test_what_a_listener_sees_is_on_disk_already(conductor: Conductor) -> None:
    await conductor.open("a")
    seen: list[tuple[int, int]] = []
    conductor.subscribe(lambda: seen.append((session(conductor).seq, log(conductor)[-1].seq)))
    await conductor.send(WriteNote("hm"))
    await conductor.send(Answer("first", "seen"))
    assert seen
    assert all(shown <= saved for shown, saved in seen)


async def test_what_was_measured_before_the_incident_is_kept_beside_its_log(
    conductor: Conductor, queue: Queue
) -> None:
    await conductor.look_around()
    await until(conductor, lambda: "queue" in conductor.monitor.readings)
    led_here = conductor.monitor.readings["queue"].sample
    await conductor.open("a")
    samples = conductor.samples("queue")
    await conductor.leave("done")
    assert led_here.summary in [kept.summary for kept in await samples.read()]


async def test_opening_enters_the_first_step(conductor: Conductor, place: Workplace) -> None:
    await conductor.open("a")
    assert kinds(conductor)[:2] == ["incident.opened", "step.entered"]
    opened = log(conductor)[0].event
    assert isinstance(opened, events.IncidentOpened)
    assert (opened.mode, opened.book, opened.severity, opened.label) == ("live", "a", "P2", "test")
    assert len(opened.salt) == 16
    assert conductor.scene().may_write


async def test_without_an_incident_nothing_is_recorded(conductor: Conductor) -> None:
    with pytest.raises(Refused, match="No incident is open"):
        await conductor.send(WriteNote("hm"))
    assert conductor.scene().session is None
    assert conductor.draft == ""
    conductor.save_draft("lost")


async def test_a_reading_settles_the_step_and_moves_the_walk(conductor: Conductor, queue: Queue) -> None:
    await conductor.open("a")
    await conductor.send(Answer("first", "seen"))
    queue.depth = 412
    await until(conductor, lambda: session(conductor).step == "over")
    done = next(each for each in log(conductor) if getattr(each.event, "how", "") == "sensed")
    assert (done.by, done.saw["queue"].verdict) == ("cio-tui", "degraded")


async def test_leaving_says_why_and_lets_go_of_the_pen(conductor: Conductor, config: Path) -> None:
    await conductor.open("a")
    folder = IncidentFolder(conductor.scene().folder)
    await conductor.leave("left")
    assert read_history(folder).records[-1].event == events.IncidentDetached("left")
    async with Conductor(open_office(config, person="bo")) as other:
        await other.resume(folder.id)
        assert other.scene().may_write


async def test_what_ends_the_session_is_in_the_log(place: Workplace) -> None:
    async def crash() -> None:
        async with Conductor(place) as conductor:
            await conductor.open("a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await crash()
    (folder,) = incidents(str(place.incidents))
    assert read_history(folder).records[-1].event == events.IncidentDetached("ended by ZeroDivisionError")


async def test_opening_another_incident_leaves_the_first(conductor: Conductor) -> None:
    await conductor.open("a")
    first = IncidentFolder(conductor.scene().folder)
    await conductor.open("b")
    assert session(conductor).book == "b"
    assert read_history(first).records[-1].event == events.IncidentDetached("another incident was opened")


async def test_the_log_may_be_closed_from_any_thread_any_number_of_times(conductor: Conductor) -> None:
    await conductor.open("a")
    folder = IncidentFolder(conductor.scene().folder)
    await asyncio.gather(*(asyncio.to_thread(conductor.detach, "SIGTERM") for _ in range(8)))
    conductor.detach("again")
    told = [each.event for each in read_history(folder).records]
    assert [event for event in told if isinstance(event, events.IncidentDetached)] == [
        events.IncidentDetached("SIGTERM")
    ]
    with pytest.raises(NotSaved, match="This session has left"):
        await conductor.send(WriteNote("too late"))


# -- another book


async def test_moving_into_another_book_carries_on_there(conductor: Conductor, queue: Queue) -> None:
    queue.depth = 7
    await conductor.open("a")
    await conductor.send(Answer("first", "seen"))
    await until(conductor, lambda: session(conductor).step == "over")
    await conductor.send(Choose("over", 1))
    assert (session(conductor).book, session(conductor).severity) == ("b", "P1")
    assert dict(conductor.scene().probes) == {}


# -- resuming


async def test_resuming_goes_on_at_the_very_step(config: Path) -> None:
    async with Conductor(open_office(config)) as first:
        await first.open("a")
        await first.send(Answer("first", "seen"))
        first.save_draft("the deploy of 19:4")
        word = first.scene().folder[-2:]
    async with Conductor(open_office(config, person="bo")) as second:
        await second.resume(word)
        assert session(second).step == "fill"
        assert session(second).state("first").said == "seen"
        assert second.draft == "the deploy of 19:4"
        second.save_draft("")
        assert second.draft == ""
    told = [each.event.kind for each in second_log(config)]
    assert [kind for kind in told if kind != "probe.changed"][-2:] == [
        "incident.resumed",
        "incident.detached",
    ]


def second_log(config: Path) -> tuple[Recorded, ...]:
    (folder,) = (config.parent / "incidents").iterdir()
    return read_history(IncidentFolder(str(folder))).records


async def test_the_age_of_a_step_survives_the_break_and_a_wall_clock_that_was_set_back(config: Path) -> None:
    clock = SettableClock()
    async with Conductor(open_office(config, clock)) as first:
        await first.open("a")
        clock.moved += 600
        await first.send(WriteNote("ten minutes in"))
        entered = session(first).state("first").entered
    later = SettableClock()
    later.wall -= later.now() - later.now().replace(year=2020)
    async with Conductor(open_office(config, later)) as second:
        await second.resume("INC")
        assert second.scene().evidence.elapsed["first"] >= 600
        assert session(second).state("first").entered == entered


async def test_what_had_to_hold_without_a_break_begins_anew_after_one(config: Path, queue: Queue) -> None:
    text = (config.parent / "books" / "a.toml").read_text()
    steady = text.replace('sensed = "queue.depth > 0"', "sensed = \"stable(queue.depth == 0, '10m')\"")
    (config.parent / "books" / "a.toml").write_text(steady)
    clock = SettableClock()
    async with Conductor(open_office(config, clock)) as first:
        await first.open("a")
        await first.send(Answer("first", "seen"))
        await until(first, lambda: "queue" in first.scene().evidence.readings)
        await until(first, lambda: bool(first.scene().evidence.held))
    clock.moved += 3600
    async with Conductor(open_office(config, clock)) as second:
        await second.resume("INC")
        await until(second, lambda: bool(second.scene().evidence.held))
        assert session(second).step == "fill"


async def test_a_step_cut_off_from_what_followed_is_gone_on_from(config: Path) -> None:
    async with Conductor(open_office(config)) as first:
        await first.open("a")
        await first.send(Answer("first", "seen"))
        folder = IncidentFolder(first.scene().folder)
        await first.leave("quit")
    blocks = (config.parent / "incidents" / folder.id / "log.toml").read_bytes().split(b"\n\n")
    done = next(number for number, block in enumerate(blocks, 1) if b'kind = "step.done"' in block)
    (config.parent / "incidents" / folder.id / "log.toml").write_bytes(
        b"".join(block + b"\n\n" for block in blocks[:done]) + b"[[event]]\nseq = 99"
    )
    async with Conductor(open_office(config)) as second:
        await second.resume(folder.id)
        assert session(second).step == "fill"
        resumed = next(each.event for each in log(second) if isinstance(each.event, events.IncidentResumed))
        assert resumed.recovered.startswith(f"18 bytes after event {done}")


async def test_a_closed_incident_is_not_taken_up_again(conductor: Conductor, config: Path) -> None:
    await conductor.open("b")
    await conductor.send(Close("nothing to do"))
    folder = IncidentFolder(conductor.scene().folder)
    await conductor.leave("quit")
    with pytest.raises(Refused, match=rf"{folder.id} is closed.*cio-tui incident show {folder.id}"):
        await conductor.resume(folder.id)
    assert isinstance(read_history(folder).records[-2].event, events.IncidentClosed)


async def test_a_drill_is_not_taken_up_against_the_real_thing(conductor: Conductor, place: Workplace) -> None:
    async with Conductor(place.for_drill("total-outage", 50.0)) as drill:
        await drill.open("a")
        practice = drill.scene().folder.rpartition("/")[2]
        assert drill.scene().is_drill
    await conductor.open("a")
    live = conductor.scene().folder.rpartition("/")[2]
    await conductor.leave("quit")
    starts = rf"is a drill of total-outage. `cio-tui resume {practice}` starts its simulator"
    with pytest.raises(Refused, match=starts):
        await conductor.resume(practice)
    async with Conductor(place.for_drill("error-rate", 50.0)) as other:
        with pytest.raises(Refused, match=starts):
            await other.resume(practice)
    async with Conductor(place.for_drill("total-outage", 50.0)) as drill:
        with pytest.raises(Refused, match="is no drill"):
            await drill.resume(live)


async def test_a_drill_taken_up_again_says_where_its_story_goes_on(
    conductor: Conductor, place: Workplace
) -> None:
    drill = place.for_drill("total-outage", 50.0, told_s=300.0)
    async with Conductor(drill) as first:
        await first.open("a")
        folder = IncidentFolder(first.scene().folder)
        await first.leave("quit")
        await first.resume(folder.id)
    await conductor.open("a")
    live = IncidentFolder(conductor.scene().folder)
    await conductor.leave("quit")
    await conductor.resume(live.id)
    told = [
        each.event
        for each in (*read_history(folder).records, *read_history(live).records)
        if isinstance(each.event, events.IncidentResumed)
    ]
    assert [event.story_s >= 300.0 for event in told] == [True, False]
    assert told[1].story_s == 0.0


async def test_an_incident_that_cannot_be_opened_leaves_none_open(conductor: Conductor) -> None:
    with pytest.raises(UserError):
        await conductor.open("missing")
    assert conductor.scene().session is None


# -- two sessions


async def test_who_takes_the_pen_writes_and_who_had_it_reads_along(config: Path) -> None:
    async with Conductor(open_office(config)) as first, Conductor(open_office(config, person="bo")) as second:
        await first.open("a")
        incident = first.scene().folder.rpartition("/")[2]
        with pytest.raises(PenHeld, match="amira holds the pen"):
            await second.resume(incident)
        await second.follow(incident)
        await until(second, lambda: second.scene().session is not None and session(second).step == "first")
        with pytest.raises(Refused, match="holds the pen; this session only reads"):
            await second.send(WriteNote("from the side"))
        await second.take_pen()
        await until(first, lambda: first.scene().holder.startswith("bo@"))
        assert not first.scene().may_write
        with pytest.raises(Refused, match=r"bo@.* holds the pen"):
            await first.send(WriteNote("too late"))
        await second.send(Answer("first", "seen by bo"))
        await until(first, lambda: session(first).step == "fill")
        assert (session(first).state("first").by, session(first).seq) == ("bo", session(second).seq)
        await first.take_pen()
        await first.send(WriteNote("mine again"))
    told = [each.event for each in log_of(config, incident)]
    takers = [
        event.took_over.partition("@")[0] for event in told if isinstance(event, events.IncidentResumed)
    ]
    assert takers == ["amira", "bo"]


def log_of(config: Path, incident: str) -> tuple[Recorded, ...]:
    return read_history(IncidentFolder(str(config.parent / "incidents" / incident))).records


async def test_a_command_sent_without_knowing_that_the_pen_is_lost_is_refused_once(config: Path) -> None:
    slow = open_office(config)
    async with Conductor(slow) as first, Conductor(open_office(config, person="bo")) as second:
        await first.open("a")
        await second.resume("INC", take_over=True)
        with pytest.raises((PenLost, Refused), match=r"taken the pen over|holds the pen"):
            await first.send(WriteNote("mine"))
        await until(first, lambda: not first.scene().may_write)


async def test_there_is_no_pen_to_take_where_one_holds_it(conductor: Conductor) -> None:
    with pytest.raises(Refused, match="holds the pen already"):
        await conductor.take_pen()
    await conductor.open("a")
    with pytest.raises(Refused, match="holds the pen already"):
        await conductor.take_pen()


async def test_an_incident_that_nobody_writes_can_be_read(conductor: Conductor) -> None:
    await conductor.open("a")
    incident = conductor.scene().folder.rpartition("/")[2]
    await conductor.leave("quit")
    await conductor.follow(incident)
    await conductor.read()
    assert conductor.scene().holder == "nobody"
    assert session(conductor).step == "first"


# -- disks


async def test_what_the_disk_refuses_is_shown_and_saved_once_it_can_be(conductor: Conductor) -> None:
    await conductor.open("a")
    with no_room_for(conductor.scene().folder):
        with pytest.raises(NotSaved, match="ulimit"):
            await conductor.send(Answer("first", "seen"))
        assert conductor.scene().trouble.startswith("Not saved to ")
        assert session(conductor).step == "first"
    await until(conductor, lambda: session(conductor).step == "fill")
    assert conductor.scene().trouble == ""


async def test_a_disk_to_beware_of_is_said_and_not_taken_for_one_that_refused(
    conductor: Conductor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cio_tui.runtime.log_opening.caution_about", lambda _: "It is on nfs.")
    await conductor.open("a")
    await conductor.send(WriteNote("kept"))
    assert (conductor.scene().caution, conductor.scene().trouble) == ("It is on nfs.", "")


async def test_every_note_waits_for_the_disk_and_an_answer_that_was_replaced_does_not(
    conductor: Conductor,
) -> None:
    await conductor.open("a")
    with no_room_for(conductor.scene().folder):
        asked = (WriteNote("one"), Skip("first", "no"), WriteNote("two"), WriteNote("two"))
        for command in (*asked, Answer("first", "seen")):
            with pytest.raises(NotSaved):
                await conductor.send(command)
        assert conductor.scene().trouble.startswith("2 notes not saved yet. Not saved to ")
    await until(conductor, lambda: conductor.scene().trouble == "" and session(conductor).step == "fill")
    written = [each.event for each in log(conductor)]
    assert [event.text for event in written if isinstance(event, events.Note)] == ["one", "two"]
    assert [event.said for event in written if isinstance(event, events.StepDone)] == ["seen"]
    assert not any(isinstance(event, events.StepSkipped) for event in written)


async def test_an_incident_that_cannot_be_opened_leaves_the_one_that_is(conductor: Conductor) -> None:
    await conductor.open("a")
    with no_room_for(conductor.scene().folder), pytest.raises(UserError):
        await conductor.open("a")
    await conductor.send(WriteNote("still here"))


async def test_a_disk_that_takes_the_books_and_not_the_first_event_is_left_without_an_incident(
    conductor: Conductor,
) -> None:
    pinned = len(dump(conductor.workplace.library.open_book("b")))
    with largest_file(pinned), pytest.raises(NotSaved, match="the disk is full"):
        await conductor.open("b")
    assert conductor.scene().session is None
    assert incidents(str(conductor.workplace.incidents)) == []


async def test_an_incident_that_cannot_be_written_is_not_taken_up(conductor: Conductor) -> None:
    await conductor.open("a")
    folder = conductor.scene().folder
    await conductor.leave("quit")
    with no_room_for(folder), pytest.raises(NotSaved, match="ulimit"):
        await conductor.resume("INC")
    assert conductor.scene().session is None
    await conductor.resume("INC")
    assert session(conductor).step == "first"


# -- persons


async def test_who_a_person_is_stands_on_the_screen_and_not_in_the_log(conductor: Conductor) -> None:
    await conductor.open("a")
    await conductor.send(SetVariable("who", "zoe-4711"))
    await conductor.send(WriteNote("zoe-4711 is amira@example.com"))
    assert conductor.scene().evidence.variables["who"] == "zoe-4711"
    conductor.save_draft("call zoe-4711")
    await conductor.send(Skip("first", "zoe-4711 said so"))
    await conductor.send(Go(Goto("tell")))
    await conductor.send(Answer("tell", "About zoe-4711: 0"))
    await conductor.leave("quit")
    (folder,) = conductor.workplace.incidents.iterdir()
    for name in ("log.toml", "draft"):
        content = (folder / name).read_text()
        assert "person:" in content
        assert "zoe" not in content
        assert "amira@example.com" not in content


async def test_no_file_of_an_incident_ever_holds_a_credential(config: Path) -> None:
    key = "k3y-0123456789abcdef"
    environment = {"CUSTOMERIO_SITE_ID": "site-4711-0815", "CUSTOMERIO_TRACK_API_KEY": key}
    pair = base64.b64encode(f"site-4711-0815:{key}".encode()).decode()
    place = make_workplace(load_settings(str(config), environment), SettableClock(), environment)
    place = place._replace(speed=SPEED)
    async with Conductor(place) as conductor:
        await conductor.open("a")
        await conductor.send(WriteNote(f"curl -u site:{key}"))
        await conductor.send(SetVariable("who", key))
        conductor.save_draft(f"Authorization: Basic {pair}")
        await conductor.send(Answer("first", f"Bearer {key}"))
        with pytest.raises(Refused):
            await conductor.send(Go(Goto("nowhere"), key))
    (folder,) = place.incidents.iterdir()
    for path in folder.iterdir():
        content = path.read_bytes()
        assert key.encode() not in content
        assert pair.encode() not in content


# -- looking around


async def test_before_an_incident_the_books_are_ranked_on_live_evidence(
    conductor: Conductor, queue: Queue
) -> None:
    queue.depth = 412
    await conductor.look_around()
    await until(conductor, lambda: "queue" in conductor.scene().evidence.readings)
    (first, *_) = conductor.shelf.rank(conductor.scene().evidence) or ()
    assert (first.book, first.holds, first.because) == ("a", True, "412 wait")


async def test_a_listener_that_has_gone_is_not_told_any_more(conductor: Conductor) -> None:
    told: list[int] = []
    unsubscribe = conductor.subscribe(lambda: told.append(1))
    unsubscribe()
    await conductor.open("b")
    assert told == []
