"""What is judged one by one (the classes of a school) → how many are on the wrong side."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.district import Failing, ResultRecord
from reportgen.model.facts import FactDictionary
from reportgen.model.standard import Indicator
from reportgen.sections.results.indicator_words import indicator_words

# What is counted with it is named: 3个班, but 3间.
_OF_ANYTHING = "个"


def count_beyond(
    number: int, indicator: Indicator, dictionary: FactDictionary, *, noun: bool = True
) -> str:
    """3个班, 1间: the number with its measure, and what is counted where that does not say it.

    `noun` False leaves that away. Empty where the number is 0: it is not known.
    """
    fact = dictionary.find(indicator_words(indicator, dictionary).listed) if number else None
    if fact is None:
        return ""
    measure = fact.words.measure or _OF_ANYTHING
    named = noun and measure == _OF_ANYTHING
    return f"{number}{measure}{fact.words.noun if named else ''}"


def total_beyond(failings: Sequence[Failing]) -> int:
    """How many there are in all of the schools; 0 where that of one is not known."""
    numbers = [each.result.beyond for each in failings]
    return sum(numbers) if all(numbers) else 0


def with_beyond(
    text: str, result: ResultRecord, indicator: Indicator, dictionary: FactDictionary
) -> str:
    """54人（3个班）: what a cell says of the value, with how many are on the wrong side."""
    number = count_beyond(result.beyond, indicator, dictionary)
    return f"{text}（{number}）" if number else text
