"""Measurements, one kind a file.

httpx imports a command line of its own, which is 30 ms of click and rich wherever click happens to be installed; told
that there is none, it goes without.
"""

import sys

sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
