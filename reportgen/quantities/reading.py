"""A paragraph → the quantities that it states, in order."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.quantities.agreement import is_counted_in
from reportgen.quantities.brackets import CLOSE, OPEN, Brackets
from reportgen.quantities.contexts import BOUNDS, Context, last_bound, read_context, read_named
from reportgen.quantities.distribution import CUE, share_out
from reportgen.quantities.lexicon import Lexicon, Subjects
from reportgen.quantities.measured import MeasuredNumber, measure, round_step
from reportgen.quantities.numerals import FoundNumber, find_numbers, may_have_numbers, plain_numbers
from reportgen.quantities.scopes import ScopeMarks, ends_grades
from reportgen.quantities.stated_quantity import (
    Nearness,
    QuantityForm,
    QuantityScope,
    StatedQuantity,
)
from reportgen.words.marks import behind_marks

# 面积（不含体育馆）is another one.
_EXCLUDES = ("不", "除")
# No name that stands before brackets is longer, and no clause is read further back.
_LONGEST_NAME, _LONGEST_CLAUSE = 12, 40
_FOLLOWS, _AMONG_THEM = 8, ("中", "中有")
_CLOSED = tuple(CLOSE)
_SCHOOLS, _MONEY, _AND = "所", "元", ("、", "，", "和", "及", "与")
_FROM, _GIVEN = ("由", "从"), ("为", "给", "向")
_LONGEST_CHANGE, _ALL, _PAIR = 16, 2, 2
# No further back is looked for what goes on.
_MOST_BACK = 12
# What may go on behind a number and changes nothing: 880人以上, 880人中，男生462人.
_GOES_ON, _WITHIN = "的以左上和及与", ("中，", "中、", "中：")


def read_quantities(text: str, lexicon: Lexicon, year: int = 0) -> tuple[StatedQuantity, ...]:
    """The quantities of one paragraph, in order, in a report of that year (0: not known)."""
    if not may_have_numbers(text):
        return ()
    plain = plain_numbers(text)
    numbers = list(find_numbers(plain))
    if not any(each.form for each in numbers):
        return ()
    stated = tuple(_Reader(plain, lexicon, year).read(numbers))
    return tuple(share_out(plain, stated, lexicon, year)) if CUE in plain else stated


class _Reader:
    """Reads the numbers of a paragraph in order, each knowing those before it."""

    def __init__(self, plain: str, lexicon: Lexicon, year: int) -> None:
        self._plain, self._lexicon, self._year = plain, lexicon, year
        self._marks = ScopeMarks(plain, lexicon)
        self._made: list[StatedQuantity] = []
        self._brackets = Brackets(plain)
        # Where what was said of the last number ends.
        self._taken = 0
        # Where the sentence begins that is read, and the last number of it.
        self._begin = 0
        self._last: StatedQuantity | None = None

    def read(self, numbers: list[FoundNumber]) -> Iterator[StatedQuantity]:
        for found in numbers:
            if found.form is None:
                self._taken = found.end
                continue
            measured = measure(self._plain, found, self._lexicon)
            if found.spelt and not measured.unit:
                continue
            made = self._state(measured)
            self._made.append(made)
            self._taken = made.said_to
            yield made

    def _state(self, measured: MeasuredNumber) -> StatedQuantity:
        place = measured.found.start
        self._begin = self._marks.sentence_start(place)
        last = self._made[-1] if self._made else None
        self._last = last if last is not None and last.start >= self._begin else None
        start, context = self._context(place)
        said = min(start + context.begin, place)
        while self._plain[said] == " ":
            said += 1
        if not context.among and self._is_bracketed_part(place):
            context = context._replace(among=True)
        scope = self._scope(place, context, start)
        made = self._plain_quantity(measured, context, scope, said)
        self._name(made, context, start)
        if self._last is not None:
            self._join(made, self._last, context)
        return made

    def _join(self, made: StatedQuantity, last: StatedQuantity, context: Context) -> None:
        """Read it with the last one of its sentence."""
        if not made.subjects:
            self._become(made, last)
        elif last.said_to == made.said_from and not (last.subjects or made.kind):
            # 50岁以上教师18人: no teachers but those.
            made.kind = self._plain[last.said_from : last.said_to]
        elif last.kind and not context.whole:
            self._as_last(made, last)

    def _as_last(self, made: StatedQuantity, last: StatedQuantity) -> None:
        """新购图书500册、计算机20台: both are changes, and no totals."""
        between = self._plain[last.said_to : made.said_from].strip()
        if made.kind or between not in _AND or last.unit == _MONEY:
            return
        changes = self._lexicon.prose.changes
        if last.kind.startswith(_GIVEN) or any(word in last.kind for word in changes):
            made.kind = last.kind

    def _become(self, made: StatedQuantity, last: StatedQuantity) -> None:
        """What the last one has become: 学生由2021年的300人增加到420人."""
        between = self._plain[max(last.said_to, made.start - _LONGEST_CHANGE) : made.start]
        prose = self._lexicon.prose
        if last_bound(between) >= 0 or not any(map(between.__contains__, prose.becomes)):
            return
        head = self._plain[max(last.start - _LONGEST_CLAUSE, 0) : last.start]
        head = head[last_bound(head) + 1 :]
        named = read_context(head[: max(map(head.rfind, _FROM))], self._lexicon)
        subjects = self._fitting(self._lexicon.before.get(named.noun, ()), made)
        if not subjects:
            return
        scope = made.scope
        own = self._marks.scope_at(made.start, self._year, last.said_to).period
        period = scope.period if scope.period in prose.plans else own
        stage = self._lexicon.stages.get(named.stage, scope.stage)
        grade = named.grade or scope.grade
        made.noun, made.subjects, made.kind = named.noun, subjects, named.rest
        made.scope = scope._replace(period=period, stage=stage, grade=grade)

    def _plain_quantity(
        self, measured: MeasuredNumber, context: Context, scope: QuantityScope, said_from: int
    ) -> StatedQuantity:
        found, scale, nearness = measured.found, measured.scale, measured.nearness
        if nearness is Nearness.EXACT:
            nearness = context.nearness
        step = measured.step
        if nearness in (Nearness.UNDER, Nearness.BELOW):
            step = max(step, round_step(found) * scale)
        number, span = found.number * scale, (found.start, measured.end)
        made = StatedQuantity(span, number, step, found.form or QuantityForm.AMOUNT, nearness)
        if found.low is not None:
            made.number, made.high = found.low * scale, number
        made.scale = scale
        made.unit, made.units = measured.unit, self._lexicon.units.get(measured.unit, ())
        made.per, made.among, made.scope = context.per, context.among, scope
        made.said_from = said_from
        return made

    def _context(self, place: int) -> tuple[int, Context]:
        """Where the clause begins that the number at that place stands in, and what it says."""
        end = self._before_brackets(place)
        start = self._clause_start(end)
        context = read_context(self._clause(start, end), self._lexicon)
        # A name may have marks in it, at which clauses end.
        for noun_end in (place, start + context.noun_end):
            noun = self._lexicon.ends.spanning.find_in(self._plain, self._taken, noun_end)
            if len(noun) > len(context.noun):
                first = noun_end - len(noun)
                start = self._clause_start(first)
                clause = self._clause(start, first)
                return start, read_named(clause, noun, self._lexicon, context.nearness)
        return start, context

    def _before_brackets(self, place: int) -> int:
        """Where the words end that a number behind brackets is said of: 教师（含代课）9人."""
        before = self._plain[max(place - _LONGEST_CLAUSE, self._taken) : place].rstrip()
        if not before.endswith(_CLOSED):
            return place
        opened = max(map(before.rfind, OPEN))
        excluded = before[opened + 1 : opened + 2] in _EXCLUDES
        return place if opened <= 0 or excluded else place - (len(before) - opened)

    def _clause_start(self, place: int) -> int:
        """Where the clause before the number begins; a colon right before it belongs to it."""
        at = place
        while at > self._taken and self._plain[at - 1] in " ：:":
            at -= 1
        lowest = max(self._taken, place - _LONGEST_CLAUSE)
        return behind_marks(self._plain, BOUNDS, lowest, at) if at > lowest else at

    def _clause(self, start: int, end: int) -> str:
        return self._plain[start:end].rstrip(" ：:")

    def _name(self, made: StatedQuantity, context: Context, start: int) -> None:
        """Say what it counts: the noun before it, behind it, or that of the last."""
        before = self._fitting(self._lexicon.before.get(context.noun, ()), made)
        if context.noun and before:
            kind = self._rest_of(context) or ("" if context.whole else self._follow(made.end))
            made.noun, made.subjects, made.kind = context.noun, before, kind
        elif self._is_named_behind(made, context):
            return
        elif context.noun:
            made.noun, made.kind = context.noun, self._rest_of(context)
        else:
            self._inherit(made, context, start)

    def _is_named_behind(self, made: StatedQuantity, context: Context) -> bool:
        """Whether what it counts stands behind it; if so that is said of it."""
        begin = made.end
        if self._plain[begin : begin + 1] == "的":
            begin += 1
        noun = self._lexicon.noun_behind(self._plain, begin)
        subjects = self._fitting(self._lexicon.behind.get(noun, ()), made)
        if not noun or not subjects:
            return False
        end = begin + len(noun)
        told = self._attached(end, context, made)
        # 学校 of 学校现有24个教学班 changes nothing.
        besides = "" if context.noun in self._lexicon.prose.openings else context.noun
        kind = f"{context.rest}{besides}" if self._rest_of(context) or besides else told
        if noun in self._lexicon.stage_nouns:
            made.scope = made.scope._replace(stage=self._lexicon.stage_nouns[noun])
        made.noun, made.subjects, made.kind, made.said_to = noun, subjects, kind, end
        return True

    def _attached(self, end: int, context: Context, made: StatedQuantity) -> str:
        """What goes on behind the noun and makes something else of it: 家长 of 300名学生家长.

        Where all are counted (全校900名学生), only what makes another noun of it does.
        """
        behind = self._plain[end : end + _FOLLOWS]
        # 9个班440人 are all, 1个小班26人 is one of them.
        if not behind or behind[0] in BOUNDS or (made.number > 1 and behind[0].isdigit()):
            return ""
        prose = self._lexicon.prose
        attached = behind.startswith(prose.attached)
        if not attached and behind.startswith(prose.doing):
            # 全校300名学生参加: all of them.
            word = self._plain[max(made.start - _ALL, 0) : made.start]
            attached = word not in prose.wholes or word not in (*prose.own, *prose.areas)
        return behind if attached or not context.whole else ""

    def _inherit(self, made: StatedQuantity, context: Context, start: int) -> None:
        """生均6.82平方米 behind 占地面积1200平方米; 其中小学300人; 校园即为操场，共510多平方米."""
        last = self._last
        if last is not None and self._says_again(made, context, last):
            made.noun, made.subjects, made.kind = last.noun, last.subjects, last.kind
            made.among, made.per = False, last.per
        elif context.rest:
            made.kind = context.rest
        elif not self._is_named_before(made, start) and (beside := self._last_beside(made)):
            self._go_on(made, context, beside)

    def _is_named_before(self, made: StatedQuantity, start: int) -> bool:
        """Whether what it counts stands before its clause; if so that is said of it."""
        before = self._plain[:start].rstrip(" ，,：:")
        noun = self._lexicon.ends.names.find(before[-_LONGEST_CLAUSE:])
        subjects = self._fitting(self._lexicon.before.get(noun, ()), made)
        if not noun or not subjects or len(before) <= self._taken:
            return False
        made.noun, made.subjects, made.said_from = noun, subjects, len(before) - len(noun)
        return True

    def _go_on(self, made: StatedQuantity, context: Context, last: StatedQuantity) -> None:
        """Say of it what was said of the last one, or that it counts the members of those."""
        if self._goes_on(made, context, last):
            made.subjects = self._fitting(last.subjects, made)
            made.noun, made.kind = last.noun, last.kind
        else:
            self._name_members(made, last)

    def _name_members(self, made: StatedQuantity, last: StatedQuantity) -> None:
        """440人 of 9个班440人, or 9个班、440人."""
        beside = self._plain[last.said_to : made.start].strip() in ("", *_AND[:2])
        whose = self._lexicon.members if beside and not (last.kind or made.among) else {}
        told = (name for subject in last.subjects for name in whose.get(subject, ()))
        made.subjects = self._fitting(tuple(told), made) if made.unit else ()

    def _says_again(self, made: StatedQuantity, context: Context, last: StatedQuantity) -> bool:
        """Whether it is the last one in another unit, in brackets: 20500平方米（合30.75亩）."""
        between = self._plain[last.said_to : made.start].lstrip("，, ")
        if not between or between[0] not in OPEN or made.unit in ("", last.unit):
            return False
        again = not context.rest or context.rest in self._lexicon.prose.same
        return again and bool(dict(made.units).keys() & dict(last.units).keys())

    def _goes_on(self, made: StatedQuantity, context: Context, last: StatedQuantity) -> bool:
        """Whether it is of the same as the last one: for each student, or a part by stage."""
        if not self._fitting(last.subjects, made):
            return False
        # 专任教师82人，小学部45人: some of them.
        parts = context.among or made.among or last.scope.stage or made.number < last.number
        return made.per is not None or bool(context.stage and parts)

    def _near(self) -> list[StatedQuantity]:
        """The last ones of the sentence."""
        return [each for each in self._made[-_MOST_BACK:] if each.start >= self._begin]

    def _last_beside(self, made: StatedQuantity) -> StatedQuantity | None:
        """The last of the sentence that does not stand in brackets which have been closed; for what
        is said of each student, the last one that is counted alike.
        """
        beside = (each for each in reversed(self._near()) if self._is_beside(each, made.start))
        if made.per is None:
            return next(beside, None)
        return next((each for each in beside if self._is_alike(each, made)), None)

    def _is_alike(self, each: StatedQuantity, made: StatedQuantity) -> bool:
        """Whether both are counted in one unit; of one that is written without, by its subject."""
        if not each.unit:
            return bool(self._fitting(each.subjects, made))
        return bool(dict(made.units).keys() & dict(each.units).keys())

    def _is_beside(self, each: StatedQuantity, place: int) -> bool:
        return not self._brackets.are_closed(each.said_to, place)

    def _fitting(self, subjects: Subjects, made: StatedQuantity) -> Subjects:
        """Those of the subjects that are counted in the unit that is written."""
        if not subjects or (made.form is QuantityForm.AMOUNT and not made.unit):
            return subjects
        return tuple(name for name in subjects if is_counted_in(made, self._lexicon.unit_of[name]))

    def _follow(self, end: int) -> str:
        """What goes on behind the number and makes something else of it: 获奖 of 12人获奖."""
        behind = self._plain[end : end + _FOLLOWS].lstrip().removeprefix("中")
        ended = not behind or behind[0] in BOUNDS or behind[0] in _GOES_ON or behind[0].isdigit()
        if ended or behind.startswith(_WITHIN):
            return ""
        for length in range(len(behind), 1, -1):
            if behind[:length] in self._lexicon.before:
                return ""
        return behind

    def _rest_of(self, context: Context) -> str:
        """What the clause says besides; the name of a school is said of whose the number is."""
        if not context.rest:
            return ""
        # 教职工251人中专任教师239人: those among them.
        named = context.rest.endswith(self._lexicon.name_ends)
        # What is counted before is all of something: not so in 交流的41人中骨干教师12人.
        among = context.rest in _AMONG_THEM and all(each.subjects for each in self._made[-1:])
        return "" if named or among else context.rest

    def _scope(self, place: int, context: Context, start: int) -> QuantityScope:
        if context.summed or (not context.grade and ends_grades(self._made, context.noun)):
            self._marks.add_up(place, self._made[-_MOST_BACK:])
        scope = self._marks.scope_at(place, self._year)
        told = self._rest_of(context) or context.rest in _AMONG_THEM
        whose = (
            ("" if told else context.rest)
            or self._bracketed(start)
            or scope.whose
            or self._whose_before(place, context)
        )
        stage, grade = context.stage, context.grade or ("" if context.stage else scope.grade)
        if not stage and not (context.noun and self._has_told_stages()):
            stage = scope.stage or self._stage_before(place, context)
        return QuantityScope(self._lexicon.stages.get(stage, stage), grade, whose, scope.period)

    def _whose_before(self, place: int, context: Context) -> str:
        """The name that the number before was said of, likewise."""
        last = None if context.whole else self._last
        if last is None or not self._is_beside(last, place):
            return ""
        # 民办学校2所，在校生1500人: those of these schools.
        schools = last.unit == _SCHOOLS and (last.kind or not last.subjects)
        return f"{last.kind}{last.noun}" if schools else last.scope.whose

    def _has_told_stages(self) -> bool:
        """Whether 小学部612人、初中部438人 stands right before: what follows is of the whole."""
        told = self._made[-_PAIR:]
        if len(told) < _PAIR or told[0].start < self._begin:
            return False
        stage, other = (each.scope.stage for each in told)
        return bool(stage and other) and stage != other and told[0].subjects == told[1].subjects

    def _stage_before(self, place: int, context: Context) -> str:
        """The stage of the number before, until the sentence ends or all are meant."""
        if context.whole:
            return ""
        last = self._last
        if last is None or (self._is_beside(last, place) and not context.summed):
            return last.scope.stage if last is not None else ""
        near = self._near()
        # 小学880人，初中420人，共30个班: all together.
        if context.summed and len({each.scope.stage for each in near} - {""}) > 1:
            return ""
        beside = (each.scope.stage for each in reversed(near) if self._is_beside(each, place))
        return next(beside, "")

    def _is_bracketed_part(self, place: int) -> bool:
        """Whether it stands in brackets right behind a number: 教师37人（小学部15人）."""
        opened = self._brackets.opened(place)
        return opened >= 0 and any(each.said_to == opened for each in self._made[-_MOST_BACK:])

    def _bracketed(self, start: int) -> str:
        """The name that a number in brackets behind it is said of: 甲坪（在校生31人）."""
        opened = self._brackets.opened(start)
        if opened < 0:
            return ""
        inside = next((each for each in reversed(self._made) if each.end <= opened), None)
        if inside is not None and inside.said_to >= opened:
            return ""
        head = self._plain[max(opened - _LONGEST_NAME, 0) : opened].rstrip()
        name = head[last_bound(head) + 1 :]
        return "" if self._lexicon.ends.names.find(name) else name
