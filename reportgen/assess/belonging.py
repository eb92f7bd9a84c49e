"""Files of schools → those that are about another year or county, or judged by another standard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from reportgen.model.admission import (
    AdmissionTerms,
    Applicant,
    Refusal,
    RefusalReason,
    StandardMark,
)
from reportgen.problems import gap
from reportgen.words.place_names import may_be_one_place, plain_name

_Value = TypeVar("_Value", bound=Hashable)
# By GB/T 2260; a code of a school may begin with it.
_COUNTY_DIGITS = 6


_Finder = Callable[[Applicant], Refusal | None]


def find_strangers(
    applicants: Sequence[Applicant], terms: AdmissionTerms
) -> Iterator[tuple[Applicant, Refusal]]:
    """Each file that does not belong to the others, with why; one may come several times.

    Where the county's own file does not say, that holds which more than half of the files say.
    """
    checks = (
        _year_check(applicants, terms),
        _district_check(applicants, terms),
        _code_check(applicants, terms),
        _standard_check(applicants, terms),
    )
    for applicant in applicants:
        found = (check(applicant) for check in checks)
        yield from ((applicant, refusal) for refusal in found if refusal is not None)


def _find_usual(values: Iterable[_Value]) -> _Value | None:
    """What more than half of them are, or None."""
    counts = Counter(values)
    best = counts.most_common(1)
    return best[0][0] if best and 2 * best[0][1] > counts.total() else None


# ---- year ----


def _year_check(applicants: Sequence[Applicant], terms: AdmissionTerms) -> _Finder:
    given = [each.particulars.year for each in applicants if each.particulars.year]
    year = terms.year or _find_usual(given) or 0

    def find(applicant: Applicant) -> Refusal | None:
        own, other = applicant.particulars.year, applicant.particulars.other_year
        if own == year and other:
            return _refuse_title(applicant, f"年度是 {own}，{other}")
        if not own or own == year:
            return None
        told = "，".join(filter(None, (_year_told(own, year, terms), other)))
        return _refuse(applicant, RefusalReason.YEAR, "年度", told, _YEAR_HINT)

    return find


def _refuse_title(applicant: Applicant, told: str) -> Refusal:
    """One whose title alone is of another year: at the title, unless the form keeps it locked."""
    if "表题" in applicant.particulars.places:
        return _refuse(applicant, RefusalReason.YEAR, "表题", told, _TITLE_HINT)
    return _refuse(applicant, RefusalReason.YEAR, "年度", told, _LOCKED_HINT)


_TITLE_HINT = "请核对是哪一年的数据；是这一年的请改正表题，是别的年度的请移走"
_LOCKED_HINT = "请核对是哪一年的数据；是这一年的请填进这一年的采集表，是别的年度的请移走"
_YEAR_HINT = "是这一年的数据，请改正年度；是别的年度的，请把这份文件移走，换上这一年的"


def _year_told(own: int, year: int, terms: AdmissionTerms) -> str:
    if terms.year:
        return f"年度是 {own}，县里的年度是 {year}"
    if year:
        return f"年度是 {own}，其他学校大多是 {year}"
    return f"年度是 {own}，各校的年度不一致"


# ---- county ----


def _district_check(applicants: Sequence[Applicant], terms: AdmissionTerms) -> _Finder:
    counts = _count_districts(applicants)
    district = terms.district or find_told_district(applicants)
    fitting = sum(count for name, count in counts.items() if may_be_one_place(name, district))
    is_usual = 2 * fitting > counts.total()
    # The schools of a city (某市) may name the county that they lie in: nothing is held against
    # them unless most of them name the city itself.
    is_held = is_usual or (bool(terms.district) and district[-1:] in "县区旗")
    source = "县里的文件是" if terms.district else "其他学校大多是"
    told = f"{source}“{district}”" if is_usual or terms.district else "各校写的不一致"

    def find(applicant: Applicant) -> Refusal | None:
        own = applicant.particulars.district
        if not own or not (is_held or not terms.district):
            return None
        if is_held and may_be_one_place(own, district):
            return None
        message = f"所在区县是“{own}”，{told}"
        hint = f"确是本县的学校，请把所在区县写成“{district}”；不是的，请把这份文件移走"
        return _refuse(applicant, RefusalReason.DISTRICT, "所在区县", message, hint)

    return find


def _count_districts(applicants: Iterable[Applicant]) -> Counter[str]:
    return Counter(each.particulars.district for each in applicants if each.particulars.district)


def find_told_district(applicants: Iterable[Applicant]) -> str:
    """The county that the most files name; empty where none does."""
    counts = _count_districts(applicants)
    return max(counts, key=lambda name: (counts[name], name), default="")


# ---- code ----


def _code_check(applicants: Sequence[Applicant], terms: AdmissionTerms) -> _Finder:
    """Codes begin with that of the county only where most do: 学校标识码 does not."""
    county = plain_code(terms.code)[:_COUNTY_DIGITS]
    codes = [code for each in applicants if (code := plain_code(each.particulars.code))]
    own = [code for code in codes if code.startswith(county)]
    lengths = {len(code) for code in own}
    is_held = county.isdigit() and len(county) == _COUNTY_DIGITS and 2 * len(own) > len(codes)

    def find(applicant: Applicant) -> Refusal | None:
        code = plain_code(applicant.particulars.code)
        if not is_held or len(code) not in lengths or code.startswith(county):
            return None
        message = f"学校代码 {code} 不是以本县的代码 {county} 开头的，别的学校大多是"
        hint = "请核对学校代码；是别的县的学校，请把这份文件移走"
        return _refuse(applicant, RefusalReason.DISTRICT, "代码", message, hint)

    return find


def plain_code(code: str) -> str:
    """The code as codes are compared; empty for one of zeros alone, which stands for none.

    Zeros at its head may be lost in a workbook.
    """
    return plain_name(code).replace("-", "").lstrip("0")


# ---- standard ----


def _standard_check(applicants: Sequence[Applicant], terms: AdmissionTerms) -> _Finder:
    said = dict(terms.standards) or _usual_versions(applicants)
    usual = {} if terms.standards else _usual_by_type(applicants)

    def find(applicant: Applicant) -> Refusal | None:
        own = dict(applicant.particulars.standards)
        message = _other_version(own, said)
        wanted = terms.standards or usual.get(applicant.particulars.type, ())
        if not message and own and wanted and not own.keys() & dict(wanted).keys():
            names = "、".join(dict(wanted))
            source = "县里按" if terms.standards else "别的同类学校大多按"
            message = f"是按{'、'.join(own)}评估的，{source}{names}评估"
        if not message:
            return None
        return _refuse(applicant, RefusalReason.STANDARD, "标准", message, _STANDARD_HINT)

    return find


_STANDARD_HINT = "请和其他学校用同一个标准（“报告.标准”）；不在这份县域报告里评的，请把文件移走"


def _other_version(own: Mapping[str, str], said: Mapping[str, str]) -> str:
    other = [name for name in own if name in said and said[name] != own[name]]
    return f"用的标准“{other[0]}”和别的学校的名称相同、内容不同" if other else ""


def _usual_versions(applicants: Iterable[Applicant]) -> Mapping[str, str]:
    """What most files have by the name of each standard; empty where no version has most."""
    marks = {mark for each in applicants for mark in each.particulars.standards}
    several = Counter(name for name, _ in marks)
    found: dict[str, list[str]] = {}
    for each in applicants:
        for name, digest in each.particulars.standards:
            if several[name] > 1:
                found.setdefault(name, []).append(digest)
    return {name: _find_usual(digests) or "" for name, digests in found.items()}


def _usual_by_type(applicants: Iterable[Applicant]) -> Mapping[str, tuple[StandardMark, ...]]:
    """The standards that judge more than half of the schools of each type."""
    counts: dict[str, Counter[StandardMark]] = {}
    total: Counter[str] = Counter()
    for each in applicants:
        if each.particulars.standards:
            total[each.particulars.type] += 1
            counts.setdefault(each.particulars.type, Counter()).update(each.particulars.standards)
    return {
        kind: tuple(mark for mark, count in marks.items() if 2 * count > total[kind])
        for kind, marks in counts.items()
    }


def _refuse(
    applicant: Applicant, reason: RefusalReason, key: str, message: str, hint: str
) -> Refusal:
    told = f"没有计入县域的数：{message}"
    return Refusal(reason, gap("not_admitted", told, applicant.place(key), hint))
