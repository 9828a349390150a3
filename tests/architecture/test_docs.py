"""What the documents say can be typed: every command line in them is accepted by the parser itself."""

from __future__ import annotations

import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest

from cio_tui.cli.commands import COMMANDS
from cio_tui.cli.exit_codes import MEANINGS
from cio_tui.cli.main import root_parser
from cio_tui.cli.parser import CommandParser

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
INLINE = re.compile(r"`(cio-tui(?: [^`\n]+)?)`")
FENCED = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
OPTIONAL = re.compile(r"\[[^]]*\]|…")


def command_lines(document: Path) -> list[str]:
    """As they stand in the text; what is in brackets is left out, and alternatives become the first."""
    text = document.read_text(encoding="utf-8")
    typed = [line.partition("#")[0] for block in FENCED.findall(text) for line in block.splitlines()]
    found = [*INLINE.findall(text), *(line for line in typed if line.startswith("cio-tui"))]
    return [
        re.sub(r"(\S+?)\\?\|\S+", r"\1", OPTIONAL.sub("", line))
        .replace("SHELL", "bash")
        .replace(" N", " 5")
        .strip()
        for line in found
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_line_shown_is_accepted(document: Path) -> None:
    for line in command_lines(document):
        arguments = root_parser().parse_args(shlex.split(line)[1:])
        if arguments.command:
            name, *rest = arguments.command
            assert name in COMMANDS, line
            parser = CommandParser(prog=f"cio-tui {name}")
            import_module(COMMANDS[name][0]).configure(parser)
            parser.parse_args(rest)


def test_the_readme_names_every_command_and_every_exit_code() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if not re.search(rf"`(?:cio-tui )?{name}\b", text)] == []
    assert [code for code in MEANINGS if not re.search(rf"\b{int(code)}\b", text)] == []
