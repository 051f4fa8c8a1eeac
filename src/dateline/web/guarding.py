"""What stands between the network and the pages: hosts, tokens, forged requests, sizes, headers."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.settings import Settings

BODY_LIMIT = 8 * 1024 * 1024
COOKIE = "dateline"
SAFE = ("GET", "HEAD", "OPTIONS")
OPEN = ("/enter", "/static/")  # what everybody may fetch
NO_WRITE = ("/v1/code",)  # a POST that changes nothing
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class TooLargeError(Exception):
    """The body of a request is over the limit."""

    def __init__(self) -> None:
        super().__init__("the body is over 8 MB")


class Pass:
    """Who may come in: the token as given by programs (`Bearer`) or kept in a cookie, and the word that forms carry."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._secret = secrets.token_bytes(32)  # a new start asks everybody again

    def fits(self, token: str) -> bool:
        """The token is the one that the server was started with."""
        known = self.settings.token
        return known is not None and hmac.compare_digest(token.encode(), known.encode())

    @property
    def session(self) -> str:
        """What the cookie holds of one who gave the token."""
        return self._word("session")

    @property
    def form(self) -> str:
        """What a form of ours holds and a forged one cannot."""
        return self._word("form")

    def knows(self, headers: Headers) -> bool:
        """The request shows the token, or a cookie that was given for it."""
        return self.by_bearer(headers) or self.by_cookie(headers)

    def by_bearer(self, headers: Headers) -> bool:
        """A program that names the token."""
        scheme, _, token = headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self.fits(token.strip())

    def by_cookie(self, headers: Headers) -> bool:
        """A browser that gave the token before."""
        return self.settings.token is not None and hmac.compare_digest(read_cookie(headers, COOKIE), self.session)

    def _word(self, use: str) -> str:
        return hmac.new(self._secret, use.encode(), hashlib.sha256).hexdigest()


def read_cookie(headers: Headers, name: str) -> str:
    """The cookie's value in ASCII; empty where there is none."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value.encode("ascii", "replace").decode() if found else ""


class Guard:
    """The outermost layer.

    `Host` must be ours (else a page elsewhere could make its name point here), a request that changes something must
    come from a page of ours and show the token, and bodies stay below the limit.
    """

    def __init__(self, app: ASGIApp, gate: Pass) -> None:
        self.app, self.gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        refused = self._refuse(scope["path"], scope["method"], headers)
        if refused is not None:
            return await refused(scope, receive, _with_headers(send))
        await self.app(scope, _limited(receive), _with_headers(send))
        return None

    def _refuse(self, path: str, method: str, headers: Headers) -> Response | None:
        settings = self.gate.settings
        host = _hostname(headers.get("host", ""))
        if settings.is_local and host not in ("127.0.0.1", "::1", "localhost", settings.host):
            return _say(421, "this name is not ours: open the address that dateline serve printed", path)
        if method not in SAFE and not _from_here(headers):
            return _say(403, "the request comes from a page of another site", path)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > BODY_LIMIT:
            return _say(413, "the body is over 8 MB", path)
        writes = method not in SAFE and path not in NO_WRITE
        if path.startswith(OPEN) or (settings.is_local and not writes) or self.gate.knows(headers):
            return None
        if settings.token is None:
            return _say(403, "read-only: start the server with --token to write", path)
        if method in SAFE and not path.startswith("/v1/") and "text/html" in headers.get("accept", ""):
            return RedirectResponse("/enter", status_code=303)
        return _say(401, "give the token: Authorization: Bearer …", path)


def _hostname(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _from_here(headers: Headers) -> bool:
    """A browser says where a request comes from; a program says nothing."""
    origin = headers.get("origin")
    if origin is not None:
        try:
            return urlsplit(origin).netloc == headers.get("host")
        except ValueError:
            return False
    return headers.get("sec-fetch-site", "none") in ("none", "same-origin")


def _say(status: int, words: str, path: str) -> Response:
    made = (
        JSONResponse({"error": words}, status) if path.startswith("/v1/") else PlainTextResponse(words + "\n", status)
    )
    if status == 401:
        made.headers["www-authenticate"] = "Bearer"
    return made


def _limited(receive: Receive) -> Receive:
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > BODY_LIMIT:
            raise TooLargeError
        return message

    return counted


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store" if "set-cookie" in headers else "private, no-cache")
        await send(message)

    return sending
