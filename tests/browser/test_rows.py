"""Lists and texts as they are filled in: by keyboard, by pasting, from last year; and a new report."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from reportgen.editing.yaml_edit import tree_of
from reportgen.model.tree import Tree
from reportgen.resources import data_folder
from tests.browser.conftest import OpenWindow, Site, StartSite, add_school
from tests.browser.fields import BOOKS, OPENING, PUPILS, control, field

pytestmark = pytest.mark.slow

_CONTROL = "input, select, textarea"
_PASTE = """(control, [plain, html]) => {
  control.focus();
  const data = new DataTransfer();
  data.setData("text/plain", plain);
  if (html) data.setData("text/html", html);
  const told = { clipboardData: data, bubbles: true, cancelable: true };
  control.dispatchEvent(new ClipboardEvent("paste", told));
}"""
_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {color: red}</style></head>
<body><!--StartFragment--><p class=MsoNormal style='text-indent:21pt'>学校现有<b>教师</b><b>49人 </b>，学生<span
lang=EN-US>880</span>人<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>第一项<img
src=x onerror=alert(1)></p>
<p class=MsoListParagraph style='mso-list:l0'><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span>第二项</p>
<table><tr><td><p>项目</p></td><td><p>数</p></td></tr><tr><td><p>图书</p></td><td><p>3</p></td></tr></table>
<p><script>alert(1)</script>末段</p><!--EndFragment--></body></html>"""
_MARKDOWN = """\
学校现有**教师49人**，学生880人

1. 第一项
2. 第二项

| 项目 | 数 |
| --- | --- |
| 图书 | 3 |

末段"""


def _list(page: Page, path: str) -> Locator:
    return page.locator(f'.list[data-path="{path}"]')


def _saved(page: Page) -> None:
    expect(page.locator("#state")).to_have_text("已保存")


def _block(school: Path, key: str) -> Tree:
    tree = tree_of(school.read_text(encoding="utf-8"), "")
    assert isinstance(tree, dict)
    return tree.get(key)


def _last(school: Path, key: str) -> Tree:
    rows = _block(school, key)
    assert isinstance(rows, tuple)
    return rows[-1]


def test_what_is_typed_before_the_scripts_are_there_is_saved(
    site: Site, school: Path, context: BrowserContext
) -> None:
    page = context.new_page()
    page.route("**/lists.js", lambda route: typed_first(page, route))

    def typed_first(page: Page, route: Route) -> None:
        control(page, BOOKS).fill("15000")
        route.continue_()

    page.goto(site.of(school.name))
    expect(field(page, BOOKS).locator(".indicator.unmet")).to_be_visible()
    _saved(page)
    figures = _block(school, "数据")
    assert isinstance(figures, dict)
    assert figures["图书册数"] == "15000"


def test_rows_are_added_moved_and_taken_away_by_keyboard(window: Page, school: Path) -> None:
    honours, before = _list(window, "成绩"), _block(school, "成绩")
    assert isinstance(before, tuple)
    honours.locator(".add").focus()
    for key in ("Enter", "甲", "Tab", "市级"):
        if len(key) > 2 and key.isascii():
            window.keyboard.press(key)
        else:
            window.keyboard.type(key)
    _saved(window)
    assert _last(school, "成绩") == {"名称": "甲", "级别": "市级"}
    window.keyboard.press("Alt+ArrowUp")
    expect(honours.locator(".row").nth(len(before) - 1).locator(_CONTROL).nth(1)).to_be_focused()
    _saved(window)
    assert _last(school, "成绩") == before[-1]
    remove = honours.locator(".row").nth(len(before) - 1).locator(".remove")
    remove.focus()
    window.keyboard.press("Enter")
    undo = honours.locator(".undo")
    expect(undo).to_be_focused()
    _saved(window)
    assert _block(school, "成绩") == before
    window.keyboard.press("Enter")
    expect(honours.locator(".row").nth(len(before) - 1).locator(_CONTROL).first).to_be_focused()
    _saved(window)
    assert len(_block(school, "成绩") or ()) == len(before) + 1


def test_a_row_is_begun_in_an_empty_list_and_waits_for_its_name(window: Page, school: Path) -> None:
    chapters = _list(window, "章节")
    chapters.locator(".add").click()
    chapters.locator("textarea").fill("一段")
    expect(window.locator("#state")).to_contain_text("还没有写“标题”")
    chapters.locator(_CONTROL).first.fill("校园足球")
    _saved(window)
    assert _block(school, "章节") == {"校园足球": "一段"}


def test_cells_of_excel_fill_rows_from_where_they_are_pasted(window: Page, school: Path) -> None:
    honours = _list(window, "成绩")
    rows = honours.locator(".row").count()
    first = honours.locator(".row").last.locator(_CONTROL).first
    first.evaluate(_PASTE, ['甲奖\t省级\t厅\t2023\n乙奖\t"市\n级"\t局\t2024\n', ""])
    expect(honours.locator(".row")).to_have_count(rows + 1)
    _saved(window)
    assert _last(school, "成绩") == {
        "名称": "乙奖",
        "级别": "市级",
        "颁发单位": "局",
        "年份": "2024",
    }


def test_rows_are_typed_by_enter_alone_and_sorted_by_a_column(window: Page, school: Path) -> None:
    money = _list(window, "投入")
    money.locator(".add").focus()
    window.keyboard.press("Enter")
    for text in ("甲", "2万元", "2024"):
        window.keyboard.type(text)
        window.keyboard.press("Tab")
    window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    expect(money.locator(".row").last.locator(_CONTROL).first).to_be_focused()
    window.keyboard.type("乙")
    window.keyboard.press("Enter")
    window.keyboard.type("丙")
    _saved(window)
    rows = _block(school, "投入")
    assert isinstance(rows, tuple)
    assert rows[-3:] == (
        {"项目": "甲", "金额": "2万元", "年份": "2024"},
        {"项目": "乙"},
        {"项目": "丙"},
    )
    money.locator(".sort", has_text="年份").click()
    expect(money.locator(".gone")).to_contain_text("已按“年份”排序")
    _saved(window)
    assert _block(school, "投入") != rows
    money.locator(".undo").click()
    expect(money.locator(".gone")).to_have_count(0)
    _saved(window)
    assert _block(school, "投入") == rows


def test_teachers_of_excel_go_to_the_lines_of_their_degrees(window: Page, school: Path) -> None:
    staff = _list(window, "教师结构.学历职称")
    cell = staff.locator(".row").first.locator("input:visible").first
    cell.evaluate(_PASTE, ["学历\t中级\t备注\n博士\t2\t甲\n高中阶段以下\t1\t乙\n", ""])
    expect(staff.locator(".gone")).to_contain_text("没有这几栏，没有填：备注")
    _saved(window)
    table = _block(school, "教师结构")
    assert isinstance(table, dict)
    lines = table["学历职称"]
    assert isinstance(lines, tuple)
    assert {"学历": "博士", "中级": "2"} in lines
    assert {"学历": "高中阶段以下", "中级": "1"} in lines


def test_a_table_with_heads_goes_to_the_columns_of_these_names(window: Page, school: Path) -> None:
    honours = _list(window, "成绩")
    honours.locator(".add").click()
    html = "<table><tr><td>年份<td>名称</tr><tr><td>2023<td>甲奖</tr></table>"
    honours.locator(".row").last.locator(_CONTROL).first.evaluate(_PASTE, ["年份\t名称", html])
    _saved(window)
    assert _last(school, "成绩") == {"名称": "甲奖", "年份": "2023"}


def test_names_in_one_line_become_rows(window: Page, school: Path) -> None:
    honours = _list(window, "成绩")
    honours.locator(".add").click()
    first = honours.locator(".row").last.locator(_CONTROL).first
    first.evaluate(_PASTE, ["“甲校”、“乙校”和“丙校”等", ""])
    _saved(window)
    rows = _block(school, "成绩")
    assert isinstance(rows, tuple)
    assert rows[-3:] == ({"名称": "甲校"}, {"名称": "乙校"}, {"名称": "丙校"})


def test_classes_of_a_table_have_names_of_grade_and_class(window: Page, school: Path) -> None:
    classes = _list(window, "数据.班级人数")
    for remove in classes.locator(".remove").all():
        remove.evaluate("button => button.click()")
    classes.locator(".add").click()
    first = classes.locator(".row").last.locator(_CONTROL).first
    lines = "序号\t年级\t班级\t人数\n1\t一年级\t1班\t41\n2\t一年级\t2班\t42\n合计\t\t\t83\n"
    first.evaluate(_PASTE, [lines, ""])
    _saved(window)
    figures = _block(school, "数据")
    assert isinstance(figures, dict)
    assert figures["班级人数"] == {"一年级1班": "41", "一年级2班": "42"}


def test_a_roster_of_a_text_becomes_rows(window: Page, school: Path) -> None:
    leaders = _list(window, "领导小组")
    leaders.locator(".add").click()
    first = leaders.locator(".row").last.locator(_CONTROL).first
    first.evaluate(_PASTE, ["组　长：甲（校长）\n成　员：乙、丙（主任）\n", ""])
    _saved(window)
    rows = _block(school, "领导小组")
    assert isinstance(rows, tuple)
    assert rows[-3:] == (
        {"职责": "组长", "姓名": "甲", "职务": "校长"},
        {"职责": "成员", "姓名": "乙"},
        {"职责": "成员", "姓名": "丙", "职务": "主任"},
    )


def test_cells_of_excel_go_to_the_figures_that_they_name(window: Page, school: Path) -> None:
    before = _block(school, "数据")
    control(window, BOOKS).evaluate(_PASTE, ["图书册数\t12000\n在校生数\t800人\n没有的\t3", ""])
    told = window.locator(".told.pasted")
    expect(told).to_contain_text("粘贴了 2 个")
    expect(told).to_contain_text("没有对上、没有填的：没有的")
    _saved(window)
    figures = _block(school, "数据")
    assert isinstance(figures, dict)
    assert (figures["图书册数"], figures["在校生数"]) == ("12000", "800人")
    told.get_by_role("button", name="撤销").click()
    _saved(window)
    assert _block(school, "数据") == before


def test_a_column_of_excel_goes_down_from_where_it_is_pasted(window: Page, school: Path) -> None:
    control(window, PUPILS).evaluate(_PASTE, ["801\n2\n", ""])
    lines = window.locator(".told.pasted li")
    expect(lines).to_have_count(2)
    assert lines.first.inner_text() == "在校生数 ← 801"
    _saved(window)
    figures = _block(school, "数据")
    assert isinstance(figures, dict)
    assert figures["在校生数"] == "801"


def test_enter_goes_down_the_figures_and_the_list_of_findings_leads_to_them(window: Page) -> None:
    fields = window.locator("#c1 fieldset > .field input")
    fields.first.press("Enter")
    expect(window.locator("#c1 fieldset > .field").nth(1).locator(_CONTROL).first).to_be_focused()
    control(window, PUPILS).fill("10")
    # The list is made anew then.
    expect(window.locator("#state")).to_have_text("已保存")
    found = window.locator('.found[data-kind="all"]')
    found.locator("summary").click()
    place = found.locator(".goto").first
    path = place.get_attribute("data-path") or ""
    place.click()
    focused = window.evaluate(
        "document.activeElement.closest('.field, .list').closest('[data-path]').dataset.path"
    )
    assert path.startswith(focused) or focused.startswith(path)


def test_a_fact_that_is_not_asked_for_is_added(window: Page, school: Path) -> None:
    others = window.locator(".others")
    name = others.locator("option").first.get_attribute("value") or ""
    others.get_by_label("上面没有的一项").fill(name)
    window.keyboard.press("Enter")
    expect(others.locator(f'[data-fact="{name}"]')).to_have_count(1)
    control = others.locator(f'[data-fact="{name}"]').locator(_CONTROL).first
    if control.evaluate("control => control.tagName") == "INPUT":
        control.fill("7")
    others.get_by_label("上面没有的一项").fill("没有的")
    window.keyboard.press("Enter")
    expect(others.locator("[role=status]").last).to_contain_text("没有这一项")


def test_a_picture_is_added_and_dropped_into_its_list(window: Page, school: Path) -> None:
    pictures = _list(window, "插图")
    sample = data_folder() / "schools" / "图片" / "园区平面示意图.png"
    pictures.locator(".file").set_input_files(str(sample))
    expect(pictures.locator(".row")).to_have_count(1)
    pictures.locator(_CONTROL).first.fill("主要措施")
    _saved(window)
    assert _block(school, "插图") == ({"位置": "主要措施", "文件": f"图片/{sample.name}"},)


def test_why_a_picture_is_not_added_is_said_in_words(window: Page, complaints: list[str]) -> None:
    pictures = _list(window, "插图")
    window.context.clear_cookies()
    pictures.locator(".file").set_input_files(str(data_folder() / "schools" / "完全小学.yaml"))
    expect(pictures.locator(".foot .added")).to_have_text("程序重新启动过，请打开它新显示的网址")
    window.close()
    complaints[:] = [each for each in complaints if "403" not in each]


def test_what_word_has_becomes_markdown_and_is_taken_back_as_typing(window: Page) -> None:
    text = control(window, OPENING)
    text.evaluate(_PASTE, ["x", _WORD])
    expect(text).to_have_value(_MARKDOWN)
    text.press("Control+z")
    expect(text).to_have_value("")


def test_each_of_several_findings_is_marked_at_its_own_words(window: Page) -> None:
    text, place = control(window, OPENING), field(window, OPENING)
    text.fill("学校现有**教师49人**，学生900人，学生900人。")
    second = place.locator('.problem[data-quote="900人"]').nth(1)
    expect(second).to_be_visible()
    expect(place.locator("mark")).not_to_have_count(0)
    second.click()
    at = text.evaluate("e => [e.selectionStart, e.value.lastIndexOf('900人')]")
    assert at[0] == at[1]
    boxes = [each.bounding_box() for each in (place.locator(".marks"), text)]
    assert boxes[0] == boxes[1]


def test_marks_stay_at_their_words_while_others_are_typed(window: Page) -> None:
    text, place = control(window, OPENING), field(window, OPENING)
    text.fill("学校现有学生900人。")
    expect(place.locator("mark")).to_have_text("900人")
    text.press("Control+Home")
    window.keyboard.type("今年，")
    assert place.locator("mark").all_inner_texts() in (["900人"], [])
    expect(place.locator("mark")).to_have_text("900人")


def test_last_year_is_taken_over_from_beside_the_fields(
    site: Site, school: Path, open_window: OpenWindow
) -> None:
    last = Path(shutil.copy(school, school.with_name(f"去年_{school.name}")))
    text = last.read_text(encoding="utf-8").replace("18900", "17000").replace("2024", "2023")
    last.write_text(text, encoding="utf-8")
    page = open_window(site.of(school.name) + f"&last={last.name}")
    field(page, BOOKS).get_by_role("button", name="图书册数照上年填").click()
    expect(control(page, BOOKS)).to_have_value("17000")
    past = page.locator('.past[data-list="成绩"]')
    past.locator("summary").click()
    past.locator(".take").first.click()
    _saved(page)
    rows = _block(school, "成绩")
    assert isinstance(rows, tuple)
    assert rows[0] == rows[-1]


def test_a_new_report_begins_on_the_first_page(
    start: StartSite, tmp_path: Path, open_window: OpenWindow
) -> None:
    add_school(tmp_path, "去年.yaml")
    page = open_window(start(tmp_path).address)
    page.get_by_label("学校名称").fill("新建小学")
    page.get_by_label("学校类型").select_option("小学")
    page.get_by_label("评估标准").select_option("河南省办学基本标准")
    page.get_by_label("上年的数据").select_option("去年.yaml")
    page.get_by_role("button", name="建好，开始填").click()
    expect(control(page, "学校.名称")).to_have_value("新建小学")
    expect(field(page, BOOKS)).to_contain_text("上年 18900")
    assert (tmp_path / "新建小学.yaml").is_file()


def test_a_finding_is_accepted_with_its_reason(window: Page) -> None:
    control(window, OPENING).fill("学校的设施完善,设备齐全。")
    place = field(window, OPENING)
    place.locator(".accept").first.click()
    expect(window.locator("#accept-reason")).to_be_focused()
    window.keyboard.press("Enter")
    expect(place.locator(".withdraw")).to_have_count(1)
    place.locator(".withdraw").click()
    expect(place.locator(".accept").first).to_be_visible()
