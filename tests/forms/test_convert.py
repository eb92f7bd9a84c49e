"""Data go from YAML to the form and back without loss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.forms.plan import FormPlan
from reportgen.forms.school_form import write_school_form
from reportgen.forms.yaml_text import document_text
from reportgen.load.fields import read_tree
from reportgen.load.plain_tree import plain_tree
from reportgen.load.school_file import LoadedSchool, load_school
from reportgen.model.facts import Fact, FactKind, Scope
from reportgen.model.school import Narrative
from reportgen.model.tree import Tree
from reportgen.problems import Location
from reportgen.resources import data_folder
from reportgen.words.no_names import says_ditto
from tests.pictures import make_png
from tests.shared import WORKSHOP

FORMS = WORKSHOP.library.genres.neutral.forms
SAMPLES = [
    *sorted((data_folder() / "schools").glob("*.yaml")),
    data_folder() / "init" / "学校.yaml",
]
SAMPLES += sorted((data_folder() / "districts" / "示例县").glob("[01]*.yaml"))
WORDS = st.text(
    alphabet="甲乙丙丁学校图书0123456789.-=+@：:“”（）()、，_x#|*'\" ", min_size=1, max_size=14
)
# One that says 同上 is what stands above it.
TEXTS = (
    WORDS.map(str.strip)
    .filter(lambda text: text not in ("", "~", "null"))
    .filter(lambda text: not says_ditto(text))
)
MARKDOWN = st.lists(TEXTS, min_size=1, max_size=3).map("\n\n".join)
FACTS = tuple(WORKSHOP.library.dictionary.facts.values())
TYPES = {each.name: each.stages for each in WORKSHOP.library.school_types.values()}


_OF_PLACES = ("file", "places")


def bare(value: Any) -> Any:
    """The value without the places that its parts were read from."""
    if isinstance(value, Location):
        return None
    if isinstance(value, Narrative):
        return value.text
    if isinstance(value, Mapping):
        return {key: bare(each) for key, each in value.items()}
    names = getattr(value, "_fields", ())
    if names:
        return {name: bare(getattr(value, name)) for name in names if name not in _OF_PLACES}
    if isinstance(value, tuple):
        return tuple(bare(each) for each in value)
    if is_dataclass(value):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: bare(each) for name, each in named.items() if name not in _OF_PLACES}
    return value


def form_of(tree: Tree, loaded: LoadedSchool) -> bytes:
    assert loaded.school is not None
    year = loaded.school.settings.year
    plan = FormPlan(
        loaded.standards, loaded.dictionary, loaded.school.type, tuple(TYPES), year, FORMS
    )
    return write_school_form(tree, plan, pictures=loaded.school.pictures)


def there_and_back(path: Path, folder: Path) -> tuple[LoadedSchool, LoadedSchool]:
    """The school of a YAML file, and the same after it has been through a form and YAML again."""
    first = load_school(WORKSHOP.reader.read(path), WORKSHOP.library)
    form, again = folder / "采集表.xlsx", folder / "再来.yaml"
    form.write_bytes(form_of(plain_tree(read_tree(path)), first))
    for one, two in ((form, again), (again, folder / "三.yaml")):
        result = CliRunner().invoke(cli, ["convert", str(one), str(two), "--force"])
        assert result.exit_code in (0, 1), result.output
    assert again.read_bytes() == (folder / "三.yaml").read_bytes()
    return first, load_school(WORKSHOP.reader.read(again), WORKSHOP.library)


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_samples_come_back_whole(sample: Path, tmp_path: Path) -> None:
    first, second = there_and_back(sample, tmp_path)
    assert bare(second.school) == bare(first.school)


def figure_texts(fact: Fact) -> st.SearchStrategy[Tree]:
    """What a clerk may write for the fact."""
    whole = st.integers(1, 140).map(str)
    match fact.kind:
        case FactKind.YES_NO:
            return st.sampled_from(["是", "否", "有", "no"])
        case FactKind.GRADE | FactKind.CHOICE:
            return st.sampled_from(fact.choices)
        case FactKind.TEXT:
            return MARKDOWN
        case FactKind.YEAR:
            return st.integers(1900, 2030).map(str)
        case FactKind.SHARE:
            return st.sampled_from(["96%", "0.5%", "99.25", "0", "12.5%"])
        case FactKind.AREA | FactKind.MONEY:
            unit = "亩" if fact.kind is FactKind.AREA else "万元"
            return st.one_of(
                whole,
                st.sampled_from(
                    [f"41.5{unit}", "1,200", f"16.80{unit}", "880.25", f"3{fact.unit}"]
                ),
            )
        case FactKind.COUNTS:
            return st.lists(whole, min_size=1, max_size=4).map(tuple)
    return whole


EXPECTED = st.fixed_dictionaries(
    {"图书册数": st.sampled_from(["3000册", "1.5万册"])}, optional={"教室数": st.just("2")}
)


def listed(entries: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Tree, ...]]:
    return st.lists(entries, max_size=3).map(tuple)


def record(always: str, **sometimes: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({always: TEXTS}, optional=sometimes)


COUNTS = st.integers(1, 60).map(str)
PARTS = st.lists(TEXTS, min_size=1, max_size=3).map(tuple)
OUTLINE = listed(
    TEXTS
    | record("章节", 标题=TEXTS, 写法=TEXTS)
    | st.fixed_dictionaries({"组成": PARTS}, optional={"章节": TEXTS, "标题": TEXTS})
)
ATTACHED = listed(TEXTS | st.fixed_dictionaries({"名称": TEXTS, "文件": TEXTS}))


@st.composite
def staffs(draw: st.DrawFn, kind: str) -> dict[str, Tree]:
    """教师结构 as a clerk may write it: by stage or not, by rank or in all."""
    words, several = WORKSHOP.library.dictionary.staff, len(TYPES[kind]) > 1
    stages = st.sampled_from([None, *map(str, TYPES[kind])] if several else [None])
    rows: list[Tree] = []
    for degree in draw(st.lists(st.sampled_from(list(words.degrees)), max_size=4)):
        ranks = draw(st.dictionaries(st.sampled_from(list(words.ranks)), COUNTS, max_size=3))
        stage = draw(stages)
        head = {"学段": stage, "学历": degree} if stage else {"学历": degree}
        rows.append({**head, **(ranks or {"合计": draw(COUNTS)})})
    ages = draw(st.lists(st.fixed_dictionaries({"年龄段": TEXTS, "人数": COUNTS}), max_size=3))
    found: dict[str, Tree] = {"学历职称": tuple(rows), "年龄": tuple(ages)}
    return {key: value for key, value in found.items() if value}


@st.composite
def schools(draw: st.DrawFn) -> dict[str, Tree]:
    kind = draw(st.sampled_from(sorted(TYPES)))
    asked = [fact for fact in FACTS if any(map(fact.is_for, TYPES[kind]))]
    facts = draw(st.lists(st.sampled_from(asked), max_size=8, unique_by=lambda fact: fact.name))
    figures: dict[str, Tree] = {}
    for fact in facts:
        text = figure_texts(fact)
        by_stage = fact.scope is Scope.BY_STAGE and len(TYPES[kind]) > 1
        figures[fact.name] = (
            {str(stage): draw(text) for stage in TYPES[kind] if fact.is_for(stage)}
            if by_stage
            else draw(text)
        )
    tree: dict[str, Tree] = {
        "学校": {"名称": draw(TEXTS), "类型": kind, "代码": draw(TEXTS), "地址": draw(TEXTS)},
        "报告": {
            **{"年度": "2024", "标准": (), "主送": draw(TEXTS), "依据": draw(listed(TEXTS))},
            **{"提纲": draw(OUTLINE), "附件": draw(ATTACHED)},
        },
        "引言": draw(MARKDOWN),
        "数据": figures,
        "教师结构": draw(staffs(kind)),
        "领导小组": draw(listed(record("职责", 姓名=TEXTS, 职务=TEXTS))),
        "特色": draw(MARKDOWN | listed(record("标题", 内容=MARKDOWN))),
        "投入": draw(listed(record("项目", 金额=st.just("6800元"), 年份=st.just("2024")))),
        "佐证材料": draw(listed(TEXTS | record("名称", 指标=TEXTS | listed(TEXTS), 存放=TEXTS))),
        "成绩": draw(listed(TEXTS | record("名称", 级别=TEXTS))),
        "主要措施": draw(MARKDOWN | listed(record("标题", 内容=MARKDOWN))),
        "存在问题": draw(listed(TEXTS | record("标题", 指标=TEXTS, 内容=MARKDOWN))),
        "今后措施": draw(
            listed(
                record(
                    "责任人",
                    针对=TEXTS,
                    标题=TEXTS,
                    内容=MARKDOWN,
                    完成时限=TEXTS,
                    预计增加=EXPECTED,
                    进展=TEXTS,
                )
            )
        ),
        "章节": draw(st.dictionaries(TEXTS, MARKDOWN | record("之后", 内容=MARKDOWN), max_size=2)),
        "插图": draw(listed(record("文件", 位置=TEXTS, 标题=TEXTS))),
        "达标情况": draw(MARKDOWN),
    }
    return {key: value for key, value in tree.items() if value}


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(schools())
def test_generated_schools_come_back_whole(tree: dict[str, Tree]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "学校.yaml"
        path.write_text(document_text(tree), encoding="utf-8")
        first, second = there_and_back(path, folder)
        assert first.school is not None
        assert bare(second.school) == bare(first.school)


@pytest.fixture(autouse=True)
def _chinese() -> None:
    speak_chinese()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["convert", *(str(argument) for argument in arguments)])


def test_an_amount_keeps_the_unit_it_was_given_in(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text(
        "学校: {名称: 甲, 类型: 小学}\n报告: {年度: 2024, 标准: []}\n数据: {校园面积: 41.5亩}\n",
        encoding="utf-8",
    )
    assert run(path, tmp_path / "甲.xlsx").exit_code == 0
    assert run(tmp_path / "甲.xlsx", tmp_path / "乙.yaml").exit_code == 0
    assert "校园面积: 41.5亩" in (tmp_path / "乙.yaml").read_text(encoding="utf-8")


def test_a_standard_of_ones_own_goes_along(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    own = "自定标准:\n  标识: 本县\n  名称: 本县标准\n  学段: [小学]\n  规则: 全部\n"
    own += "  事实: {灭火器数: {类型: 计数, 单位: 具, 学段: 共用}}\n"
    own += '  指标: [{编号: "1", 名称: 灭火器, 类型: 数值, 分子: 灭火器数, '
    own += "单位: 具, 小数: 0, 标准: 4}]\n"
    outline = "[基本情况, {标题: 不足, 组成: [存在问题]}]"
    head = f"学校: {{名称: 甲, 类型: 小学}}\n报告: {{年度: 2024, 标准: [本县], 提纲: {outline}}}\n"
    path.write_text(head + "数据: {灭火器数: 6}\n" + own, encoding="utf-8")
    first, second = there_and_back(path, tmp_path)
    assert bare(second.school) == bare(first.school) and second.standards[0].id == "本县"
    assert second.school is not None and second.school.settings.outline


def test_pictures_go_along_in_the_form_and_out_of_it(tmp_path: Path) -> None:
    pictures = {"校门.png": make_png(900, 60), "照片/1_操场.png": make_png(), "树.png": make_png(8)}
    (tmp_path / "照片").mkdir()
    for name, data in pictures.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "甲.yaml").write_text(
        "学校: {名称: 甲, 类型: 小学}\n报告: {年度: 2024}\n"
        "主要措施:\n- {标题: 绿化, 内容: '![树](树.png)'}\n"
        "插图: [{位置: 绿化, 标题: 校门, 文件: 校门.png}, {位置: 主要措施, 文件: 照片}]\n",
        encoding="utf-8",
    )
    assert run(tmp_path / "甲.yaml", tmp_path / "表" / "甲.xlsx").exit_code in (0, 1)
    (tmp_path / "回").mkdir()
    result = run(tmp_path / "表" / "甲.xlsx", tmp_path / "回" / "甲.yaml")
    assert "bad_picture" not in result.stderr and "找不到" not in result.stderr
    assert {name: (tmp_path / "回" / name).read_bytes() for name in pictures} == pictures
    first, second = (
        load_school(WORKSHOP.reader.read(folder / "甲.yaml"), WORKSHOP.library)
        for folder in (tmp_path, tmp_path / "回")
    )
    assert bare(second.school) == bare(first.school)
    assert second.school is not None and len(second.school.illustrations) == 2


def test_a_picture_is_not_written_over_another_file(tmp_path: Path) -> None:
    (tmp_path / "树.png").write_bytes(make_png())
    (tmp_path / "甲.yaml").write_text(
        "学校: {名称: 甲, 类型: 小学}\n报告: {年度: 2024}\n插图: [{位置: 主要措施, 文件: 树.png}]\n",
        encoding="utf-8",
    )
    run(tmp_path / "甲.yaml", tmp_path / "甲.xlsx")
    (tmp_path / "树.png").write_bytes(b"other")
    result = run(tmp_path / "甲.xlsx", tmp_path / "乙.yaml")
    assert result.exit_code == 1 and "树.png" in result.stderr
    assert not (tmp_path / "乙.yaml").exists()
    assert (tmp_path / "树.png").read_bytes() == b"other"


def test_what_is_wrong_is_said_and_goes_along(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text(
        "学校: {名称: 甲, 类型: 小学}\n报告: {年度: 2024}\n数据: {图书册数: 一万八}\n",
        encoding="utf-8",
    )
    result = run(path, tmp_path / "甲.xlsx")
    assert result.exit_code == 1 and "请写成 18000" in result.stderr
    result = run(tmp_path / "甲.xlsx", tmp_path / "乙.yaml")
    assert "基本数据!" in result.stderr and "一万八" in (tmp_path / "乙.yaml").read_text(
        encoding="utf-8"
    )


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text(
        "学校: {名称: 甲, 类型: 小学}\n报告: {年度: 2024, 标准: []}\n", encoding="utf-8"
    )
    (tmp_path / "乙.xlsx").write_bytes(b"old")
    assert run(path, tmp_path / "乙.xlsx").exit_code == 1
    assert (tmp_path / "乙.xlsx").read_bytes() == b"old"
    assert run(path, tmp_path / "乙.xlsx", "--force").exit_code == 0
    assert run(path, path, "--force").exit_code == 1
    assert run(path, tmp_path / "丙.docx").exit_code == 2


def test_without_a_type_no_form_can_be_made(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text("学校: {名称: 甲}\n报告: {年度: 2024}\n", encoding="utf-8")
    result = run(path, tmp_path / "甲.xlsx")
    assert (
        result.exit_code == 1
        and "学校.类型" in result.stderr
        and not (tmp_path / "甲.xlsx").exists()
    )
