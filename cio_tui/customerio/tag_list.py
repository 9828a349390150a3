"""`tag=value; tag=value`, as DKIM and DMARC records are written (RFC 6376, section 3.2)."""

from __future__ import annotations

import re

_TAG = re.compile(r"\s*([A-Za-z][A-Za-z0-9_]*)\s*=(.*)", re.DOTALL)


def read_tags(text: str) -> dict[str, str]:
    """Values by lower-case tag, in order. Raises ValueError with a few words about the first part that is wrong."""
    tags: dict[str, str] = {}
    for part in text.split(";"):
        if not part.strip():
            continue
        found = _TAG.fullmatch(part)
        if found is None:
            raise ValueError(f"{part.strip()[:40]!r} is no tag=value")
        name = found[1].lower()
        if name in tags:
            raise ValueError(f"{name}= stands there twice")
        tags[name] = found[2].strip()
    return tags
