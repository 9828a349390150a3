from __future__ import annotations

from pathlib import Path

from cio_tui.shipped import shipped_books


def test_a_checkout_uses_the_books_beside_the_package() -> None:
    assert Path(shipped_books()) == Path(__file__).parents[1] / "runbooks"
    assert Path(shipped_books(), "lib", "probes.toml").is_file()
