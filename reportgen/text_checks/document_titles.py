"""Names of laws and documents in a text, held against those that are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.model.wordings import Wordings
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_QUOTED = late_regex("《([^《》〈〉\n]{4,50})》")
_CLOSE = late_regex("》")
_END = late_regex(r"(?:[（(〔][^（）()〔〕]{1,14}[）)〕])+$")
_STATE, _LAW = "中华人民共和国", "法"
# A place's own, and what hands another document on: they only look like a known one.
_OWN = late_regex("[省市县区州盟旗镇乡校园某xXｘ×*]|印发|转发|实施〈|自治")
# So long a name may differ in so many characters; shorter ones are laws.
_SHORTEST_LAW, _SHORTEST = 5, 8
_EDITS = ((8, 1), (10, 2), (14, 3), (16, 4))
_SHARE = 0.5
_LONGEST = 50
_PLAIN_NAME, _KIND = 10, 2


def check_document_titles(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each name in 《》 that is nearly that of a known document, and not its own."""
    for part in text.parts_with(_CLOSE):
        for found in _QUOTED.finditer(part.text):
            right = find_right_title(found[1], text.wordings)
            if right:
                message = f"文件名写的是“{found[0]}”，应为《{right}》"
                hint = "请核对文件的名称；引用的是另一个文件的，不用改"
                yield remind(TextRule.DOCUMENT_TITLE, part, found.span(), message, hint)


def find_unmarked(text: ReadText, told: Iterable[TextFinding]) -> Iterator[TextFinding]:
    """A reminder for each long name of a known document without 《》, but for those told."""
    taken = {(id(each.part), at) for each in told for at in range(each.start, each.end)}
    for title in filter(text.holds, _index(text.wordings).long_titles):
        at = text.whole.find(title)
        while at >= 0:
            where = text.part_at(at)
            part, start = text.parts[where], at - text.begins[where]
            end = start + len(title)
            free = not {(id(part), start), (id(part), end - 1)} & taken
            if free and _is_bare(part, start, end):
                message = f"文件名没有加书名号：“{title}”"
                hint = "文件的名称用书名号（GB/T 15834—2011，4.15）"
                yield remind(TextRule.BOOK_MARKS, part, (start, end), message, hint)
            at = text.whole.find(title, at + len(title))


def _is_bare(part: TextPart, start: int, end: int) -> bool:
    """Whether it stands in no 《》, “” or heading, and is a name of its own."""
    before, after = part.text[max(start - _LONGEST, 0) : start], part.text[end : end + 1]
    opened = any(before.rfind(left) > before.rfind(right) for left, right in ("《》", "“”", "〈〉"))
    # 全省义务教育学校管理标准化建设 is another word.
    return not opened and after not in ("化", "》", "”", "〉") and end < len(part.text)


def find_right_title(written: str, wordings: Wordings) -> str:
    """The known title that is meant by what nearly is one; empty for a known one and for others."""
    return _index(wordings).find(written)


class _Titles:
    """The known titles by their pairs of characters."""

    def __init__(self, wordings: Wordings) -> None:
        self._known = frozenset((*wordings.titles, *wordings.other_titles))
        self._laws = tuple(
            each for each in wordings.titles if each.endswith(_LAW) and len(each) >= _SHORTEST_LAW
        )
        self._titles = wordings.titles
        self._found: dict[str, str] = {}
        self.long_titles = tuple(
            each for each in wordings.titles if len(each) >= _PLAIN_NAME and "关于" not in each
        )

    @cached_property
    def _by_pair(self) -> Mapping[str, frozenset[str]]:
        return _by_pairs(self._titles)

    def find(self, written: str) -> str:
        """What it is called rightly; empty where it is right, or another's."""
        if written not in self._found:
            self._found[written] = self._find(_END.sub("", written).removeprefix(_STATE))
        return self._found[written]

    def _find(self, name: str) -> str:
        plain = name.removeprefix("新").removeprefix("修订的")
        if {name, plain} & self._known or len(name) < _SHORTEST_LAW:
            return ""
        return self._law(name) or self._nearest(name)

    def _law(self, name: str) -> str:
        """《九年义务教育法》: no law has words before its name."""
        for law in self._laws:
            lead = name.removesuffix(law)
            if lead != name and not _OWN.search(lead):
                return law
        return ""

    def _nearest(self, name: str) -> str:
        own = _OWN.findall(name)
        pairs = [name[at : at + 2] for at in range(len(name) - 1)]
        shared = Counter(title for pair in pairs for title in self._by_pair.get(pair, ()))
        near = (title for title, count in shared.items() if count >= _SHARE * (len(title) - 1))
        of_all = (title for title in near if all(word in title for word in own))
        slips = ((_distance(name, title), title) for title in of_all if _is_slip(name, title))
        return min(slips, default=(0, ""))[1]


@lru_cache(maxsize=4)
def _index(wordings: Wordings) -> _Titles:
    return _Titles(wordings)


def _by_pairs(titles: Iterable[str]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for title in titles:
        for at in range(len(title) - 1):
            found.setdefault(title[at : at + 2], set()).add(title)
    return {pair: frozenset(told) for pair, told in found.items()}


def _is_slip(name: str, title: str) -> bool:
    """Whether the name is the title with a slip: so few characters apart, and no other word in it
    (管理标准, 办学标准).
    """
    allowed = max((edits for length, edits in _EDITS if len(title) >= length), default=0)
    if len(title) < _SHORTEST and title.endswith(_LAW) and _LAW in name:
        allowed = 1
    apart = _distance(name, title)
    # A place's 实施方案 is not the state's 意见: of another kind, it is a document of its own.
    other_kind = apart > 1 and name[-_KIND:] != title[-_KIND:]
    if not 0 < apart <= allowed or other_kind:
        return False
    # As long as the title, it has other characters for some: two of them are another word.
    return len(name) != len(title) or apart == 1 or sorted(name) == sorted(title)


def _distance(one: str, other: str) -> int:
    """How many characters must be put in, taken out or changed."""
    row = list(range(len(other) + 1))
    for at, left in enumerate(one, 1):
        before, row[0] = row[0], at
        for to, right in enumerate(other, 1):
            changed = before + (left != right)
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, changed)
    return row[-1]
