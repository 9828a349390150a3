"""Why the App API brought nothing: each case one sentence with its remedy, and the exit code that fits.

Wrong settings or a wrong request are the user's to put right (2); everything else means that we could not tell (3).
The status travels with the error, so that a probe can stop polling on a refused key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.errors import Undecided, UserError
from cio_tui.customerio.regions import region_of
from cio_tui.probes.http_remarks import read_body

if TYPE_CHECKING:
    from cio_tui.core.reading import Json
    from cio_tui.probes.exchange import Exchange
    from cio_tui.probes.failure import Phase
    from cio_tui.probes.ground import Ground


class AppApiError(UserError):
    """The request or the settings are wrong."""

    def __init__(
        self, sentence: str, *, status: int = 0, phase: Phase | None = None, retry_after: str = ""
    ) -> None:
        super().__init__(sentence)
        self.status = status
        """0 without an answer."""
        self.phase = phase
        """What failed on the way; None if an answer came, or nothing could be sent."""
        self.retry_after = retry_after
        """The header as it came; empty without one."""

    @property
    def detail(self) -> dict[str, Json]:
        """Evidence for a sample, in the form that `probes.pacing` and `probes.loop` read."""
        headers: dict[str, Json] = {"retry-after": self.retry_after} if self.retry_after else {}
        return {"status": self.status, "headers": headers}


class NotFound(AppApiError):
    """There is nothing with this id: 404."""


class Unanswered(AppApiError, Undecided):
    """We could not find out."""


def document_of(exchange: Exchange, ground: Ground) -> dict[str, Json]:
    """The JSON object of a good answer. Raises AppApiError for every other one."""
    if exchange.error:
        cause = ground.redact(exchange.cause)
        raise _undecided(
            exchange, f"The App API cannot be read: {cause}. `cio-tui check` says whether it is us."
        )
    body = read_body(exchange, ground, expects_json=200 <= exchange.status < 300)
    if not 200 <= exchange.status < 300:
        raise _refusal(exchange, f"{exchange.status}: {body.remark}" if body.remark else str(exchange.status))
    if not isinstance(body.document, dict):
        came = body.remark or "JSON that is no object"
        raise _undecided(
            exchange, f"The App API answered {exchange.status} with {came}. {_IN_BETWEEN}", "body"
        )
    return body.document


_IN_BETWEEN = "If it stays so, a proxy in between may answer in its place."


def _refusal(exchange: Exchange, said: str) -> AppApiError:
    """An answer that is not 2xx, in words."""
    match exchange.status:
        case 301 | 302 | 307 | 308:
            return AppApiError(_elsewhere(exchange, said), status=exchange.status)
        case 400 | 422:
            return AppApiError(f"The App API does not accept the request ({said}).", status=exchange.status)
        case 404:
            return NotFound(
                f"The App API knows nothing of that name ({said}). Look at the id and its spelling.",
                status=404,
            )
        case 401:
            return _undecided(
                exchange,
                f"The App API refuses our key ({said}). app_api_key must be an App API key, not a Track key, of this"
                " account and region, and this host's address must be on its allowlist if it has one.",
            )
        case 403:
            return _undecided(
                exchange,
                f"The App API does not let our key read this ({said}). A key's scope is fixed when it is made:"
                " make one with this scope, or look at its IP allowlist.",
            )
        case 429:
            return _undecided(exchange, f"The App API asks us to slow down ({said}). {_when(exchange)}")
        case _:
            return _undecided(
                exchange, f"The App API fails ({said}). Look at `cio-tui check`, and try again."
            )


def _elsewhere(exchange: Exchange, said: str) -> str:
    region = region_of(exchange.headers.get("location", ""))
    remedy = (
        f'Set region = "{region.name}", and see that no environment variable says otherwise.'
        if region
        else "Set region to the account's: Workspace Settings shows it."
    )
    return f"The account lives in another datacenter ({said}). {remedy}"


def _when(exchange: Exchange) -> str:
    said = exchange.headers.get("retry-after", "")
    if said.isascii() and said.isdigit():
        return f"Try again in {said[:6]} s; production shares this limit."
    return "Try again in a minute; production shares this limit."


def _undecided(exchange: Exchange, sentence: str, phase: Phase | None = None) -> Unanswered:
    return Unanswered(
        sentence,
        status=exchange.status,
        phase=phase or exchange.error,
        retry_after=exchange.headers.get("retry-after", "")[:40],
    )
