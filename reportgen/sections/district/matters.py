"""What a district fails itself and what its schools fail of the same → one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from reportgen.model.assessment import Result
from reportgen.model.district import SchoolKey
from reportgen.named_tuple import NamedTuple
from reportgen.sections.district.lack_names import name_some
from reportgen.sections.district.lack_words import fail_all, lack_values, title_values
from reportgen.sections.district.lacks import IndicatorLack
from reportgen.sections.district.material import DistrictMaterial, Registers
from reportgen.sections.results.gaps import is_worded, remedies, tell
from reportgen.sections.results.wording import result_values

_LONGEST_TITLE = 30
# So many schools are counted even where they fail different things.
_FEW = 2
# What stands before the schools in 县域措施.
_CONCERNED = "，涉及"


class Matter(NamedTuple):
    """An indicator of the district with those of its schools that it sums up.

    Without `result` it is an indicator that only schools are asked.
    """

    result: Result | None
    lacks: tuple[IndicatorLack, ...]

    @property
    def is_told_by_schools(self) -> bool:
        """Whether what the schools fail says all that the district's own result does."""
        if self.result is None or not self.lacks:
            return self.result is None
        return is_worded(self.result) or self.result.shortfall == _sum_of(self.lacks)


def _sum_of(lacks: Sequence[IndicatorLack]) -> Decimal:
    failings = chain.from_iterable(whole.failings for whole in lacks)
    return sum((each.result.shortfall or Decimal(0) for each in failings), Decimal(0))


def parents_of(results: Iterable[Result]) -> Mapping[str, Result]:
    """The district's failing result by the name of every indicator of schools that it sums up."""
    return {name: each for each in results for name in each.indicator.of_schools}


def pair(results: Sequence[Result], lacks: Sequence[IndicatorLack]) -> tuple[Matter, ...]:
    """Each result with what schools fail of it, those without first; then the other lacks."""
    parents = parents_of(results)
    of_results = [
        Matter(result, tuple(each for each in lacks if parents.get(each.indicator.name) is result))
        for result in results
    ]
    rest = (Matter(None, (each,)) for each in lacks if each.indicator.name not in parents)
    return (*sorted(of_results, key=lambda each: bool(each.lacks)), *rest)


def tell_matters(
    results: Sequence[Result], lacks: Sequence[IndicatorLack], material: DistrictMaterial
) -> Iterator[str]:
    """What is said of them, a text for those of the district alone and one for each other."""
    matters = pair(results, lacks)
    alone = [each.result for each in matters if each.result is not None and not each.lacks]
    yield from tell(alone, material.own)
    for matter in matters:
        if matter.lacks:
            yield tell_matter(matter, material)


def tell_matter(matter: Matter, material: DistrictMaterial) -> str:
    """The district's share, then the schools; only these where they say all of it."""
    own = matter.result
    if own is None or is_worded(own):
        return "".join(lack_sentence(each, material) for each in matter.lacks)
    said = "".join(tell((own,), material.own))
    first, *rest = [lack_sentence(each, material, matter) for each in matter.lacks]
    return f"{said.rstrip('。')}；{first}{''.join(rest)}" if matter.lacks else said


def lack_sentence(
    lack: IndicatorLack, material: DistrictMaterial, matter: Matter | None = None
) -> str:
    """Which schools fail it, after what the district fails of the same (`matter`)."""
    follows = matter is not None and len(matter.lacks) == 1 and matter.is_told_by_schools
    return material.sentence("县域问题", {**lack_values(lack, material), "承前": follows})


def matter_titles(
    results: Sequence[Result], lacks: Sequence[IndicatorLack], material: DistrictMaterial
) -> Iterator[str]:
    """What fails in few words, each matter once."""
    for matter in pair(results, lacks):
        if matter.result is not None and (not matter.lacks or not is_worded(matter.result)):
            yield material.clause("问题标题", result_values(matter.result, material.own))
        else:
            for lack in matter.lacks:
                yield material.clause("问题标题", title_values(lack, material))


def title_with_schools(
    title: str,
    results: Sequence[Result],
    lacks: Sequence[IndicatorLack],
    material: DistrictMaterial,
) -> str:
    """The title after the schools that it is about; without them where it is about all."""
    told = [each for each in pair(results, lacks) if each.result is not None]
    of_all = any(not (each.lacks and is_worded(each.result)) for each in told if each.result)
    whom = "" if of_all or all(map(fail_all, lacks)) else _whom(lacks, title, material)
    return material.clause("县域问题标题", {"种类": "未达标", "问题": title, "谁": whom})


def _whom(lacks: Sequence[IndicatorLack], title: str, material: DistrictMaterial) -> str:
    """The one school that fails all of them; how many where all fail the same, or two do; else
    some.
    """
    noun, keys = material.registers.noun, {each.keys for each in lacks}
    names = failing_schools_of(lacks, material.registers)
    if len(keys) > 1 and len(names) > _FEW:
        return f"部分{noun}"
    whom = name_some(names, noun)
    return whom if len(whom + title) <= _LONGEST_TITLE else f"{len(names)}所{noun}"


def failing_schools_of(lacks: Sequence[IndicatorLack], registers: Registers) -> list[str]:
    """Each school once: with the stage where it fails in one of them only."""
    failings = tuple(chain.from_iterable(whole.failings for whole in lacks))
    found: dict[SchoolKey, set[str]] = {}
    for each in failings:
        found.setdefault(each.key, set()).add(registers.failing_name(each))
    whole = {each.key: registers.called(each.school) for each in failings}
    return [names.pop() if len(names) == 1 else whole[key] for key, names in found.items()]


def merge_concerned(clauses: Sequence[str]) -> tuple[str, ...]:
    """Those that concern the same schools as one: 增加甲3间、乙2间，涉及丙小学."""
    found: dict[str, list[str]] = {}
    for each in clauses:
        what, mark, whom = each.rpartition(_CONCERNED)
        found.setdefault(mark + whom if mark else each, []).append(what or each)
    return tuple(
        "，".join(whats) + (whom if whom.startswith(_CONCERNED) else "")
        for whom, whats in found.items()
    )


def matter_remedies(
    results: Sequence[Result], lacks: Sequence[IndicatorLack], material: DistrictMaterial
) -> Iterator[str]:
    """What has to be done, each matter once."""
    for matter in pair(results, lacks):
        if matter.result is not None and not matter.is_told_by_schools:
            yield from remedies((matter.result,), material.own)
        for lack in matter.lacks:
            yield material.clause("县域措施", lack_values(lack, material))
