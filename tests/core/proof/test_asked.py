from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.proof.asked import asked_lines, command_of
from tests.core.proof.samples import ANSWER

if TYPE_CHECKING:
    from cio_tui.core.probe import Probe

URL = "https://track.customer.io/api/v1/accounts/region"


def test_a_request_is_told_without_its_credential(probes: dict[str, Probe]) -> None:
    assert list(asked_lines(probes["track"], ANSWER)) == [
        f"GET {URL}",
        "timeout 5 s, every 10 s",
        "headers: Host, Authorization (the track credential is not kept)",
    ]


def test_the_copied_line_asks_the_same_with_the_names_of_the_credentials(probes: dict[str, Probe]) -> None:
    assert command_of(probes["track"], ANSWER) == (
        f'curl -sS -i --max-time 5 -u "$CUSTOMERIO_SITE_ID:$CUSTOMERIO_TRACK_API_KEY" {URL}'
    )
    assert '-H "Authorization: Bearer $CUSTOMERIO_APP_API_KEY"' in command_of(probes["app"], ANSWER)
    assert "$" not in command_of(probes["control"], ANSWER)


def test_head_is_asked_as_head(probes: dict[str, Probe]) -> None:
    asked = {"request": {"method": "HEAD", "url": "https://www.gstatic.com/generate_204"}}
    assert "curl -sS -I " in command_of(probes["control"], asked)


def test_in_a_drill_the_line_stays_on_this_host(probes: dict[str, Probe]) -> None:
    answer = {**ANSWER, "address": "127.0.0.1:8443"}
    assert "--connect-to ::127.0.0.1:8443 --insecure" in command_of(probes["track"], answer, is_drill=True)


def test_in_a_drill_what_was_never_connected_has_no_line_that_could_leave_this_host(
    probes: dict[str, Probe],
) -> None:
    refused = {"request": {"method": "GET", "url": URL}, "address": ""}
    assert command_of(probes["track"], refused)
    assert command_of(probes["track"], refused, is_drill=True) == ""
    assert command_of(probes["tls"], {"hosts": [{"host": "api.customer.io"}]}, is_drill=True) == ""


@pytest.mark.parametrize("url", ["https://x/$(reboot)", "https://x/'; reboot", "https://x/`reboot`"])
def test_nothing_in_an_address_runs_in_a_shell(url: str, probes: dict[str, Probe]) -> None:
    command = command_of(probes["control"], {"request": {"method": "GET", "url": url}})
    assert shlex.split(command)[-1] == url
    assert command.endswith(shlex.quote(url))


def test_names_and_handshakes_have_commands_of_their_own(probes: dict[str, Probe]) -> None:
    answers = {"answers": [{"host": "track.customer.io", "server": "127.0.0.1:5353"}]}
    assert command_of(probes["dns"], answers) == "dig @127.0.0.1 -p 5353 track.customer.io A"
    hosts = {"hosts": [{"host": "api.customer.io", "address": "127.0.0.1:8443"}]}
    assert command_of(probes["tls"], hosts) == (
        "openssl s_client -connect api.customer.io:443 -servername api.customer.io </dev/null"
    )
    assert "-connect 127.0.0.1:8443 " in command_of(probes["tls"], hosts, is_drill=True)


@pytest.mark.parametrize(
    "detail",
    [
        {},
        {"request": None},
        {"request": {"url": [7]}},
        {"request": {"url": "-o/etc/passwd"}},
        {"request": {"url": "https://track.customer.io/\nreboot"}},
        {"answers": [3], "hosts": {}},
        {"answers": [{"host": "-f/etc/passwd", "server": "x"}], "hosts": [{"host": "-x"}]},
    ],
)
def test_a_sample_that_does_not_say_what_was_asked_has_no_command(
    detail: dict[str, object], probes: dict[str, Probe]
) -> None:
    for probe in probes.values():
        assert command_of(probe, detail) == ""
        assert list(asked_lines(probe, detail))[-1].startswith("timeout")
