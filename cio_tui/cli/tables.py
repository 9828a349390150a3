"""Rows of cells as text: drawn by rich for a terminal, aligned plainly for a pipe (rich costs 3 × `python -c pass`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def align(rows: Sequence[Sequence[str]]) -> str:
    """One line a row, columns two spaces apart, nothing wrapped and nothing cut."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    return "".join(line + "\n" for line in lines)


def draw(head: Sequence[str], rows: Sequence[Sequence[tuple[str, str]]], *, colored: bool) -> str:
    """Cells of (text, style) under a heading, wrapped to the width of the terminal. Text is never read as markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    for title in head:
        table.add_column(Text(title), overflow="fold")
    for row in rows:
        table.add_row(*(Text(text, style) for text, style in row))
    console = Console(force_terminal=True, no_color=not colored, highlight=False, legacy_windows=False)
    with console.capture() as capture:
        console.print(table)
    return "".join(line.rstrip() + "\n" for line in capture.get().splitlines())
