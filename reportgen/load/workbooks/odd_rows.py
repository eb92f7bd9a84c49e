"""Rows of a table of schools that are no schools → what is said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from reportgen.load.workbooks.row_sums import RowSum
from reportgen.problems import Location, Problem, error, warning, write
from reportgen.words.listing import list_first
from reportgen.words.no_names import says_ditto

_MOST_NAMED = 5
_SCHOOL = "是学校的，请写全称，并写上它自己的学校代码"


def tell_unnamed(row: int, name: str, place: Location) -> Problem:
    """The error of a row whose school is called 同上, 待定 or 12345."""
    message = f"第 {row} 行的学校名称写的是“{name}”，不是学校的名称，没有当作学校"
    hint = "请写上学校的全称"
    if says_ditto(name):
        hint = "和上一行是同一所学校的，请把数合在一行；是另一所的，请写上它的全称"
    return error("no_name", message, place, hint)


def tell_summed(name: str, found: RowSum | None, place: Location) -> Problem:
    """The error of a row that is a school's by its name and the sum of others by its figures."""
    if found is None:
        message = f"“{name}”像是几所学校合在一起的，没有当作学校"
    else:
        rows = f"第 {found.first}—{found.last} 行"
        told = f"{rows}的平均数" if found.is_mean else f"{rows}相加"
        message = f"“{name}”的数正好是{told}，没有当作学校"
    own = f"{name}平均" if found and found.is_mean else f"{name}小计"
    what = "平均数" if found and found.is_mean else "几所学校的小计"
    remedy = write(own)
    advice = remedy._replace(words=f"是{what}的，{remedy.words}；{_SCHOOL}")
    return error("summed_row", message, place, advice)


def tell_ditto(text: str, above: str, place: Location) -> Problem:
    """The error of a cell that says that it is as the one above, in which `above` stands."""
    message = f"写的是“{text}”"
    if not above:
        return error("ditto", f"{message}，上面没有写过", place, "请写上这所学校自己的")
    remedy = write(above)
    words = f"和上一行一样的，{remedy.words}；不一样的，请写上这所学校自己的"
    message += f"，看不出是和上一行的“{above}”一样，还是没有填"
    return error("ditto", message, place, remedy._replace(words=words))


def tell_nameless(row: int, place: Location) -> Problem:
    """The error of a row with figures and no name."""
    hint = "请写上学校名称；如果是粘贴时错了一行，请逐行核对"
    return error("no_name", f"第 {row} 行填了数，却没有学校名称", place, hint)


def tell_uncounted(name: str, place: Location) -> Problem:
    """The reminder of a row that is no school of its own."""
    message = f"“{name}”不计校数，没有单独做报告，它的数也没有并入别的学校"
    return warning("not_counted", message, place, "请把它的数加到所属学校那一行")


def tell_types_left_out(words: Iterable[str], file: str) -> Iterator[Problem]:
    """One reminder of the schools whose types have no report."""
    counts = Counter(words)
    if counts:
        told = "、".join(f"{word} {count} 所" for word, count in counts.items())
        yield warning("left_out_types", f"没有做报告：{told}", Location(file))


def tell_empty(rows: Mapping[int, str], file: str) -> Iterator[Problem]:
    """One reminder of the rows that have a name and no figures."""
    if rows:
        message = f"有 {len(rows)} 行只有名称、没有数，没有当作学校：{_list(rows)}"
        yield warning("empty_rows", message, Location(file), "是学校的请填上数据")


def tell_statistics(rows: Mapping[int, str], file: str) -> Iterator[Problem]:
    """One reminder of the rows that say that they are a mean, a share or last year's."""
    if rows:
        message = f"有 {len(rows)} 行不是一所学校的数，没有当作学校：{_list(rows)}"
        yield warning("statistic_rows", message, Location(file))


def _list(rows: Mapping[int, str]) -> str:
    return list_first([f"第 {row} 行“{name}”" for row, name in rows.items()], _MOST_NAMED)
