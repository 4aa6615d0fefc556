"""What is fetched from addresses: a server of the test's own on the loopback, and what a fetch refuses."""

import ipaddress
from collections.abc import Iterator
from contextlib import closing

import pytest
from web_server import STORY, Pages, serving_pages

from nlp import limits
from store.errors import AddressError
from store.intake import Known
from tui import addresses
from tui.addresses import Fetcher, _is_public


@pytest.fixture
def server(monkeypatch) -> Iterator[str]:
    monkeypatch.setattr(addresses, "PAUSE", 0.01)
    with serving_pages() as address:
        yield address


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with closing(Fetcher(allow_private=True)) as fetcher:
        yield fetcher


def test_a_page_is_a_file_of_its_type(server, fetcher):
    fetched = fetcher.fetch(f"{server}/story/rockets-hit-camp")
    assert fetched is not None
    assert fetched.path.read_text(encoding="utf-8") == STORY
    assert (fetched.media, fetched.host, fetched.hops) == ("text/plain", "127.0.0.1", ())
    assert fetched.state == Known(None, "Mon, 27 Jul 2020 10:00:00 GMT")


def test_what_has_not_changed_is_not_sent_again(server, fetcher):
    first = fetcher.fetch(f"{server}/feed")
    assert first is not None
    assert fetcher.fetch(f"{server}/feed", first.state) is None
    assert fetcher.fetch(f"{server}/feed", Known('"two"', None)) is not None


def test_redirects_are_followed_and_recorded(server, fetcher):
    fetched = fetcher.fetch(f"{server}/moved")
    assert fetched is not None
    assert (fetched.hops, fetched.final) == ((f"{server}/moved",), f"{server}/story/moved")


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("loop", "redirects more than 5 times"),
        ("elsewhere", "no address of http or https"),
        ("gone", "answers 410 Gone"),
        ("nothing", "answers 404 Not Found"),
        ("down", "answers 503 Service Unavailable"),
    ],
)
def test_what_leads_nowhere_is_told_in_a_line(server, fetcher, page, told):
    with pytest.raises(AddressError) as error:
        fetcher.fetch(f"{server}/{page}")
    assert str(error.value) == f"{server}/{page} {told}; skipped." or told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_busy_server_is_asked_again(server, fetcher):
    assert fetcher.fetch(f"{server}/busy") is not None
    assert Pages.asked["/busy"] == addresses.TRIES


@pytest.mark.parametrize("page", ["large", "bomb"])
def test_an_endless_answer_ends_at_the_limit_also_one_that_is_packed(server, fetcher, page, monkeypatch):
    monkeypatch.setattr(limits, "FETCHED", 1_000_000)
    with pytest.raises(AddressError, match="larger than 1 MB"):
        fetcher.fetch(f"{server}/{page}")


def test_a_slow_answer_ends_at_its_time(server, fetcher, monkeypatch):
    monkeypatch.setattr(limits, "FETCH_SECONDS", 0.5)
    with pytest.raises(AddressError, match=r"not read within 0 seconds|not read within 1 second"):
        fetcher.fetch(f"{server}/slow")


def test_a_server_that_does_not_answer_is_given_up(server, monkeypatch):
    monkeypatch.setattr(limits, "FETCH_SECONDS", 1.0)
    with closing(Fetcher(allow_private=True)) as impatient, pytest.raises(AddressError, match="did not answer"):
        impatient.fetch(f"{server}/silent")


def test_nobody_there_is_told(fetcher, monkeypatch):
    monkeypatch.setattr(addresses, "PAUSE", 0.01)
    with pytest.raises(AddressError, match="cannot be fetched"):
        fetcher.fetch("http://127.0.0.1:9/")


def test_stopping_ends_a_download(server):
    stopped = Fetcher(allow_private=True, stop=lambda: Pages.asked["/large"] > 0)
    with closing(stopped), pytest.raises(AddressError, match="stopped"):
        stopped.fetch(f"{server}/large")


def test_robots_are_heard(server, fetcher, monkeypatch):
    monkeypatch.setattr(Pages, "robots", b"User-agent: *\nDisallow: /story\nAllow: /feed\n")
    with pytest.raises(AddressError, match=r"may not be read by programs \(robots.txt\)"):
        fetcher.fetch(f"{server}/story/x")
    assert fetcher.fetch(f"{server}/feed") is not None
    assert Pages.asked["/robots.txt"] == 1
    with pytest.raises(AddressError, match="robots"):
        fetcher.fetch(f"{server}/moved")  # leads to what may not be read


@pytest.mark.parametrize(
    "address",
    ["http://localhost/x", "http://127.0.0.1/x", "http://[::1]/x", "http://10.0.0.5/", "http://169.254.169.254/latest",
     "http://[::ffff:192.168.1.1]/", "http://0.0.0.0/", "http://2130706433/"],
)  # fmt: skip
def test_private_networks_are_not_asked(address):
    with closing(Fetcher()) as fetcher, pytest.raises(AddressError, match=r"private network|not known"):
        fetcher.fetch(address)


def test_a_server_of_the_own_network_is_never_even_connected_to(server):
    with closing(Fetcher()) as fetcher, pytest.raises(AddressError, match="--allow-private"):
        fetcher.fetch(f"{server}/story")
    assert not Pages.asked


def test_a_redirect_into_the_own_network_is_refused(server, monkeypatch):
    real = addresses._public
    hosts: list[str] = []

    def public(host: str, port: int) -> list[str]:
        hosts.append(host)
        return ["127.0.0.1"] if host == "news.example" else real(host, port)

    monkeypatch.setattr(addresses, "_public", public)
    monkeypatch.setattr(Pages, "page_moved", lambda page: page.answer(302, location=f"{server}/story"))
    outside = server.replace("127.0.0.1", "news.example")
    with closing(Fetcher()) as fetcher:
        fetched = fetcher.fetch(f"{outside}/story")
        assert fetched is not None
        assert fetched.host == "news.example"
        with pytest.raises(AddressError, match="private network"):
            fetcher.fetch(f"{outside}/moved")
    assert hosts[-1] == "127.0.0.1"


@pytest.mark.parametrize(
    "address", ["ftp://news.example/x", "file:///etc/passwd", "javascript://x", "http://", "http://a b/"]
)
def test_only_addresses_of_the_web_are_read(address):
    with closing(Fetcher()) as fetcher, pytest.raises(AddressError) as error:
        fetcher.fetch(address)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("address", "public"),
    [("8.8.8.8", True), ("2001:4860:4860::8888", True), ("192.168.0.1", False), ("100.64.0.1", False), ("::1", False),
     ("fe80::1", False), ("fc00::1", False), ("::ffff:10.0.0.1", False), ("::ffff:8.8.8.8", True), ("224.0.0.1", False),
     ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("0.0.0.0", False), ("255.255.255.255", False)],
)  # fmt: skip
def test_what_wraps_a_private_address_is_private(address, public):
    assert _is_public(ipaddress.ip_address(address)) is public
