"""What one document does throughout is told once on the screen, with all places."""

from __future__ import annotations

from reportgen.cli.series import gather_series
from reportgen.model.text_finding import TextRule
from reportgen.problems import Location, Problem, Quote, Severity, warning


def found(
    paragraph: int, message: str, rule: TextRule = TextRule.WORDING, hint: str = ""
) -> Problem:
    quote = Quote(str(rule), paragraph, 0, 2, "开展")
    told = warning(rule.code, message, Location("报告.docx", path=f"第{paragraph}段"), hint)
    return told._replace(quote=quote)


def test_the_same_words_are_told_once_with_the_other_paragraphs() -> None:
    (told,) = gather_series(found(at, "“开展”应为“发展”") for at in (1, 4, 4, 9))
    assert told.message == "“开展”应为“发展”（同样的还有 3 处：第4段、第9段）"
    assert told.location.path == "第1段"


def test_one_way_of_writing_in_many_places_is_told_once() -> None:
    spaces = [
        found(at, f"“{at} 人”中有多余的空格", TextRule.SPACES, "不空格") for at in range(1, 6)
    ]
    (told,) = gather_series(spaces)
    assert told.message == "“1 人”中有多余的空格（同样的还有 4 处：第2段、第3段、第4段、第5段）"
    assert gather_series(spaces[:3]) == spaces[:3]


def test_what_differs_is_told_by_itself() -> None:
    sums = [found(at, f"“{at}人”合计不符", TextRule.PARTS, "请核对") for at in range(1, 9)]
    errors = [found(at, "相同")._replace(severity=Severity.ERROR) for at in (1, 2)]
    data = [found(0, "“开展”应为“发展”"), found(0, "“开展”应为“发展”")]
    files = [found(1, "相同"), found(1, "相同")._replace(location=Location("另一份.docx"))]
    for several in (sums, errors, data, files):
        assert gather_series(several) == several
