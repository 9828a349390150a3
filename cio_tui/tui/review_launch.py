"""Opens a review on the terminal, with what Textual reads from the environment set before it is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.tui.launch import make_ready

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.reviewer import Reviewer


def launch_review(folder: IncidentFolder, reviewer: Reviewer) -> int:
    """Show the review until it is left; 128 + n after a signal. Raises what crashed it."""
    make_ready()
    from cio_tui.tui.review_app import ReviewApp
    from cio_tui.tui.terminal.crash import for_the_report
    from cio_tui.tui.terminal.session import TerminalSession

    session = TerminalSession(lambda _reason: None)  # no log is open
    code = session.run(session.show(ReviewApp(folder, reviewer)))
    if session.crash is not None:
        raise for_the_report(session.crash, folder.path, reviewer.redact)
    return code
