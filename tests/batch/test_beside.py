"""What stands beside the reports is made again where anything that it is made of has changed, and
only there: a run over changed data leaves the folder as a run from nothing would.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from reportgen.batch.line_seals import seal_line
from tests.batch.conftest import STANDARD, RunBatch, contents, write_school

MANIFEST, REPORT = "清单.json", "县域自查报告.docx"
SHEETS, OUTCOMES, PROBLEMS = "指标汇总.xlsx", "清单.xlsx", "错误清单.xlsx"
OWN = "区县: {名称: 示例县}\n报告: {年度: 2024, 署名: 示例县教育局, 标准: [本县标准.yaml]}\n"


@pytest.fixture
def county(district: Path) -> Path:
    """A folder of schools with the district's own file."""
    (district / "区县.yaml").write_text(OWN, encoding="utf-8")
    return district


def some_school(county: Path, random: Random) -> Path:
    return random.choice(sorted(county.glob("[!区本]*.yaml")))


def add_comment(county: Path, random: Random) -> None:
    path = some_school(county, random)
    path.write_text(f"{path.read_text('utf-8')}# {random.random()}\n", encoding="utf-8")


def change_figure(county: Path, random: Random) -> None:
    path = some_school(county, random)
    write_school(county, path.stem, random.randint(30, 90), random.randint(100, 900))


def write_nonsense(county: Path, random: Random) -> None:
    write_school(county, some_school(county, random).stem, "很多", 300)


def add_school(county: Path, random: Random) -> None:
    write_school(county, random.choice("丁戊己"), random.randint(30, 90), 300)


def name_as_another(county: Path, random: Random) -> None:
    write_school(county, some_school(county, random).stem[:1], 50, 300, file="另一份")


def change_own_file(county: Path, random: Random) -> None:
    own = OWN.replace("教育局", f"教育局{random.choice('甲乙丙')}科")
    (county / "区县.yaml").write_text(own, encoding="utf-8")


def change_standard(county: Path, random: Random) -> None:
    (county / "本县标准.yaml").write_text(
        STANDARD.replace("小学: 5,", f"小学: {random.randint(3, 9)},"), encoding="utf-8"
    )


def take_own_file(county: Path, _: Random) -> None:
    (county / "区县.yaml").unlink(missing_ok=True)


def bring_a_note(county: Path, random: Random) -> None:
    (county / f"说明{random.randint(1, 3)}.txt").write_text("没有数据", encoding="utf-8")


CHANGES: tuple[Callable[[Path, Random], None], ...] = (
    *(add_comment, add_comment, change_figure, write_nonsense, add_school),
    *(name_as_another, change_own_file, change_standard, take_own_file, bring_a_note),
)


@pytest.mark.parametrize("seed", range(6))
def test_after_any_changes_all_stands_as_a_run_from_nothing_makes_it(
    county: Path, run_batch: RunBatch, tmp_path: Path, seed: int
) -> None:
    random, place = Random(seed), tmp_path / "out"
    for _ in range(6):
        random.choice(CHANGES)(county, random)
        told = run_batch(county, with_district=random.random() < 0.8)
        if random.random() < 0.2:
            (place / random.choice((REPORT, SHEETS, OUTCOMES))).unlink(missing_ok=True)
            told = run_batch(county, with_district=True)
    told = run_batch(county, with_district=True)
    made = contents(place)
    shutil.rmtree(place)
    anew = run_batch(county, with_district=True)
    # Of what a school was called before a report may be left, which 错误清单 tells.
    others = [each for each in told.problems if each.code != "left_over"]
    silent = {PROBLEMS} if len(others) < len(told.problems) else set()
    assert {each.name for each in told.files} == {each.name for each in anew.files}
    documents = {each.name for each in anew.files} - silent
    assert {each: made[each] for each in documents} == {
        each: (place / each).read_bytes() for each in documents
    }
    assert [*map(str, others)] == [*map(str, anew.problems)]


def written_anew(place: Path, run: Callable[[], object]) -> set[str]:
    """The names of what the run writes beside the reports."""
    beside = (REPORT, SHEETS, OUTCOMES, PROBLEMS)
    for name in beside:
        os.utime(place / name, (1, 1))
    run()
    return {name for name in beside if (place / name).stat().st_mtime != 1}


@pytest.fixture
def made(county: Path, run_batch: RunBatch, tmp_path: Path) -> Callable[[], set[str]]:
    """Runs over the county a second time, and tells what was written."""
    run_batch(county, with_district=True)
    return lambda: written_anew(tmp_path / "out", lambda: run_batch(county, with_district=True))


def test_a_comment_in_a_school_s_file_changes_nothing_beside_the_reports(
    county: Path, made: Callable[[], set[str]]
) -> None:
    add_comment(county, Random(1))
    assert made() == set()


def test_a_figure_changes_what_tells_of_it(county: Path, made: Callable[[], set[str]]) -> None:
    write_school(county, "甲", 46, 300)
    assert {REPORT, SHEETS} <= made()


def test_the_district_s_own_words_change_its_documents(
    county: Path, made: Callable[[], set[str]]
) -> None:
    change_own_file(county, Random(1))
    assert REPORT in made()


def test_what_was_taken_away_is_made_again(
    county: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    run_batch(county, with_district=True)
    before = contents(tmp_path / "out")
    (tmp_path / "out" / REPORT).unlink()
    run_batch(county, with_district=True)
    assert contents(tmp_path / "out") == before


def test_a_run_without_the_district_forgets_nothing_of_it(
    county: Path, run_batch: RunBatch, made: Callable[[], set[str]]
) -> None:
    add_comment(county, Random(1))
    run_batch(county)
    # What speaks of the district as a whole stood in this one alone.
    assert made() <= {PROBLEMS}


def test_a_person_s_version_stays_where_nothing_has_changed(
    county: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    run_batch(county, with_district=True)
    (tmp_path / "out" / REPORT).write_bytes(b"a person's")
    add_comment(county, Random(1))
    run_batch(county, with_district=True)
    assert (tmp_path / "out" / REPORT).read_bytes() == b"a person's"
    assert not [*(tmp_path / "out").glob("县域自查报告（*")]


@pytest.mark.parametrize("noted", [7, {}, {"files": 7}, {"files": {REPORT: 7}}, {"problems": 7}])
def test_what_is_remembered_of_it_in_another_form_is_not_used(
    county: Path, run_batch: RunBatch, tmp_path: Path, noted: object
) -> None:
    run_batch(county, with_district=True)
    place = tmp_path / "out"
    before = contents(place)
    first, *rest = (place / MANIFEST).read_text(encoding="utf-8").split("\n")
    opening = json.loads(first.removesuffix(', "schools": [') + "}")
    del opening["seal"]
    known = opening["summary"]["district"]
    opening["summary"]["district"] = {**known, **noted} if isinstance(noted, dict) else noted
    opening["summary"]["state"] = ""
    line = seal_line(json.dumps(opening, ensure_ascii=False)).removesuffix("}")
    (place / MANIFEST).write_text("\n".join((f'{line}, "schools": [', *rest)), encoding="utf-8")
    (place / REPORT).unlink()
    run_batch(county, with_district=True)
    assert contents(place) == before
