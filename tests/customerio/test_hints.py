from __future__ import annotations

from cio_tui.customerio.hints import Hint, hint_for_status


def test_every_row_of_both_tables_is_there_once() -> None:
    assert [hint.value.source for hint in Hint] == ["E.1", "E.2", "E.3", "E.4", "L.1", "L.2", "L.3", "L.4"]


def test_a_status_is_explained_by_the_row_that_fits() -> None:
    assert [hint_for_status(status) for status in (200, 403, 404, 429)] == [None] * 4
    assert hint_for_status(401) is Hint.REFUSED_AFTER_DEPLOY
    assert {hint_for_status(status) for status in (500, 502, 503)} == {Hint.SERVER_ERRORS}
