from __future__ import annotations

import base64
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.reading import Verdict
from cio_tui.customerio.dkim import _strength
from cio_tui.customerio.mail_records import Record
from tests.customerio.sound_domain import KEY, KEYS, said

if TYPE_CHECKING:
    from tests.customerio.sound_domain import Look


@pytest.mark.parametrize(
    ("record", "verdict", "words"),
    [
        (None, Verdict.FAILING, f"There is no DKIM record at {KEY}"),
        ("v=DKIM1; p=", Verdict.FAILING, "is revoked: its p= is empty"),
        ("v=DKIM1; k=rsa", Verdict.FAILING, "it has no p="),
        ("p=MII!; k=rsa", Verdict.FAILING, "p= is not base64"),
        (f"k=rsa; p={KEYS[2048][:200]}", Verdict.FAILING, "perhaps it is cut short"),
        (f"p={KEYS[512]}", Verdict.FAILING, "has 512 bits; receivers ignore it"),
        (f"p={KEYS[1024]}", Verdict.DEGRADED, "has only 1024 bits"),
        (f"t=y:s; p={KEYS[2048]}", Verdict.DEGRADED, "says t=y, testing"),
        (f"k=rsa; v=DKIM1; p={KEYS[2048]}", Verdict.FAILING, "v= must be DKIM1, and come first"),
        (f"k=dsa; p={KEYS[2048]}", Verdict.FAILING, "k=dsa is no kind of key"),
        (f"h=sha1; p={KEYS[2048]}", Verdict.FAILING, "leaves out sha256"),
        (f"s=tlsrpt; p={KEYS[2048]}", Verdict.FAILING, "is not for mail"),
        (f"p={KEYS[2048]}; p=x", Verdict.FAILING, "p= stands there twice"),
        ("hello", Verdict.FAILING, "is no tag=value"),
        (f"k=ed25519; p={base64.b64encode(bytes(32)).decode()}", Verdict.OK, "Ed25519"),
        (f"k=ed25519; p={KEYS[512]}", Verdict.FAILING, "no Ed25519 key"),
        (f"p={KEYS[2048][:100]} {KEYS[2048][100:]};", Verdict.OK, "2048 bits"),
    ],
)
async def test_a_dkim_key_must_be_one_that_receivers_take(
    record: str | None, verdict: Verdict, words: str, look: Look
) -> None:
    check = await look({(KEY, "TXT"): record and (record,)})
    assert words in said(check, Record.DKIM)
    assert check.state(Record.DKIM) is verdict


async def test_two_keys_at_one_selector_or_an_alias_to_nowhere_are_failing(look: Look) -> None:
    twice = await look({(KEY, "TXT"): ("p=", f"p={KEYS[2048]}")})
    assert "has 2 TXT records" in said(twice, Record.DKIM)
    dangling = await look({(KEY, "TXT"): None, (KEY, "CNAME"): ("s1.gone.example.",)})
    assert "its CNAME leads to s1.gone.example, which does not exist" in said(dangling, Record.DKIM)
    assert {twice.state(Record.DKIM), dangling.state(Record.DKIM)} == {Verdict.FAILING}


def test_the_usual_key_is_measured_without_loading_what_reads_the_unusual_ones() -> None:
    script = (
        "import sys; from cio_tui.customerio.dkim import _strength; "
        "print(_strength({'p': sys.argv[1]}), 'cryptography' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, KEYS[2048]], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["2048", "False"]


@pytest.mark.parametrize("at", [5, 20, 33])
def test_a_key_that_only_looks_usual_is_read_whole(at: int) -> None:
    raw = bytearray(base64.b64decode(KEYS[2048]))
    raw[at] ^= 0x80
    with suppress(ValueError):  # most of them are no key at all then
        assert _strength({"p": base64.b64encode(raw).decode()}) != "2048"
