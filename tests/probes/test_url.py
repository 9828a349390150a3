from __future__ import annotations

import subprocess
import sys

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.probes.failure import SetupError
from cio_tui.probes.url import Url, join, parse_url

LABEL = st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)
QUAD = st.lists(st.sampled_from(["0", "1", "01", "127", "255", "256"]), min_size=3, max_size=5)
PART = st.text(alphabet="abz09.-_~!$&'()*+,;=:@/?%A|\"é", max_size=12)
SEGMENT = st.text(alphabet="abz09.-_~!$&'()*+,=:@%A|é", min_size=1, max_size=12)
PATH = st.lists(SEGMENT, min_size=1, max_size=3).map(lambda segments: "/" + "/".join(segments))
"""Without an empty part, which httpx drops where it joins and keeps where it reads."""
PORT = st.none() | st.integers(0, 70_000)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Mostly plain URLs, with something odd now and then."""
    host = ".".join(draw(st.lists(LABEL, min_size=1, max_size=4) | QUAD))
    port = draw(PORT)
    path = "".join(f"/{draw(PART)}" for _ in range(draw(st.integers(0, 3))))
    query = draw(st.none() | PART)
    return (
        f"{draw(st.sampled_from(['https', 'http']))}://{host}"
        + ("" if port is None else f":{port}")
        + path
        + ("" if query is None else f"?{query}")
    )


@given(texts())
def test_whatever_is_read_without_httpx_means_what_httpx_says_of_it(text: str) -> None:
    try:
        expected = httpx.URL(text)
        host = expected.host
    except (httpx.InvalidURL, ValueError):
        with pytest.raises(SetupError):
            parse_url(text)
        return
    if expected.userinfo:
        return
    if expected.port is not None and not 0 < expected.port < 65_536:
        with pytest.raises(SetupError, match="no port between 1 and 65535"):
            parse_url(text)
        return
    url = parse_url(text)
    assert url == Url(
        expected.scheme, host, expected.raw_host.decode(), expected.port, expected.raw_path.decode()
    )
    assert url.path == expected.path
    assert url.authority == expected.netloc.decode()
    assert parse_url(str(url)) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://host/",
        "http://",
        "https://user:pass@host/",
        "https://user:pass@host:0/",
        "http://[::1",
        "https://a:b:c/",
        "https://./",
        "https://host:0/",
        "https://host:65536/",
    ],
)
def test_what_is_no_plain_url_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(SetupError) as raised:
        parse_url(url)
    assert "pass" not in str(raised.value).replace("password", "")


@pytest.mark.parametrize(
    ("reference", "destination"),
    [
        ("x", "https://a.example/c/x"),
        ("/x?y", "https://a.example/x?y"),
        ("//b.example/", "https://b.example/"),
        ("?q", "https://a.example/c/d?q"),
        ("../../..", "https://a.example/"),
        ("https://B.example:443/x#part", "https://b.example/x"),
        ("https://münchen.example/ä", "https://xn--mnchen-3ya.example/%C3%A4"),
        ("https://[::1]:8443/", "https://[::1]:8443/"),
        ("/x/../y|", "https://a.example/y|"),
        ("https:/x", "https://a.example/x"),
        ("https:////b.example", "https://b.example/"),
        ("/\\b.example", "https://a.example/\\b.example"),
    ],
)
def test_a_reference_leads_on_from_where_it_was_given(reference: str, destination: str) -> None:
    assert str(join(parse_url("https://a.example/c/d?e"), reference)) == destination


@pytest.mark.parametrize("reference", ["\0", "mailto:x", "https://user:pass@host/"])
def test_a_reference_to_nowhere_is_refused_with_a_sentence(reference: str) -> None:
    with pytest.raises(SetupError):
        join(parse_url("https://a.example/"), reference)


@given(PATH, st.sampled_from(["https://a.example/c/d?e", "http://[::1]:8443/", "https://1.2.3.4"]))
def test_a_path_leads_from_here_to_where_httpx_says(reference: str, base: str) -> None:
    assert str(join(parse_url(base), reference)) == str(httpx.URL(base).join(reference))


def test_one_dot_at_the_end_is_the_same_origin_and_two_are_not() -> None:
    endpoint = parse_url("https://track.customer.io/")
    assert parse_url("https://track.customer.io./").origin == endpoint.origin
    assert parse_url("https://track.customer.io../").origin != endpoint.origin


def test_a_host_is_compared_as_a_name_server_reads_it() -> None:
    assert parse_url("https://münchen.example/").origin == ("https", "xn--mnchen-3ya.example", 443)


def test_a_url_in_plain_ascii_is_read_without_httpx() -> None:
    code = (
        "import sys; from cio_tui.probes.url import parse_url, join\n"
        "url = parse_url('https://api-eu.customer.io:8443/v1/a%20b/c.json?x=1&y[]='.replace('[]', '%5B%5D'))\n"
        "join(parse_url('http://127.0.0.1:9090/metrics'), 'https://track.customer.io')\n"
        "join(url, '/v1/other?x')\n"
        "sys.exit('httpx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
