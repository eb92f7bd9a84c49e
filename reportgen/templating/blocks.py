"""The `{% … %}` tags of a template in order → its blocks, and the tags without their other half."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple

BLOCKS = ("if", "for", "set", "with", "macro", "call", "filter", "block", "autoescape")
"""The tags that open a block; `set` only where it assigns nothing itself."""

BELONGS = {"else": ("if", "for"), "elif": ("if",)} | {f"end{block}": (block,) for block in BLOCKS}
"""By a tag that goes on with a block or ends it: the tags that may have opened the block."""

_ASSIGNMENT = late_regex(r"set\s[^=|]*=")


class Fault(NamedTuple):
    """What is wrong and how to mend it.

    `line` is 0 if it is unknown. `word` stands in the tag at fault.
    """

    message: str
    hint: str
    line: int = 0
    word: str = ""


class Statement(NamedTuple):
    """What stands in a `{% … %}` tag, and its line."""

    text: str
    line: int

    @property
    def word(self) -> str:
        """Its first word: if, for, endif."""
        return self.text.split(maxsplit=1)[0] if self.text else ""

    @property
    def opens(self) -> bool:
        """Whether a tag must follow that ends what it begins."""
        return self.word in BLOCKS and not _ASSIGNMENT.match(self.text)


@dataclass(eq=False)
class TagBlock:
    """A block's tags: the opening one, those in between, the closing one if there is one."""

    opener: Statement
    between: list[Statement] = field(default_factory=list)
    closer: Statement | None = None

    @property
    def tags(self) -> list[Statement]:
        """All its tags, in order."""
        return [self.opener, *self.between, *([self.closer] if self.closer else [])]


class MatchedBlocks(NamedTuple):
    """The blocks in the order in which they end, and the faults by line.

    The template can be read all the same without the `strays`, the lines of tags that belong to
    no block, and with a block closed before each line of `ends`, the innermost first.
    """

    blocks: tuple[TagBlock, ...]
    faults: tuple[Fault, ...]
    strays: frozenset[int]
    ends: tuple[tuple[int, str], ...]


def match_blocks(statements: Sequence[Statement]) -> MatchedBlocks:
    """The blocks that the tags make."""
    matcher = _Matcher()
    for statement in statements:
        matcher.take(statement)
    return matcher.finish()


class _Matcher:
    def __init__(self) -> None:
        self.opened: list[TagBlock] = []
        self.blocks: list[TagBlock] = []
        self.faults: list[Fault] = []
        self.strays: set[int] = set()
        self.ends: list[tuple[int, str]] = []
        # Blocks left open when an outer one ended, the tag that ended it, the index of the fault.
        self._cut: list[tuple[TagBlock, Statement, int]] = []
        self._told: list[TagBlock] = []

    def take(self, statement: Statement) -> None:
        wanted = BELONGS.get(statement.word)
        if wanted is None:
            if statement.opens:
                self.opened.append(TagBlock(statement))
        elif any(block.opener.word in wanted for block in self.opened):
            self._continue(statement, wanted)
        else:
            self.strays.add(statement.line)
            self._refuse(statement, wanted)

    def _continue(self, statement: Statement, wanted: tuple[str, ...]) -> None:
        while self.opened[-1].opener.word not in wanted:
            self._cut.append((self.opened[-1], statement, len(self.faults)))
            self._leave_open(statement.line)
        if not statement.word.startswith("end"):
            self.opened[-1].between.append(statement)
            return
        self.opened[-1].closer = statement
        self.blocks.append(self.opened.pop())

    def _leave_open(self, line: int) -> None:
        block = self.opened.pop()
        self.ends.append((line, f"end{block.opener.word}"))
        self.blocks.append(block)
        if block not in self._told:
            self.faults.append(_unclosed(block.opener))

    def _refuse(self, statement: Statement, wanted: tuple[str, ...]) -> None:
        """A tag that fits no open block crosses one that was cut off, is stray or misspelt."""
        cut = next((each for each in self._cut if each[0].opener.word in wanted), None)
        if cut and statement.word.startswith("end") and cut[2] < len(self.faults):
            self.faults[cut[2]] = _crossed(cut[0].opener, cut[1], statement)
            self._cut.remove(cut)
            return
        if self.opened:
            self._told.append(self.opened[-1])
        self.faults.append(_misfit(statement, wanted, self.opened))

    def finish(self) -> MatchedBlocks:
        while self.opened:
            self._leave_open(_BEYOND)
        faults = tuple(sorted(self.faults, key=lambda fault: fault.line))
        strays = frozenset(self.strays)
        return MatchedBlocks(tuple(self.blocks), faults, strays, tuple(self.ends))


# After every line of any template.
_BEYOND = 10**9


def _unclosed(opener: Statement) -> Fault:
    end = f"end{opener.word}"
    message = f"“{{% {opener.text} %}}”没有配对的“{end}”"
    hint = f"请在它管到的内容后面补上“{end}”标签，写法与开头的相同"
    return Fault(message, hint, opener.line, opener.text)


def _crossed(opener: Statement, ended: Statement, closer: Statement) -> Fault:
    message = f"“{{% {opener.text} %}}”与外面一层交叉了：“{ended.word}”写在了“{closer.word}”的前面"
    hint = f"后开始的要先结束，请把“{closer.word}”移到“{ended.word}”的前面"
    return Fault(message, hint, opener.line, opener.text)


def _misfit(statement: Statement, wanted: tuple[str, ...], opened: Sequence[TagBlock]) -> Fault:
    opener = "”或“".join(wanted)
    if opened:
        last = opened[-1].opener
        message = f"“{{% {last.text} %}}”还没有结束，后面却写了“{statement.word}”"
        hint = f"请改成“end{last.word}”，或在前面补上“{opener}”标签"
    else:
        message = f"多出了一个“{statement.word}”标签，前面没有与它配对的“{opener}”"
        hint = f"请删去它，或在前面补上“{opener}”标签"
    return Fault(message, hint, statement.line, statement.text)
