"""What is found in a text, whatever looked for it: the rule, the words, and what to do."""

from __future__ import annotations

from enum import StrEnum

from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, Quote, Severity


class TextRule(StrEnum):
    """Every rule that texts are checked by; the value is its name for users."""

    QUOTED_FIGURE = "与数据不符"
    QUOTED_LIMIT = "与标准不符"
    FALSE_CLAIM = "与结论不符"
    CLAIM_UNJUDGED = "没有标准值"
    FALSE_EXISTENCE = "有无不符"
    CLAIMS_DIFFER = "说法矛盾"
    UNSUPPORTED = "没有依据"
    CALCULATION = "算式不符"
    RELATION = "大小不合"
    PARTS = "分项与总数不符"
    PERCENTAGE = "百分比不成立"
    REPEATED = "前后不一"
    NO_UNIT = "缺计量单位"
    BROKEN_NUMBER = "数写断了"
    DOUBLED_MARKS = "标点连用"
    HALF_WIDTH = "半角标点"
    MISPLACED_MARK = "标点误用"
    DECIMAL_POINT = "小数点"
    LIST_MARKS = "顿号"
    OPEN_END = "段末标点"
    QUOTE_PAIRS = "引号配对"
    BRACKET_PAIRS = "括号配对"
    SPACES = "多余的空格"
    UNIT_WORD = "单位写法"
    NUMBER_SPAN = "数的范围"
    SPAN_OF_YEARS = "起止年份"
    DATE = "日期"
    NUMERALS = "数字写法"
    BOOK_MARKS = "书名号"
    DOCUMENT_TITLE = "文件名称"
    DOCUMENT_NUMBER = "文号写法"
    DOCUMENT_YEAR = "文号不符"
    PLACEHOLDER = "没有填写"
    EMPTY_UNIT = "缺数"
    YEAR_RESIDUE = "年份误入"
    TAKEN_OVER = "照搬上年"
    TOLD_TWICE = "重复"
    OTHER_SCHOOL = "别的学校"
    JOINED_HEADING = "标题连排"
    EMPTY_ORDINAL = "空序号"
    ENUMERATION = "序次"
    COUNT = "数与所列不符"
    WORDING = "用词"
    SENTENCE = "句式"
    CHANGED_FIGURE = "手工改数"
    OUTDATED_FIGURE = "数据改过"
    REMOVED_FIGURE = "删去的数"
    NOT_AS_MADE = "与重做的不同"
    LEFT_REVISIONS = "留有修订"
    LEFT_COMMENTS = "留有批注"
    LEFT_HIGHLIGHT = "突出显示"

    @property
    def code(self) -> str:
        """The name by which programs know it."""
        return self.name.lower()


class TextPart(NamedTuple):
    """A paragraph of a text, or a line of a narrative, and where it stands.

    `paragraph` is its number in the body of a Word document, from 1; 0 in a data file, and where
    the document has it outside of its body: `where` says where that is (表2第3行第2列).
    """

    text: str
    location: Location = Location()
    paragraph: int = 0
    where: str = ""
    is_in_table: bool = False

    @property
    def spot(self) -> str:
        """The place within its file in words: 第4段, or the line or cell of a data file."""
        if self.where:
            return self.where
        return self.location.path.partition("“")[0] if self.paragraph else self.location.spot


class TextFinding(NamedTuple):
    """Words of a part that are wrong, from `start` to before `end`.

    An error is for what is certain: both of the figures that contradict each other are quoted.
    `stops` is for what no report may say: that all is met where something is not.
    """

    rule: TextRule
    severity: Severity
    part: TextPart
    start: int
    end: int
    message: str
    hint: str = ""
    stops: bool = False

    def problem(self) -> Problem:
        """The finding at its place. Unless it stops, whoever signs the report decides."""
        quote = Quote(
            str(self.rule),
            self.part.paragraph,
            self.start,
            self.end,
            self.part.text[self.start : self.end],
            self.part.text,
            self.part.where,
        )
        location = self.part.location
        return Problem(
            self.severity,
            self.rule.code,
            self.message,
            location,
            self.hint,
            self.stops,
            quote=quote,
        )
