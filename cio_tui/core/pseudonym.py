"""Who a person is stays out of the log: e-mail addresses and person ids become salted hashes.

The same person keeps the same pseudonym within one incident and gets another in the next. The salt stands in
the log, so whoever holds a log and a list of addresses can match them; the hash protects against reading.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ADDRESS = re.compile(r"[\w.+%-]{1,64}?(?:@|%40)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


def pseudonym(person: str, salt: str) -> str:
    """`person:` and twelve hex digits; case and surrounding space do not matter."""
    plain = person.strip().casefold().replace("%40", "@")
    return "person:" + hmac.new(salt.encode(), plain.encode(), hashlib.sha256).hexdigest()[:12]


def hide_people(text: str, salt: str, known: Iterable[str] = ()) -> str:
    """The text with every e-mail address, and every known person id, replaced by its pseudonym."""
    for person in sorted(filter(None, known), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(person)}(?!\w)", pseudonym(person, salt), text)
    return _ADDRESS.sub(lambda match: pseudonym(match[0], salt), text)
