from __future__ import annotations

from cio_tui.core.probe import ProbeKind
from cio_tui.probes.http import measure
from cio_tui.probes.registry import MODULES, measure_of


def test_every_kind_of_the_schema_has_a_module() -> None:
    assert set(MODULES) == set(ProbeKind)


def test_a_kinds_measurement_is_its_modules() -> None:
    assert measure_of(ProbeKind.HTTP) is measure
