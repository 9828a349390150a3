"""Shapes that several tables share."""

from __future__ import annotations

from cio_tui.core.schema.shapes.plain import Duration
from cio_tui.core.schema.shapes.text import ID, Choice, Text, Written

MINUTE = 60.0
HOUR = 3600.0
DAY = 86_400.0

IDENTIFIER = Written(ID, "id of at most 64 lower-case letters, digits, - and _")
ID_FORM = "lower-case letters, digits, - and _"
"""Of the name of a table, in words."""
LINE = Text()
FILLED_LINE = Text(template=True)
FILLED_BLOCK = Text(template=True, lines=True)
SPAN = Duration(1.0, 30 * DAY)
"""A time that people live through."""

SEVERITIES = ("P1", "P2", "P3", "P4")
RESPONSE_KINDS = ("text", "choice", "int", "number", "percent", "time")
VARIABLE_KIND = Choice(("text", "int", "number", "percent", "time"))
