"""What comes over the wire from whoever it may be: nothing but a refusal, and others are answered."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import quote

import pytest

from reportgen.resources import data_folder
from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.server import page_server
from reportgen.web.serving.guard import Keys

pytestmark = pytest.mark.slow

_TOKEN = "a-token-of-this-run"
_SECRET = "秘密小学"
_PATIENCE = 20
_FILE = quote("学校.yaml")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where a server answers that gives a second for each request."""
    folder = tmp_path_factory.mktemp("页") / "学校"
    folder.mkdir()
    shutil.copy(data_folder() / "schools" / "完全小学.yaml", folder / "学校.yaml")
    (folder.parent / "外.yaml").write_text(f"学校: {{名称: {_SECRET}}}\n", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = int(listening.getsockname()[1])
        keys = Keys(_TOKEN, frozenset({f"127.0.0.1:{port}"}))
        server = page_server(make_app(Desk(folder), keys), idle_seconds=1)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield port
        server.should_exit = True
        thread.join()


def _connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)


def _rest(connection: socket.socket) -> bytes:
    """All that is answered till the connection is closed."""
    got = b""
    try:
        while part := connection.recv(65536):
            got += part
    except ConnectionError:
        pass
    return got


def _say(port: int, said: bytes) -> bytes:
    with _connect(port) as connection:
        try:
            connection.sendall(said.replace(b"HOST", b"Host: 127.0.0.1:%d" % port))
            connection.shutdown(socket.SHUT_WR)
        except OSError:
            # It has been closed before all was said.
            pass
        return _rest(connection)


def _get(port: int, path: str, **headers: str) -> tuple[int, str]:
    """The answer to whoever has the keys."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    asked.request("GET", path, headers={"Cookie": f"reportgen-{port}={_TOKEN}", **headers})
    answer = asked.getresponse()
    told = answer.status, answer.read().decode("utf-8")
    asked.close()
    return told


def _is_usable(port: int) -> bool:
    return _get(port, "/")[0] == 200


_HEAD = b"POST /school/edit HTTP/1.1\r\nHOST\r\n"


@pytest.mark.parametrize(
    "said",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64),
        b"\r\n" * 1000,
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\nHOST\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHOST\r\n\r\n",
        b"GET / HTTP/1.1\r\nHOST\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHOST\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHOST\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHOST\r\n\r\n",
        b"GET / HTTP/1.1\r\nHOST\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHOST\r\n" + b"X: a\r\n" * 50_000 + b"\r\n",
        b"GET / HTTP/1.1\r\nHOST\r\nCookie: reportgen-1=\xff; ;;=\x01\r\n\r\n",
        b"GET / HTTP/1.1\r\nHOST\r\nX : a\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHOST\r\n\r\n",
        b"TRACE / HTTP/1.1\r\nHOST\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHOST\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\nHOST\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        _HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        _HEAD + b"Content-Length: 5, 6\r\n\r\nhello!",
        _HEAD + b"Content-Length: +5\r\n\r\nhello",
        _HEAD + b"Content-Length: 5_0\r\n\r\nhello",
        _HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nhello",
        _HEAD + b"Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        _HEAD + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        _HEAD + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\n",
        _HEAD + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n",
    ],
)
def test_what_is_no_request_of_the_page_s_is_refused(port: int, said: bytes) -> None:
    answer = _say(port, said)
    assert not re.findall(rb"HTTP/1\.\d [^4]", answer), answer[:80]
    assert b"Traceback" not in answer
    assert _is_usable(port)


def test_a_length_told_twice_hides_no_second_request(port: int) -> None:
    """Even with the keys: whoever stands between may read the other length."""
    hidden = b"GET /school?file=x HTTP/1.1\r\nHOST\r\n\r\n"
    cookie = b"Cookie: reportgen-%d=%s\r\nOrigin: http://127.0.0.1:%d\r\n" % (
        port,
        _TOKEN.encode(),
        port,
    )
    for lengths in (
        b"Content-Length: 0\r\nContent-Length: %d\r\n" % len(hidden),
        b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n" % len(hidden),
    ):
        answer = _say(port, _HEAD + cookie + lengths + b"\r\n0\r\n\r\n" + hidden)
        assert answer.startswith(b"HTTP/1.1 400"), answer[:80]
        assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize(
    "path",
    [
        "/../外.yaml",
        "/../../etc/passwd",
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/%2e%2e%2fapp.py",
        "/static/..%5capp.py",
        "/static/%252e%252e/app.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/%00",
        "/static/page.css%00.js",
        "/static/" + "a" * 5000,
        "/%ff%fe",
        "/static/%ff%fe",
        "/school?file=../外.yaml",
        "/school?file=..%2f外.yaml",
        "/school?file=%2e%2e%2f外.yaml",
        "/school?file=..%5c外.yaml",
        "/school?file=%2fetc%2fpasswd",
        "/school?file=学校.yaml%00",
        "/school?file=%ff",
        "/school?file=" + "a" * 5000 + ".yaml",
        "/school/word?file=../外.yaml",
        "/school/pages?file=../外.yaml",
        "/school/page?key=../x&number=0",
        "/school/list?file=../外.yaml&list=x",
    ],
)
def test_no_way_leads_out_of_the_folder_or_to_the_program(port: int, path: str) -> None:
    status, told = _get(port, quote(path, safe="/%?=&."))
    assert status in (400, 404, 422), (status, told[:80])
    assert _SECRET not in told
    assert "import " not in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("header", "value"),
    [("Host", "evil.example"), ("Host", "127.0.0.1"), ("Origin", "null"), ("Origin", "http://x")],
)
def test_another_name_or_origin_is_refused_with_the_keys_too(
    port: int, header: str, value: str
) -> None:
    assert _get(port, "/", **{header: value})[0] in (403, 421)


# ---- those that are slow ----

_BEGUN = {
    "nothing": b"",
    "half a line": b"GET / HT",
    "half a head": b"GET / HTTP/1.1\r\nHOST\r\nX: a",
    "no body": _HEAD + b"Content-Length: 100\r\n\r\n",
    "half a chunk": _HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab",
}


def _begin(port: int, said: bytes, keys: bool) -> socket.socket:
    connection = _connect(port)
    own = b"Host: 127.0.0.1:%d" % port
    if keys:
        own += b"\r\nCookie: reportgen-%d=%s" % (port, _TOKEN.encode())
        own += b"\r\nOrigin: http://127.0.0.1:%d" % port
    connection.sendall(said.replace(b"HOST", own))
    return connection


@pytest.mark.parametrize("keys", [False, True], ids=["stranger", "keys"])
@pytest.mark.parametrize("said", _BEGUN.values(), ids=_BEGUN.keys())
def test_a_request_that_does_not_come_holds_up_nobody_and_is_ended(
    port: int, said: bytes, keys: bool
) -> None:
    with _begin(port, said, keys) as slow:
        assert _is_usable(port)
        assert b"HTTP/1.1 2" not in _rest(slow)


@pytest.mark.parametrize(
    "said", [b"GET / HTTP/1.1\r\nX: ", _HEAD + b"Content-Length: 9999\r\n\r\n"]
)
def test_a_request_that_comes_a_sign_at_a_time_is_ended(port: int, said: bytes) -> None:
    until = time.monotonic() + _PATIENCE
    with _begin(port, said, keys=True) as slow:
        slow.settimeout(0.1)
        while time.monotonic() < until:
            try:
                slow.sendall(b"a")
                if not slow.recv(65536):
                    break
            except TimeoutError:
                continue
            except ConnectionError:
                break
        else:
            pytest.fail("it is still open")


def test_hundreds_of_idle_connections_leave_room_for_others(port: int) -> None:
    with ExitStack() as kept:
        idle = [kept.enter_context(_connect(port)) for _ in range(200)]
        assert _is_usable(port)
        assert _get(port, f"/school?file={_FILE}")[0] == 200
        assert all(_rest(each) == b"" for each in idle)


def test_many_at_once_are_all_answered(port: int) -> None:
    got = list[int]()
    threads = [
        threading.Thread(target=lambda: got.append(_get(port, "/static/page.css")[0]))
        for _ in range(30)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert got == [200] * 30
