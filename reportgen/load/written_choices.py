"""What people write for a yes/no, a grade or a choice → its value."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.load.faults import DoubtfulValue, ValueFault
from reportgen.model.facts import Fact, NoneMeans
from reportgen.model.vocabulary import PLAIN_WORDS, FieldWords
from reportgen.problems import choose, write
from reportgen.words.chinese_numerals import write_numeral
from reportgen.words.written_numbers import plain_words

_ROMANS = {
    late_regex(f"^{roman}(?=[类级档等])"): digit
    for roman, digit in {"IV": "四", "III": "三", "II": "二", "I": "一"}.items()
}
_DIGIT = late_regex("^([1-9])(?=[类级档等])")
_YES = frozenset({"yes", "y", "true", "√", "✓", "✔", "☑", "1"})
_NO = frozenset({"no", "n", "false", "×", "✗", "✘", "x", "0"})
# Where it is asked whether there is none, a 0 or a cross may say that there is none.
_NONE_SIGNS = frozenset({"×", "✗", "✘", "x", "0", "1"})
_ASKED = "是否"
_DONE, _NOT_DONE = ("已经", "已", "均已", "都已"), ("尚未", "还没有", "没有", "未", "没")
_LEAST_ECHO = 2


def parse_yes_no(text: str, fact: Fact | None = None, words: FieldWords = PLAIN_WORDS) -> bool:
    """是/否, 有/没有, yes/no, true/false, or the fact's own clause, as a boolean.

    Errors: ValueFault for anything else; DoubtfulValue where it may be either.
    """
    word = plain_words(text).lower()
    means = fact.none_means if fact is not None else NoneMeans.NO
    if word in words.some | words.none:
        return _there_is(text, word in words.some, fact, means)
    if word in _NONE_SIGNS and means is not NoneMeans.NO and fact is not None:
        raise _doubt(text, fact)
    told = _clauses(fact) if fact is not None else {}
    if word in told:
        return told[word]
    if word in words.yes or word in _YES:
        return True
    if word in words.no or word in _NO:
        return False
    echo = _read_echo(word, fact) if fact is not None and means is NoneMeans.NO else None
    if echo is not None:
        return echo
    raise ValueFault(f"应为“是”或“否”，写的是“{text}”", write("是", "否"))


def _there_is(text: str, there_is: bool, fact: Fact | None, means: NoneMeans) -> bool:
    if means is NoneMeans.DOUBT and fact is not None:
        raise _doubt(text, fact)
    return there_is is (means is NoneMeans.NO)


def _doubt(text: str, fact: Fact) -> DoubtfulValue:
    yes, no = fact.words.affirmed or fact.definition, fact.words.denied
    told = f"“是”（{yes}）", f"“否”（{no}）" if no else "“否”"
    return DoubtfulValue(text, ("是", "否"), told)


def _read_echo(word: str, fact: Fact) -> bool | None:
    """What 已制定 or 尚未制定 answers to 是否制定章程: it says again how the question begins."""
    asked = fact.name.replace(_ASKED, "", 1)
    for signs, answer in ((_DONE, True), (_NOT_DONE, False)):
        for sign in signs:
            rest = word.removeprefix(sign)
            if rest != word and len(rest) >= _LEAST_ECHO and asked.startswith(rest):
                return answer
    return None


@lru_cache(maxsize=1024)
def _clauses(fact: Fact) -> dict[str, bool]:
    """The clauses that say of the fact that it is so, or not."""
    name = fact.name.replace(_ASKED, "", 1)
    told = {name: True, fact.words.affirmed: True, fact.words.denied: False}
    return {plain_words(clause).lower(): answer for clause, answer in told.items() if clause}


def parse_choice_value(text: str, fact: Fact, words: FieldWords = PLAIN_WORDS) -> str:
    """The choice that the text names, in its own or another word.

    Errors: ValueFault for anything else; DoubtfulValue where it is part of several.
    """
    word = _grade_word(text)
    for choice in fact.choices:
        if _grade_word(choice) == word:
            return choice
    named = [choice for choice in fact.choices if word in words.choices.get(choice, ())]
    if len(named) == 1:
        return named[0]
    several = named or list(_holding(word, fact))
    if len(several) > 1:
        raise DoubtfulValue(text, several)
    raise ValueFault(f"没有“{text}”这个选项", choose(fact.choices))


def _holding(word: str, fact: Fact) -> Iterator[str]:
    return (choice for choice in fact.choices if word and word in choice)


@lru_cache(maxsize=1024)
def _grade_word(text: str) -> str:
    """一类, 1类 and Ⅰ类 are one grade."""
    plain = plain_words(text)
    for roman, digit in _ROMANS.items():
        plain = roman.sub(digit, plain)
    return _DIGIT.sub(lambda match: write_numeral(int(match.group())), plain)
