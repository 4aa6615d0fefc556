"""Fetching what an address leads to, as a file: with limits, and never from a private network unasked.

Every hop of a redirect goes through the same gate: its host's name is looked up once, each of its
addresses must be a public one, and it is that address which is connected to, so that a name cannot
mean another host a moment later.
"""

from __future__ import annotations

import ipaddress
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
from protego import Protego

from nlp import limits
from store.errors import AddressError
from store.intake import Known
from tui.glyphs import one_line

ROBOTS_LIMIT = 500_000
"""RFC 9309 asks for 500 KiB at least."""
TRIES = 3
PAUSE = 1.0
"""Seconds between two requests to one host, and before the second try; twice that before the third."""
LONGEST_PAUSE = 30.0
AGENT = "blotter"
_AGAIN = {429, 500, 502, 503, 504}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file with what an address led to, and what the server said of it to ask again later."""

    path: Path
    final: str
    hops: tuple[str, ...]
    """The addresses in between, the one asked for first; empty without a redirect."""
    media: str | None
    state: Known

    @property
    def host(self) -> str:
        """The host that it came from, as an outlet is called."""
        return httpx.URL(self.final).host.removeprefix("www.")


class Fetcher:
    """Fetches addresses into a folder of its own, one at a time; to be closed.

    ``stop`` is asked between packets and while waiting. With ``allow_private`` hosts of the own network
    may be asked, and proxies of the environment are used, which look names up themselves.
    """

    def __init__(self, *, allow_private: bool = False, stop: Callable[[], bool] = lambda: False) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="blotter-")
        self._stop = stop
        self._robots: dict[str, Protego] = {}
        self._asked: dict[str, float] = {}
        self._count = 0
        self._client = httpx.Client(
            transport=None if allow_private else _Gate(),
            trust_env=allow_private,
            max_redirects=limits.REDIRECTS,
            timeout=limits.FETCH_SECONDS / 4,
            headers={"User-Agent": AGENT},
        )

    def close(self) -> None:
        """Close the connections, and remove the files."""
        self._client.close()
        self._folder.cleanup()

    def fetch(self, address: str, known: Known | None = None) -> Fetched | None:
        """Return what the address leads to; None if it has not changed since it was as it is ``known``.

        Raises AddressError with what went wrong.
        """
        known = known or Known(None, None)
        asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        headers = {name: value for name, value in asked.items() if value}
        try:
            url, hops = httpx.URL(address), list[str]()
            while True:
                self._check_robots(url)
                outcome = self._get(url, headers, tuple(hops))
                if not isinstance(outcome, httpx.URL):
                    return outcome
                hops.append(str(url))
                url = outcome
                if len(hops) > limits.REDIRECTS:
                    raise _RefusedError(f"redirects more than {limits.REDIRECTS} times")
        except _RefusedError as error:
            raise AddressError(address, str(error)) from error
        except httpx.TimeoutException as error:
            raise AddressError(address, f"did not answer within {limits.FETCH_SECONDS / 4:.0f} seconds") from error
        except httpx.UnsupportedProtocol as error:
            raise AddressError(address, "is or leads to no address of http or https") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise AddressError(
                address, f"cannot be fetched ({one_line(str(error)) or type(error).__name__})"
            ) from error

    def _get(self, url: httpx.URL, headers: dict[str, str], hops: tuple[str, ...]) -> Fetched | httpx.URL | None:
        """Return the file, where the server sends us instead, or None if nothing has changed."""
        for tries in range(1, TRIES + 1):
            self._wait_for(url.host)
            try:
                with self._client.stream("GET", url, headers=headers) as response:
                    if response.status_code not in _AGAIN or tries == TRIES:
                        return self._read(response, hops)
                    pause = _pause(response, tries)
            except (httpx.ConnectError, httpx.RemoteProtocolError, httpx.ReadError):
                if tries == TRIES:
                    raise
                pause = PAUSE * tries
            self._sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _read(self, response: httpx.Response, hops: tuple[str, ...]) -> Fetched | httpx.URL | None:
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return None
        if response.next_request is not None:
            return response.next_request.url
        if not response.is_success:
            raise _RefusedError(f"answers {response.status_code} {one_line(response.reason_phrase)}".strip())
        self._count += 1
        path = Path(self._folder.name, str(self._count))
        with path.open("wb") as file:
            for data in self._pieces(response, limits.FETCHED):
                file.write(data)
        state = Known(response.headers.get("etag"), response.headers.get("last-modified"))
        return Fetched(path, str(response.url), hops, response.headers.get("content-type"), state)

    def _pieces(self, response: httpx.Response, limit: int) -> Iterator[bytes]:
        """Yield the body within its limits of bytes and of time."""
        end, read = time.monotonic() + limits.FETCH_SECONDS, 0
        for data in response.iter_bytes():
            read += len(data)
            if read > limit:
                raise _RefusedError(f"is larger than {limit / 1e6:.0f} MB")
            if time.monotonic() > end:
                raise _RefusedError(f"was not read within {limits.FETCH_SECONDS:.0f} seconds")
            if self._stop():
                raise _RefusedError("was not read to its end: stopped")
            yield data

    def _check_robots(self, url: httpx.URL) -> None:
        """Refuse what the host's robots.txt does not allow (RFC 9309)."""
        if url.scheme not in ("http", "https"):
            raise httpx.UnsupportedProtocol("")
        site = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if site not in self._robots:
            self._robots[site] = Protego.parse(self._robots_of(site))
        if not self._robots[site].can_fetch(str(url), AGENT):
            raise _RefusedError("may not be read by programs (robots.txt)")

    def _robots_of(self, site: str) -> str:
        with self._client.stream("GET", f"{site}/robots.txt", follow_redirects=True) as response:
            if response.is_server_error:  # RFC 9309: then nothing is allowed
                raise _RefusedError(f"has a robots.txt that answers {response.status_code}; try later")
            if not response.is_success:
                return ""
            return b"".join(self._pieces(response, ROBOTS_LIMIT)).decode("utf-8", "replace")

    def _wait_for(self, host: str) -> None:
        """Leave a host in peace for a moment between two requests."""
        if host in self._asked:
            self._sleep(self._asked[host] + PAUSE - time.monotonic())
        self._asked[host] = time.monotonic()

    def _sleep(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self._stop():
            time.sleep(min(left, 0.1))


class _RefusedError(Exception):
    """Why an address is not read, as the end of a sentence."""


class _Gate(httpx.BaseTransport):
    """Lets requests through to public hosts only."""

    def __init__(self) -> None:
        self._inner = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the address that was checked."""
        host = request.url.host
        found = _public(host, request.url.port or (443 if request.url.scheme == "https" else 80))
        for number, address in enumerate(found, 1):
            sent = httpx.Request(
                request.method,
                request.url.copy_with(host=address),
                headers=request.headers,  # with the host's name
                stream=request.stream,
                extensions=request.extensions | {"sni_hostname": host},
            )
            try:
                return self._inner.handle_request(sent)
            except httpx.ConnectError:
                if number == len(found):
                    raise
        raise _RefusedError("has no address")  # pragma: no cover - a name that is found has one

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


def _public(host: str, port: int) -> list[str]:
    """Return the addresses of a host if all of them are public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _RefusedError(f"has a host that is not known ({one_line(host)})") from error
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    for address in addresses:
        if not _is_public(ipaddress.ip_address(address.partition("%")[0])):
            where = address if host == address else f"{one_line(host)} is {address}"
            raise _RefusedError(f"leads to a private network ({where}); --allow-private reads it all the same")
    return addresses


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Return whether an address is one of the internet's, also the one that it wraps."""
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour
        if wrapped is None and address in _NAT64:
            wrapped = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if wrapped is not None:
            return _is_public(wrapped)
    return address.is_global and not address.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _pause(response: httpx.Response, tries: int) -> float:
    """Return how long to wait before the next try: what the server asks for, within bounds."""
    asked = PAUSE * tries
    with suppress(ValueError):
        asked = max(asked, float(response.headers.get("retry-after", "")))
    return min(asked, LONGEST_PAUSE)
