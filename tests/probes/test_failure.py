from __future__ import annotations

import errno

import pytest

from cio_tui.probes.failure import words


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ECONNREFUSED, "Connection refused"), "connection refused"),
        (OSError(errno.EPIPE, "Broken pipe"), "connection reset"),
        (OSError(errno.ENOBUFS, "whatever"), "no buffer space available"),
        (OSError("without a number"), "OSError"),
    ],
)
def test_the_kernel_is_quoted_in_words_a_person_uses(error: OSError, said: str) -> None:
    assert words(error) == said
