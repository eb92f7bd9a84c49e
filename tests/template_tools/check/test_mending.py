"""The bundled template broken by hand in ten ways, and mended by nothing but what the check
says.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import pack_parts
from reportgen.problems import Severity
from reportgen.template_tools.check.files import Checker
from tests.render.docx_samples import p
from tests.template_tools.inspection.broken import STOCK, deleted, inserted, run

pytestmark = pytest.mark.slow

# What is broken, what the check must say to whoever mends it, and what they then write.
BREAKS = (
    ("{{ 报告.标题 }}", "{{ 报告.题目 }}", "是不是“标题”？", "{{ 报告.标题 }}"),
    (
        "{%p if 报告.主送 %}",
        "{% p if 报告.主送 %}",
        "要写成 {%p if 报告.主送 %}",
        "{%p if 报告.主送 %}",
    ),
    ("{{p 引言 }}", "以下是引言：{{p 引言 }}", "请让它独占一段", "{{p 引言 }}"),
    (
        "{%p for 节 in 各节 %}",
        "｛％p for 节 in 各节 ％｝",
        "例如 {%p for 节 in 各节 %}",
        "{%p for 节 in 各节 %}",
    ),
    ("{{ 段.表题 }}", "{{ 段.表提 }}", "是不是“表题”？", "{{ 段.表题 }}"),
    (
        "{%tr for 行 in 段.达标表 %}",
        "{%tr fro 行 in 段.达标表 %}",
        "是不是“for”？",
        "{%tr for 行 in 段.达标表 %}",
    ),
    ("{{ 行.单位 }}", "{{ 行。单位 }}", "都要用半角（英文输入法）", "{{ 行.单位 }}"),
    ("{{ 行.结论 }}", "{{ 行.结论 }", "请补上“}}”", "{{ 行.结论 }}"),
    ("{{ 行.差距 }}", "{{ 行.差距|数字 }}", "是不是“数”？", "{{ 行.差距|数 }}"),
    ("{{ 报告.署名 }}", "{{ 署名 }}", "是不是“报告.署名”？", "{{ 报告.署名 }}"),
)
REVISED = f"<w:p>{run('校训：')}{deleted('{{ 旧 }}')}{inserted('{{ 数据.校训 }}')}</w:p>"
MENDED = p('校训：{{ 数据.校训|默认("无") }}')


def write(path: Path, document: str) -> Path:
    parts = dict(read_parts(STOCK.read_bytes())) | {"word/document.xml": document.encode()}
    path.write_bytes(pack_parts(parts))
    return path


def test_ten_faults_are_told_at_once_and_mended_by_what_is_said(tmp_path: Path) -> None:
    document = read_parts(STOCK.read_bytes())["word/document.xml"].decode()
    for sound, broken, _, _ in BREAKS:
        assert sound in document
        document = document.replace(sound, broken, 1)
    document = document.replace("<w:sectPr", f"{REVISED}<w:sectPr", 1)
    checker = Checker()
    (checked,) = checker.check_path(write(tmp_path / "坏.docx", document))
    errors = [str(problem) for problem in checked.problems if problem.severity is Severity.ERROR]
    reminders = [
        str(problem) for problem in checked.problems if problem.severity is Severity.WARNING
    ]
    assert len(errors) == len(BREAKS)
    for _, _, said, _ in BREAKS:
        assert any(said in each for each in errors), said
    assert any("请在“审阅”里逐处接受或拒绝" in each for each in reminders)
    assert any('例如 {{ 数据.校训|默认("无") }}' in each for each in reminders)
    for _, broken, _, mended in BREAKS:
        document = document.replace(broken, mended, 1)
    (again,) = checker.check_path(write(tmp_path / "好.docx", document.replace(REVISED, MENDED)))
    assert again.problems == () and again.tried
