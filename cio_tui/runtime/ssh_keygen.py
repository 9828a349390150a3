"""`ssh-keygen -Y`: who can sign and whose signature it is, asked of the tool that people's keys are made with.

Run without a shell and with a time limit; a key with a passphrase asks for it on the terminal itself.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from cio_tui.core.errors import Undecided, UserError
from cio_tui.core.text import clean_line
from cio_tui.runtime.regular_file import open_regular

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMESPACE = "cio-tui-incident"
"""A signature of something else, such as a commit, is none of a log."""

SECONDS = 60.0
"""Time to type a passphrase or to touch a security key."""


def sign(statement: bytes, key: str) -> bytes:
    """The signature of a statement, as ssh-keygen armours it. Raises UserError, Undecided."""
    _require_file(key)
    done = _run(["-Y", "sign", "-n", NAMESPACE, "-f", key], statement)
    if done.returncode or not done.stdout:
        raise UserError(
            f"ssh-keygen did not sign with {key}: {_words(done.stderr)}. Name a private key, "
            "or a public one whose private half the agent holds."
        )
    return done.stdout


def signer_of(statement: bytes, signature: str, signers: str) -> str:
    """Whose valid signature the file holds, by a list of allowed signers; empty when it is nobody's of the list.

    Raises UserError when a file cannot be read, Undecided without ssh-keygen.
    """
    for path in (signature, signers):
        _require_file(path)
    found = _run(["-Y", "find-principals", "-s", signature, "-f", signers], b"")
    for name in found.stdout.decode(errors="replace").splitlines() if not found.returncode else ():
        checked = _run(
            ["-Y", "verify", "-n", NAMESPACE, "-I", name, "-s", signature, "-f", signers], statement
        )
        if not checked.returncode:
            return clean_line(name)
    return ""


def _run(words: Sequence[str], stdin: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["ssh-keygen", *words], input=stdin, capture_output=True, timeout=SECONDS, check=False
        )
    except FileNotFoundError:
        raise Undecided(
            "Signatures need ssh-keygen, which is not installed here (Debian: openssh-client)."
        ) from None
    except subprocess.TimeoutExpired:
        raise Undecided(f"ssh-keygen did not come to an end within {SECONDS:g} s.") from None
    except OSError as error:
        raise Undecided(f"ssh-keygen cannot be run: {error.strerror}.") from None


def _require_file(path: str) -> None:
    """A FIFO would keep ssh-keygen waiting. Raises UserError."""
    os.close(open_regular(path))


def _words(stderr: bytes) -> str:
    return clean_line(stderr.decode(errors="replace")).rstrip(".") or "it gave no reason"
