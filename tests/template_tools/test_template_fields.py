"""`template fields`: every name that a template or phrase may use is listed, and all that is
listed works.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.pipeline import Workshop, examine_school
from reportgen.render.names import list_context_names
from reportgen.render.template import compile_template
from reportgen.resources import data_folder, templates_folder
from reportgen.seals import seal
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.template_tools.field_listing import (
    Listing,
    list_fields,
    sample_context,
    snippet_table,
)
from tests.render.docx_samples import docx, p, tbl, tc, texts, tr

SCHOOLS = sorted((data_folder() / "schools").glob("*.yaml"))
SAMPLE = data_folder() / "schools" / "九年一贯制.yaml"


@pytest.fixture(scope="module")
def listing() -> Listing:
    return list_fields()


@pytest.fixture(scope="module")
def context(workshop: Workshop) -> Mapping[str, object]:
    return sample_context(examine_school(SAMPLE, workshop), workshop)


def run(*arguments: str) -> Result:
    speak_chinese()
    return CliRunner().invoke(cli, ["template", "fields", *arguments])


@pytest.mark.slow
@pytest.mark.parametrize("path", SCHOOLS, ids=lambda path: path.stem)
def test_every_name_of_a_real_context_is_listed_or_is_a_chapter(
    path: Path, listing: Listing, workshop: Workshop
) -> None:
    examined = examine_school(path, workshop)
    assert examined.report is not None
    chapters = {section.key for section in examined.report.sections}
    listed = {name.path for name in listing.names} | chapters
    found = {name.path for name in list_context_names(dict(sample_context(examined, workshop)))}
    assert {each for each in found if each.split(".")[0] not in chapters} - listed == set()


@pytest.mark.slow
def test_what_is_described_is_exactly_what_there_is(listing: Listing) -> None:
    described = set(listing.described.names)
    listed = {name.path for name in listing.names}
    assert described - listed == set()
    assert {name.path for name in listing.names if not name.is_whole} - described == set()


def test_every_phrase_there_is_and_every_name_it_gets_is_described(listing: Listing) -> None:
    assert set(listing.phrases) == {
        path.stem for path in (templates_folder() / "短语").glob("*.j2")
    }
    heard = {name for values in listing.phrases.values() for name in values}
    assert heard == set(listing.described.phrases)


def test_every_fact_of_the_dictionary_is_listed(listing: Listing, workshop: Workshop) -> None:
    facts = {fact.name for fact, _ in listing.facts}
    assert facts >= set(workshop.library.dictionary.facts)
    assert ("在校生数", "376") in {(fact.name, value) for fact, value in listing.facts}


def test_every_single_name_prints_what_is_listed(
    listing: Listing, context: Mapping[str, object]
) -> None:
    single = [name for name in listing.names if "[]" not in name.path and not name.is_whole]
    facts = [(fact.name, value) for fact, value in listing.facts if not value.startswith("（样例")]
    tags = [f"{{{{ {name.path} }}}}" for name in single] + [
        f"{{{{ 数据.{name} }}}}" for name, _ in facts
    ]
    document = compile_template(docx("".join(map(p, tags))), "模板.docx", FILTERS).render(context)
    wanted = [name.value.replace("\n", "") for name in single] + [
        value.replace("\n", "") for _, value in facts
    ]
    assert texts(document)[: len(tags)] == wanted
    assert len(single) >= 10 and len(facts) > 80


@pytest.mark.slow
def test_every_snippet_works_as_it_is_pasted(
    listing: Listing, context: Mapping[str, object]
) -> None:
    assert len(listing.described.snippets) > 6
    for name, snippet in listing.described.snippets.items():
        body = "".join(map(p, snippet.paragraphs))
        if snippet.columns is not None:
            table = snippet_table(snippet)
            rows = [table.header, *([cell.text for cell in row] for row in table.rows)]
            body = tbl(len(table.header), *(tr(*(tc(p(text)) for text in row)) for row in rows))
        said = texts(compile_template(docx(body), "模板.docx", FILTERS).render(context))
        assert sum(map(bool, said)) > (len(snippet.columns) if snippet.columns else 0), name


@pytest.mark.slow
def test_the_word_document_shows_tags_and_evaluates_none(tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "名称.docx"
    assert run("-o", str(path)).exit_code == 0
    said = texts(path.read_bytes())
    for tag in (
        "{{ 报告.标题 }}",
        "{{ 数据.在校生数 }}",
        "{%tr for 行 in 整改台账 %}",
        "{% 合并 %}{{ 行.序号 }}",
    ):
        assert tag in said
    assert "示例镇九年一贯制学校（样例）" in said
    faults = [str(fault) for fault in OpenXmlValidator().validate(path).errors]
    assert [fault for fault in faults if "theme" not in fault.lower()] == []


@pytest.mark.slow
def test_markdown_goes_to_the_screen_or_a_file(tmp_path: Path) -> None:
    shown = run().stdout
    assert run("-o", str(tmp_path / "名称.md")).exit_code == 0
    assert (tmp_path / "名称.md").read_bytes() == seal("名称.md", shown.encode())
    assert "| {{ 12000\\|大写金额 }} | 大写金额，到分为止 | 壹万贰仟元整 |" in shown
    assert "| {{ 数据.在校生数 }} |" in shown


@pytest.mark.slow
def test_the_sample_is_judged_by_the_standard_asked_for() -> None:
    shown = run("--standard", "河南省办学基本标准").stdout
    assert "| {{ 行.标准名称 }} | 标准的简称 | 标准 | 省定办学基本标准 |" in shown
    unknown = run("--standard", "没有的标准")
    assert unknown.exit_code != 0 and "没有的标准" in unknown.stderr


def test_another_ending_is_refused(tmp_path: Path) -> None:
    assert "文件名要以 .docx 或 .md 结尾" in run("-o", str(tmp_path / "名称.txt")).stderr
