from __future__ import annotations

from cio_tui.core import events
from cio_tui.core.reading import NOT_CONFIGURED, Verdict
from cio_tui.core.record import Seen
from tests.core.books import make
from tests.core.review.diary import Diary, saw

OK, FAILING, UNKNOWN = Verdict.OK, Verdict.FAILING, Verdict.UNKNOWN


def changed(probe: str, was: str, now: str) -> events.ProbeChanged:
    return events.ProbeChanged(probe, was, now)


def test_a_verdict_stands_until_the_log_says_another() -> None:
    diary = Diary().put(10, changed("track", "unknown", "failing")).put(70, changed("track", "failing", "ok"))
    diary.put(100, events.IncidentClosed())
    assert diary.strip("track").spans == ((10, 70, FAILING), (70, 100, OK))


def test_before_the_first_reading_there_is_a_gap_and_no_verdict() -> None:
    diary = Diary().put(30, changed("track", "unknown", "ok")).put(60, events.Note("x"))
    assert diary.strip("track").spans == ((30, 60, OK),)


def test_a_reading_that_went_stale_is_unknown_and_never_ok() -> None:
    diary = Diary().put(10, changed("track", "unknown", "ok")).put(55, changed("track", "ok", "unknown"))
    diary.put(100, events.IncidentClosed())
    assert diary.strip("track").spans == ((10, 55, OK), (55, 100, UNKNOWN))


def test_while_no_session_looks_there_is_a_gap_until_something_was_measured_again() -> None:
    diary = Diary().put(10, changed("track", "unknown", "ok")).put(100, events.IncidentDetached("SSH lost"))
    diary.awake = -160
    diary.put(163, events.IncidentResumed("jump1", 2, 63.0))
    diary.put(170, events.StepDone("a", "attested"), seen=saw(track=("ok", 2.0)))
    diary.put(200, events.IncidentClosed())
    assert diary.strip("track").spans == ((10, 100, OK), (170, 200, OK))


def test_words_that_were_added_when_nobody_was_there_do_not_make_a_verdict_last() -> None:
    for ending in (events.IncidentDetached("quit"), events.IncidentClosed()):
        diary = Diary().put(10, changed("track", "unknown", "ok")).put(100, ending)
        diary.put(160, events.Note("read the log")).put(9000, events.IncidentReviewed())
        assert diary.strip("track").spans == ((10, 100, OK),)
    crashed = Diary().put(10, changed("track", "unknown", "ok")).put(300, events.Note("typed in the walk"))
    assert crashed.put(9000, events.Note("it crashed")).strip("track").spans == ((10, 300, OK),)


def test_after_a_break_the_first_sample_begins_the_next_span() -> None:
    diary = Diary().put(10, changed("track", "unknown", "ok")).put(100, events.IncidentDetached("SSH lost"))
    diary.awake = -160
    diary.put(163, events.IncidentResumed("jump1", 2, 63.0)).read(165, "track", "ok", 40.0)
    diary.put(200, events.IncidentClosed())
    assert diary.strip("track").spans == ((10, 100, OK), (165, 200, OK))
    assert diary.strip("track").points[0][:3] == (165, OK, 40.0)


def test_a_sample_falls_into_its_own_process_also_after_the_wall_clock_was_set() -> None:
    diary = Diary().put(10, events.Note("x")).read(20, "track", "ok", 40.0)
    diary.set_by = 7200.0
    diary.put(30, events.Note("y"), jump=7200.0).put(50, events.IncidentClosed())
    late = diary.readings[0]._replace(at=diary.records[-1].at, mono=diary.records[-1].mono - 10)
    diary.readings.append(late)
    assert [point.offset_s for point in diary.strip("track").points] == [20, 40]


def test_a_sample_without_an_answer_is_a_point_without_a_value() -> None:
    diary = Diary().put(60, events.Note("x")).read(20, "track", "failing").read(30, "track", "ok", 12.0)
    assert [(point.verdict, point.value) for point in diary.strip("track").points] == [
        (FAILING, None),
        (OK, 12.0),
    ]


def test_an_answer_without_the_value_is_no_gap() -> None:
    diary = Diary().put(60, events.Note("x")).read(20, "track", "ok", 7.0, name="depth")
    (point,) = diary.strip("track").points
    assert (point.value, point.is_answered) == (None, True)


def test_a_probe_that_is_not_configured_has_no_strip() -> None:
    diary = Diary().put(5, events.StepEntered("a"), seen={"queue": Seen("unknown", NOT_CONFIGURED, 1.0)})
    assert diary.account().strips == ()


def test_a_verdict_of_a_newer_version_is_not_known_here() -> None:
    diary = Diary().put(10, changed("track", "unknown", "splendid")).put(20, events.Note("x"))
    assert diary.strip("track").spans == ((10, 20, UNKNOWN),)


def test_what_is_drawn_and_its_threshold_come_from_the_rule_of_the_pinned_book() -> None:
    book = make(
        '[probe.queue2]\nkind = "http"\ntitle = "Queue"\nurl = "{queue}"\nfresh = "45s"\n'
        'extract = { depth = "depth" }\nfailing = ["depth > threshold.queue_depth"]\ndegraded = ["depth > 1000"]\n'
        '[probe.errs]\nkind = "http"\ntitle = "Errors"\nurl = "{errors}"\nfresh = "45s"\n'
        'extract = { rate = "error_rate" }\nfailing = ["rate > 5%"]\n'
    )
    diary = Diary(books=(book,)).put(60, events.Note("x"))
    diary.read(10, "queue2", "degraded", 1200, "depth").read(10, "errs", "failing", 0.07, "rate")
    diary.read(10, "track", "ok", 31.5)
    queue, errors, track = (diary.strip(name) for name in ("queue2", "errs", "track"))
    assert (queue.title, queue.unit, queue.threshold, queue.points[0].value) == ("Queue", "", 1000, 1200)
    assert (errors.unit, errors.threshold, errors.points[0].value) == ("%", 5, 7.000000000000001)
    assert (track.title, track.unit, track.threshold, track.points[0].value) == ("Track", "ms", None, 31.5)
