"""An App and Track API that shares nothing with the simulator: another workspace, in the vendor's shapes.

Answers are a table from path to JSON, so that a test can break any of them; every request is kept.
"""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import trustme

if TYPE_CHECKING:
    from pathlib import Path

HOSTS = ("api-eu.customer.io", "track-eu.customer.io")
NOW = int(time.time())
PERSON = "łucja/ö+1 @home"
"""An id with everything that has to be encoded."""
ADDRESS = "łucja+lists@example.org"
SECRETS = {"site_id": "5" * 20, "track_api_key": "6" * 20, "app_api_key": "7" * 32}


@dataclass(frozen=True)
class Reply:
    """Anything that is not the JSON of a good answer."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    promises: int | None = None
    """Content-Length, if it is not that of the body."""


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    at: float
    method: str
    host: str
    path: str
    query: Mapping[str, list[str]]
    body: bytes


Answer = object
"""A JSON document, a Reply, or a function of the request that makes one."""
Answers = dict[str, Answer]


class StandIn:
    """Serves on loopback inside `with`, for both hosts at one port."""

    def __init__(self, folder: Path, answers: Answers) -> None:
        self.answers = answers
        self.everything: Answer = None
        """Answered to every App request instead, if it is set."""
        self.requests: list[Asked] = []
        self._folder = folder
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        authority = trustme.CA()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*HOSTS).configure_cert(context)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        authority.cert_pem.write_to_path(folder / "ca.pem")
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> StandIn:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def writes(self) -> list[str]:
        """Requests that could change something."""
        return [f"{each.method} {each.path}" for each in self.requests if each.method not in ("GET", "HEAD")]

    def config(self) -> Path:
        """A configuration that points here."""
        port = self._server.server_address[1]
        lines = ['region = "eu"', 'label = "harbour"', "[network]", f'ca_file = "{self._folder}/ca.pem"']
        lines.append(f"connect_to = {[f'{host}:443:127.0.0.1:{port}' for host in HOSTS]}")
        lines.append("[credentials]")
        for name, secret in SECRETS.items():
            path = self._folder / name
            path.touch(0o600)
            path.write_text(secret)
            lines.append(f'{name} = {{ file = "{path}" }}')
        config = self._folder / "config.toml"
        config.write_text("\n".join(lines) + "\n")
        return config

    def answer(self, asked: Asked) -> Answer:
        """What a request gets: the table's answer for its path, or the vendor's 404."""
        if self.everything is not None and asked.host.startswith("api"):
            found = self.everything
        else:
            found = self.answers.get(f"{asked.method} {asked.path}", self.answers.get(asked.path, NOT_FOUND))
        return found(asked) if callable(found) else found

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self) -> None:
                parts = urlsplit(self.path)
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                asked = Asked(
                    time.monotonic(),
                    self.command,
                    str(self.headers.get("Host")),
                    unquote(parts.path),
                    parse_qs(parts.query),
                    body,
                )
                stand_in.requests.append(asked)
                self._send(stand_in.answer(asked))

            def _send(self, found: Answer) -> None:
                reply = found if isinstance(found, Reply) else Reply(body=json.dumps(found).encode())
                self.send_response(reply.status)
                for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header(
                    "Content-Length", str(len(reply.body) if reply.promises is None else reply.promises)
                )
                self.end_headers()
                self.wfile.write(reply.body)
                self.close_connection = reply.promises is not None

            def log_message(self, *_: object) -> None:
                """Nothing on stderr."""

        for method in ("GET", "HEAD", "PUT", "POST", "DELETE"):
            setattr(Handler, f"do_{method}", Handler._serve)
        return Handler


NOT_FOUND = Reply(404, b'{"errors":[{"detail":"not found","status":"404"}]}')


def message(number: int, ago: int, **happened: int) -> dict[str, Any]:
    """A delivery made `ago` seconds ago; what happened, in seconds after that."""
    made = NOW - ago
    return {
        "id": f"dlv-{number}",
        "type": "email",
        "created": made,
        "metrics": {name: made + after for name, after in happened.items()},
        "recipient": ADDRESS,
        "subject": "Hafen № 7",
        "campaign_id": 301,
        "action_id": 9001,
        "trigger_event_id": f"act-{number}",
        "failure_message": None,
    }


def event(number: int, ago: int, name: str, kind: str = "event") -> dict[str, Any]:
    """An activity."""
    return {
        "id": f"act-{number}",
        "type": kind,
        "name": name,
        "timestamp": NOW - ago,
        "customer_id": PERSON,
        "data": {"isbn": "978"},
    }


def harbour() -> Answers:
    """A small bookshop's workspace, in which all is well."""
    names = {"id": PERSON, "email": ADDRESS, "cio_id": "0a0b0c"}
    attributes = {"plan": "reader", "created_at": str(NOW - 9_000_000), **names}
    profile = {
        "id": PERSON,
        "identifiers": names,
        "attributes": attributes,
        "timestamps": {"plan": NOW - 400},
        "unsubscribed": False,
        "devices": [],
    }
    of = f"/v1/customers/{PERSON}"
    messages = [message(number, 120 * number, sent=3, delivered=5) for number in range(1, 40)]
    events = [event(number, 90 * number, "book borrowed") for number in range(1, 40)]
    campaigns = [
        {"id": 301, "name": "Rückgabe & co", "type": "event", "state": "running", "active": True,
         "event_name": "book borrowed", "tags": None, "actions": [{"type": "email", "id": 9001}],
         "first_started": NOW - 900_000, "created": NOW - 990_000, "updated": NOW - 900_000},
        {"id": "302", "name": "Newsletter der Bücherei", "type": "segment", "state": "draft", "active": False,
         "trigger_segment_ids": [5], "tags": [], "actions": []},
    ]  # fmt: skip
    actions = [{"id": 9001, "name": "mail", "type": "email", "sending_state": "automatic", "body": "Hallo",
                "subject": "Hafen", "updated": NOW - 900_000}]  # fmt: skip
    counts = {"created": [20, 40], "sent": [20, 40], "delivered": [20, 39], "bounced": [0, 1]}
    return {
        "/v1/info/ip_addresses": {"ip_addresses": ["34.76.143.229", "34.78.91.47"]},
        "/v1/workspaces": {"workspaces": [{"id": 9, "name": "harbour", "people": 40}]},
        "/v1/customers": lambda asked: {"results": [names] if asked.query["email"] == [ADDRESS] else []},
        f"{of}/attributes": {"customer": profile},
        f"{of}/segments": {"segments": [{"id": 5, "name": "Leser", "description": None}]},
        f"{of}/messages": {"messages": messages[:5], "next": ""},
        f"{of}/activities": {"activities": events[:5], "next": ""},
        f"{of}/subscription_preferences": {"customer": {"topics": [], "unsubscribed": False}},
        f"{of}/optouts": {"optouts": None},
        f"/v1/esp/search_suppression/{ADDRESS}": {"category": "", "suppressions": []},
        "/v1/campaigns": {"campaigns": campaigns},
        "/v1/campaigns/301/actions": {"actions": actions, "next": ""},
        "/v1/campaigns/301/metrics": {"metric": {"series": counts}},
        "/v1/campaigns/301/messages": {"messages": messages, "next": ""},
        "/v1/messages": {"messages": messages, "next": ""},
        "/v1/activities": {"activities": events, "next": ""},
        "/v1/segments": {"segments": [{"id": 5, "name": "Leser", "state": "finished", "progress": None}]},
        "/v1/reporting_webhooks": {"reporting_webhooks": []},
        "/v1/sender_identities": {"sender_identities": None, "next": ""},
        "/v1/newsletters": {"newsletters": None, "next": ""},
        "/v1/transactional": {"messages": []},
        "/v1/broadcasts": {"broadcasts": []},
        "/api/v1/accounts/region": {"url": "track-eu.customer.io", "region": "eu", "environment_id": 9},
        f"PUT /api/v1/customers/{PERSON}": {},
        f"POST /api/v1/customers/{PERSON}/events": {},
    }


Changed = Callable[[Any], Any]
