"""Blank forms made many at once are what each would be by itself."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from reportgen.forms.blank import BlankForms, blank_tree
from reportgen.forms.school_form import write_school_form
from reportgen.pipeline import Workshop
from tests.forms.form_samples import make_plan

pytestmark = pytest.mark.slow


def parts(form: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(form)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize(
    "school",
    [
        {"名称": "光明小学"},
        {"名称": "a < b & c > \"d\" '𠮷'", "代码": "0101", "所在区县": "示例县"},
        {"名称": "带_x0041_的学校", "地址": "文化路6号"},
        {"名称": "两\n行", "代码": " 01 "},
        {"名称": "", "代码": "7"},
        {},
    ],
)
def test_a_form_from_the_mould_is_the_one_made_by_itself(
    workshop: Workshop, school: dict[str, str]
) -> None:
    plan = make_plan(workshop, "九年一贯制", "优质均衡2017")
    forms = BlankForms(plan)
    forms.make({"名称": "前一所", "代码": "1"})
    assert parts(forms.make(school)) == parts(write_school_form(blank_tree(school, plan), plan))
