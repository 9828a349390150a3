from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.commands import Answer, WriteNote
from cio_tui.core.errors import Refused
from cio_tui.runtime.conductor import Conductor
from cio_tui.runtime.incident import QUICK
from cio_tui.runtime.incident_folder import IncidentFolder
from cio_tui.runtime.journal import Journal
from cio_tui.runtime.log_reader import read_history
from tests.runtime.office import open_office

if TYPE_CHECKING:
    from pathlib import Path

    from cio_tui.runtime.pen import Holder
    from tests.runtime.conftest import Notes


async def a_long_log(config: Path, me: Holder, notes: Notes, count: int) -> IncidentFolder:
    """An incident whose first step was settled before so many notes."""
    async with Conductor(open_office(config)) as first:
        await first.open("a")
        await first.send(Answer("first", "seen"))
        folder = IncidentFolder(first.scene().folder)
    journal = Journal.resume(folder, me)
    journal.append_now(notes(count, first=journal.seq + 1), 60.0)
    journal.close()
    return folder


async def test_a_long_log_is_read_behind_its_first_screen(config: Path, me: Holder, notes: Notes) -> None:
    folder = await a_long_log(config, me, notes, 2 * QUICK)
    async with Conductor(open_office(config)) as second:
        await second.resume(folder.id)
        scene = second.scene()
        assert scene.reading
        assert scene.session is not None
        assert (scene.session.step, scene.session.severity) == ("fill", "P2")
        assert scene.session.state("first").said == ""
        assert len(scene.tail) == 200
        await second.send(WriteNote("typed at once"))
        scene = second.scene()
        assert not scene.reading
        assert scene.session is not None
        assert scene.session.state("first").said == "seen"
    told = [each.event.kind for each in read_history(folder).records]
    assert [kind for kind in told if kind != "probe.changed"][-3:] == [
        "incident.resumed",
        "note",
        "incident.detached",
    ]


async def test_a_short_log_is_read_before(config: Path, me: Holder, notes: Notes) -> None:
    folder = await a_long_log(config, me, notes, 10)
    async with Conductor(open_office(config)) as second:
        await second.resume(folder.id)
        assert not second.scene().reading


async def test_a_long_log_with_an_event_nobody_can_read_takes_no_more(
    config: Path, me: Holder, notes: Notes
) -> None:
    folder = await a_long_log(config, me, notes, 2 * QUICK)
    spoil(folder)
    async with Conductor(open_office(config)) as second:
        await second.resume(folder.id)
        await second.read()
        assert second.scene().trouble.startswith("Event 6 cannot be read")
        with pytest.raises(Exception, match="has left") as refused:
            await second.send(WriteNote("hm"))
        assert not isinstance(refused.value, Refused)


def spoil(folder: IncidentFolder) -> None:
    """Make one event unreadable and the chain whole again, as a version with another envelope would."""
    from cio_tui.core.chain import GENESIS, seal

    path = folder.log()
    with open(path, "rb") as file:
        blocks = file.read().split(b"\n\n")[:-1]
    digest, written = GENESIS, []
    for number, block in enumerate(blocks, 1):
        body = block.partition(b"[event.chain]")[0]
        body = body.replace(b"\nby = ", b"\nwho = ") if number == 6 else body
        sealed, digest = seal(body, digest)
        written.append(sealed)
    with open(path, "wb") as file:
        file.write(b"".join(written))
