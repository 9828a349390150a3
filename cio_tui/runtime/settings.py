"""The configuration: CIO_TUI_… in the environment, then the file, then defaults; each value knows where it came from.

All mistakes are reported at once. Classes are named tuples: importing dataclasses costs as much as `python -c pass`,
and every command reads the configuration. Positions in the file are looked up only when there is a mistake to place.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from cio_tui.core.errors import UserError
from cio_tui.runtime.paths import config_file
from cio_tui.runtime.regular_file import read_regular
from cio_tui.runtime.setting_keys import KEYS, REGIONS
from cio_tui.runtime.settings_environment import CONFIG_VARIABLE, read_environment, variable_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cio_tui.core.reading import Value
    from cio_tui.runtime.setting_checks import CredentialSource


class ConfigurationError(UserError):
    """Everything that is wrong with the configuration, one line each: `file:line:column: message`."""


class Network(NamedTuple):
    """`[network]`: how hosts are found and trusted."""

    dns: tuple[str, ...]
    ca_file: str
    connect_to: tuple[str, ...]
    hosts: tuple[str, ...]


class Sending(NamedTuple):
    """`[sending]`: whose mail records are read."""

    domain: str
    account: str
    selectors: tuple[str, ...]
    links: str


class Settings(NamedTuple):
    """A whole and checked configuration."""

    region: str
    label: str
    runbooks: tuple[str, ...]
    """Folders searched before the shipped one."""
    workspace_id: int
    """0 means not checked."""
    endpoints: Mapping[str, str]
    """Empty means not configured."""
    network: Network
    credentials: Mapping[str, CredentialSource]
    rotated: date | None
    sending: Sending
    log_dir: str
    """Empty means the user's own state folder."""
    keeps_personal_data: bool
    thresholds: Mapping[str, float]
    source: str
    """The file that was read; empty if there is none."""
    given: Mapping[str, Any]
    """Every value by its dotted name."""
    origins: Mapping[str, str]
    """Where each came from: `default`, `default for us`, a file, or a variable of the environment."""

    def values(self) -> Mapping[str, Value]:
        """What expressions and texts may name: `config.region`, `threshold.bounce_rate`, …"""
        named: dict[str, Value] = {
            "config.region": self.region,
            "config.label": self.label,
            "config.workspace_id": self.workspace_id,
        }
        return named | {f"threshold.{name}": value for name, value in self.thresholds.items()}


def load_settings(path: str | None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the file at `path`, at $CIO_TUI_CONFIG, or the user's own if it exists. Raises ConfigurationError."""
    source = locate_config(path, environment)
    if not (path or environment.get(CONFIG_VARIABLE) or os.path.lexists(source)):
        source = ""  # only a file that was named has to exist
    faults: list[str] = []
    from_file = _read_file(source, faults) if source else {}
    from_environment = read_environment(environment, faults)
    if faults:
        raise ConfigurationError("\n".join(faults))
    origins = dict.fromkeys(KEYS, "default") | dict.fromkeys(from_file, source)
    origins |= {name: variable_of(name) for name in from_environment}
    given = {name: key.default for name, key in KEYS.items()} | from_file | from_environment
    for name, value in REGIONS[str(given["region"])].items():
        if origins[name] == "default":
            given[name], origins[name] = value, f"default for {given['region']}"
    return _settings(given, origins, source)


def locate_config(path: str | None, environment: Mapping[str, str]) -> str:
    """The file that was named, else the user's own, whether or not it exists."""
    return os.path.expanduser(path or environment.get(CONFIG_VARIABLE) or config_file(environment))


def _read_file(source: str, faults: list[str]) -> dict[str, Any]:
    from cio_tui.runtime.settings_file import read_settings_file

    return read_settings_file(source, read_regular(source), faults)


def _settings(given: Mapping[str, Any], origins: Mapping[str, str], source: str) -> Settings:
    return Settings(
        region=given["region"],
        label=given["label"],
        runbooks=given["runbooks"],
        workspace_id=given["workspace_id"],
        endpoints=_table("endpoints", given),
        network=Network(**_table("network", given)),
        credentials={
            name: found for name, found in _table("credentials", given).items() if name != "rotated"
        },
        rotated=given["credentials.rotated"],
        sending=Sending(
            given["sending.from"],
            given["sending.account"],
            given["sending.selectors"],
            given["sending.links"],
        ),
        log_dir=given["log.dir"],
        keeps_personal_data=given["log.personal_data"] == "keep",
        thresholds=_table("thresholds", given),
        source=source,
        given=given,
        origins=origins,
    )


def _table(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    prefix = name + "."
    return {key.removeprefix(prefix): value for key, value in given.items() if key.startswith(prefix)}
