"""Every name of Textual's that is not part of its promises and that we use or override, in one place.

`tests/tui/terminal/test_insides.py` has a test for each that fails when an upgrade changes the code behind the name,
and for each defect one that fails when stock Textual has learnt better, so that what we do about it can go.
"""

from __future__ import annotations

from typing import NamedTuple

from textual._xterm_parser import XTermParser

__all__ = ["INSIDES", "Inside", "XTermParser"]


class Inside(NamedTuple):
    """A name, and what it is to us."""

    name: str
    """`module:Class.method`."""
    role: str
    """What we rely on, or what we replace and why."""
    digest: str
    """First 12 hex digits of the SHA-256 of its source, as it was when this was written."""


DRIVER = "textual.drivers.linux_driver:LinuxDriver"
APP = "textual.app:App"

INSIDES = (
    Inside(
        f"{DRIVER}.__init__",
        "sets `fileno` and `attrs_before`; handles SIGTSTP and SIGCONT by the methods below",
        "671887bbf938",
    ),
    Inside(
        f"{DRIVER}.run_input_thread",
        "replaced: decodes strictly, so one invalid byte ends the app",
        "d796af6d69db",
    ),
    Inside(f"{DRIVER}.process_message", "drops sizes found in the input", "685f4c56ecfc"),
    Inside(
        f"{DRIVER}.write",
        "replaced: blocks the event loop when 30 pieces wait for the terminal",
        "b78a34033db5",
    ),
    Inside(
        f"{DRIVER}.start_application_mode",
        "extended: calls `write` for all it has to say, and starts the reader",
        "7c41f5ba11a8",
    ),
    Inside(
        f"{DRIVER}.stop_application_mode", "extended: calls `write` for all it has to say", "9a7e99c8d4bd"
    ),
    Inside(f"{DRIVER}.disable_input", "extended: waits for the reader's thread", "6154c5a7c174"),
    Inside(f"{DRIVER}.close", "extended: waits for a writer that we give nothing to write", "c32293a24c1a"),
    Inside(
        f"{DRIVER}._sigtstp_application",
        "moved to the event loop: in a signal handler it may wait for itself",
        "26c3c19ce181",
    ),
    Inside(
        f"{DRIVER}._sigcont_application", "replaced: starts a second reader after a SIGSTOP", "1d7463a74df1"
    ),
    Inside(
        "textual._xterm_parser:XTermParser",
        "used: raises on some reports, plays what follows an ESC in a paste",
        "fc1e32fb7a4a",
    ),
    Inside(f"{APP}._display", "extended: the one place that a frame passes", "4b78dff6669a"),
    Inside("textual._compositor:CompositorUpdate", "used: what `_display` writes as it is", "3c3ba1394893"),
    Inside(
        "textual._compositor:LayoutUpdate",
        "replaced: sends every cell of the screen, we read `strips` and `region`",
        "619efe1cea78",
    ),
    Inside(
        "textual._compositor:ChopsUpdate",
        "replaced: sends every cell of a dirty region; we read `chops`, `spans` and `chop_ends`",
        "7c7d3e0bf714",
    ),
    Inside(
        "textual.widget:Widget._set_dirty",
        "extended: tells which rows are to be painted; for a title it takes all of them",
        "9c280366b898",
    ),
    Inside(
        "textual.widget:Widget.render_lines",
        "replaced for rows that have not changed, and for the content of those that have",
        "1f2a11f3d518",
    ),
    Inside(
        "textual.screen:Screen._compositor_refresh",
        "extended: draws a screen three times before it is filled",
        "7a40efe56381",
    ),
    Inside(
        f"{APP}._handle_exception", "extended: the one place that an unhandled error passes", "baea2e7f88e7"
    ),
    Inside(f"{APP}._fatal_error", "replaced: prints local variables", "2474616cec7f"),
    Inside(f"{APP}.panic", "replaced: prints what it is given", "9c4a264c909e"),
    Inside(
        "textual.message_pump:MessagePump._close_messages_no_wait",
        "used: how an app ends after an error",
        "f5db7e8fd40a",
    ),
)
