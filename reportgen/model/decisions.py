"""What an office decided about files of which the gate before all sums doubts something."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location

# A plain one: it goes from process to process.
_NOTHING: Mapping[str, str] = {}


class DecisionKind(StrEnum):
    """What is decided about a file; the value is the word in the file of decisions."""

    YEAR = "按本年度的算"
    DISTRICT = "是本县的学校"
    STANDARD = "标准不同，照样计入"
    LISTED = "是名单上的学校"
    ADDED = "加进名单"
    NAMED = "代码不算，按校名认"
    CHOSEN = "用这一份"
    SEEN = "看过了，就这样算"
    ASIDE = "放在一边"


_IN_REPORT = {
    DecisionKind.YEAR: "按本年度的数据计入",
    DecisionKind.DISTRICT: "确认是本县的学校",
    DecisionKind.STANDARD: "另按别的标准评估",
    DecisionKind.LISTED: "确认是名单上的学校",
    DecisionKind.ADDED: "补入学校名单",
    DecisionKind.NAMED: "学校代码待核对",
    DecisionKind.CHOSEN: "报送了几份，用其中一份",
}


class Decision(NamedTuple):
    """A decision about the file of that key.

    `said` is what the file said then of what was decided about, by the words for it: it holds as
    long as the file says the same. `school` is the name on the list that the file is of, `others`
    the files beside which this one was chosen, each with a mark of its content. `date` is when it
    was decided, `place` where that is written.
    """

    file: str
    kind: DecisionKind
    said: Mapping[str, str] = _NOTHING
    school: str = ""
    others: Mapping[str, str] = _NOTHING
    date: str = ""
    place: Location = Location()

    @property
    def told(self) -> str:
        """What was decided, in a few words."""
        return f"是名单上的“{self.school}”" if self.school else str(self.kind)

    @property
    def in_report(self) -> str:
        """What the district's report says of it; empty where the file would count, or not, all the
        same.
        """
        return _IN_REPORT.get(self.kind, "")


class TakenSchool(NamedTuple):
    """A school that is summed up by decisions, and what was decided."""

    name: str
    told: str
