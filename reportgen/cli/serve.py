"""`reportgen serve`: the page in the browser, on this machine alone."""

from __future__ import annotations

import secrets
from importlib.util import find_spec
from pathlib import Path

import click

from reportgen.cli.options import choose_office, office_option
from reportgen.cli.terminal import say
from reportgen.problems import Location, ReportgenError, error

_HINT = '请运行 pip install "reportgen[web]" 装上'
_LOOPBACK = "127.0.0.1"


@click.command()
@click.argument(
    "source", metavar="[学校数据或文件夹]", type=click.Path(path_type=Path), default=Path()
)
@click.option("--open", "opens", is_flag=True, help="启动后打开浏览器。")
@click.option("--host", metavar="地址", default=_LOOPBACK, help="在哪个地址上应答，默认只在本机。")
@click.option(
    "--port", metavar="端口", type=int, default=8765, help="端口，默认 8765；0 由系统挑选。"
)
@click.option(
    "--last",
    metavar="文件或文件夹",
    type=click.Path(path_type=Path),
    help="去年的数据文件，或各校数据所在的文件夹：去年的数和文字列在旁边。",
)
@office_option
def serve_command(
    source: Path, opens: bool, host: str, port: int, last: Path | None, office: Path | None
) -> None:
    """在浏览器里填数据、看报告（只在本机，不联网）。"""
    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        raise ReportgenError(error("no_web", "没有安装网页所需的部分", Location(), _HINT))
    from reportgen.web.server import Opened, serve_page

    token = secrets.token_urlsafe(24)

    def tell(address: str) -> None:
        say(f"请在浏览器里打开：{address}")
        say("关闭这个窗口，或按 Ctrl+C，就停止。")
        if opens:
            click.launch(address)

    found = choose_office(office, needed=False)
    serve_page(Opened(source, host, port, token, found, last), tell)
