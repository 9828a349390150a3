from __future__ import annotations

import copy
import dataclasses
import json
import pickle
import traceback

import pytest
from rich.console import Console
from rich.traceback import Traceback

from cio_tui.core.secret import Secret
from tests.core.test_redact import KEY, SITE


def test_a_secret_never_shows_itself() -> None:
    secret = Secret(KEY)

    @dataclasses.dataclass
    class Holder:
        key: Secret

    shown = [repr(secret), str(secret), f"{secret}", f"{secret:>40}", f"{secret!r}", str.format("{}", secret)]
    shown += [repr(Holder(secret)), repr([secret]), str(dataclasses.asdict(Holder(secret)))]
    assert not any(KEY in text for text in shown)
    assert secret.reveal() == KEY


@pytest.mark.parametrize("dump", [json.dumps, pickle.dumps], ids=["json", "pickle"])
def test_a_secret_is_never_serialized(dump: object) -> None:
    assert callable(dump)
    with pytest.raises(TypeError):
        dump(Secret(KEY))


def test_a_traceback_with_local_variables_does_not_show_it() -> None:
    def fail() -> None:
        secret = Secret(KEY)
        raise RuntimeError(f"no answer with {secret}")

    console = Console(width=200, record=True, quiet=True)
    try:
        fail()
    except RuntimeError as error:
        console.print(Traceback.from_exception(type(error), error, error.__traceback__, show_locals=True))
        text = traceback.format_exc() + console.export_text()
    assert "Secret(sha256:" in text
    assert KEY not in text


def test_equal_secrets_have_equal_fingerprints() -> None:
    assert Secret(KEY) == Secret(KEY) == copy.deepcopy(Secret(KEY)) == copy.copy(Secret(KEY))
    assert Secret(KEY) != Secret(SITE)
    assert len({Secret(KEY), Secret(KEY), Secret(SITE)}) == 2
    assert Secret("abc").fingerprint == "sha256:ba7816bf"  # printf abc | sha256sum


def test_an_empty_credential_is_refused() -> None:
    with pytest.raises(ValueError, match="Leave it out"):
        Secret("")
