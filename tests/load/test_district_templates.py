"""The district's outline and Word template: the first folder that has one gives it."""

from __future__ import annotations

from pathlib import Path

from reportgen.load.template_folder import DISTRICT_OUTLINE, load_district_templates
from reportgen.load.template_folder_checks import check_folders
from reportgen.model.document_kinds import DISTRICT_REPORT
from reportgen.pipeline import Workshop
from reportgen.resources import templates_folder
from tests.districts import primary, read_district, write_district
from tests.render.docx_samples import docx, p, texts


def test_the_bundled_files_are_used_where_the_folder_has_none(tmp_path: Path) -> None:
    found = load_district_templates((tmp_path, templates_folder()))
    assert [entry.key for entry in found.outline] == [
        *(
            "县域基本情况",
            "学校达标情况",
            "校际差异情况",
            "县级指标",
            "县域结论",
            "主要措施",
            "取得成绩",
            "县域存在问题",
            "县域今后措施",
        )
    ]
    assert found.word_file == str(templates_folder() / DISTRICT_REPORT.file)


def test_a_folders_own_files_come_first(tmp_path: Path) -> None:
    (tmp_path / DISTRICT_OUTLINE).write_text("提纲: [主要措施]\n", encoding="utf-8")
    (tmp_path / DISTRICT_REPORT.file).write_bytes(b"own")
    found = load_district_templates((tmp_path, templates_folder()))
    assert ([entry.key for entry in found.outline], found.word) == (["主要措施"], b"own")


def test_a_folder_with_the_districts_files_alone_is_not_found_fault_with(tmp_path: Path) -> None:
    (tmp_path / DISTRICT_OUTLINE).write_text("提纲: [主要措施]\n", encoding="utf-8")
    (tmp_path / DISTRICT_REPORT.file).write_bytes(docx(p("{{ 报告.标题 }}")))
    assert list(check_folders((tmp_path, templates_folder()), ())) == []


def test_a_template_may_lay_out_chapters_and_attachments_by_name(tmp_path: Path) -> None:
    own = tmp_path / "模板"
    own.mkdir()
    body = (
        p("{{ 区县.名称 }}{{ 年度 }}，常住人口{{ 数据.常住人口 }}万人")
        + p("{{p 学校达标情况 }}")
        + p("{%p for 附件 in 各附件 %}")
        + p("{{ 附件.编号 }}：{{ 附件.标题 }}{% if 附件.横向 %}（横）{% endif %}")
        + p("{%p endfor %}")
    )
    (own / DISTRICT_REPORT.file).write_bytes(docx(body))
    folder = write_district(
        tmp_path / "县", [primary("甲小学", 100, 1200, 6)], body="数据: {常住人口: 8.62}\n"
    )
    made = read_district(folder, Workshop(own)).make()
    written = texts(made.document)
    assert written[0] == "示例县2024，常住人口8.62万人"
    assert [text for text in written if "：义务教育" in text] == [
        *(
            "附件1：义务教育学校达标情况汇总表（表Ⅱ-1）",
            "附件2：义务教育学校达标情况表（分学校，表Ⅱ-2）",
        ),
        "附件3：义务教育校际均衡情况表（表Ⅲ）",
    ]
    unused = [problem.message for problem in made.problems if problem.code == "unused_section"]
    assert "模板里没有放“基本情况”这一章，报告里也就没有" in unused


def test_a_template_without_the_attachments_is_said(tmp_path: Path) -> None:
    own = tmp_path / "模板"
    own.mkdir()
    (own / DISTRICT_REPORT.file).write_bytes(
        docx(p("{%p for 节 in 各节 %}") + p("{{p 节 }}") + p("{%p endfor %}"))
    )
    folder = write_district(tmp_path / "县", [primary("甲小学", 100, 1200, 6)])
    (said,) = [
        each
        for each in read_district(folder, Workshop(own)).make().problems
        if each.code[:6] == "unused"
    ]
    assert said.code == "unused_attachments" and "表Ⅱ-2" in said.message
