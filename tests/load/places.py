"""What tests of places share: data of a folder that was sent, and an end for what waits."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.load.inside import Grounds
from reportgen.load.pictures import PictureFiles
from reportgen.model.picture import Picture
from tests.pictures import make_png

PNG = make_png()
SCHOOL = "学校: {名称: 甲校, 类型: 小学}\n报告: {年度: 2024, 标准: []}\n"


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    """Whoever opens a pipe waits for ever: the test fails instead."""

    def fail(*_: object) -> None:
        raise AssertionError("it waits for something that does not come")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def shows_picture(folder: Path, said: str) -> bool:
    return isinstance(PictureFiles(folder, {}, Grounds((folder,))).read(said), Picture)
