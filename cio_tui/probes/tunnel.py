"""A way through an HTTP proxy to a TLS host: one CONNECT, whose refusal is the proxy's fault and named so."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import h11

from cio_tui.core.text import clean_line
from cio_tui.probes.causes import check_is_http
from cio_tui.probes.failure import PhaseError, words

if TYPE_CHECKING:
    from cio_tui.probes.proxy import Proxies
    from cio_tui.probes.stream import Stream

_MEANINGS = {
    403: "it does not allow this host",
    407: "it wants another user name or password in HTTPS_PROXY",
    502: "it cannot reach the host",
    503: "it cannot reach the host",
    504: "it got no answer from the host",
}


async def open_tunnel(stream: Stream, proxies: Proxies, host: str, port: int, user_agent: str) -> None:
    """Ask for the tunnel; afterwards the stream is the host's. Raises PhaseError("proxy")."""
    target = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    headers = [("Host", target), ("User-Agent", user_agent), *_authorization(proxies)]
    connection = h11.Connection(h11.CLIENT)
    try:
        request = connection.send(h11.Request(method="CONNECT", target=target, headers=headers))
        await stream.write(request or b"")
        answer = await _answer(connection, stream)
    except OSError as error:
        raise PhaseError("proxy", f"{words(error)} by proxy {proxies.name}") from error
    except h11.LocalProtocolError:
        raise PhaseError("proxy", "HTTPS_PROXY holds a character that cannot be sent") from None
    except (h11.RemoteProtocolError, PhaseError) as error:
        raise PhaseError("proxy", f"proxy {proxies.name} does not answer as an HTTP proxy does") from error
    if not 200 <= answer.status_code < 300:
        meaning = _MEANINGS.get(answer.status_code) or clean_line(
            answer.reason.decode("ascii", "replace"), 80
        )
        raise PhaseError(
            "proxy", f"proxy {proxies.name} answered {answer.status_code} for {target}: {meaning}"
        )


async def _answer(connection: h11.Connection, stream: Stream) -> h11.Response:
    """The head of the proxy's answer, informational ones skipped."""
    data = await stream.read(4096)
    check_is_http(data)
    while True:
        connection.receive_data(data)
        while (event := connection.next_event()) is not h11.NEED_DATA:
            if isinstance(event, h11.Response):
                return event
            if not isinstance(event, h11.InformationalResponse):
                raise h11.RemoteProtocolError("no answer")
        data = await stream.read(4096)


def _authorization(proxies: Proxies) -> list[tuple[str, str]]:
    if not proxies.user:
        return []
    password = proxies.password.reveal() if proxies.password else ""
    pair = base64.b64encode(f"{proxies.user}:{password}".encode()).decode()
    return [("Proxy-Authorization", f"Basic {pair}")]
