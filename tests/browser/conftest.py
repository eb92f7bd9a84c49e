"""The page as a server of its own gives it, in windows of a real browser that say all they complain of."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from reportgen.office.libreoffice import VARIABLE
from reportgen.resources import data_folder
from tests.programs import as_users_do

_ROOT = Path(__file__).parents[2]
# The one without windows of its own takes half the time; both show a page alike.
_CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# Nothing of the browser's own is asked for elsewhere, and no card is looked for that would draw.
_QUIET = (
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--disable-gpu",
)
_NO_OFFICE = str(Path(__file__).with_name("no-such-office"))
_PATIENCE = 20_000
_STOPPED_WITHIN = 20

SMALL, LARGE = (1366, 768), (1920, 1080)
"""The screens that the page is made for."""


class Site(NamedTuple):
    """A server of the page, and the folder that it serves."""

    folder: Path
    address: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.address.rpartition(":")[2].partition("/")[0])

    def of(self, file: str) -> str:
        """The address of a school's page, with the token."""
        return self.page(f"school?file={quote(file)}")

    def page(self, path: str) -> str:
        """The address of a page, with the token."""
        begin, _, token = self.address.partition("?")
        return f"{begin}{path}{'&' if '?' in path else '?'}{token}"

    def stop(self) -> None:
        """End it, unless it has ended, and wait for its end."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.communicate(timeout=_STOPPED_WITHIN)


StartSite = Callable[..., Site]


@pytest.fixture
def start() -> Iterator[StartSite]:
    """Starts servers of the test's own, which end with it."""
    started = list[Site]()

    def begin(folder: Path, port: int = 0, office: str = _NO_OFFICE) -> Site:
        started.append(start_site(folder, port, office))
        return started[-1]

    yield begin
    for each in started:
        each.stop()


def start_site(folder: Path, port: int = 0, office: str = _NO_OFFICE) -> Site:
    """The server of the folder, once it answers; without a port on a free one. `office` lays its
    pages out: where there is none, the report's blocks are shown.
    """
    environment = {**as_users_do(), VARIABLE: office}
    command = (sys.executable, "-m", "reportgen", "serve", str(folder), "--port", str(port))
    process = subprocess.Popen(
        command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stdout is not None
    found = re.search(r"http://\S+", process.stdout.readline())
    assert found is not None
    return Site(folder, found[0], process)


def add_school(folder: Path, name: str) -> Path:
    """A file of that name in the folder, the sample of a primary school; no two are the same."""
    sample = (data_folder() / "schools" / "完全小学.yaml").read_text(encoding="utf-8")
    school = folder / name
    school.write_text(f"{sample}# {name}\n", encoding="utf-8")
    return school


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine, started once."""
    program = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if program is None:
        if os.environ.get("REPORTGEN_REQUIRE_CHROMIUM"):
            pytest.fail("Chromium must be installed here")
        pytest.skip("Chromium is not installed")
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server for all tests: each has a school's file of its own."""
    started = start_site(tmp_path_factory.mktemp("学校"))
    yield started
    started.stop()


@pytest.fixture
def school(site: Site, request: pytest.FixtureRequest) -> Path:
    """The file of the test's school, where the server has it."""
    name = re.sub(r"\W+", "_", request.node.name)
    return add_school(site.folder, f"{name}.yaml")


@pytest.fixture
def complaints() -> list[str]:
    """What the windows of the test have complained of: a test takes out what is to be there."""
    return []


OpenWindow = Callable[..., Page]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has opened nothing yet; its windows share their cookies."""
    made = browser.new_context(viewport={"width": SMALL[0], "height": SMALL[1]})
    made.set_default_timeout(_PATIENCE)
    yield made
    made.close()


@pytest.fixture
def open_window(context: BrowserContext, complaints: list[str]) -> Iterator[OpenWindow]:
    """Opens a window at an address. No window may complain of anything."""

    def open_at(address: str, size: tuple[int, int] = SMALL) -> Page:
        page = context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.on("console", lambda said: complaints.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.goto(address)
        return page

    yield open_at
    assert complaints == []


@pytest.fixture
def window(site: Site, school: Path, open_window: OpenWindow) -> Page:
    """A window with the page of the test's school."""
    return open_window(site.of(school.name))
