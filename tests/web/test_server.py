"""Where the page listens, before it answers."""

from __future__ import annotations

import http.client
import itertools
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from reportgen.office.libreoffice import VARIABLE
from reportgen.problems import ReportgenError
from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.server import Opened, serve_page
from reportgen.web.serving.guard import Keys
from reportgen.web.serving.listening import Reached, host_names, listen_at, page_addresses
from tests.programs import as_users_do

_ROOT = Path(__file__).parents[2]


class Told(Exception):
    pass


def test_whoever_is_told_the_address_can_call_at_once(tmp_path: Path) -> None:
    """A browser that is running already opens the address before the server has begun."""

    def call(reached: Reached) -> None:
        where = urlsplit(reached.own)
        assert where.hostname and where.port
        socket.create_connection((where.hostname, where.port), timeout=10).close()
        raise Told

    with pytest.raises(Told):
        serve_page(Opened(tmp_path, "127.0.0.1", 0, "token"), call)


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::1", "::"])
def test_a_port_on_which_another_listens_is_refused(tmp_path: Path, host: str) -> None:
    with listen_at(host, 0) as other:
        port = other.getsockname()[1]
        with pytest.raises(ReportgenError) as refused:
            serve_page(Opened(tmp_path, host, port, "token"), print)
    assert "已经有程序在用" in str(refused.value)


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "no-such-host.invalid", "x" * 70])
def test_an_address_that_is_not_this_machine_s_is_refused(host: str) -> None:
    with pytest.raises(ReportgenError) as refused:
        listen_at(host, 0)
    assert "--host" in str(refused.value)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8765"),
        ("::1", "http://[::1]:8765"),
        ("0.0.0.0", "http://127.0.0.1:8765"),
        ("::", "http://127.0.0.1:8765"),
        ("192.168.1.5", "http://192.168.1.5:8765"),
    ],
)
def test_the_address_is_one_that_a_browser_opens(host: str, address: str) -> None:
    reached = page_addresses(host, 8765)
    assert reached.own == address
    assert not any("0.0.0.0" in each or "[::]" in each for each in reached.others)


@pytest.mark.parametrize(
    ("host", "asked", "is_known"),
    [
        ("127.0.0.1", "127.0.0.1:8765", True),
        ("127.0.0.1", "LocalHost:8765", True),
        ("127.0.0.1", "192.168.1.5:8765", False),
        ("::1", "[::1]:8765", True),
        ("::1", "::1:8765", False),
        ("192.168.1.5", "192.168.1.5:8765", True),
        ("192.168.1.5", "192.168.1.6:8765", False),
        ("0.0.0.0", "192.168.1.5:8765", True),
        ("0.0.0.0", "[fe80::1]:8765", True),
        ("0.0.0.0", f"{socket.gethostname()}:8765", True),
        ("0.0.0.0", "192.168.1.5:80", False),
        ("0.0.0.0", "192.168.1.5", False),
        ("::", "evil.example:8765", False),
        ("0.0.0.0", "evil.example:8765", False),
        ("0.0.0.0", "1.2.3.4.evil.example:8765", False),
        ("0.0.0.0", "", False),
    ],
)
def test_only_names_of_this_machine_are_answered_to(host: str, asked: str, is_known: bool) -> None:
    assert (asked in host_names(host, 8765)) is is_known


def test_the_port_that_browsers_leave_out_is_known(tmp_path: Path) -> None:
    names = host_names("::1", 80)
    assert all(each in names for each in ("127.0.0.1", "localhost:80", "[::1]"))
    client = TestClient(make_app(Desk(tmp_path), Keys("token", names)), base_url="http://localhost")
    assert client.get("/", params={"token": "token"}).status_code == 200


@pytest.mark.parametrize(
    ("host", "others"),
    [(each, False) for each in ("127.0.0.1", "127.0.0.2", "localhost", "::1")]
    + [(each, True) for each in ("0.0.0.0", "::", "192.168.1.5", "pc")],
)
def test_whether_others_reach_it_is_known(host: str, others: bool) -> None:
    assert page_addresses(host, 8765).is_for_others is others


# ---- as a user types it ----


@pytest.mark.slow
@pytest.mark.parametrize(
    ("host", "asked"), [("::1", "[::1]"), ("0.0.0.0", "127.0.0.2"), ("::", "[::1]")]
)
def test_the_page_is_given_to_whoever_comes_by_another_address(
    folder: Path, host: str, asked: str
) -> None:
    with _serving(folder, "--host", host) as server:
        said = _said(server, 1)[0]
        where = urlsplit(said.partition("：")[2])
        client = http.client.HTTPConnection(asked.strip("[]"), where.port, timeout=20)
        client.request("GET", f"/?{where.query}")
        assert client.getresponse().status == 303
        client.close()


@pytest.mark.slow
@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_whoever_lets_others_in_is_warned(folder: Path, host: str) -> None:
    with _serving(folder, "--host", host) as server:
        said = list(itertools.takewhile(lambda line: "就停止。" not in line, _lines(server)))
    assert any("别的电脑也能打开" in each for each in said) is (host == "0.0.0.0")


@pytest.mark.slow
@pytest.mark.parametrize("screen", ["", ":9"])
def test_where_no_browser_is_there_the_address_is_to_be_pasted(folder: Path, screen: str) -> None:
    bare = {"PATH": "", "DISPLAY": screen, "WAYLAND_DISPLAY": "", "BROWSER": ""}
    with _serving(folder, "--open", **bare) as server:
        assert any("没有打开浏览器" in each for each in _said(server, 3))


@contextmanager
def _serving(folder: Path, *options: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    command = (sys.executable, "-m", "reportgen", "serve", str(folder), "--port", "0", *options)
    none = {**as_users_do(), VARIABLE: str(folder / "none"), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command, env=none | environment, stdout=subprocess.PIPE, encoding="utf-8", cwd=_ROOT
    ) as server:
        try:
            yield server
        finally:
            server.terminate()


def _lines(server: subprocess.Popen[str]) -> Iterator[str]:
    assert server.stdout is not None
    return iter(server.stdout.readline, "")


def _said(server: subprocess.Popen[str], count: int) -> list[str]:
    return list(itertools.islice(_lines(server), count))
