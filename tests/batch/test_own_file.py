"""What a district's own file says that cannot be read, or not wholly: it is told, and whether the
standards of all schools are lost with it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.batch.own_file import OwnFile, check_standards, load_own_file
from reportgen.load.district_file import DistrictFiles
from reportgen.pipeline import Workshop
from reportgen.problems import Location
from tests.batch.conftest import STANDARD

OWN = "区县: {名称: 示例县}\n报告: {年度: 2024, 标准: [本县标准.yaml]}\n"


def read(folder: Path, text: str, workshop: Workshop, *names: str) -> OwnFile:
    (folder / "本县标准.yaml").write_text(STANDARD, encoding="utf-8")
    (folder / "坏标准.yaml").write_text("标识: [", encoding="utf-8")
    path = folder / "区县.yaml"
    path.write_bytes(text.encode())
    return load_own_file(
        DistrictFiles(folder, path, ()), workshop.library, names, Location("--standard")
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "区县: {名称: 示例县\n",
        "示例县",
        "- 示例县\n- 2024\n",
        "\0\1",
        OWN.replace("报告:", "报吿:"),
        OWN.replace("报告:", "报告："),
        OWN.replace("标准:", "标隼:"),
        OWN.replace("{年度: 2024, 标准: [本县标准.yaml]}", "2024"),
        OWN.replace("本县标准", "本省标准"),
        OWN.replace("本县标准", "坏标准"),
        OWN.replace("本县标准.yaml", "本县标准.yaml, 本省标准.yaml"),
    ],
)
def test_standards_that_cannot_be_known_are_lost_and_told(
    tmp_path: Path, workshop: Workshop, text: str
) -> None:
    own = read(tmp_path, text, workshop)
    assert own.lost is not None and own.lost.file == str(tmp_path / "区县.yaml")
    assert any(each.stops and each.location.file for each in own.problems)
    assert own.problems[-1].code == "standards_lost" and not own.problems[-1].stops
    assert check_standards(None, own.lost) == ()
    named = read(tmp_path, text, workshop, "基本均衡2012")
    assert named.lost is None and [each.id for each in named.standards] == ["基本均衡2012"]


@pytest.mark.parametrize(
    "more",
    ["", "数据: {在校生数: 很多}\n", "今后措施: {a: 1}\n", "名单: 没有.xlsx\n", "备住: 无\n"],
)
def test_other_faults_leave_the_standards(tmp_path: Path, workshop: Workshop, more: str) -> None:
    own = read(tmp_path, OWN + more, workshop)
    assert own.lost is None and [each.id for each in own.standards] == ["本县标准"]
    assert any(each.stops for each in own.problems) == bool(more)


def test_a_list_is_found_in_a_file_that_lacks_the_name(tmp_path: Path, workshop: Workshop) -> None:
    (tmp_path / "名单.xlsx").write_bytes(b"")
    own = read(tmp_path, OWN.replace("名称", "名") + "名单: 名单.xlsx\n", workshop)
    assert own.district is None and own.roster == tmp_path / "名单.xlsx"
