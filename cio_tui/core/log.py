"""A log is one chain over one or more files: `log.toml`, and a `log-2.toml` for every disk that failed to sync.

A later file names the last event it continues. Whatever the file before holds beyond that was never acknowledged,
stands again in the later file, and is passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.chain import GENESIS, origin, trace
from cio_tui.core.damage import Damage, gap, name_damage

if TYPE_CHECKING:
    from collections.abc import Sequence


class Log(NamedTuple):
    """Every block in order, and how far the chain holds."""

    blocks: Sequence[bytes]
    """Whole blocks; those after the damage are kept to be shown, not believed."""
    digests: Sequence[str]
    """Of the blocks that hold."""
    damage: Damage | None
    file: str
    """The newest file, which the next event goes to."""
    length: int
    """Bytes of that file that hold."""
    rest: bytes
    """Bytes of that file after those."""
    origin: str
    """What the first event of that file has to continue, `log.toml#41`, while it holds none."""
    replaced: int
    """Blocks of earlier files that a later one holds again."""

    @property
    def digest(self) -> str:
        """Of the last event that holds."""
        return self.digests[-1] if self.digests else GENESIS

    @property
    def seq(self) -> int:
        """Of the last event that holds."""
        return len(self.digests)


def join(files: Sequence[tuple[str, bytes]]) -> Log:
    """The log that these files, (name, content) in order, hold together."""
    log = Log([], [], None, "", 0, b"", "", 0)
    for name, data in files:
        log = _add(log, name, data)
    return log


def _add(log: Log, name: str, data: bytes) -> Log:
    source = log.origin.partition("#")[0] or log.file
    if b"\n\n" not in data:  # created, and the machine went down before its first event was whole
        damage = name_damage(data, log.seq + 1) if data else None
        after = f"{source}#{log.seq}" if source else ""
        return log._replace(file=name, length=0, rest=data, origin=after, damage=log.damage or damage)
    named, kept = origin(data.partition(b"\n\n")[0])
    if named != source or kept > log.seq:
        return _add_loose(log, name, data, kept)
    before = log.digests[:kept]
    found = trace(data, before[-1] if before else GENESIS, kept + 1, f"{source}#{kept}" if source else "")
    digests = [*before, *found.digests]
    length = sum(len(block) + 2 for block in found.blocks[: len(found.digests)])
    rest = data[length:]
    return Log(
        blocks=[*log.blocks[:kept], *found.blocks],
        digests=digests,
        damage=name_damage(rest, len(digests) + 1) if rest else None,
        file=name,
        length=length,
        rest=rest,
        origin="",
        replaced=log.replaced + len(log.blocks) - kept,
    )


def _add_loose(log: Log, name: str, data: bytes, kept: int) -> Log:
    """A file that continues nothing we have: shown, not believed."""
    damage = log.damage
    if damage is None or damage.kind == "torn":
        foreign = Damage("foreign", log.seq + 1, f"{name} does not continue the file before it.")
        damage = gap(log.seq + 1, kept + 1) if kept > log.seq else foreign
    blocks = [*log.blocks, *data.split(b"\n\n")[:-1]]
    return log._replace(blocks=blocks, damage=damage, file=name, length=0, rest=data)
