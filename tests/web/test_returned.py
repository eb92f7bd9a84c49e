"""Returned files that are dropped on the page: into the folder, or put aside with the reason."""

from __future__ import annotations

import html
import io
import re
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportgen.batch.aside import ASIDE, SET_DOWN
from tests.load.workbooks.test_wide_form import SCHOOLS, write_table
from tests.web.conftest import DISTRICT, drop
from tests.workbooks import Rows, write_workbook

_FIRST, _SECOND, _THIRD = "01城关第一小学.yaml", "03河东镇中心小学.yaml", "09城关初级中学.yaml"


def _aside(client: TestClient) -> str:
    """What is told of the files that wait for a decision."""
    text = client.get("/district/returned").text
    return text.partition('id="aside"')[2].partition("</table>")[0]


def _sample(name: str) -> bytes:
    return (DISTRICT / name).read_bytes()


def _zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def test_returned_files_go_into_the_folder_and_are_seen(
    officer: TestClient, district: Path
) -> None:
    told = drop(officer, (_SECOND, _sample(_SECOND)), (_THIRD, _sample(_THIRD)))
    assert [row[1] for row in told] == [_SECOND, _THIRD]
    assert "示例县河东镇中心小学" in told[0][2]
    assert (district / _SECOND).read_bytes() == _sample(_SECOND)
    assert "示例县城关初级中学" in officer.get("/district").text


def test_a_folder_without_schools_takes_the_first(officer: TestClient, district: Path) -> None:
    (district / _FIRST).unlink()
    assert officer.get("/district").status_code == 200
    assert officer.get("/district/figures").status_code == 200
    assert drop(officer, (_SECOND, _sample(_SECOND)))[0][1] == _SECOND
    assert "示例县河东镇中心小学" in officer.get("/district").text


def test_an_archive_s_files_are_taken_one_by_one(officer: TestClient, district: Path) -> None:
    packed = _zip({f"上交/{_SECOND}": _sample(_SECOND), "__MACOSX/._x": b"x", "说明.txt": b"x"})
    told = drop(officer, ("各校.zip", packed))
    assert [row[:2] for row in told] == [
        [f"各校.zip/上交/{_SECOND}", _SECOND],
        ["各校.zip/说明.txt", "没有收"],
    ]


def test_a_second_file_of_a_school_is_put_aside_and_can_be_chosen(
    officer: TestClient, district: Path
) -> None:
    before = (district / _FIRST).read_bytes()
    newer = before + "# 改过\n".encode()
    ((_, place, why, _),) = drop(officer, (_FIRST, newer))
    assert place == "放在一边"
    assert _FIRST in why
    assert (district / _FIRST).read_bytes() == before
    assert (district / ASIDE / _FIRST).read_bytes() == newer
    assert officer.get("/district").text.count("示例县城关第一小学") == 1
    assert officer.post("/district/returned/accept", data={"file": _FIRST}).status_code == 303
    assert (district / _FIRST).read_bytes() == newer
    assert before in [each.read_bytes() for each in (district / SET_DOWN).iterdir()]
    assert not list((district / ASIDE).iterdir())


def test_two_files_of_one_school_at_once_are_not_both_taken(
    officer: TestClient, district: Path
) -> None:
    other = _sample(_SECOND) + "# 又一份\n".encode()
    told = drop(officer, ("甲.yaml", _sample(_SECOND)), ("乙.yaml", other))
    assert [row[1] for row in told] == ["甲.yaml", "放在一边"]


def test_the_same_file_is_taken_once(officer: TestClient, district: Path) -> None:
    ((_, place, why, state),) = drop(officer, ("另名.yaml", _sample(_FIRST)))
    assert (place, "一样" in why, state) == ("没有收", True, "")
    assert not (district / ASIDE).exists()


def test_a_name_that_is_taken_is_not_written_over(officer: TestClient, district: Path) -> None:
    ((_, place, _, _),) = drop(officer, (_FIRST, _sample(_SECOND)))
    assert place == "01城关第一小学_2.yaml"
    assert (district / _FIRST).read_bytes() == _sample(_FIRST)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("区县.yaml", b"x: 1\n"),
        ("reportgen.yaml", b"x: 1\n"),
        ("程序.exe", b"MZ"),
        ("说明.docx", _zip({"word/document.xml": b"x"})),
        ("合影.png", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_what_is_no_school_s_is_not_taken(
    officer: TestClient, district: Path, name: str, data: bytes
) -> None:
    before = {path: path.read_bytes() for path in district.iterdir() if path.is_file()}
    ((_, place, why, _),) = drop(officer, (name, data))
    assert (place, bool(why)) == ("没有收", True)
    assert {path: path.read_bytes() for path in district.iterdir() if path.is_file()} == before


@pytest.mark.parametrize(
    "name",
    ["../../外.yaml", "/tmp/外.yaml", "..\\..\\外.yaml", "C:\\外.yaml", "con.yaml", "a\x00外.yaml"],
)
def test_files_land_in_the_folder_whatever_they_are_called(
    officer: TestClient, district: Path, name: str
) -> None:
    before = {*district.parent.rglob("*")}
    drop(officer, (name, _sample(_SECOND)), ("里.zip", _zip({name: _sample(_THIRD)})))
    new = {*district.parent.rglob("*")} - before
    assert new
    assert all(path.is_relative_to(district) for path in new)


def test_a_name_with_a_script_is_a_text(officer: TestClient) -> None:
    script = "<img src=x onerror=alert(1)>"
    drop(officer, (f"{script}.yaml", _sample(_SECOND)), (f"{script}.rar", b"Rar!"))
    assert "<img" not in officer.get("/district/returned").text
    assert "<img" not in officer.get("/district").text


@pytest.mark.parametrize("name", ["../区县.yaml", "/etc/passwd", "无.yaml", "", "..", "a\x00b"])
def test_only_what_was_put_aside_is_taken_in(
    officer: TestClient, district: Path, name: str
) -> None:
    before = {*district.rglob("*")}
    assert officer.post("/district/returned/accept", data={"file": name}).status_code == 422
    assert {path for path in district.rglob("*") if path.suffix == ".yaml"} <= before


def test_what_another_window_has_done_is_told_on_the_page(
    officer: TestClient, district: Path
) -> None:
    drop(officer, (_FIRST, (district / _FIRST).read_bytes() + b"# 2\n"))
    officer.post("/district/returned/down", data={"file": _FIRST})
    answer = officer.post("/district/returned/accept", data={"file": _FIRST})
    assert answer.status_code == 422
    assert "没有把这份文件放在一边" in answer.text
    assert 'id="take"' in answer.text


@pytest.mark.parametrize("body", [b"", b"--x\r\n", b"broken" * 100])
def test_a_broken_upload_is_refused(officer: TestClient, district: Path, body: bytes) -> None:
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = officer.post("/district/returned", content=body, headers=kind)
    assert answer.status_code in (303, 400, 422)
    assert {path.name for path in district.glob("*.yaml")} == {"区县.yaml", _FIRST}


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("空.xlsx", b"", "文件是空的"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 40, "内容却是图片"),
        ("页.html", b"<script>alert(1)</script>", "另存为“Excel 工作簿（.xlsx）”"),
        ("坏.zip", b"PK\x03\x04 broken", "压缩包打不开"),
        ("里.zip", _zip({"包.zip": _zip({})}), "请解开，再收里面的文件"),
        ("各校.rar", b"Rar!\x1a\x07\x01\x00", "请解开，用里面的工作簿"),
        ("各校.7z", b"7z\xbc\xaf", "请解开，用里面的工作簿"),
        ("半份.xlsx", b"PK\x03\x04 broken", "没有传完"),
    ],
)
def test_what_cannot_be_read_is_kept_aside_and_told(
    officer: TestClient, district: Path, name: str, data: bytes, told: str
) -> None:
    before = {path: path.read_bytes() for path in district.iterdir() if path.is_file()}
    ((_, place, why, _),) = drop(officer, (name, data))
    assert place == "放在一边"
    assert told in why
    assert told in _aside(officer)
    assert {path: path.read_bytes() for path in district.iterdir() if path.is_file()} == before
    ((_, again, _, _),) = drop(officer, (name, data))
    assert again == "没有收"


def test_what_can_be_no_data_file_is_not_taken_in(officer: TestClient) -> None:
    drop(officer, ("各校.rar", b"Rar!\x1a\x07\x01\x00"))
    assert "收下" not in _aside(officer)
    answer = officer.post("/district/returned/accept", data={"file": "各校.rar"})
    assert answer.status_code == 422


@pytest.fixture
def listed(district: Path) -> Path:
    """The district with a list: the school that is there, and two that are awaited."""
    rows: Rows = (
        ("学校名称", "学校代码"),
        ("示例县城关第一小学", "4199010001"),
        ("示例县河东镇中心小学", "4199010003"),
        ("示例县柳林乡初级中学", "4199010010"),
    )
    write_workbook(district / "学校名单.xlsx", {"学校名单": rows})
    own = district / "区县.yaml"
    text = own.read_text("utf-8").replace("\n报告:\n", "\n名单: 学校名单.xlsx\n\n报告:\n", 1)
    own.write_text(text, "utf-8")
    return district


def _plain(name: str) -> str:
    """The sample without the mark that it is one."""
    return _sample(name).decode().replace("（样例）", "")


def _line(client: TestClient, school: str) -> str:
    text = client.get("/district").text.partition("<tbody>")[2]
    return next(row for row in text.split("<tr>") if school in row)


def test_a_mistyped_name_is_told_with_the_code_and_the_file_name(
    listed: Path, officer: TestClient
) -> None:
    typed = _plain(_SECOND).replace("河东镇中心小学", "河东镇忠心小学")
    code = "学校:\n  代码: '4199010003'"
    sent = typed.replace("学校:", code, 1).encode()
    ((_, place, why, _),) = drop(officer, ("河东镇中心小学 采集表(1).yaml", sent))
    assert place == "放在一边"
    assert "里面写的“示例县河东镇忠心小学”" in why
    assert "代码和文件名是“示例县河东镇中心小学”的" in why
    line = _line(officer, "示例县河东镇中心小学")
    assert "没有交" not in line
    assert "放在一边：河东镇中心小学 采集表(1).yaml" in line


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("柳林初中.rar", b"Rar!\x1a\x07\x01\x00", "文件名像“示例县柳林乡初级中学”的"),
        (
            "柳林乡初级中学.docx",
            _zip({"word/document.xml": b"x"}),
            "文件名是“示例县柳林乡初级中学”的",
        ),
        ("初级中学扫描件.png", b"\x89PNG\r\n\x1a\n", "学校数据要填在采集表里"),
        (
            "学区.zip",
            _zip({"里.zip": _zip({"柳林乡初级中学.xlsx": b"x"})}),
            "里面的文件名是“示例县柳林乡",
        ),
    ],
)
def test_a_school_whose_file_could_not_be_read_is_not_told_to_be_missing(
    listed: Path, officer: TestClient, name: str, data: bytes, told: str
) -> None:
    school = "示例县柳林乡初级中学"
    assert "没有交" in _line(officer, school)
    ((_, place, why, _),) = drop(officer, (name, data))
    assert (place, told in why) == ("放在一边", True)
    assert "没有交" not in _line(officer, school)
    assert "放在一边" in officer.get("/district/run").text
    assert school not in officer.get("/district/back").text.partition("chasing-text")[2][:400]
    (kept,) = (listed / ASIDE).iterdir()
    assert officer.get("/district/returned/file", params={"file": kept.name}).content
    assert officer.post("/district/returned/down", data={"file": kept.name}).status_code == 303
    assert "没有交" in _line(officer, school)
    assert "放在一边" not in officer.get("/district/run").text


def test_how_the_schools_stand_is_told_at_once(listed: Path, officer: TestClient) -> None:
    sent = _plain(_SECOND)
    last = sent.replace("年度: 2024", "年度: 2023").encode()
    ((_, place, _, state),) = drop(officer, ("甲.yaml", last))
    assert place == "甲.yaml"
    assert "2023" in state
    assert "没有计入" in state


def test_a_table_of_more_schools_is_not_replaced_by_one_of_them(
    officer: TestClient, district: Path, tmp_path: Path
) -> None:
    table = write_table(tmp_path / "表.xlsx").read_bytes()
    ((_, place, _, states),) = drop(officer, ("汇总表.xlsx", table))
    assert place == "汇总表.xlsx"
    assert states.count("/district/school") == len(SCHOOLS)
    one = "学校: {名称: 实验小学, 类型: 小学}\n报告: {年度: 2024}\n数据: {在校生数: 310}\n"
    ((_, place, why, _),) = drop(officer, ("甲.yaml", one.encode()))
    assert place == "放在一边"
    assert "城关中学" in why
    assert officer.post("/district/returned/accept", data={"file": "甲.yaml"}).status_code == 422
    assert (district / "汇总表.xlsx").exists()


def test_files_come_only_from_the_page_itself(officer: TestClient, district: Path) -> None:
    headers = {"Origin": "http://evil.example"}
    files = [("files", (_SECOND, _sample(_SECOND)))]
    assert officer.post("/district/returned", files=files, headers=headers).status_code == 403
    assert not (district / _SECOND).exists()


@pytest.mark.parametrize(
    "name", ["河东镇中心小学", "示例县 河东镇中心小学", "示例县河东镇中心小学"]
)
def test_a_school_is_known_however_its_name_is_written(
    listed: Path, officer: TestClient, name: str
) -> None:
    sent = _plain(_SECOND)
    ((_, place, whose, _),) = drop(
        officer, ("甲.yaml", sent.replace("示例县河东镇中心小学", name).encode())
    )
    assert (place, whose) == ("甲.yaml", "是示例县河东镇中心小学的")
    ((_, place, why, _),) = drop(officer, ("乙.yaml", sent.encode() + b"# 2\n"))
    assert place == "放在一边"
    assert "示例县河东镇中心小学已经交了“甲.yaml”" in why


def test_a_form_under_the_name_of_another_school_is_put_aside(
    listed: Path, officer: TestClient
) -> None:
    sent = _plain(_SECOND).encode()
    ((_, place, why, _),) = drop(officer, ("柳林乡初级中学.yaml", sent))
    assert place == "放在一边"
    assert "文件名是“示例县柳林乡初级中学”的，里面写的是“示例县河东镇中心小学”" in why
    for school in ("示例县柳林乡初级中学", "示例县河东镇中心小学"):
        assert "放在一边" in _line(officer, school)
    officer.post("/district/returned/accept", data={"file": "柳林乡初级中学.yaml"})
    assert "没有交" in _line(officer, "示例县柳林乡初级中学")


def test_the_name_of_another_school_is_told_where_the_school_has_sent_its_own_too(
    listed: Path, officer: TestClient
) -> None:
    sent = _plain(_SECOND).encode()
    drop(officer, ("甲.yaml", sent))
    ((_, place, why, _),) = drop(officer, ("柳林乡初级中学.yaml", sent + b"# 2\n"))
    assert place == "放在一边"
    assert "文件名是“示例县柳林乡初级中学”的，里面写的是“示例县河东镇中心小学”" in why
    assert "已经交了“甲.yaml”" in why


def test_what_speaks_against_the_file_that_is_used_is_told(
    listed: Path, officer: TestClient
) -> None:
    sent = _plain(_SECOND)
    drop(officer, ("甲.yaml", sent.replace("年度: 2024", "年度: 2023").encode()))
    ((_, _, why, _),) = drop(officer, ("甲.yaml", sent.encode()))
    assert "“甲.yaml”（同名，内容不同，那份" in why


def test_a_file_is_taken_out_of_the_folder_and_back(officer: TestClient, district: Path) -> None:
    sent = (district / _FIRST).read_bytes()
    answer = officer.post("/district/returned/out", data={"file": _FIRST})
    assert answer.status_code == 303
    assert not (district / _FIRST).exists()
    assert (district / SET_DOWN / _FIRST).read_bytes() == sent
    officer.post("/district/returned/accept", data={"file": _FIRST, "down": "1"})
    assert (district / _FIRST).read_bytes() == sent


def test_what_is_taken_out_is_told_with_all_schools_that_stand_in_it(
    officer: TestClient, district: Path
) -> None:
    write_table(district / "汇总.xlsx")
    link = re.search(r'href="(/district/school[^"]*)"[^>]*>实验小学', officer.get("/district").text)
    assert link is not None
    assert "这份表里还有城关中学、九年学校" in officer.get(html.unescape(link[1])).text
    answer = officer.post("/district/returned/out", data={"file": "汇总.xlsx"})
    told = officer.get(answer.headers["location"]).text
    assert "“汇总.xlsx”移走了。里面的实验小学、城关中学、九年学校不再算。" in told


def test_what_is_not_read_can_be_taken_out(officer: TestClient, district: Path) -> None:
    (district / "照片.docx").write_bytes(b"x")
    assert 'value="照片.docx"' in officer.get("/district").text
    assert officer.post("/district/returned/out", data={"file": "照片.docx"}).status_code == 303
    assert not (district / "照片.docx").exists()


@pytest.mark.parametrize("name", ["区县.yaml", "../区县.yaml", "", "无.yaml", ".reportgen"])
def test_nothing_else_is_taken_out(officer: TestClient, district: Path, name: str) -> None:
    assert officer.post("/district/returned/out", data={"file": name}).status_code == 422
    assert (district / "区县.yaml").exists()


def test_what_the_school_sent_besides_is_told(listed: Path, officer: TestClient) -> None:
    drop(officer, ("甲.yaml", _plain(_SECOND).encode()))
    drop(officer, ("示例县河东镇中心小学.rar", b"Rar!"))
    assert "文件名是“示例县河东镇中心小学”的，它另交了“甲.yaml”" in _aside(officer)
