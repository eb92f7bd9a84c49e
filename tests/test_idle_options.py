"""An option that changes nothing of what it is given with is told of, and nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese

SCHOOL = (
    "学校: {名称: 甲小学, 类型: 小学}\n报告: {年度: 2024, 标准: [], 日期: 2024-11-20}\n"
    "数据: {在校生数: 100}\n"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    speak_chinese()
    (tmp_path / "甲.yaml").write_text(SCHOOL, encoding="utf-8")
    (tmp_path / "名单.csv").write_text("学校名称,学校类型\n甲小学,小学\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str) -> Result:
    return CliRunner().invoke(cli, command.split())


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("assess 甲.yaml --mapping 映射.yaml", ["--mapping"]),
        ("assess 甲.yaml --school 乙小学", ["--school"]),
        (
            "build 甲.yaml -o out --no-toc-pages --mapping 映射.yaml --school 甲小学",
            ["--mapping", "--school"],
        ),
        ("convert 甲.yaml 甲.xlsx --mapping 映射.yaml", ["--mapping"]),
        ("check 甲.yaml --mapping 映射.yaml --force", ["--mapping", "--force"]),
        ("check 甲.yaml --layout 行距28磅", ["--layout"]),
        (
            "check 甲.docx --standard 优质均衡2017 --school 甲 --templates .",
            ["--standard", "--templates", "--school"],
        ),
        ("check 甲.yaml --return 退回 --force", []),
        ("check 甲.yaml 名单.csv --mapping 映射.yaml", []),
        ("check . --mapping 映射.yaml --layout 行距28磅", ["--layout"]),
        (
            "batch 甲.yaml -o out -j 1 --no-summary --no-toc-pages --mapping 映射.yaml",
            ["--mapping"],
        ),
        ("template check 甲.docx --force", ["--force"]),
        ("template fields --force", ["--force"]),
        ("schema --force", ["--force"]),
        ("assess 甲.yaml", []),
    ],
)
def test_options_without_effect_are_told(place: Path, command: str, options: list[str]) -> None:
    told = [line for line in run(command).stderr.splitlines() if "没有用上" in line]
    assert [line.removeprefix("[提醒] ").partition("：")[0] for line in told] == options


def test_what_comes_out_is_as_without_them(place: Path) -> None:
    plain, idle = run("check 甲.yaml --json --strict"), run("check 甲.yaml --json --strict --force")
    assert (idle.exit_code, json.loads(idle.stdout)) == (plain.exit_code, json.loads(plain.stdout))


def test_nothing_is_sent_back_of_a_file_that_is_not_there(place: Path) -> None:
    told = run("check 没有.xlsx 也没有.yaml --return 退回")
    assert told.exit_code != 0
    assert told.stderr.count("找不到这个文件") == 2 and not (place / "退回").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [("甲.yaml", "数据文件（.yaml）"), ("甲.md", "文本文件（.md）"), ("甲", "没有扩展名")],
)
def test_a_list_that_is_no_workbook_is_called_what_it_is(place: Path, name: str, said: str) -> None:
    (place / name).write_text(SCHOOL, encoding="utf-8")
    told = run(f"form new -o 表 --standard 无 --type 小学 --schools {name}").stderr
    assert said in told and "扩展名是表格" not in told


def test_a_text_named_like_a_workbook_is_told_as_before(place: Path) -> None:
    (place / "名单.xlsx").write_bytes("学校".encode("utf-16"))
    told = run("form new -o 表 --standard 无 --type 小学 --schools 名单.xlsx").stderr
    assert "找不到" not in told and "这里要的是工作簿" not in told
