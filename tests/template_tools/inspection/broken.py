"""Templates broken as people, Word and WPS break them: the body of each, and what the check says
of it.
"""

from __future__ import annotations

from functools import cache

from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import pack_parts
from reportgen.render.places import Finding
from reportgen.resources import templates_folder
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.template_tools.inspection import inspect_template
from reportgen.template_tools.samples import Samples
from tests.render.docx_samples import p, tbl, tc, tr

BY = 'w:id="1" w:author="甲" w:date="2024-01-01T00:00:00Z"'
STOCK = templates_folder() / "学校自查报告.docx"
PROOF = '<w:proofErr w:type="spellStart"/>'
ROW = tr(tc(p("{%tr for 行 in 达标表 %}")), tc())
END = tr(tc(p("{%tr endfor %}")), tc())


def with_body(body: str, data: bytes | None = None) -> bytes:
    """The stock template, its styles and page as they are, with another body."""
    parts = dict(read_parts(data or STOCK.read_bytes()))
    document = parts["word/document.xml"].decode()
    begin = document.index("<w:body>") + len("<w:body>")
    parts["word/document.xml"] = (
        f"{document[:begin]}{body}{document[document.rindex('<w:sectPr') :]}".encode()
    )
    return pack_parts(parts)


@cache
def inspect(body: str, samples: Samples) -> tuple[Finding, ...]:
    """What the check says of a template with that body; each is checked once."""
    return inspect_template(with_body(body), "模板.docx", samples.schools, FILTERS).findings


def heading(text: str) -> str:
    return p(text).replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>')


def run(text: str, look: str = "") -> str:
    return (
        f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">'
        f"{text}</w:t></w:r>"
    )


def box(*paragraphs: str) -> str:
    """A text box as Word writes it: the same text again for older programs."""
    inside = "".join(paragraphs)
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp>"
    return (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback><w:pict><v:textbox>'
        f"<w:txbxContent>"
        f"{inside}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def control(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def pairs(*rows: str) -> str:
    return tbl(2, *rows)


def deleted(text: str) -> str:
    return f"<w:del {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def inserted(text: str) -> str:
    return f"<w:ins {BY}>{run(text)}</w:ins>"


CASES: dict[str, str] = {
    # names
    "unknown name (#79)": p("单位：{{ 学校名称 }}"),
    "unknown name in a name": heading("一、基本情况") + p("我校{{ 学校.名城 }}位于"),
    "unknown name in a row": pairs(ROW, tr(tc(p("{{ 行.指标 }}")), tc(p("{{ 行.结果 }}"))), END),
    "loop's name outside the loop": pairs(ROW, tr(tc(p("{{ 行.指标 }}")), tc()), END)
    + p("{{ 行.结论 }}"),
    "nested loop over what is not there": p("{%p for 节 in 各节 %}")
    + p("{%p for 段 in 节.段落 %}")
    + p("{{p 段 }}")
    + p("{%p endfor %}")
    + p("{%p endfor %}"),
    "unknown fact": p("在校生{{ 数据.在校学生数 }}人"),
    "fact that not every school gives": p("校训：{{ 数据.环形跑道长度 }}"),
    "unknown name that a default hides (#298)": p('{{ 学校.名城|默认("") }}'),
    "way out of the sandbox": p("{{ 学校.__class__ }}"),
    # filters, tests, tags
    "unknown filter": p("{{ 年度|公元 }}"),
    "unknown test": p("{% if 年度 is 闰年 %}甲{% endif %}"),
    "Chinese tag": p("{%p 如果 报告.主送 %}") + p("甲") + p("{%p endif %}"),
    "misspelt tag": p("{%p fro 节 in 各节 %}") + p("{{p 节 }}") + p("{%p endfor %}"),
    "blank before p": p("{% p if 报告.主送 %}") + p("甲") + p("{%p endif %}"),
    "vm outside a table (#172)": p("{% vm %}甲"),
    "other file": p("{% include '甲.docx' %}"),
    "no condition": p("{% if %}甲{% endif %}"),
    "two names without a sign": p("{{ 学校.名称 年度 }}"),
    # balance
    "loop without an end": pairs(ROW, tr(tc(p("{{ 行.指标 }}")), tc())) + p("末"),
    "end without a loop": p("甲") + p("{%p endif %}"),
    "wrong end": p("{%p for 节 in 各节 %}") + p("{{p 节 }}") + p("{%p endif %}"),
    "crossed blocks": p("{%p if 各节 %}")
    + p("{%p for 节 in 各节 %}")
    + p("{{p 节 }}")
    + p("{%p endif %}")
    + p("{%p endfor %}"),
    "paragraph against row": p("{%p for 行 in 达标表 %}")
    + pairs(tr(tc(p("{{ 行.指标 }}")), tc()), END),
    "loop over cells of a row": pairs(
        tr(tc(p("{% for 行 in 达标表 %}{{ 行.指标 }}")), tc(p("{{ 行.结论 }}{% endfor %}")))
    ),
    "condition from one cell to outside": pairs(tr(tc(p("甲{% if 年度 %}")), tc()))
    + p("乙{% endif %}"),
    # alone
    "if alone in a paragraph (#296)": p("{% if 报告.主送 %}")
    + p("{{ 报告.主送 }}")
    + p("{% endif %}"),
    "for alone in a paragraph (#437)": p("{% for 节 in 各节 %}")
    + p("{{p 节 }}")
    + p("{% endfor %}"),
    "for alone in a row": pairs(
        tr(tc(p("{% for 行 in 达标表 %}")), tc()),
        tr(tc(p("{{ 行.指标 }}")), tc(p("甲"))),
        tr(tc(p("{% endfor %}")), tc()),
    ),
    "set alone in a paragraph": p("{% set 甲 = 1 %}") + p("{{ 甲 }}"),
    # text that tags take along
    "two row tags in a row": pairs(tr(tc(p("{%tr for 行 in 达标表 %}")), tc(p("{%tr endfor %}")))),
    "two paragraph tags in a paragraph": p("{%p if 年度 %}{%p endif %}"),
    "text beside a paragraph tag": p("名单：{{p 引言 }}"),
    "row tag outside a table": p("{%tr for 行 in 达标表 %}") + p("{%tr endfor %}"),
    "minus that takes text (#275)": p("甲") + p("乙{%- if 年度 %}丙{% endif %}"),
    "minus that takes none (#622)": p("甲 {%- if 年度 %}丙{% endif %}"),
    # signs
    "smart quotes (#85, #156)": p("{% if 学校.类型 == “小学” %}小{% endif %}"),
    "full-width braces": p("｛｛ 学校.名称 ｝｝"),
    "full-width brackets": p("{{ 年度|默认（“无”） }}"),
    "full-width comma": p("{{ 年度|数（1，2） }}"),
    "full-width dot": p("{{ 学校．名称 }}"),
    "brace lost": p("校名{{ 学校.名称 }") + p("{{ 年度 }}"),
    "if that lost its brace": p("{%p if 报告.主送 }") + p("甲") + p("{%p endif %}"),
    "two faults in a paragraph": p("｛｛ 学校.名称 ｝｝与{{ 年度 }和{{ 学校.名城 }}"),
    "braces of two paragraphs": p("甲{") + p("{ 年度 }}"),
    # what Word and WPS leave behind
    "runs split by rsid (#81)": "<w:p>"
    + run("{{ 学")
    + PROOF
    + run("校.名")
    + run("称 }}")
    + "</w:p>",
    "runs of several looks (#663)": "<w:p>" + run("{{ 学校") + run(".名称 }}", "<w:b/>") + "</w:p>",
    "deleted and inserted": f"<w:p>{run('{{ 学校.')}{deleted('名城')}{inserted('名称')}{run(' }}')}</w:p>",
    "inserted unknown name": f"<w:p>{run('甲')}{inserted('{{ 校名 }}')}</w:p>",
    "content control": control(p("{{ 学校.名城 }}"))
    + "<w:p>"
    + control(run("{{ 年渡 }}"))
    + "</w:p>",
    "text box": box(p("{{ 学校.名称 }}")),
    "unknown name in a text box": box(p("{{ 学校.名城 }}")),
    "added column": pairs(ROW, tr(tc(p("{{ 行.指标 }}")), tc(p("{{ 行.整改措施 }}"))), END),
    "several at once": p("{{ 学校.名城 }}")
    + p("{%p if 年度 %}")
    + pairs(ROW, tr(tc(p("{{ 行.项目 }}")), tc()))
    + p("{{ 年度|倒写 }}{{ 年渡 }}"),
    "fact without its owner": p("在校生{{ 在校生数 }}人"),
    "rich text of docxtpl (#507)": p("{{r 学校.名称 }}"),
    "comment that ends in a brace": p("{# 说明 }") + p("甲"),
    "tag over two paragraphs (#192)": p("{{ 学校.") + p("名称 }}"),
    "column loop without its end": pairs(
        tr(tc(p("{%tc for 行 in 达标表 %}")), tc(p("{{ 行.指标 }}")))
    ),
    "two conditions in a paragraph": p("{% endif %}{% if 年度 %}") + p("甲{% endif %}"),
    "tag in a field's code": "<w:p><w:r><w:instrText>DATE {{ 名称 </w:instrText></w:r></w:p>",
    "hyperlink with a tag (#378)": f"<w:p><w:hyperlink>{run('{{ 学校.网址 }}')}</w:hyperlink></w:p>",
    "picture's words with a tag (#319)": '<w:p><w:r><w:drawing><wp:docPr xmlns:wp="http://schemas.openxmlformats.org/'
    'drawingml/2006/wordprocessingDrawing" id="1" name="图" descr="{{ 校徽 }}"/>'
    "</w:drawing></w:r></w:p>",
    "value that is not escaped (#557, #634)": p("{{ 学校.名称|safe }}"),
    "table in a table (#249)": tbl(1, tr(tc(pairs(ROW, tr(tc(p("{{ 行.指标名 }}")), tc()), END)))),
    "loop's name beside merged cells (#618)": pairs(
        tr(tc(p("甲"), properties='<w:gridSpan w:val="2"/>'), tc(p("{{ 行.指标 }}")))
    ),
    "percent in a paragraph's tag (#644)": p("{%p if 年度 % 2 %}") + p("甲") + p("{%p endif %}"),
    "minus before a table (#488)": p("甲{% if 年度 -%}")
    + pairs(tr(tc(p("乙")), tc()))
    + p("{% endif %}"),
    "signs of comparison (#22, #71)": p("{% if 年度 > 2020 and 年度 < 2030 %}甲{% endif %}"),
    "column that is not there any more (#156)": pairs(ROW, tr(tc(p("{{ 行.“指标” }}")), tc()), END),
    "merging tag outside a table": p("{% 合并 %}{{ 年度 }}"),
    "merging tag in a cell (#249)": pairs(
        ROW, tr(tc(p("{% 合并 %}{{ 行.结论 }}")), tc(p("{{ 行.指标 }}"))), END
    ),
    "braces printed as they are": p("{% raw %}{{ 校名 }}{% endraw %}{{ 年度 }}"),
    "braces printed as they are, without an end": p("{% raw %}{{ 校名 }}") + p("{%p else %}"),
    "picture that not every school gives": p("{{ 图片.校徽 }}") + p("{{ 图片.印章|默认('') }}"),
    # values
    "value that cannot be computed": p("{{ 年度 / 0 }}"),
    "text where a chapter belongs": p("{{p 年度 }}"),
    "more than a loop can do": p("{% for 个 in range(10 ** 7) %}{{ 个 }}{% endfor %}"),
}
