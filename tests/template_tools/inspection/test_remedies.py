"""A remedy that the check proposes mends: applied, the fault is gone and none has come."""

from __future__ import annotations

from html import escape

import pytest

from reportgen.render.places import Finding
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.template_tools.inspection import inspect_template
from reportgen.template_tools.samples import Samples
from tests.render.docx_samples import p, tbl, tc, tr
from tests.template_tools.inspection.broken import with_body

pytestmark = pytest.mark.slow

LINE = p("@")
ROWS = tbl(1, tr(tc(p("{%tr for 行 in 自评表 %}"))), tr(tc(p("@"))), tr(tc(p("{%tr endfor %}"))))
LOOP = tbl(1, tr(tc(p("@"))), tr(tc(p("{{ 行.指标 }}"))), tr(tc(p("{%tr endfor %}"))))
END = p("{%p if 报告.日期 %}") + p("甲") + p("@")
MIDDLE = p('{%p if 学校.类型 == "小学" %}') + p("甲") + p("@") + p("乙") + p("{%p endif %}")
# The body, what stands in it, of that what is wrong, and what the remedy has in its place.
SLIPS = (
    (LINE, "{{ 学校.名称 ｝}", "", "{{ 学校.名称 }}"),
    (LINE, "{ { 学校.名称 }}", "", "{{ 学校.名称 }}"),
    (LINE, "{{ 学校.名称 } }", "", "{{ 学校.名称 }}"),
    (LINE, '{{ "学校.名称" }}', "", "{{ 学校.名称 }}"),
    (LINE, "{{ 学校,名称 }}", "", "{{ 学校.名称 }}"),
    (LINE, "{{ 学校。名称 }}", "", "{{ 学校.名称 }}"),
    (LINE, "${学校.名称}", "", "{{ 学校.名称 }}"),
    (LINE, "«学校名称»", "", "{{ 学校.名称 }}"),
    (LINE, "[[学校.名称]]", "", "{{ 学校.名称 }}"),
    (LINE, "{d.名称}", "", "{{ 学校.名称 }}"),
    (LINE, "<<学校.名称>>", "", "{{ 学校.名称 }}"),
    (LINE, '{{ 数据.校训|默认("无" }}', "", '{{ 数据.校训|默认("无") }}'),
    (LINE, '{{ 数据.校训|默认("无")) }}', "", '{{ 数据.校训|默认("无") }}'),
    (LINE, '{{ 数据.校训||默认("无") }}', "", '{{ 数据.校训|默认("无") }}'),
    (LINE, '{{ 年度 + "年" }}', "", '{{ 年度 ~ "年" }}'),
    (LINE, "{% if 年度 ≥ 2024 %}甲{% endif %}", "≥", ">="),
    (LINE, "{% if 年度 ＝ 2024 %}甲{% endif %}", "＝", "=="),
    (LINE, "{% if 年度 = 2024 %}甲{% endif %}", "=", "=="),
    (LINE, "{% if 年度 && 报告.日期 %}甲{% endif %}", "&&", "and"),
    (LINE, '{{ "2024-11-20"|中文日期(大写) }}', "中文日期(大写)", '中文日期("大写")'),
    (ROWS, "{{ 行.Ａ级指标 }}", "Ａ级指标", "A级指标"),
    (ROWS, "{% 合并 行.A级指标 %}", "", "{% 合并 %}{{ 行.A级指标 }}"),
    (LOOP, "{% tr for 行 in 达标表 %}", "", "{%tr for 行 in 达标表 %}"),
    (LOOP, "{%tr for 行 in 各节 %}", "for 行 in 各节", "for 行 in 达标表"),
    (END, "{%p fi %}", "fi", "endif"),
    (END, "{%p 结束如果 %}", "结束如果", "endif"),
    (MIDDLE, '{%p else if 学校.类型 == "初中" %}', "", '{%p elif 学校.类型 == "初中" %}'),
    (MIDDLE, "{%p elseif 年度 %}", "elseif", "elif"),
)
# What is told of a fault whose remedy is words.
TOLD = (
    (p("{{ 学校.") + p("名称 }}"), "{{ 学校.名称 }}", "同一段里"),
    (tbl(2, tr(tc(p("{{ 学校.")), tc(p("名称 }}")))), "{{ 学校.", "请写在同一格的同一段里"),
    (p("{{#达标表}}"), "{{#达标表}}", "{%p for 行 in 达标表 %}"),
    (tbl(1, tr(tc(p("{% hm %}甲")))), "{% hm %}", "请删去它"),
    (
        p("{%p for 学校 in 各节 %}") + p("{{ 学校.地址 }}") + p("{%p endfor %}"),
        "学校.地址",
        "for 项",
    ),
    (LINE.replace("@", "{% cellbg 行.底色 %}甲"), "cellbg", "请移到格子里"),
    (LINE.replace("@", "{{ 学校.名称|中文日期 }}"), "中文日期", "请检查竖线前面的名称"),
    (
        LINE.replace("@", "{{ 数据.普通教室面积 / 数据.在校生数 }}"),
        "普通教室面积",
        "{% if 数据.普通教室面积 is defined %}",
    ),
    (
        LINE.replace("@", "{% if 数据.普通教室面积 %}甲{% endif %}"),
        "普通教室面积",
        "“数据.普通教室面积 is defined and ”",
    ),
    (LINE.replace("@", "{{ 数据.在校生数|默认('无') * 2 }}"), "在校生数", "请去掉“默认”"),
    (LINE.replace("@", "{{ 达标表[0].实际值 * 2 }}"), "实际值", "is number"),
    (LINE.replace("@", "{{ 达标表[99].指标 }}"), "达标表[99]", "请用循环逐项取"),
)


def inspected(body: str, samples: Samples) -> tuple[Finding, ...]:
    return inspect_template(with_body(body), "模板.docx", samples.schools[:1], FILTERS).findings


@pytest.mark.parametrize(("body", "written", "wrong", "mended"), SLIPS)
def test_remedy_mends(body: str, written: str, wrong: str, mended: str, samples: Samples) -> None:
    found = inspected(body.replace("@", escape(written, quote=False)), samples)
    assert any(mended in each.problem.hint for each in found), [str(e.problem) for e in found]
    applied = written.replace(wrong or written, mended)
    left = inspected(body.replace("@", escape(applied, quote=False)), samples)
    assert [str(each.problem) for each in left] == []


@pytest.mark.parametrize(("body", "quoted", "said"), TOLD)
def test_fault_is_told_at_its_place(body: str, quoted: str, said: str, samples: Samples) -> None:
    found = inspected(body, samples)
    assert any(
        said in each.problem.hint and quoted in f"{each.place}{each.problem.message}"
        for each in found
    ), [str(each.problem) for each in found]
