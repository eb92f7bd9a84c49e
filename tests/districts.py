"""Small districts written as files and read back: what their reports are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reportgen.assess.district import summarise_district
from reportgen.assess.record import make_record
from reportgen.district_pipeline import DistrictDocument, gather_material, make_district_document
from reportgen.load.district_file import find_district_files, load_district
from reportgen.load.genre_choice import DistrictChoice
from reportgen.load.identity import DISTRICT_FILE
from reportgen.load.sent_files import KnownPlaces
from reportgen.model.district import DistrictSummary
from reportgen.model.report import Block, Chart, Heading, Paragraph, Table
from reportgen.model.school import School
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Problem
from reportgen.sections.district.material import DistrictMaterial, LeftOut

# Each of the two counts: 10 册 a pupil are enough for a 小学, 20 for a 初中; and 5 teachers for 100
# pupils.
STANDARD = """\
标识: 两项标准
名称: 两项办学标准
学段: [小学, 初中]
简称: 两项标准
体裁: 基本均衡
规则: {至少达标: 1, 其余不低于: 80%}
差异系数:
  方式: 各项
  小学: 0.5
  初中: 0.45
  不计入: [{原因: 教学点, 条件: '学校类型 == "教学点"'}]
列代码:
  达标汇总: {书: L1, 师: L2, 综合评估: L3}
  分校达标: {在校生数: L1, 书: L2, 师: L3}
指标:
  - {编号: 书, 名称: 生均图书册数, 分子: 图书册数, 分母: 在校生数,
     单位: 册, 小数: 1, 标准: {小学: 10, 初中: 20}}
  - {编号: 师, 名称: 每百名学生教师数, 分子: 专任教师数, 分母: 在校生数,
     倍数: 100, 单位: 人, 标准: 5}
"""
COMPOSITE = STANDARD.replace("方式: 各项", "方式: 综合")
UNVARIED = STANDARD[: STANDARD.index("差异系数")] + STANDARD[STANDARD.index("列代码") :]
UNLIMITED = COMPOSITE.replace(", 标准: {小学: 10, 初中: 20}", "").replace(", 标准: 5", "")
OWN = "区县: {名称: 示例县}\n报告: {年度: 2024, 署名: 示例县人民政府, 标准: [%s]}\n"


class District(NamedTuple):
    """A district that was read, and the workshop it was read with."""

    own: School
    summary: DistrictSummary
    left_out: tuple[LeftOut, ...]
    workshop: Workshop
    problems: tuple[Problem, ...]

    @property
    def material(self) -> DistrictMaterial:
        return gather_material(self.own, self.summary, self.left_out, self.workshop)

    def make(self) -> DistrictDocument:
        return make_district_document(self.own, self.summary, self.left_out, self.workshop)


def school_text(name: str, type: str, figures: str) -> str:
    return f"学校: {{名称: {name}, 类型: {type}}}\n报告: {{年度: 2024}}\n数据: {figures}\n"


def primary(name: str, pupils: int, books: int | None, teachers: int, more: str = "") -> str:
    given = f"图书册数: {books}, " if books is not None else ""
    return school_text(name, "小学", f"{{在校生数: {pupils}, {given}专任教师数: {teachers}{more}}}")


def write_district(
    folder: Path,
    schools: Sequence[str],
    standards: Mapping[str, str] | None = None,
    own: str = "",
    body: str = "",
) -> Path:
    """A folder with standards by file name, a file a school, the district's (`own` or `body`)."""
    files = {"两项.yaml": STANDARD} if standards is None else standards
    place = folder / "标准"
    place.mkdir(parents=True)
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    for number, text in enumerate(schools, 1):
        (folder / f"{number:02d}.yaml").write_text(text, encoding="utf-8")
    text = own or OWN % ", ".join(f"标准/{name}" for name in files)
    (folder / DISTRICT_FILE).write_text(text + body, encoding="utf-8")
    return folder


def read_district(
    folder: Path, workshop: Workshop, left_out: Sequence[LeftOut] = (), together: bool = False
) -> District:
    """The district in that folder; schools whose report cannot be made are left out.

    `together`: as if all schools stood in one file.
    """
    beside = KnownPlaces(templates=frozenset({(folder / "标准").resolve()}))
    files = find_district_files([folder], beside)
    assert files.district is not None
    loaded = load_district(files.district, workshop.library)
    assert loaded.school is not None, [str(problem) for problem in loaded.problems]
    chosen = DistrictChoice(loaded.school.settings.standards)
    records, lost = [], list(left_out)
    for path in files.schools:
        examined = examine_school(path, workshop, district=chosen)
        if examined.school and examined.assessment and examined.can_be_built:
            records.append(make_record(examined.school, examined.assessment, examined.dictionary))
        else:
            lost.append(LeftOut(examined.school.name if examined.school else path.name, "数据有误"))
    if together:
        records = [each._replace(file="汇总表.xlsx") for each in records]
    summary = summarise_district(records, loaded.standards, workshop.library.dictionary)
    return District(loaded.school, summary, tuple(lost), workshop, loaded.problems)


def said(blocks: Sequence[Block]) -> list[str]:
    """The paragraphs' texts, in order."""
    return [
        "".join(run.text for run in block.runs) for block in blocks if isinstance(block, Paragraph)
    ]


def headings(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading)]


def tables(blocks: Sequence[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def charts(blocks: Sequence[Block]) -> list[Chart]:
    return [block for block in blocks if isinstance(block, Chart)]


def texts(table: Table) -> list[tuple[str, ...]]:
    """The cells' texts, row by row."""
    return [tuple(cell.text for cell in row) for row in table.rows]
