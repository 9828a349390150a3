"""`incident milestone ID NAME --at WHEN --basis TEXT`: when something happened, said afterwards, and how one knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_place import find
from cio_tui.cli.incident_words import Words, now_and_me, say_saved
from cio_tui.core.errors import UserError
from cio_tui.core.events import Milestone
from cio_tui.core.milestones import NAME, NAMING
from cio_tui.runtime.afterwards import read_moment
from cio_tui.runtime.aside import add_event

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.runtime.settings import Settings


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Append it. Raises PenHeld while a session writes, Refused when the log is damaged, UserError."""
    folder = find(settings, arguments.id)
    if not NAME.fullmatch(arguments.name):
        raise UserError(NAMING)
    if not arguments.basis.strip():
        raise UserError("Say with --basis how one knows, such as `load balancer log`.")
    now, me = now_and_me()
    happened, words = read_moment(arguments.at, now), Words(settings)
    written = add_event(
        folder,
        me,
        now,
        lambda salt: Milestone(arguments.name, happened, words.private(arguments.basis, salt)),
    )
    say_saved(folder, output, written)
    return ExitCode.OK
