"""Where the page listens, before it answers."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from reportgen.problems import ReportgenError
from reportgen.web.server import Opened, serve_page


class Told(Exception):
    pass


def test_whoever_is_told_the_address_can_call_at_once(tmp_path: Path) -> None:
    """A browser that is running already opens the address before the server has begun."""

    def call(address: str) -> None:
        where = urlsplit(address)
        assert where.hostname and where.port
        socket.create_connection((where.hostname, where.port), timeout=10).close()
        raise Told

    with pytest.raises(Told):
        serve_page(Opened(tmp_path, "127.0.0.1", 0, "token"), call)


def test_a_port_on_which_another_listens_is_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ReportgenError) as refused:
            serve_page(Opened(tmp_path, "127.0.0.1", port, "token"), print)
    assert "已经有程序在用" in str(refused.value)
