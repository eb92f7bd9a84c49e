"""What Word and WPS leave in a template beside its text, its styles and its fonts."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import pack_parts
from reportgen.problems import TemplateError
from reportgen.resources import templates_folder
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.template_tools.inspection import inspect_template
from reportgen.template_tools.samples import Samples
from tests.render.docx_samples import p, with_footnotes
from tests.template_tools.inspection.broken import STOCK, run, with_body

NAME = "模板.docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:themeElements><a:fontScheme name="甲">'
    '<a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/><a:font '
    'script="Hans" typeface="等线 Light"/>'
    '</a:majorFont><a:minorFont><a:latin typeface="Calibri"/><a:ea typeface="等线"/></a:minorFont>'
    "</a:fontScheme></a:themeElements></a:theme>"
)


def replaced(data: bytes, parts: Mapping[str, str]) -> bytes:
    """The package with these parts put in the place of its own, or added."""
    return pack_parts({**read_parts(data), **{name: text.encode() for name, text in parts.items()}})


def said(data: bytes, samples: Samples) -> list[str]:
    findings = inspect_template(data, NAME, samples.schools, FILTERS).findings
    return [
        f"[{each.problem.severity.label}] {each.problem}".replace(f"{NAME} ", "")
        for each in findings
    ]


def styles(data: bytes = STOCK.read_bytes()) -> str:
    return read_parts(data)["word/styles.xml"].decode()


def styled(text: str, fonts: str) -> str:
    return f"<w:p>{run(text, f'<w:rFonts {fonts}/>')}</w:p>"


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", sorted(templates_folder().glob("*.docx")), ids=lambda path: path.stem
)
def test_bundled_templates_have_nothing_to_be_said_of(path, samples: Samples) -> None:  # type: ignore[no-untyped-def]
    district = path.stem.startswith("县域")
    inspection = inspect_template(
        path.read_bytes(), path.name, samples.districts if district else samples.schools, FILTERS
    )
    assert inspection.findings == () and inspection.tried


def test_comments_stay_in_the_reports_and_tags_in_them_are_not_filled(samples: Samples) -> None:
    comment = (
        '<w:comments %s><w:comment w:id="0" w:author="%s"><w:p><w:r><w:t>%s</w:t></w:r>'
        "</w:p></w:comment></w:comments>"
    )
    found = said(
        replaced(
            with_body(p("甲")), {"word/comments.xml": comment % (W, "王", "请核对{{ 年度 }}")}
        ),
        samples,
    )
    assert found == [
        "[提醒] 批注“请核对{{ 年度 }}”：有 1 条批注，会原样留在每一份报告里；"
        "请删去批注，或写到模板外面",
        "[提醒] 批注“请核对{{ 年度 }}”：批注里的“{{ 年度 }}”不会填入；请把标签写到正文里",
    ]
    own = said(
        replaced(with_body(p("甲")), {"word/comments.xml": comment % (W, "模板检查", "{%p 不对")}),
        samples,
    )
    assert own == [
        "[提醒] 批注：还有 1 条检查时加的批注，会留在每一份报告里；改好以后请把批注全部删去"
    ]


def test_endnotes_and_charts_are_not_filled(samples: Samples) -> None:
    notes = f"<w:endnotes {W}><w:endnote>{p('见{{ 年度 }}')}</w:endnote></w:endnotes>"
    chart = '<c:chart xmlns:c="c"><c:v>{{ 学校.名称 }}</c:v></c:chart>'
    found = said(
        replaced(with_body(p("甲")), {"word/endnotes.xml": notes, "word/charts/chart1.xml": chart}),
        samples,
    )
    assert found == [
        "[错误] 图表“{{ 学校.名称 }}”：图表里的“{{ 学校.名称 }}”不会填入，"
        "会照原样印出来；请把标签写到正文或表格里",
        "[错误] 尾注第 1 段“见{{ 年度 }}”：尾注里的“{{ 年度 }}”不会填入，"
        "会照原样印出来；请改用脚注，或写到正文里",
    ]


def test_faults_in_footers_footnotes_and_properties_say_so(samples: Samples) -> None:
    parts = read_parts(with_body(p("甲")))
    footer = parts["word/footer1.xml"].decode().replace("</w:ftr>", f"{p('{{ 校名 }}')}</w:ftr>")
    data = with_footnotes(
        replaced(with_body(p("甲")), {"word/footer1.xml": footer}), "注{{ 校名 }}"
    )
    core = parts["docProps/core.xml"].decode().replace("{{ 报告.标题", "{{ 校名")
    data = replaced(data, {"docProps/core.xml": core})
    found = [line.partition("：")[0] for line in said(data, samples)]
    assert found == [
        "[错误] 页脚第 2 段“{{ 校名 }}”",
        "[错误] 脚注第 1 段“注{{ 校名 }}”",
        '[错误] 文档属性“标题”“{{ 校名|replace(" ", "") }}”',
    ]


def test_styles_that_the_programs_own_texts_ask_for_in_vain_are_named(samples: Samples) -> None:
    text = (
        styles()
        .replace('w:val="报告表格"', 'w:val="我的表格"')
        .replace('w:val="heading 2"', 'w:val="标题二"')
    )
    whole = p("{%p for 节 in 各节 %}") + p("{{p 节 }}") + p("{%p endfor %}")
    found = said(replaced(with_body(whole), {"word/styles.xml": text}), samples)
    hint = "请从自带的模板里复制一段这种格式的文字过来，或新建一个名称是“{0}”的样式"
    assert sorted(found) == [
        f"[提醒] 样式“报告表格”：模板里没有“报告表格”这个样式，表格直接画上边框；"
        f"{hint.format('报告表格')}",
        f"[提醒] 样式“标题 2”：模板里没有“标题 2”这个样式，这些段落改用正文的格式；"
        f"{hint.format('标题 2')}",
    ]
    assert said(replaced(with_body(p("甲")), {"word/styles.xml": text}), samples) == []


def test_theme_font_that_beats_the_set_one_is_named(samples: Samples) -> None:
    body = styled("甲", 'w:eastAsia="仿宋_GB2312" w:eastAsiaTheme="minorEastAsia"')
    found = said(replaced(with_body(body), {"word/theme/theme1.xml": THEME}), samples)
    assert found[0] == (
        "[提醒] 正文第 1 段“甲”：这里设了“仿宋_GB2312”，但主题字体“等线”压过了它，看不到效果；"
        "请选中这些文字，重新选一次“仿宋_GB2312”"
    )
    assert "用了“等线”，不是公文的字体" in found[1]


def test_theme_font_in_a_style_is_named_with_the_style(samples: Samples) -> None:
    title = styles().replace(
        'w:eastAsia="方正小标宋简体"',
        'w:eastAsia="方正小标宋简体" w:eastAsiaTheme="majorEastAsia"',
        1,
    )
    found = said(
        replaced(with_body(p("甲")), {"word/styles.xml": title, "word/theme/theme1.xml": THEME}),
        samples,
    )
    assert found == [
        "[提醒] 样式“Title”：设了“方正小标宋简体”，但主题字体“等线 Light”压过了它，看不到效果；"
        "请在“修改样式”的字体里重新选一次“方正小标宋简体”"
    ]


def test_fonts_that_are_not_those_of_the_template_are_named_once_each(samples: Samples) -> None:
    yahei = 'w:eastAsia="微软雅黑"'
    found = said(with_body(p("甲") + p("乙") + styled("丙", yahei) + styled("丁", yahei)), samples)
    assert found == [
        "[提醒] 正文第 3 段“丙”：这里和别处共 2 段用了“微软雅黑”，不是公文的字体；"
        "这份模板用的是国标字体，请改成其中的一种：方正小标宋简体、仿宋_GB2312、楷体_GB2312、黑体、宋体"
    ]


def test_fonts_of_one_set_are_fine_and_a_mixture_is_told(samples: Samples) -> None:
    whole = replaced(
        with_body(p("甲")),
        {"word/styles.xml": styles().replace("仿宋_GB2312", "仿宋").replace("楷体_GB2312", "楷体")},
    )
    assert said(whole, samples) == []
    mixed = said(with_body(p("甲") + p("乙") + styled("丙", 'w:eastAsia="仿宋"')), samples)
    assert mixed and "用了“仿宋”" in mixed[0]
    assert said(with_body(p("甲") + styled("乙", 'w:eastAsia="方正小标宋_GBK"')), samples) == []


def test_font_comes_from_the_run_then_its_styles_then_the_defaults(samples: Samples) -> None:
    own = (
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="自定"/><w:basedOn '
        'w:val="Base"/></w:style>'
    )
    base = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="底"/>'
        '<w:rPr><w:rFonts w:eastAsia="华文行楷"/></w:rPr></w:style>'
    )
    text = styles().replace("</w:styles>", f"{own}{base}</w:styles>")
    body = p("甲") + p("乙").replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr>')
    found = said(replaced(with_body(body), {"word/styles.xml": text}), samples)
    assert len(found) == 1 and "正文第 2 段“乙”：这里用了“华文行楷”" in found[0]


def test_damaged_footnotes_and_theme_are_one_message(samples: Samples) -> None:
    data = with_footnotes(with_body(p("{{ 学校.名城 }}")), "注")
    notes = read_parts(data)["word/footnotes.xml"].decode().replace("</w:footnotes>", "")
    broken = replaced(data, {"word/footnotes.xml": notes, "word/theme/theme1.xml": "<a"})
    with pytest.raises(TemplateError, match=r"已经损坏（.* 不是完整的 XML，坏的部件共 2 个）"):
        said(broken, samples)
