"""`runbook new`: a book that already passes the check, with a comment wherever its author has to decide."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.core.errors import UserError
from cio_tui.core.schema.shapes.text import ID

if TYPE_CHECKING:
    from cio_tui.cli.output import Output

_SKELETON = """\
schema = 1
# include = ["lib/probes.toml"]          # probes and facts that books share; relative to this file

[runbook]
id = "{id}"                              # never changes: logs and other books name it
title = "What has happened, in a line"
severity = "P3"                          # P1 to P4, or "" for a checklist
owner = "team"                           # who keeps it right
reviewed = {today}                       # when somebody last read it against reality
review_days = 90
exit = [
  {{ when = "stable(track.ok == true, '10m')", text = "The Track API has answered for ten minutes" }},
  {{ when = "undo.open == 0", text = "Every temporary change is reverted" }},
]

[suggest]                                # when the start screen proposes this book; leave it out otherwise
when = "track.ok == false"
because = "The Track API does not answer (status {{track.status}})"

[probe.track]                            # or include a file that has it
kind = "http"
title = "Track API"
url = "{{track}}/api/v1/accounts/region"   # asks only, writes nothing
auth = "track"
failing = ["error", "status not in [200]"]
degraded = ["ms > 800"]

[[step]]
id = "look"                              # short, stable, never a number
kind = "decide"                          # do decide watch wait notify check group close
title = "Is it what it seems?"
text = "What to look at, and where."
panes = ["track"]                        # probes shown beside the step
branch = [                               # the first one that is true is suggested; a person picks
  {{ label = "It does not answer", when = "track.ok == false", goto = "switch" }},
  {{ label = "It answers: nothing to do here", when = "track.ok == true", goto = "close" }},
]

[[step]]
id = "switch"
kind = "do"
title = "Switch the thing off"
why = "What it prevents."
command = "flagctl set thing=off"        # shown and copied, never run
expect = "The dashboard shows it as off."
respond = {{ prompt = "State as the service shows it?", kind = "choice", accept = ["off"] }}
changes = true                           # then undo names the step that switches it back
undo = "switch-back"

[[step]]
id = "recovery"
kind = "watch"
title = "Wait until it answers again"
panes = ["track"]
until = "stable(track.ok == true, '5m')"
on_timeout = {{ after = "1h", goto = "look" }}

[[step]]
id = "revert"
kind = "group"
title = "Revert what was changed"
steps = ["switch-back"]
skip = "never"

[[step]]
id = "switch-back"
kind = "do"
title = "Switch the thing on again"
respond = {{ prompt = "State as the service shows it?", kind = "choice", accept = ["on"] }}

[[step]]
id = "close"
kind = "close"
title = "Check the exit criteria and seal the log"
"""


def write_skeleton(name: str, folder: str, output: Output) -> int:
    """Write `FOLDER/ID.toml`. Raises UserError when it is there already, or cannot be written."""
    if not re.fullmatch(ID, name):
        raise UserError(
            f"{name!r} cannot be an id: write lower-case letters, digits, - and _, such as p3-delivery."
        )
    path = Path(folder) / f"{name}.toml"
    text = _SKELETON.format(id=name, today=datetime.now(UTC).date())
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise UserError(f"{path} is already there; choose another id, or remove it first.") from error
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}.") from error
    output.write_line(str(path))
    output.narrate(f"Edit it, then run `cio-tui runbook lint {path}`.")
    return ExitCode.OK
