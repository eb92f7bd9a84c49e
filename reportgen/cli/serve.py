"""`reportgen serve`: the page in the browser, on this machine alone."""

from __future__ import annotations

import os
import secrets
import sys
import threading
import time
import webbrowser
from importlib.util import find_spec
from pathlib import Path

import click

from reportgen.cli.options import choose_office, office_option
from reportgen.cli.terminal import say
from reportgen.problems import Location, ReportgenError, error

_HINT = '请运行 pip install "reportgen[web]" 装上'
_LOOPBACK = "127.0.0.1"
_FOR_OTHERS = (
    "注意：同一网络里的别的电脑也能打开。网址里的口令和填的内容在网上不加密，谁得到网址，谁就能看、能改这个"
    "文件夹里的数据；只在信得过的网络里这样用，用完请关掉。"
)
_NO_BROWSER = "没有打开浏览器：请自己打开一个，把上面的网址粘贴进去。"
# Who closes a browser that this started, much later, needs no address.
_SOON_SECONDS = 20


@click.command()
@click.argument(
    "source", metavar="[学校数据或文件夹]", type=click.Path(path_type=Path), default=Path()
)
@click.option("--open", "opens", is_flag=True, help="启动后打开浏览器。")
@click.option("--host", metavar="地址", default=_LOOPBACK, help="在哪个地址上应答，默认只在本机。")
@click.option(
    "--port",
    metavar="端口",
    type=click.IntRange(0, 65535),
    default=8765,
    help="端口，默认 8765；0 由系统挑选。",
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
    from reportgen.web.server import Opened, Reached, serve_page

    token = secrets.token_urlsafe(24)

    def tell(reached: Reached) -> None:
        say(f"请在浏览器里打开：{reached.own}")
        for other in reached.others:
            say(f"在别的电脑上打开：{other}")
        if reached.is_for_others:
            say(_FOR_OTHERS)
        say("关闭这个窗口，或按 Ctrl+C，就停止。")
        if opens:
            threading.Thread(target=_open_browser, args=(reached.own,), daemon=True).start()

    found = choose_office(office, needed=False)
    serve_page(Opened(source, host, port, token, found, last), tell)


def _open_browser(address: str) -> None:
    """Have the page opened, and say so where there is nothing that opens it."""
    began = time.monotonic()
    is_opened = _has_screen() and (
        click.launch(address, wait=True) == 0 or webbrowser.open_new_tab(address)
    )
    if not is_opened and time.monotonic() - began < _SOON_SECONDS:
        say(_NO_BROWSER)


def _has_screen() -> bool:
    """Whether there may be a browser: one that shows its pages in this window would hide it."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
