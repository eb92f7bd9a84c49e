"""Who may talk to the page: whoever opened it with its token, from itself, on this machine.

A page of another origin, or a program that knows no token, gets nothing. What is answered may run
no script and load nothing but what the page itself brings.
"""

from __future__ import annotations

import hmac
from collections.abc import Container
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportgen.named_tuple import NamedTuple

TOKEN = "token"
"""The name by which the address brings the token."""

LARGEST_BODY = 200_000_000
"""What is taken of an upload, in bytes: as much as of an archive of returned files."""

SAFE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With none at all, browsers would not say either from which page a form was sent.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every answer says: nothing of it runs or loads but what the page brings, nor is it kept."""

_USUAL_PORT = "80"
_READING = frozenset({"GET", "HEAD"})


class Keys(NamedTuple):
    """The token, and the names (`127.0.0.1:8765`) under which the page is reached."""

    token: str
    hosts: Container[str]

    def fits(self, token: str) -> bool:
        """Whether that is the token."""
        return hmac.compare_digest(token.encode(), self.token.encode())


class PageGuard:
    """Lets through to `app` what has the keys, and puts the headers on whatever is answered."""

    def __init__(self, app: ASGIApp, keys: Keys, largest: int = LARGEST_BODY) -> None:
        self._app, self._keys, self._largest = app, keys, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        answer = self._refuse(scope)
        guarded = _with_headers(send)
        if answer is not None:
            await answer(scope, receive, guarded)
        else:
            await self._app(scope, _bounded(receive, self._largest), guarded)

    def _refuse(self, scope: Scope) -> Response | None:
        """The answer to whoever may not come in; None for whoever may."""
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self._keys.hosts:
            return _told(HTTPStatus.MISDIRECTED_REQUEST, "这个网址不是本程序的")
        is_own = origin == f"http://{host}"
        if (origin is not None or scope["method"] not in _READING) and not is_own:
            return _told(HTTPStatus.FORBIDDEN, "请求不是从本页面发出的，没有处理")
        if "transfer-encoding" in headers and "content-length" in headers:
            # What stands behind it may be a part of it, or a request that somebody hides in it.
            told = "请求的长度写了两种，没有处理"
            return PlainTextResponse(told, HTTPStatus.BAD_REQUEST, {"Connection": "close"})
        if _is_too_long(headers, self._largest):
            return _told(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "文件太大，没有接收")
        if self._keys.fits(_cookie(headers, _cookie_name(host))):
            return None
        return self._welcome(scope, host)

    def _welcome(self, scope: Scope, host: str) -> Response:
        """Whoever brings the token in the address gets it as a cookie, and an address without."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        token = dict(query).get(TOKEN, "")
        if scope["method"] != "GET" or not self._keys.fits(token):
            told = "请用 reportgen serve 启动时显示的网址打开（网址里有一串口令）；口令每次启动都换"
            return _told(HTTPStatus.FORBIDDEN, told)
        rest = urlencode([each for each in query if each[0] != TOKEN])
        # Two slashes would begin the name of another machine.
        path = "/" + scope["path"].lstrip("/\\")
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
        answer.set_cookie(_cookie_name(host), token, httponly=True, samesite="strict")
        return answer


def _told(status: HTTPStatus, words: str) -> Response:
    return PlainTextResponse(words, status)


def _cookie_name(host: str) -> str:
    """The name of the cookie: cookies are shared by all ports of a machine."""
    _, colon, port = host.rpartition(":")
    return f"reportgen-{port if colon and port.isdecimal() else _USUAL_PORT}"


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found is not None else ""


def _is_too_long(headers: Headers, largest: int) -> bool:
    length = headers.get("content-length", "0")
    is_number = length.isascii() and length.isdigit() and len(length) <= len(str(largest))
    return not is_number or int(length) > largest


def _bounded(receive: Receive, largest: int) -> Receive:
    """What is received, cut off beyond so many bytes, whatever the request said of its length."""
    taken = 0

    async def receive_some() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return message if taken <= largest else {"type": "http.disconnect"}

    return receive_some


def _with_headers(send: Send) -> Send:
    async def send_more(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SAFE_HEADERS.items():
                headers[name] = value
        await send(message)

    return send_more
