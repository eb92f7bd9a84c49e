"""A quantity as a text states it, and which values it can stand for."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from reportgen.named_tuple import NamedTuple


class Nearness(StrEnum):
    """How a stated number stands to the value that it speaks of."""

    EXACT = "是"
    ABOUT = "约"
    OVER = "多于"
    """余, 多: no less, and less than the next number that is as round."""
    BEYOND = "超过"
    UNDER = "近"
    """近: no more, and more than the number before that is as round."""
    BELOW = "不足"
    SPAN = "区间"


class QuantityForm(StrEnum):
    """What kind of number it is."""

    AMOUNT = "数量"
    SHARE = "百分比"
    RATIO = "比"


class QuantityScope(NamedTuple):
    """Of whom and when a quantity is stated; what is empty is the whole school, or district, now.

    `stage` is a word of one (小学, 小学部), `grade` that of a grade or class, `whose` a name that
    it is said of, `period` the year or the words that tell of another time or of a plan.
    """

    stage: str = ""
    grade: str = ""
    whose: str = ""
    period: str = ""


HERE = QuantityScope()
_ONE = Decimal(1)


class StatedQuantity:
    """A number with its unit as it stands in a paragraph, from `start` to before `end`.

    `value` is in `units`: how many of each unit of facts one of the written unit is (`{"㎡": 1}`
    for 平方米; empty where no unit is written). `step` is one of its last place, in the unit as
    written; `scale` is what the number was written in (10,000 for 1.98万). `high` is the other end
    of a span. A ratio's value is what stands against 1.

    `noun` are the words that say what is counted, `subjects` the facts or indicators that they may
    mean (none: something that nobody knows); `per` is of how many students it is said (生均: 1).
    `kind` is what else is said of it, which makes it another thing than its subjects: 教学 of
    教学建筑面积, 获奖 of 学生12人获奖. `among` tells that it is said to be a part (其中).
    `said_from` and `said_to` bound the words that say all of it (学校现有学生900人).

    Whoever makes one fills it in; nobody changes it afterwards. It is no tuple: checks ask for what
    it says tens of thousands of times, and of a slot that takes a quarter of the time.
    """

    __slots__ = (
        *("start", "end", "number", "step", "scale", "high", "nearness", "form", "unit", "units"),
        *("noun", "subjects", "per", "kind", "scope", "among", "said_from", "said_to"),
    )

    def __init__(
        self,
        span: tuple[int, int],
        number: Decimal,
        step: Decimal,
        form: QuantityForm = QuantityForm.AMOUNT,
        nearness: Nearness = Nearness.EXACT,
    ) -> None:
        """A number that is said in no more words than itself."""
        self.start, self.end = self.said_from, self.said_to = span
        self.number, self.step, self.form, self.nearness = number, step, form, nearness
        self.scale = _ONE
        self.high: Decimal | None = None
        self.unit, self.noun, self.kind = "", "", ""
        self.units: tuple[tuple[str, Decimal], ...] = ()
        self.subjects: tuple[str, ...] = ()
        self.per: Decimal | None = None
        self.scope, self.among = HERE, False
