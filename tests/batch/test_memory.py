"""What a batch remembers is no source: a record that is not as it was written is made again."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.batch.entry import Status, parse_line, problem_in
from reportgen.batch.line_seals import Trust, seal_line, trust
from reportgen.batch.store import Store
from reportgen.load.workbooks.book import open_book
from tests.batch.conftest import BOOKS, STANDARD, RunBatch, contents, statuses, write_school

MANIFEST = "清单.json"
Lines = list[str]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a run over two schools."""
    from reportgen.batch.batch import open_batch
    from reportgen.batch.request import Request
    from reportgen.batch.summary import write_summary

    folder = tmp_path_factory.mktemp("memory")
    (folder / "本县标准.yaml").write_text(STANDARD, encoding="utf-8")
    for name in ("甲", "乙"):
        write_school(folder, name, *BOOKS[name])
    batch = open_batch(Request(paths=(folder,), output=folder / "out"))
    list(batch.run(batch.todo))
    write_summary(batch, False)
    batch.close()
    return folder / "out" / MANIFEST


def opened(tmp_path: Path, text: str) -> Store:
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    store = Store(tmp_path, MANIFEST)
    store.close()
    return store


def test_what_was_written_is_used(written: Path, tmp_path: Path) -> None:
    store = opened(tmp_path, written.read_text(encoding="utf-8"))
    assert [*store.heads] == ["乙.yaml", "甲.yaml"] and store.spoiled == () and store.summary
    read = store.read("甲.yaml")
    assert read is not None and read.record is not None


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(line: str) -> str:
        assert old in line
        return line.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("change", "trusted"),
    [
        (replaced('["在校生数","小学","45"]', '["在校生数","小学","9000"]'), Trust.CHANGED),
        (replaced('"name":"甲小学"', '"name":"己小学"'), Trust.CHANGED),
        (replaced('"file":"甲.yaml"', '"file":"甲.yaml","file":"甲.yaml"'), Trust.CHANGED),
        (replaced('"problems":[', '"problems": ['), Trust.CHANGED),
        (lambda line: line[:-3] + ("1" if line[-3] == "0" else "0") + '"}', Trust.CHANGED),
        (lambda line: re.sub(r',"seal":"[^"]*"', "", line), Trust.OLD),
        (lambda line: re.sub(r'"seal":"[^ ]* ', '"seal":"0.0.9/7 ', line), Trust.OLD),
        (lambda line: line[:300], Trust.BROKEN),
        (lambda line: line[:-1], Trust.BROKEN),
        (lambda line: "[" * 50_000, Trust.BROKEN),
        (lambda line: "不是 JSON", Trust.BROKEN),
    ],
)
def test_a_line_that_is_not_as_it_was_written_is_not_used(
    written: Path, tmp_path: Path, change: Callable[[str], str], trusted: Trust
) -> None:
    opening, one, two, end = written.read_text(encoding="utf-8").splitlines()
    store = opened(tmp_path, f"{opening}\n{one}\n{change(two)}\n{end}\n")
    assert [*store.heads] == ["乙.yaml"] and store.read("甲.yaml") is None
    assert [each for _, each in store.spoiled] == [trusted]


def put(*path: Any) -> Callable[[dict[str, Any]], None]:
    """Puts the last at the place that the others lead to."""
    *ways, last, value = path

    def change(fields: dict[str, Any]) -> None:
        place: Any = fields
        for way in ways:
            place = place[way]
        place[last] = value

    return change


def told(**changed: Any) -> list[Any]:
    """A problem as a line holds it."""
    usual = {"severity": "error", "code": "a", "message": "b", "place": ["", 0, 0, "", ""]}
    others = {"hint": "", "stops": False, "remedy": None, "quote": None}
    return [*({**usual, **others, **changed}).values()]


def test_a_problem_as_it_was_written_is_read() -> None:
    assert problem_in(told(quote=["", 0, 1, 2, "", "", ""])).message == "b"


@pytest.mark.parametrize(
    "change",
    [
        put("record", "facts", 0, 2, "NaN"),
        put("record", "facts", 0, 2, "Infinity"),
        put("record", "facts", 0, 2, "1E+400"),
        put("record", "facts", 0, 2, "九百"),
        put("record", "facts", 0, 2, []),
        put("record", "facts", 0, ["在校生数"]),
        put("record", "facts", {"在校生数": "1"}),
        put("record", "counts", "小学", "学生", "sNaN"),
        put("record", "name", 7),
        put("record", "code", None),
        put("record", "standards", 0, 3, 0, 2, 0, 6, "NaN"),
        put("record", "standards", 0, 3, 0, 2, 0, 3, {"a": 1}),
        put("record", "standards", 0, 3, 0, 2, 0, 13, "多"),
        put("record", "plans", [[["甲"], "乙"]]),
        put("record", "standards", [[]]),
        put("record", []),
        put("record", 5),
        put("problems", [told(message={"b": 1})]),
        put("problems", [told(place=[[], 0, 0, "", ""])]),
        put("problems", [told(place=[7, 0, 0, "", ""])]),
        put("problems", [told(place=["", "1", 0, "", ""])]),
        put("problems", [told(place=["", True, 0, "", ""])]),
        put("problems", [told(remedy=["write", [7], "", "", None])]),
        put("problems", [told(remedy=["write", ["a"], "", "", [7, 0, 0, "", ""]])]),
        put("problems", [told(quote=["", 0, "a", 0, ""])]),
        put("problems", 3),
        put("listed", 3),
        put("listed", ["小学", [], []]),
        put("listed", 0, 7),
        put("listed", 1, [["本县标准", "很好"]]),
        put("listed", 1, [[7, "met"]]),
        put("listed", 2, [["本县标准", 7, ""]]),
        put("listed", 3, [["本县标准"]]),
        put("told", 7),
        put("summed", None),
        put("status", "великолепно"),
        put("sources", ["甲"]),
        put("sources", {"甲": 1}),
        put("documents", {"甲.docx": ["1"]}),
        put("documents", {"../甲.docx": ["1", "2"]}),
        put("report", "../../甲.docx"),
        put("report", 1),
        put("digest", None),
        put("particulars", []),
        put("particulars", 3, "2024"),
        put("particulars", 7, {"甲": 1}),
        put("unknown", 1),
    ],
)
def test_a_sealed_line_that_holds_something_else_is_not_read(
    written: Path, tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    opening, one, two, end = written.read_text(encoding="utf-8").splitlines()
    fields = json.loads(two)
    del fields["seal"]
    change(fields)
    known = {key: fields.pop(key) for key in ("problems", "listed", "record")}
    line = seal_line(json.dumps({**fields, **known}, ensure_ascii=False, separators=(",", ":")))
    assert trust(line.encode()) is Trust.SOUND
    store = opened(tmp_path, f"{opening}\n{one}\n{line}\n{end}\n")
    assert store.read("甲.yaml") is None and store.read("乙.yaml") is not None


@pytest.mark.parametrize("half", [r"\ud800", r"\uDFFF", r"\\\udc00"])
def test_a_sealed_line_with_half_a_sign_is_not_read(
    written: Path, tmp_path: Path, half: str
) -> None:
    opening, one, two, end = written.read_text(encoding="utf-8").splitlines()
    body = two.partition(',"seal"')[0].replace('"name":"甲小学"', f'"name":"{half}"')
    store = opened(tmp_path, f"{opening}\n{one}\n{seal_line(f'{body}}}')}\n{end}\n")
    assert store.read("甲.yaml") is None and store.read("乙.yaml") is not None


def test_a_folder_whose_name_begins_like_half_a_sign_is_none() -> None:
    assert parse_line(r'{"file": "C:\\ud800\\甲.yaml"}') == {"file": r"C:\ud800\甲.yaml"}


@pytest.mark.parametrize("opening", ['{"reportgen": "0.1.0", "summary": {"state": ""}, ', "{"])
def test_what_was_noted_of_the_district_is_used_as_it_was_written_only(
    written: Path, tmp_path: Path, opening: str
) -> None:
    _, rest = written.read_text(encoding="utf-8").split('"seal"', 1)
    store = opened(tmp_path, f'{opening}"seal"{rest}')
    assert store.summary == {} and len(store.heads) == 2


def test_a_changed_figure_reaches_no_sum_and_is_told(
    district: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    (district / "区县.yaml").write_text(
        "区县: {名称: 示例县}\n报告: {年度: 2024, 署名: 示例县教育局, 标准: [本县标准.yaml]}\n",
        encoding="utf-8",
    )
    run_batch(district, with_district=True)
    place = tmp_path / "out"
    before = contents(place)
    text = (place / MANIFEST).read_text(encoding="utf-8")
    changed = text.replace('["在校生数","小学","45"]', '["在校生数","小学","90000"]')
    assert changed != text
    (place / MANIFEST).write_text(changed, encoding="utf-8")
    (place / "指标汇总.xlsx").unlink()
    summary = run_batch(district, with_district=True)
    assert statuses(summary)["甲.yaml"] != Status.UNCHANGED
    assert statuses(summary)["乙.yaml"] == Status.UNCHANGED
    assert contents(place) == before
    sums = [
        cell.text
        for row in open_book(place / "指标汇总.xlsx").grid("各校合计").rows.values()
        for cell in row.values()
    ]
    assert "90000" not in " ".join(sums)


def test_the_command_tells_what_it_did_not_use(
    district: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    from click.testing import CliRunner

    from reportgen.cli import cli

    run_batch(district)
    place = tmp_path / "out" / MANIFEST
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace('"45"]', '"46"]', 1), encoding="utf-8")
    told = CliRunner().invoke(cli, ["batch", str(district), "-o", str(tmp_path / "out"), "-j", "1"])
    assert "有 1 条记录没有用（改过 1），按数据文件重新做：甲.yaml" in told.stderr
    again = CliRunner().invoke(
        cli, ["batch", str(district), "-o", str(tmp_path / "out"), "-j", "1"]
    )
    assert "条记录没有用" not in again.stderr


def test_figures_of_schools_that_are_not_asked_for_hold_only_while_their_sources_do(
    district: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    run_batch(district)
    copied = tmp_path / "别处"
    shutil.copytree(district, copied)
    standard = district / "本县标准.yaml"
    standard.write_text(STANDARD.replace("小学: 5,", "小学: 4,"), encoding="utf-8")
    summary = run_batch(district, only=("甲小学",), with_district=True)
    assert [each.code for each in summary.problems if each.code == "unmade"] == ["unmade"]
