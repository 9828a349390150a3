from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.runtime.library import Library

if TYPE_CHECKING:
    from cio_tui.core.probe import Probe


@pytest.fixture(scope="session")
def probes() -> dict[str, Probe]:
    """The shipped ones, by id."""
    books = Library([Path(__file__).parents[3] / "runbooks"])
    return {**books.open_book("p3-delivery").probes, **books.open_book("p1-outage").probes}
