"""Files that are kept out of the sums: what is told of them, and what an officer decides."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportgen.resources import data_folder
from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.serving.guard import Keys
from tests.web.conftest import HOST, TOKEN

_SAMPLES = data_folder() / "districts" / "示例县"
_FIRST, _SECOND = "01城关第一小学.yaml", "02城关第二小学.yaml"
_PAGE, _KEPT = "/district/decisions", "收表决定.yaml"


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """A district's folder with two schools, of which one says another year."""
    for name in ("区县.yaml", _FIRST, _SECOND):
        shutil.copy(_SAMPLES / name, tmp_path / name)
    _change(tmp_path / _SECOND, "年度: 2024", "年度: 2023")
    return tmp_path


@pytest.fixture
def officer(district: Path) -> TestClient:
    """A client with the keys to that folder."""
    app = make_app(Desk(district), Keys(TOKEN, frozenset({HOST})))
    client = TestClient(app, base_url=f"http://{HOST}", follow_redirects=True)
    client.get("/", params={"token": TOKEN})
    client.headers["Origin"] = f"http://{HOST}"
    return client


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _decide(client: TestClient, file: str, kind: str, school: str = "") -> str:
    answer = client.post(f"{_PAGE}/decide", data={"file": file, "kind": kind, "school": school})
    assert answer.status_code == 200
    return answer.text


def test_what_the_gate_found_stands_with_what_may_be_decided(officer: TestClient) -> None:
    page = officer.get(_PAGE).text
    assert "要决定的（1 份）" in page
    assert "年度是 2023，县里的年度是 2024" in page
    assert "就按本年度的算</button>" in page and "放在一边</button>" in page
    listed = officer.get("/district").text
    assert "要决定的 1" in listed and 'class="bad">没有计入</td>' in listed
    anchor = re.search(r'id="(f\w+)"', page)
    assert anchor and f"#{anchor[1]}" in listed


def test_a_click_lets_the_file_in_and_can_be_taken_back(
    officer: TestClient, district: Path
) -> None:
    page = _decide(officer, _SECOND, "按本年度的算")
    assert "记下了" in page and "照办了，计入" in page and "没有要决定的文件" in page
    assert "按本年度的算" in (district / _KEPT).read_text(encoding="utf-8")
    assert "决定：按本年度的算" in officer.get("/district").text
    back = officer.post(f"{_PAGE}/back", data={"file": _SECOND, "kind": "按本年度的算"}).text
    assert "要决定的（1 份）" in back and "已经决定的" not in back


def test_a_decision_that_is_void_says_so_and_asks_again(
    officer: TestClient, district: Path
) -> None:
    _decide(officer, _SECOND, "按本年度的算")
    _change(district / _SECOND, "年度: 2023", "年度: 2022")
    page = officer.get(_PAGE).text
    assert "要决定的（1 份）" in page
    assert "决定不再算数：年度当时是“2023”，现在是“2022”" in page


def test_a_file_put_aside_is_counted_nowhere(officer: TestClient) -> None:
    assert "照办了，没有计入" in _decide(officer, _SECOND, "放在一边")
    page = officer.get("/district", params={"state": "决定不计入"}).text
    assert "城关第二小学" in page


def test_of_two_files_one_is_chosen_and_then_the_other(officer: TestClient, district: Path) -> None:
    shutil.copy(district / _FIRST, district / "又一份.yaml")
    page = officer.get(_PAGE).text
    assert page.count("用这一份</button>") == 2 and "这一份不要，放在一边" in page
    _decide(officer, "又一份.yaml", "用这一份")
    officer.post(f"{_PAGE}/back", data={"file": "又一份.yaml", "kind": "用这一份"})
    page = _decide(officer, _FIRST, "用这一份")
    assert page.count(">收回</button>") == 1


def test_a_file_that_counts_and_bears_another_s_name_is_asked_about(
    officer: TestClient, district: Path
) -> None:
    (district / "区县.yaml").write_text(
        "名单: 名单.csv\n" + (district / "区县.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    _change(district / _SECOND, "年度: 2023", "年度: 2024")
    rows = (
        "学校名称,学校类型",
        "示例县城关第一小学（样例）,小学",
        "示例县城关第二小学（样例）,初中",
        "柳林小学,小学",
    )
    (district / "名单.csv").write_text("\n".join(rows), encoding="utf-8")
    (district / _FIRST).rename(district / "柳林小学.yaml")
    page = officer.get(_PAGE).text
    assert "文件名是“柳林小学”的，里面写的是“示例县城关第一小学（样例）”。现在计入了" in page
    assert "类型是“初中”，这里写的是“小学”。现在计入了" in page
    page = _decide(officer, _SECOND, "看过了，就这样算")
    assert "照办了，计入" in page and "要决定的（1 份）" in page
    page = _decide(officer, "柳林小学.yaml", "是名单上的学校", "柳林小学")
    assert "没有要决定的文件" in page


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (_FIRST, "按本年度的算"),
        (_SECOND, "是名单上的学校"),
        (_SECOND, "用这一份"),
        (_SECOND, "没有这种"),
        ("../x.yaml", "放在一边"),
        ("", ""),
    ],
)
def test_what_is_not_offered_is_not_written(
    officer: TestClient, district: Path, file: str, kind: str
) -> None:
    assert "没有记下" in _decide(officer, file, kind)
    assert not (district / _KEPT).exists()


def test_a_file_of_decisions_that_cannot_be_edited_is_told_on_the_page(
    officer: TestClient, district: Path
) -> None:
    (district / _KEPT).write_text("决定: 随便\n", encoding="utf-8")
    page = _decide(officer, _SECOND, "按本年度的算")
    assert "不能自动改" in page and "要决定的（1 份）" in page
    assert (district / _KEPT).read_text(encoding="utf-8") == "决定: 随便\n"


def test_what_is_written_in_files_is_shown_as_text(officer: TestClient, district: Path) -> None:
    bad = "<script>alert(1)</script>"
    _change(district / _SECOND, "名称: ", f"名称: {bad!r} #")
    _change(district / _FIRST, "名称: ", f"名称: {bad!r} #")
    (district / _KEPT).write_text(
        f"决定:\n- {{文件: '{bad}', 怎么定: 放在一边, 日期: '{bad}'}}\n", encoding="utf-8"
    )
    for page in (officer.get(_PAGE).text, _decide(officer, bad, bad, bad)):
        assert "<script>alert" not in page
        assert bad in unescape(page)


def test_without_the_token_nothing_is_decided(district: Path) -> None:
    app = make_app(Desk(district), Keys(TOKEN, frozenset({HOST})))
    client = TestClient(app, base_url=f"http://{HOST}")
    data = {"file": _SECOND, "kind": "按本年度的算", "school": ""}
    assert client.post(f"{_PAGE}/decide", data=data).status_code == 403
    assert not (district / _KEPT).exists()
