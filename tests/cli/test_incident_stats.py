from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cio_tui.cli.main import run
from tests.drilled import P1, P3, lay_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Stats = Callable[..., tuple[str, str]]


@pytest.fixture
def stats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Stats:
    """`incident stats` over two drills and two incidents nobody walked; what it wrote to its two streams."""
    root = tmp_path / "incidents"
    lay_out(root, P1, P3)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CIO_TUI_LOG_DIR", str(root))
    for day, minute in (("03", "10"), ("04", "30")):
        at = f"2026-03-{day} 05"
        run(["incident", "backfill", "p1-outage", "--opened", f"{at}:00", "--title", "x"])
        run(["incident", "milestone", f"202603{day}", "impact_start", "--at", f"{at}:00", "--basis", "log"])
        run(
            ["incident", "milestone", f"202603{day}", "mitigated", "--at", f"{at}:{minute}", "--basis", "log"]
        )
    capsys.readouterr()

    def told(*words: str) -> tuple[str, str]:
        assert run(["incident", "stats", *words]) == 0
        out, err = capsys.readouterr()
        return out, err

    return told


def figure(document: Any, name: str) -> Any:
    return next(figure for figure in document["figures"] if figure["id"] == name)


def test_drills_are_left_out_unless_they_are_asked_for(stats: Stats) -> None:
    out, err = stats()
    assert err == "Over 2 incidents.\nLeft out: drills, 2. They are counted apart, with --drills.\n"
    mitigated = next(line for line in out.splitlines() if line.startswith("Time to mitigate"))
    assert "2  20 min" in mitigated
    assert "10 min to 30 min" in mitigated
    assert "impact started → mitigated" in mitigated
    assert stats("--drills")[1] == "Over 2 incidents.\n"


def test_as_json_each_figure_has_its_definition(stats: Stats) -> None:
    import json

    document = json.loads(stats("--json")[0])
    assert document["schema"] == "cio-tui/incident-stats/1"
    assert (len(document["incidents"]), document["drills"], document["unreliable"]) == (2, 2, [])
    found = figure(document, "ttm")
    assert found["n"] == 2
    assert [found[name] for name in ("least", "median", "most")] == pytest.approx([600, 1200, 1800], abs=0.01)
    assert figure(document, "ttr_detected")["median"] is None


def test_filters_choose_what_is_counted(stats: Stats) -> None:
    assert stats("--since", "2026-03-04", "--no-drills")[1] == "Over 1 incident.\n"
    assert stats("--text", "nowhere")[1] == "Over 0 incidents.\n"


def test_a_damaged_log_is_left_out_and_named(stats: Stats, tmp_path: Path) -> None:
    log = tmp_path / "incidents" / P1.name / "log.toml"
    log.write_bytes(log.read_bytes().replace(b"amira", b"amirb", 1))
    _, err = stats()
    assert "Left out: drills, 1." in err
    assert f"Left out, since the log does not hold: {P1.name}. See `cio-tui incident verify`." in err
