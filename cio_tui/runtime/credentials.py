"""Credentials are looked up when first needed, kept as secrets, and refused when anyone else could have read them.

A file that is not private is ignored, never merely warned about. A command runs without a shell, and only from a
configuration that nobody else can write: whoever may edit that file may otherwise run programs as this user.
"""

from __future__ import annotations

import os
import stat
import subprocess
from subprocess import DEVNULL, PIPE
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.secret import Secret
from cio_tui.runtime.regular_file import UnreadableFileError, open_regular

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.redact import Redactor
    from cio_tui.runtime.setting_checks import CredentialSource
    from cio_tui.runtime.settings import Settings

COMMAND_SECONDS = 10.0
"""A password manager that has not answered by then is asking a question that nobody sees."""
LARGEST = 64 * 1024
"""Bytes of a credential."""


class LookUp(NamedTuple):
    """What became of looking for one credential."""

    secret: Secret | None
    problem: str = ""
    """Why there is none, with the remedy; empty when it was found or simply is not set."""


class Credentials:
    """The credentials of one configuration. Calling it with a name is what `probes.ground.Ground` asks for."""

    def __init__(self, settings: Settings, environment: Mapping[str, str] = os.environ) -> None:
        self._settings = settings
        self._environment = environment
        self._found: dict[str, LookUp] = {}

    def __call__(self, name: str) -> Secret | None:
        """The credential of this name, or None. A command may take COMMAND_SECONDS, the first time."""
        return self.find(name).secret

    def find(self, name: str) -> LookUp:
        """The same, with the reason if there is none."""
        if name not in self._found:
            source = self._settings.credentials[name]
            self._found[name] = _look_up(source, self._settings.source, self._environment)
        return self._found[name]

    def find_all(self) -> Mapping[str, LookUp]:
        """Every credential; call it in a thread before an event loop asks for the first one."""
        return {name: self.find(name) for name in self._settings.credentials}

    def redactor(self) -> Redactor:
        """What takes every one of them out of a text."""
        from cio_tui.core.redact import Redactor  # hashes, JSON and Base64, which no start waits for

        found = self.find_all()
        return Redactor({name: look.secret for name, look in found.items() if look.secret})


def _look_up(source: CredentialSource, config: str, environment: Mapping[str, str]) -> LookUp:
    match source.kind:
        case "env":
            return _accept(environment.get(source.words[0], ""), f"${source.words[0]}")
        case "file":
            return _from_file(source.words[0])
        case _:
            return _from_command(source.words, config)


def _from_file(path: str) -> LookUp:
    if os.path.islink(path):
        return LookUp(None, f"{path} is ignored: it is a symbolic link. Name the file itself.")
    try:
        descriptor = open_regular(path, os.O_NOFOLLOW)
    except UnreadableFileError as error:
        return LookUp(None, str(error))
    with os.fdopen(descriptor, "rb") as file:
        problem = _exposed(path, os.fstat(descriptor))
        data = b"" if problem else file.read(LARGEST)
    return LookUp(None, problem) if problem else _accept(data.decode("utf-8", "replace"), path)


def _exposed(path: str, status: os.stat_result) -> str:
    """Who else could have read or replaced the file, and what to do about it; empty if nobody."""
    folder = os.stat(os.path.dirname(os.path.abspath(path))).st_mode
    if status.st_uid != os.geteuid():
        return f"{path} is ignored: it belongs to another user. Make a copy of your own."
    if status.st_mode & 0o077:
        return f"{path} is ignored: others may read it (mode {status.st_mode & 0o777:04o}). Run `chmod 600 {path}`."
    if folder & 0o022 and not folder & stat.S_ISVTX:
        return f"{path} is ignored: others may replace it. Run `chmod go-w {os.path.dirname(path)}`."
    return ""


def _from_command(words: tuple[str, ...], config: str) -> LookUp:
    status = os.stat(config)
    if status.st_uid not in (0, os.geteuid()) or status.st_mode & 0o022:
        return LookUp(None, f"`{words[0]}` is not run: others may write {config}. Run `chmod go-w {config}`.")
    try:
        done = subprocess.run(  # its messages may quote what it was asked for, so they are not even read
            words, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, timeout=COMMAND_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return LookUp(None, f"`{words[0]}` did not answer within {COMMAND_SECONDS:g} s. Run it by hand once.")
    except (OSError, ValueError) as error:
        return LookUp(None, f"`{words[0]}` cannot be run: {error}.")
    if done.returncode:
        return LookUp(None, f"`{words[0]}` ended with {done.returncode}. Run it by hand to see why.")
    return _accept(done.stdout.decode("utf-8", "replace"), f"`{words[0]}`")


def _accept(text: str, origin: str) -> LookUp:
    """A credential of one line; an empty one counts as not set."""
    value = text.strip()
    if not value:
        return LookUp(None)
    if not value.isascii() or not value.isprintable():
        return LookUp(None, f"{origin} holds something else than one line of plain characters.")
    return LookUp(Secret(value))
