"""A tag is what whoever typed it sees: blanks, unseen signs, equations, commented rows."""

from __future__ import annotations

import pytest

from reportgen.problems import TemplateError
from reportgen.render.template import compile_template
from tests.render.docx_samples import NAME, docx, p, read, tbl, tc, texts, tr

VALUES = {"名称": "光明小学", "数": 3}
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def made(body: str) -> bytes:
    return compile_template(docx(body), NAME).render(VALUES)


@pytest.mark.parametrize(
    "written",
    [
        "{{\u00a0名称\u00a0}}",
        "{{\u3000名称\u3000}}",
        "{{\u200b 名称 }}",
        "{{ 名\u200d称 }}",
        "{\u200b{ 名称 }\ufeff}",
        "{%\u00a0if 名称 %}{{ 名称 }}{% endif\u3000%}",
    ],
)
def test_odd_blanks_and_unseen_signs_are_none_in_a_tag(written: str) -> None:
    assert texts(made(p(written)))[0] == "光明小学"


def test_they_stay_in_the_template_s_own_text_and_in_what_a_tag_prints() -> None:
    said = "甲\u00a0乙\u200b丙{{ 名称 }}丁\u3000"
    assert texts(made(p(said)))[0] == "甲\u00a0乙\u200b丙光明小学丁\u3000"
    assert texts(made(p('{{\u00a0"甲\u3000乙" }}')))[0] == "甲\u3000乙"


def test_paragraph_tag_with_an_odd_blank_is_one() -> None:
    body = p("{%p\u00a0if 名称 %}") + p("甲") + p("{%p endif %}")
    assert texts(made(body))[0] == "甲"


def test_tag_in_pieces_of_an_equation_is_one() -> None:
    runs = "".join(
        f"<m:r><m:t>{text}</m:t></m:r>" for text in ("{{ 数", " *", " 2 }}", "+{{ 数 }}")
    )
    xml = read(made(f"<w:p><m:oMath {MATH}>{runs}</m:oMath></w:p>"))["word/document.xml"].decode()
    assert "<m:t>6</m:t>" in xml and "<m:t>+3</m:t>" in xml


def test_comment_takes_away_its_row_with_all_that_stands_in_it() -> None:
    rows = (
        tr(tc(p("{#tr 说明 #}")), tc(p("{{ 没有的.名称 }}"))),
        tr(tc(p("{{ 名称 }}")), tc(p("乙"))),
    )
    assert texts(made(p("{#p 注 #}") + tbl(2, *rows)))[:2] == ["光明小学", "乙"]


def test_comment_in_several_runs_takes_its_row_too() -> None:
    split = "<w:p><w:r><w:t>{#tr 说</w:t></w:r><w:r><w:t>明 #}</w:t></w:r></w:p>"
    rows = (tr(tc(split), tc(p("甲"))), tr(tc(p("{{ 名称 }}")), tc(p("乙"))))
    assert texts(made(tbl(2, *rows)))[:2] == ["光明小学", "乙"]


def test_tag_over_two_cells_is_told_as_one() -> None:
    with pytest.raises(TemplateError) as raised:
        made(tbl(2, tr(tc(p("{{ 名")), tc(p("称 }}")))))
    assert "请写在同一格的同一段里：{{ 名称 }}" in str(raised.value)
    assert len(raised.value.problems) == 1
