from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.commands import Answer, Begin, DeclineUndo
from cio_tui.core.errors import ReasonNeeded, Refused
from tests.core.books import do, make, switch

if TYPE_CHECKING:
    from tests.core.conftest import Walk


def test_what_stays_switched_on_purpose_leaves_the_undo_list_with_a_reason(walk: Walk) -> None:
    switched = walk(make(switch("backoff", "back") + do("back"))) >> Begin() << "at backoff (start)"
    with pytest.raises(Refused, match="back is not on the undo list"):
        switched >> DeclineUndo("back", "kept")
    switched >> Answer("backoff", "on") << 'backoff attested "on"' << "undo list: + back" << "at close (next)"
    with pytest.raises(ReasonNeeded, match="Leaving something switched needs a reason"):
        switched >> DeclineUndo("back", " ")
    switched >> DeclineUndo("back", "kept: OPS-9") << "undo list: back left as it is - kept: OPS-9"
    assert (switched.session.undo_open, switched.session.undo_declined) == ((), ("a#back",))
