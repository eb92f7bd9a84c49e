"""整改台账 of a district: its own problems, then those of its schools that no plan answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportgen.model.lazy_rows import Row
from reportgen.sections.district.lack_words import lack_values
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.district.plans import unplanned_lacks, unplanned_others
from reportgen.sections.rectification import rectification_rows

Values = Mapping[str, object]


def district_ledger_rows(material: DistrictMaterial) -> tuple[Row, ...]:
    """The rows of the district's own file, then one for each lack of its schools without a plan.

    Errors: TemplateError for a faulty phrase.
    """
    own = rectification_rows(material.own)
    last = max((int(str(row["序号"])) for row in own), default=0)
    lacks = enumerate(_lacks(material), last + 1)
    return (*own, *(_row(number, *lack, material) for number, lack in lacks))


def _lacks(material: DistrictMaterial) -> Iterator[tuple[str, str, Values]]:
    """The title of each, the phrase that tells its figures, and the names that phrases use."""
    for lack in unplanned_lacks(material):
        values = lack_values(lack, material)
        yield material.clause("问题标题", values), "县域问题", values
    for other in unplanned_others(material):
        phrase = "县域差异" if "系数" in other else "县域问题"
        yield material.clause("县域问题标题", other), phrase, other


def _row(
    number: int, title: str, phrase: str, values: Values, material: DistrictMaterial
) -> dict[str, object]:
    return {
        "序号": number,
        "问题": title,
        "情况": material.sentence(phrase, values),
        "整改措施": f"{material.clause('县域措施', values)}。",
        **dict.fromkeys(("责任人", "完成时限", "进展"), ""),
    }
