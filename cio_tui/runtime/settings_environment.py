"""`CIO_TUI_…` variables as checked values by dotted name. No credential is among them: `{ env = … }` names its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cio_tui.core.nearest import nearest
from cio_tui.runtime.setting_checks import CredentialSource
from cio_tui.runtime.setting_keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "CIO_TUI_"
CONFIG_VARIABLE = "CIO_TUI_CONFIG"
"""Names the configuration file, as `--config` does."""
OTHERS = (CONFIG_VARIABLE, "CIO_TUI_PERSON")
"""Variables that are no keys of the file."""


def variable_of(name: str) -> str:
    """`thresholds.bounce_rate` as CIO_TUI_THRESHOLDS_BOUNCE_RATE."""
    return PREFIX + name.replace(".", "_").upper()


VARIABLES = {
    variable_of(name): name for name, key in KEYS.items() if not isinstance(key.default, CredentialSource)
}


def read_environment(environment: Mapping[str, str], faults: list[str]) -> dict[str, Any]:
    """The values that are right; what is wrong goes to `faults`, one line each."""
    values: dict[str, Any] = {}
    for variable in sorted(environment):
        if not variable.startswith(PREFIX) or variable in OTHERS:
            continue
        name = VARIABLES.get(variable)
        if name is None:
            near = nearest(variable.lower(), [each.lower() for each in VARIABLES]).upper()
            faults.append(f"{variable}: unknown variable" + (f"; did you mean {near}?" if near else ""))
            continue
        try:
            values[name] = KEYS[name].check(_typed(environment[variable], KEYS[name].default))
        except ValueError as error:
            faults.append(f"{variable}: `{name}` {error}")
    return values


def _typed(written: str, default: object) -> object:
    """Text as the type that the key has; left as text where it is none, for the check to complain about."""
    match default:
        case tuple():
            return [part.strip() for part in written.split(",") if part.strip()]
        case int() | float():
            return _number(written)
        case None:
            return _date(written)
        case _:
            return written


def _number(written: str) -> int | float | str:
    for read in (int, float):
        try:
            return read(written)
        except ValueError:
            continue
    return written


def _date(written: str) -> object:
    from datetime import date

    try:
        return date.fromisoformat(written)
    except ValueError:
        return written
