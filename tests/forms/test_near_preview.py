"""The form's previews of values just below their limits, as LibreOffice shows them."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.forms.plan import FormPlan
from reportgen.forms.school_form import write_school_form
from reportgen.load.fields import read_tree
from reportgen.load.plain_tree import plain_tree
from reportgen.load.school_file import load_school
from reportgen.model.assessment import Verdict
from reportgen.model.form import FACTS_SHEET
from reportgen.pipeline import Workshop
from tests.programs import save_again

pytestmark = pytest.mark.slow

NEAR = """\
学校: {名称: 光明小学, 类型: 小学}
报告: {年度: 2024, 标准: [优质均衡2017, 河南省办学基本标准]}
数据: {在校生数: 1991, 专任教师数: 104, 县级以上骨干教师数: 20, 图书册数: 39819, 教学班数: 44,
  教学仪器设备值: 3981999元}
"""
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?=\D*$)")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form as LibreOffice saves it again."""
    folder, workshop = tmp_path_factory.mktemp("form"), Workshop()
    path, library = folder / "near.yaml", workshop.library
    path.write_text(NEAR, encoding="utf-8")
    loaded = load_school(workshop.reader.read(path), library)
    assert loaded.school is not None
    types, forms = tuple(library.school_types), library.genres.neutral.forms
    plan = FormPlan(loaded.standards, loaded.dictionary, loaded.school.type, types, 2024, forms)
    (folder / "near.xlsx").write_bytes(write_school_form(plain_tree(read_tree(path)), plan))
    return save_again("xlsx", folder / "near.xlsx", into=folder / "out")


def test_previews_beside_figures_agree_with_their_verdicts(shown: Path) -> None:
    from openpyxl import load_workbook

    told = []
    for row in load_workbook(shown, data_only=True)[FACTS_SHEET].iter_rows(values_only=True):
        texts = [str(cell) for cell in row if cell is not None]
        at = next((place for place, text in enumerate(texts) if text[:1] in "≥≤" and text), 0)
        if not at or texts[at + 1] not in (Verdict.MET.label, Verdict.UNMET.label):
            continue
        value, limit = (Decimal(_NUMBER.findall(text)[-1]) for text in texts[at - 1 : at + 1])
        more = (texts[at][0] == "≥") is not ("1∶" in texts[at])
        reached = value >= limit if more else value <= limit
        assert reached is (texts[at + 1] == Verdict.MET.label), texts
        told.append(texts[at + 1])
    assert told.count(Verdict.UNMET.label) >= 3
