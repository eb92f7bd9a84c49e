"""What a check says of a part of a paragraph, of grids of characters, and of what is lacking."""

from __future__ import annotations

import pytest

from tests.conformance.documents import (
    FLUSH,
    GRID,
    PARTS,
    SECTION,
    TEXT,
    check,
    fonts,
    found,
    p,
    size,
    with_body,
    with_change,
)

STYLES = "word/styles.xml"


def test_words_in_another_type_are_quoted_with_where_they_stand() -> None:
    mixed = (
        p("学校有", rpr="").removesuffix("</w:p>")
        + f"<w:r><w:rPr>{fonts('宋体')}{size(15)}</w:rPr><w:t>教师</w:t></w:r>"
        + f"<w:r><w:rPr>{fonts('Arial', 'Arial')}</w:rPr><w:t>49</w:t></w:r>"
        + f"<w:r><w:rPr>{fonts('宋体')}<w:color w:val='FF0000'/></w:rPr><w:t>人</w:t></w:r>"
        + "<w:r><w:t>。</w:t></w:r></w:p>"
    )
    told = check(with_body(TEXT.replace(p("学校有教师49人。"), mixed)))
    by_name = {finding.requirement.name: finding for finding in told}
    quoted = {
        name: [(each.start, each.end, each.words) for each in finding.places[0].quoted]
        for name, finding in by_name.items()
    }
    assert quoted == {
        "正文字体": [(3, 8, "教师49人")],
        "正文字号": [(3, 5, "教师")],
        "文字颜色": [(7, 8, "人")],
    }
    assert (
        by_name["正文字体"].place == "第5段“学校有教师49人。”（在“一、基本情况”下）中的“教师49人”"
    )


@pytest.mark.parametrize(
    ("space", "normal", "kind", "characters"),
    [
        ("-848", 32, "linesAndChars", 28),
        ("4294966448", 32, "linesAndChars", 28),
        ("0", 32, "linesAndChars", 27),
        ("-1000", 21, "linesAndChars", 28),
        ("-848", 32, "snapToChars", 28),
        ("-99999999999999", 32, "linesAndChars", 27),
    ],
)
def test_characters_a_line_go_by_the_grid_that_adds_to_each(
    space: str, normal: int, kind: str, characters: int
) -> None:
    grid = f'<w:docGrid w:type="{kind}" w:linePitch="579" w:charSpace="{space}"/>'
    styles = PARTS[STYLES].replace('<w:spacing w:val="-5"/>', "")
    styles = styles.replace(size(16), f'<w:sz w:val="{normal}"/>', 1)
    body = TEXT.replace("<w:rPr></w:rPr><w:t", f"<w:rPr>{size(16)}</w:rPr><w:t")
    data = with_body(body, {STYLES: styles}, SECTION.replace(GRID, grid))
    told = found(data).get("每行字数", [])
    assert told == ([] if characters == 28 else [f"一行排得下{characters}字"])


def test_body_that_runs_on_from_headings_alone_is_a_body() -> None:
    look = f"<w:rPr>{fonts('仿宋_GB2312')}</w:rPr>"
    run_on = f"<w:r>{look}<w:t>成立领导小组，由校长任组长。</w:t></w:r></w:p>"
    run_in = p("（一）加强领导。", "H2").removesuffix("</w:p>") + run_on
    before, heading, _ = TEXT.partition(p("一、基本情况", "H1"))
    after = TEXT[TEXT.index(p("") + p("附件：1. 基本情况统计表")) :]
    body = before.replace(p("现将自查情况报告如下："), "") + heading + run_in + after
    assert found(with_body(body)) == {}
    wrong = check(with_body(body.replace(look, f"<w:rPr>{fonts('宋体')}</w:rPr>")))
    assert [each.requirement.name for each in wrong] == ["正文字体"]
    assert wrong[0].place.endswith("中的“成立领导小组，由校长任组…”")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("示例区教育局", ["末尾没有冒号"]),
        ("示例县人民政府教育督导委员会办公室", ["末尾没有冒号"]),
        ("示例区教育局:", ["用了半角的“:”"]),
        ("示例区教育局：", []),
        ("[主送单位]：", []),
    ],
)
def test_addressee_without_its_colon_is_told_as_such(written: str, told: list[str]) -> None:
    got = found(with_change("示例区教育局：", written))
    assert got == ({"主送机关冒号": told} if told else {})


def test_line_below_the_title_that_addresses_nobody_is_body() -> None:
    for line in (p("学校有教师49人，领导重视教育局"), p("一、基本情况", "H1")):
        body = TEXT.replace(p("示例区教育局：", ppr=FLUSH), line)
        assert "主送机关冒号" not in found(with_body(body))
