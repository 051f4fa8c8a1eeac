"""Asking the web politely: one request a host at a time, robots.txt kept, sizes and times bounded, nothing private."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from msgspec import Struct

from dateline.errors import InputError

from .decoding import CHUNK
from .extras import import_extra

AGENT = "dateline"
_MOVES = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_WAITS = frozenset({429, 503})
_MOST_MOVES = 5
_MOST_ADDRESSES = 3
_MOST_ROBOTS = 512_000
_LONGEST_ADDRESS = 4_000
_LONGEST_WAIT = 86_400.0
_LONGEST_DELAY = 60.0
_UNTOLD_WAIT = 600.0
_ROBOTS_KEPT, _ROBOTS_RETRIED = 86_400.0, 3_600.0
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Manners(Struct, frozen=True):
    """How to ask: seconds between requests to a host, seconds a request may take in all, bytes an answer may have.

    `version` and `contact` (a mail or web address) go into the User-Agent.
    """

    version: str
    contact: str = ""
    delay: float = 2.0
    patience: float = 60.0
    most_bytes: int = 16_000_000
    allow_private: bool = False


class Answer(Struct, frozen=True):
    """What came back: header names are in lower case; `moved` is where the first address has moved for good."""

    status: int
    address: str
    headers: dict[str, str]
    body: bytes
    moved: str | None = None


class _Host:
    """What is known of a host: when it may be asked again, and its rules with the time up to which they hold."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.free_at = 0.0
        self.closed_until = 0.0
        self.rules: dict[str, tuple[float, Any]] = {}


class Fetcher:
    """Fetches addresses as `Manners` say; may be shared by threads. `clock` gives seconds since 1970."""

    def __init__(self, manners: Manners, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._manners, self._clock, self._sleep = manners, clock, sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        about = f"; +{manners.contact}" if manners.contact else ""
        self._agent = f"{AGENT}/{manners.version} (reads news feeds{about})"
        self._context: ssl.SSLContext | None = None

    def __call__(self, address: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer after all redirects; InputError where there is none, or it must not be asked for."""
        moved: str | None = None
        for_good = True
        for _ in range(_MOST_MOVES + 1):
            parts = _take_apart(address)
            host = self._host(parts)
            with host.lock:
                self._check_robots(host, parts)
                answer = self._ask(host, parts, headers or {}, self._manners.most_bytes)
            location = answer.headers.get("location", "")
            if answer.status not in _MOVES or not location:
                return Answer(answer.status, address, answer.headers, answer.body, moved)
            address = _join(address, location)
            for_good = for_good and answer.status in _FOR_GOOD
            moved = address if for_good else moved
        raise InputError("redirects", f"moved more than {_MOST_MOVES} times")

    def _host(self, parts: SplitResult) -> _Host:
        with self._lock:
            return self._hosts.setdefault(parts.hostname or "", _Host())

    def _check_robots(self, host: _Host, parts: SplitResult) -> None:
        """InputError where the host's robots.txt forbids the address, or cannot be had for now."""
        origin = f"{parts.scheme}://{parts.netloc}"
        until, rules = host.rules.get(origin, (0.0, None))
        if until <= self._clock():
            rules = self._read_robots(host, urlsplit(f"{origin}/robots.txt"))
            kept = _ROBOTS_RETRIED if isinstance(rules, InputError) else _ROBOTS_KEPT
            host.rules[origin] = (self._clock() + kept, rules)
        if isinstance(rules, InputError):
            raise rules
        if rules is not None and not rules.can_fetch(parts.geturl(), AGENT):
            raise InputError("robots", "robots.txt asks not to fetch it")

    def _read_robots(self, host: _Host, parts: SplitResult) -> Any:
        """The rules; None where there are none; why not, where the server cannot say (RFC 9309, 2.3.1)."""
        try:
            for _ in range(_MOST_MOVES):
                answer = self._ask(host, parts, {}, _MOST_ROBOTS)
                location = answer.headers.get("location", "")
                if answer.status not in _MOVES or not location:
                    break
                parts = _take_apart(_join(parts.geturl(), location))
        except InputError as error:
            if error.reason == "asked-to-wait":
                raise
            return error
        if answer.status >= 500 or answer.status == 429:
            return InputError("robots", f"robots.txt cannot be read: the answer was {answer.status}")
        if answer.status != 200:
            return None
        return import_extra("protego", "watching feeds").Protego.parse(answer.body.decode("utf-8", "replace"))

    def _ask(self, host: _Host, parts: SplitResult, headers: Mapping[str, str], most: int) -> Answer:
        """One request, in its turn."""
        now = self._clock()
        if host.closed_until > now:
            raise InputError("asked-to-wait", f"for {host.closed_until - now:.0f} seconds more")
        if host.free_at > now:
            self._sleep(host.free_at - now)
        try:
            answer = self._send(parts, headers, most)
        finally:
            host.free_at = self._clock() + self._pause(host, parts)
        if answer.status in _WAITS:
            host.closed_until = self._clock() + (read_wait(answer, self._clock()) or _UNTOLD_WAIT)
        return answer

    def _pause(self, host: _Host, parts: SplitResult) -> float:
        _, rules = host.rules.get(f"{parts.scheme}://{parts.netloc}", (0.0, None))
        asked = rules.crawl_delay(AGENT) if rules is not None and not isinstance(rules, InputError) else None
        return max(self._manners.delay, min(asked or 0.0, _LONGEST_DELAY))

    def _send(self, parts: SplitResult, headers: Mapping[str, str], most: int) -> Answer:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        connection = http.client.HTTPConnection(parts.hostname or "", port)
        late = threading.Event()
        try:
            sock = connection.sock = self._connect(parts, port)
            # A server that sends a byte now and then keeps every single read alive: the whole is timed as well.
            watch = threading.Timer(self._manners.patience, _cut, (sock, late))
            watch.daemon = True
            watch.start()
            try:
                return _exchange(connection, parts, {**headers, "User-Agent": self._agent}, most)
            finally:
                watch.cancel()
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            if late.is_set() or isinstance(error, TimeoutError):
                raise InputError("timeout", f"no whole answer in {self._manners.patience:g} seconds") from None
            raise InputError("unreachable", f"{type(error).__name__}: {error}"[:300]) from None
        finally:
            connection.close()

    def _connect(self, parts: SplitResult, port: int) -> socket.socket:
        """A connection to an address that was looked at: the name is resolved once, so it cannot change in between."""
        name = parts.hostname or ""
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
        public = [entry for entry in found if self._manners.allow_private or _is_public(str(entry[4][0]))]
        if not public:
            raise InputError("private-address", f"{name} is on a private network: see --allow-private")
        failure = OSError("no address")
        for *_, target in public[:_MOST_ADDRESSES]:
            try:
                sock = socket.create_connection((str(target[0]), port), timeout=self._manners.patience / 3)
            except OSError as error:
                failure = error
                continue
            return self._wrap(sock, name) if parts.scheme == "https" else sock
        raise failure

    def _wrap(self, sock: socket.socket, name: str) -> ssl.SSLSocket:
        if self._context is None:
            context = ssl.create_default_context()
            # Some systems have no certificates where Python looks.
            context.load_verify_locations(import_extra("certifi", "watching feeds").where())
            self._context = context
        return self._context.wrap_socket(sock, server_hostname=name)


def read_wait(answer: Answer, now: float) -> float | None:
    """Seconds that an answer asks to wait (Retry-After), a day at most; None where it does not say."""
    written = answer.headers.get("retry-after", "").strip()
    if written.isascii() and written.isdigit():
        return min(float(written[:9]), _LONGEST_WAIT)
    try:
        return min(max(parsedate_to_datetime(written).timestamp() - now, 0.0), _LONGEST_WAIT)
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None


def _take_apart(address: str) -> SplitResult:
    """The parts of an address in ASCII; InputError where it is none of the web's."""
    try:
        parts = urlsplit(address.strip()[:_LONGEST_ADDRESS])
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # a broken host or port
        raise InputError("bad-address", "it is no address") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise InputError("bad-address", "only http and https are fetched")
    if parts.username is not None:
        raise InputError("bad-address", "a name or password in the address: it would be sent in the open")
    netloc = f"[{host}]{port}" if ":" in host else f"{host}{port}"
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*")
    return SplitResult(parts.scheme, netloc, path, quote(parts.query, safe="/%:=&?~+!$,;'@()*[]"), "")


def _join(address: str, location: str) -> str:
    try:
        return urljoin(address, location.encode("latin-1").decode("utf-8", "replace"))
    except ValueError:
        raise InputError("bad-address", "moved to what is no address") from None


def _is_public(written: str) -> bool:
    """Whether an IP address is one of the open internet, whatever form of IPv6 wraps it."""
    ip = ipaddress.ip_address(written.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
        ip = inner or ip
    return ip.is_global and not ip.is_multicast


def _cut(sock: socket.socket, late: threading.Event) -> None:
    late.set()
    with suppress(OSError):  # it has ended by itself
        sock.shutdown(socket.SHUT_RDWR)


def _exchange(connection: Any, parts: SplitResult, headers: Mapping[str, str], most: int) -> Answer:
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    ours = {"Host": parts.netloc, "Accept-Encoding": "gzip", "Connection": "close", **headers}
    connection.request("GET", target, headers=ours)
    with connection.getresponse() as response:
        theirs = {name.lower(): value for name, value in response.getheaders()}
        body = b"" if response.status in {*_MOVES, 304} else _read_body(response, theirs, most)
        return Answer(response.status, parts.geturl(), theirs, body)


def _read_body(response: Any, headers: Mapping[str, str], most: int) -> bytes:
    """The unpacked body; InputError where it is cut or too large."""
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise InputError("bad-http", f"packed as {packing[:40]!r}, which was not asked for")
    packed = packing not in {"", "identity"}
    inflater = zlib.decompressobj(wbits=47)
    body = bytearray()
    while chunk := response.read(CHUNK):
        body += inflater.decompress(chunk, most + 1 - len(body)) if packed else chunk
        if len(body) > most:
            raise InputError("too-large", f"more than {most:,} bytes")
    if response.length or (packed and body and not inflater.eof):
        raise InputError("cut", "the answer broke off")
    return bytes(body)
