"""Each check: one thing changed in a document that is right gives the finding that names it."""

from __future__ import annotations

import pytest

from reportgen.conformance.checks import CHECKS
from reportgen.load.layouts import load_layout
from reportgen.problems import Severity
from tests.conformance.documents import (
    CENTRED,
    FLUSH,
    GRID,
    INDENT,
    LAYOUTS,
    LINES,
    PAGE,
    PARTS,
    SECTION,
    TEXT,
    check,
    fonts,
    found,
    p,
    pack,
    root,
    size,
    with_body,
    with_change,
)

STYLES, FOOTER, SETTINGS = "word/styles.xml", "word/footer1.xml", "word/settings.xml"
DATE = "2024年11月20日"
LINE = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:color="FF0000"/></w:pBdr>'
ANNEX = (
    p("附件1", "H1", FLUSH + "<w:pageBreakBefore/>")
    + p("统计表", "Title")
    + p("表中数字截至年底。", rpr=size(9))
)


def test_document_that_is_right_has_no_findings() -> None:
    assert found(pack(PARTS)) == {}


@pytest.mark.parametrize(
    ("old", "new", "requirement", "words"),
    [
        ('w:w="11906" w:h="16838"', 'w:w="11340" w:h="16838"', "纸张", "200×297毫米"),
        ('w:top="2098"', 'w:top="1440"', "天头", "25.4毫米"),
        ('w:left="1587"', 'w:left="1134"', "订口", "20毫米"),
        ('w:gutter="0"', 'w:gutter="284"', "订口", "33毫米"),
        ('w:footer="1417"', 'w:footer="992"', "页码距离", "在版心下边缘之下约12.4毫米"),
        ('w:bottom="1984"', 'w:bottom="1440"', "版心", "宽156毫米、高234.6毫米"),
        ("年自查报告</w:t>", "年自查报告。</w:t>", "标题末尾标点", "末尾有“。”"),
        ("示例区教育局：", "示例区教育局:", "主送机关冒号", "用了半角的“:”"),
        ("示例区教育局：", "　　示例区教育局：", "主送机关位置", "缩进2字"),
        ("（一）加强", "(一)加强", "序号括号", "用了“( )”"),
        ("（一）加强", "（一）、加强", "括号序号标点", "序号后用了“、”"),
        ("一、基本", "一.基本", "汉字序号标点", "序号后用了“.”"),
        ("1.定期", "1、定期", "数字序号标点", "序号后用了“、”"),
        ("二、主要", "三、主要", "标题序号", "“一、”之后是“三、”"),
        ("二、主要", "一、主要", "标题序号", "“一、”重复"),
        ("（二）落实", "（三）落实", "标题序号", "“（一）”之后是“（三）”"),
        ("一、基本", "二、基本", "标题序号", "没有“一、”，从“二、”开始"),
        ("2.按时", "4.按时", "条目序号", "“1.”之后是“4.”"),
        ("2.按时", "1.按时", "条目序号", "“1.”重复"),
        ("1.定期检查", "（1）定期检查", "序号层次", "“（一）”的下一层用了“（1）”"),
        ("（一）加强领导", "（一）加强领导。", "标题末尾标点", "末尾有“。”"),
        ("学校成立", "第一、学校成立", "序次语标点", "写成“第一、”"),
        ("学校成立", "一是、学校成立", "序次语标点", "写成“一是、”"),
        ("附件：1. 基本", "附件1：基本", "附件说明写法", "写成“附件1：”"),
        ("附件：1. 基本", "附件:1. 基本", "附件说明写法", "写成“附件:”"),
        ("附件：1. 基本", "附件：1、基本", "附件说明序号", "序号写成“1、”"),
        ("2. 指标", "3. 指标", "附件说明序号", "序号是“3.”"),
        ("基本情况统计表", "基本情况统计表；", "附件说明标点", "名称后有“；”"),
        (DATE, "二〇二四年十一月二十日", "成文日期写法", "写成“二〇二四年十一月二十日”"),
        (DATE, "2024年01月05日", "成文日期写法", "写成“2024年01月05日”"),
        (DATE, "2024.11.20", "成文日期写法", "写成“2024.11.20”"),
        (DATE, "2024年11月", "成文日期写法", "写成“2024年11月”"),
        (DATE, "2023年2月29日", "成文日期写法", "写成“2023年2月29日”，没有这一天"),
        ('w:rightChars="400"', 'w:rightChars="0"', "成文日期位置", "右空0字"),
        ('w:rightChars="400"', 'w:rightChars="200"', "成文日期位置", "右空2字"),
        ('<w:ind w:left="4000"/><w:jc w:val="center"/>', FLUSH, "署名位置", "靠左"),
        ('<w:ind w:left="4000"/><w:jc w:val="center"/>', CENTRED, "署名位置", "在整行居中"),
    ],
)
def test_change_of_the_text_is_found(old: str, new: str, requirement: str, words: str) -> None:
    assert words in found(with_change(old, new))[requirement]


def test_list_that_begins_anew_or_goes_on_is_left_alone() -> None:
    more = p("学校还做了两件事。") + p("{}.修路。路长三里。") + p("{}.种树。树有百棵。")
    for first, second in ((1, 2), (3, 4)):
        body = TEXT.replace(p("当月整改。"), more.format(first, second))
        assert found(with_body(body)) == {}


@pytest.mark.parametrize(
    ("old", "new", "requirement", "words"),
    [
        (fonts("仿宋_GB2312"), fonts("宋体"), "正文字体", "宋体"),
        (size(16), size(15), "正文字号", "小三（15磅）"),
        (fonts("黑体"), fonts("宋体"), "一级标题字体", "宋体"),
        (fonts("楷体_GB2312"), fonts("楷体_GB2312") + "<w:b/>", "二级标题加粗", "加粗"),
        (fonts("方正小标宋简体"), fonts("宋体"), "标题字体", "宋体"),
        (size(22), size(20), "标题字号", "20磅"),
        (CENTRED, FLUSH + '<w:jc w:val="left"/>', "标题居中", "左对齐"),
        (CENTRED, '<w:jc w:val="center"/>', "标题居中", "居中，但有2字的缩进，偏了"),
        (fonts("黑体"), fonts("黑体") + '<w:color w:val="2F5496"/>', "文字颜色", "颜色 #2F5496"),
        (INDENT, "", "首行缩进", "首行缩进0字"),
        (INDENT, '<w:ind w:left="640"/>', "回行顶格", "左缩进2字"),
        (LINES, '<w:spacing w:line="560" w:lineRule="exact"/>', "行距", "固定值28磅"),
        (
            LINES,
            '<w:spacing w:line="360" w:lineRule="auto"/>',
            "行距",
            "1.5倍行距（文档网格每行28.95磅）",
        ),
        (LINES, '<w:spacing w:line="400" w:lineRule="atLeast"/>', "行距", "最小值20磅"),
        (
            LINES,
            '<w:spacing w:line="600" w:lineRule="exact"/>',
            "每页行数",
            "正文每行30磅，一页排得下21行",
        ),
        ('<w:spacing w:val="-5"/>', "", "每行字数", "一行排得下27字"),
        (' w:hint="eastAsia"', "", "引号字体", "用了西文字体 Times New Roman"),
    ],
)
def test_change_of_a_style_is_found(old: str, new: str, requirement: str, words: str) -> None:
    assert words in found(with_change(old, new, STYLES))[requirement]


@pytest.mark.parametrize(
    ("old", "new", "requirement", "words"),
    [
        ("— ", "- ", "页码写法", "写成“- 1 —”"),
        (fonts("宋体", "宋体"), fonts("宋体"), "页码字体", "Times New Roman"),
        (size(14), size(9), "页码字号", "小五（9磅）"),
        ('<w:jc w:val="right"/>', '<w:jc w:val="left"/>', "页码位置", "奇数页、偶数页都居左"),
        ('w:rightChars="100"', 'w:rightChars="0"', "页码空字", "离版心边缘0字"),
    ],
)
def test_change_of_the_footer_is_found(old: str, new: str, requirement: str, words: str) -> None:
    assert words in found(with_change(old, new, FOOTER))[requirement]


def test_one_footer_for_odd_and_even_pages_stands_at_one_side() -> None:
    assert found(with_change("<w:evenAndOddHeaders/>", "", SETTINGS)) == {
        "页码位置": ["奇数页、偶数页都居右"]
    }


def test_centred_page_number_is_local() -> None:
    middle = root("ftr", f"<w:p><w:pPr>{CENTRED}</w:pPr>{PAGE}</w:p>")
    centred = {f"word/footer{number}.xml": middle for number in (1, 2)}
    (finding,) = check(pack({**PARTS, **centred}))
    assert (finding.requirement.name, finding.severity) == ("页码位置", Severity.LOCAL)
    assert check(pack({**PARTS, **centred}), "页码居中") == ()


def test_no_page_number_is_found() -> None:
    bare = {f"word/footer{number}.xml": root("ftr", p("第1页")) for number in (1, 2)}
    assert found(pack({**PARTS, **bare})) == {"页码": ["没有找到页码"]}


def test_first_page_of_its_own_without_a_number_is_found() -> None:
    told = found(with_change("</w:sectPr>", "<w:titlePg/></w:sectPr>"))
    assert told == {"首页页码": ["设了“首页不同”，首页没有页码"]}


def test_page_number_in_roman_numerals_is_found() -> None:
    told = found(with_change("</w:sectPr>", '<w:pgNumType w:fmt="lowerRoman"/></w:sectPr>'))
    assert told == {"页码写法": ["不是阿拉伯数字"]}


def test_page_number_in_the_frame_that_word_makes_is_placed_by_its_frame() -> None:
    framed = {
        f"word/footer{number}.xml": root(
            "ftr",
            f'<w:p><w:pPr><w:framePr w:wrap="around" w:xAlign="outside"/>'
            f"{FLUSH}</w:pPr>{PAGE}</w:p>",
        )
        for number in (1, 2)
    }
    assert found(pack({**PARTS, **framed})) == {}


def test_page_number_in_a_text_box_as_wps_makes_it_is_read_once() -> None:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    choice = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = (
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="{choice}"><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:anchor xmlns:wp="{drawing}"><wp:positionH relativeFrom="margin">'
        f"<wp:align>right</wp:align></wp:positionH>"
        f"<w:txbxContent><w:p>{PAGE}</w:p></w:txbxContent></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent><w:p>{PAGE}</w:p></w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    boxed = {f"word/footer{number}.xml": root("ftr", box) for number in (1, 2)}
    (finding,) = check(pack({**PARTS, **boxed}))
    assert (finding.requirement.name, finding.found) == ("页码位置", "奇数页、偶数页都居右")


def test_missing_blank_lines_are_found_and_space_as_high_is_one() -> None:
    bare = TEXT.replace(p(""), "")
    assert set(found(with_body(bare))) == {"标题下空行", "附件说明空行"}
    name = "附件：1. 基本情况统计表"
    spaced = bare.replace(p(name), p(name, ppr='<w:spacing w:before="579"/>'))
    assert set(found(with_body(spaced))) == {"标题下空行"}


def test_title_of_two_lines_that_are_equally_long_is_found() -> None:
    two = p("示例区实验小学", "Title") + p("年度自查的报告", "Title")
    told = found(with_body(TEXT.replace(p("示例小学2024年自查报告", "Title"), two)))
    assert told == {"标题断行": ["2行一样长，成了长方形"]}
    waist = (
        p("示例区实验小学自查工作", "Title")
        + p("年度", "Title")
        + p("义务教育均衡发展的报告", "Title")
    )
    told = found(with_body(TEXT.replace(p("示例小学2024年自查报告", "Title"), waist)))
    assert told == {"标题断行": ["中间短、两头长，成了沙漏形"]}


def test_document_number_needs_its_own_brackets() -> None:
    red = '<w:color w:val="FF0000"/>'
    head = p("示例小学文件", ppr=CENTRED, rpr=red) + p("示教〔2024〕23号", ppr=LINE + CENTRED)
    assert found(with_body(head + TEXT)) == {}
    told = found(with_body((head + TEXT).replace("〔2024〕23号", "[2024]第023号")))
    assert told == {"发文字号": ["写成“示教[2024]第023号”"]}


def test_the_red_head_names_whoever_signs() -> None:
    red = '<w:color w:val="FF0000"/>'

    def headed(issuer: str) -> dict[str, list[str]]:
        head = p(issuer, ppr=CENTRED, rpr=red) + p("示教〔2024〕23号", ppr=LINE + CENTRED)
        return found(with_body(head + TEXT))

    assert headed("示例小学文件") == {}
    assert headed("示例区教育局文件") == {
        "发文机关署名": ["红头是“示例区教育局文件”，署名是“示例小学”"]
    }


def test_who_signed_stands_beside_the_number_in_another_typeface() -> None:
    mark = p("示例小学文件", ppr=CENTRED, rpr='<w:color w:val="FF0000"/>')
    name = p("甲乙", rpr=fonts("楷体_GB2312")).removeprefix("<w:p><w:pPr></w:pPr>")
    line = p("　示教〔2024〕23号\t签发人：", ppr=LINE + FLUSH).removesuffix("</w:p>") + name
    assert found(with_body(mark + line + TEXT)) == {}
    plain = p("　示教〔2024〕23号\t签发人：甲乙", ppr=LINE + FLUSH)
    assert found(with_body(mark + plain + TEXT)) == {"签发人字体": ["仿宋_GB2312"]}
    apart = line.replace("　示教〔2024〕23号\t", "") + p("示教〔2024〕23号", ppr=LINE + CENTRED)
    assert found(with_body(mark + apart + TEXT)) == {"发文字号位置": ["没有与签发人在同一行"]}
    centred = line.replace(FLUSH, CENTRED)
    assert found(with_body(mark + centred + TEXT)) == {"发文字号位置": ["居中"]}


def test_attachments_begin_on_pages_of_their_own() -> None:
    assert found(with_body(TEXT + ANNEX)) == {}
    told = found(with_body(TEXT + ANNEX.replace("<w:pageBreakBefore/>", "")))
    assert told == {"附件另页": ["没有另起一页"]}
    broken = p("").replace("</w:p>", '<w:r><w:br w:type="page"/></w:r></w:p>')
    assert found(with_body(TEXT + broken + ANNEX.replace("<w:pageBreakBefore/>", ""))) == {}


def test_number_and_title_of_an_attachment_are_checked() -> None:
    wrong = p("附件1", "", "<w:pageBreakBefore/>") + p("统计表", "", FLUSH)
    assert found(with_body(TEXT + wrong)) == {
        "附件编号字体": ["仿宋_GB2312"],
        "附件编号位置": ["缩进2字"],
        "附件标题位置": ["不居中"],
    }


def test_page_on_its_side_has_the_text_area_turned() -> None:
    turned = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1587" w:right="2098" w:bottom="1474" w:left="1984" '
        'w:header="851" w:footer="992"/>'
    )
    upright = f"<w:p><w:pPr>{SECTION}</w:pPr></w:p>"
    last = f"<w:sectPr>{turned}{GRID}</w:sectPr>"
    assert found(with_body(TEXT + upright, section=last)) == {"横排页页码": ["横放在页面下方"]}
    wide = last.replace('w:left="1984"', 'w:left="1000"')
    told = check(with_body(TEXT + upright, section=wide))
    assert {(each.requirement.name, each.severity) for each in told} == {
        ("横排页页码", Severity.WARNING),
        ("横排页版心", Severity.WARNING),
    }
    assert all("待核实" in each.problem("报告.docx").message for each in told)


def test_nothing_recognised_is_said() -> None:
    told = found(with_body(p("")))
    assert {"标题", "正文", "结构层次", "成文日期"} <= set(told)
    assert set(found(with_body(p("")), "表格文件")) == {"标题"}


def test_a_table_by_itself_has_no_text_to_be_recognised() -> None:
    cell = f"<w:tbl><w:tr><w:tc>{p('甲')}</w:tc></w:tr></w:tbl>"

    def told(title: str, below: str = "") -> set[str]:
        return set(found(with_body(p(title, "Title") + cell + below)))

    texts = {"正文", "结构层次", "成文日期"}
    assert told("示例小学2024年度问题整改台账").isdisjoint(texts)
    assert told("示例小学自评表（2024年度）").isdisjoint(texts)
    assert texts <= told("示例小学2024年度自查报告")
    assert "正文" in told("示例小学自评表", p("一、基本情况"))


def test_same_fault_in_many_paragraphs_is_one_finding_with_its_places() -> None:
    body = TEXT.replace(p("学校有教师49人。"), p("学校有教师49人。", rpr=fonts("宋体")) * 40)
    (finding,) = check(with_body(body))
    assert len(finding.places) == 40
    told = str(finding.problem("报告.docx"))
    assert told.startswith(
        "报告.docx 第5段“学校有教师49人。”（在“一、基本情况”下）等 40 处（还有第6段、"
        "第7段、第8段等）：正文字体：宋体，"
        "应为仿宋（仿宋_GB2312 或仿宋）（GB/T 9704—2012，5.2.2）；"
    )


def test_every_requirement_has_its_check_and_every_check_its_requirement() -> None:
    profile = load_layout((), LAYOUTS)
    assert set(profile.requirements) == set(CHECKS)
    assert all(
        each.clause and each.remedy and each.document for each in profile.requirements.values()
    )


def test_the_numbers_that_run_on_in_one_paragraph_are_all_named() -> None:
    document = with_change("1.定期", "1、添置图书。2、维修校舍;9、定期")
    (finding,) = [each for each in check(document) if each.requirement.name == "数字序号标点"]
    assert "同段还有“2、”“9、”" in finding.place


def test_the_number_as_it_should_be_written_is_that_of_the_first_place() -> None:
    (finding,) = [
        each
        for each in check(with_change("2.按时", "2、按时"))
        if each.requirement.name == "数字序号标点"
    ]
    assert "应为“2.”，用下脚点" in finding.problem("甲.docx").message
