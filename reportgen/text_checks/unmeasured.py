"""What is said to meet a standard, or not to, of which no number is told: 绿化面积达标."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.model.vocabulary import ClaimWords
from reportgen.quantities.claims import Saying, any_of
from reportgen.quantities.last_words import LastWords
from reportgen.text_checks.claimed import named_clause
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_LONGEST, _CORE, _SHORT_PART = 16, 4, 20
_NUMBERING = late_regex(
    rf"^\s*(?:[0-9{NUMERAL_SIGNS}]{{1,3}}[、.．]|[（(][0-9{NUMERAL_SIGNS}]{{1,3}}[)）])\s*"
)
# 三年内使生均校舍面积达标.
_AIM = late_regex("使(?!用)|让|推动|促进|为了")
_TAIL = late_regex("(?:的?(?:配备|配置|数量|情况|建设|方面))+$")
_AND = late_regex("[、和及与]")
_KIND = late_regex("(?:面积|用地|场地|数量|数)$")
# 达到国家二类标准, 达到合格学历标准: what that is is told.
_PLAIN_STANDARD = late_regex(
    "[国家省市县区级定颁部办学校评估规定标准化条件基本教义育务验收要求的了底线]*"
)


class ToldNumbers:
    """What a text tells the numbers of."""

    def __init__(self, text: ReadText, words: ClaimWords) -> None:
        self._text = text
        self._ends = LastWords(words.measured)
        self._others = late_regex(any_of(words.others))
        starts = (*words.met, *words.reach, *words.above, *words.below, *words.short)
        told = (*starts, *words.adverbs, *words.hedges, *words.denials)
        self._saying = late_regex(any_of(told))

    def check(self, saying: Saying, at: int) -> Iterator[TextFinding]:
        """A reminder where no number is told of what it is said of."""
        part = self._text.parts[at]
        said = part.text[saying.start : saying.end]
        start, clause = named_clause(part.text, saying)
        bare = _NUMBERING.sub("", clause)
        start += len(clause) - len(bare)
        name = self._name(bare)
        plain = _PLAIN_STANDARD.fullmatch(self._saying.sub("", said)) and not _AIM.search(bare)
        if not name or not plain or self._others.search(bare) or self._has_numbers(at):
            return
        if not self._is_told(name):
            words = part.text[start : saying.end]
            message = f"写着“{words}”，全文没有写{name}是多少"
            span = start, saying.end
            yield remind(TextRule.UNSUPPORTED, part, span, message, "请写明数量和标准值")

    def _name(self, clause: str) -> str:
        """The thing that the clause ends in, if it is told in numbers; empty for others."""
        short = _TAIL.sub("", clause.rstrip("：: "))
        found = self._ends.find(clause) or self._ends.find(short)
        last = _AND.split(short)[-1]
        return last[-_CORE:] if found and len(clause) <= _LONGEST else ""

    def _has_numbers(self, at: int) -> bool:
        """Whether its paragraph has numbers, or the one below its heading."""
        part = self._text.parts[at]
        last = at + 1 if len(part.text) <= _SHORT_PART and "。" not in part.text else at
        stated = self._text.stated
        begin = self._text.count_stated(at)
        return begin < len(stated) and stated[begin].at <= last

    def _is_told(self, name: str) -> bool:
        core = _KIND.sub("", name)
        return (core if len(core) > 1 else name) in self._told

    @cached_property
    def _told(self) -> str:
        return "\n".join(map(_words_round, self._text.stated))


def _words_round(each: StatedIn) -> str:
    quantity = each.quantity
    begin = min(quantity.said_from, max(quantity.start - _LONGEST, 0))
    return each.part.text[begin : quantity.said_to + _CORE]
