"""Numbers of a text held against each other, without any data."""

from __future__ import annotations

import pytest

from reportgen.model.facts import FactDictionary
from reportgen.pipeline import Workshop
from tests.text_checks.texts import check, told


@pytest.fixture(scope="module")
def dictionary(workshop: Workshop) -> FactDictionary:
    library = workshop.library
    return library.dictionary.extend(library.district_dictionary)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "学校占地面积1200平方米，生均6.82平方米。共有学生187人。",
            [("error", "算式不符", "6.82平方米")],
        ),
        ("在校生880人，教学班22个，平均班额45人。", [("error", "算式不符", "45人")]),
        ("在校生300人，专任教师20人，师生比1∶18。", [("error", "算式不符", "1∶18")]),
        ("现有学生504名，设12个教学班。最大班额为37人。", [("error", "大小不合", "37人")]),
        ("教职工40人，其中专任教师45人。", [("error", "分项与总数不符", "45人")]),
        (
            "现有教师11名，其中本科学历5人，大专学历2人，中师毕业1人。",
            [
                (
                    "warning",
                    "分项与总数不符",
                    "现有教师11名，其中本科学历5人，大专学历2人，中师毕业1人",
                )
            ],
        ),
        (
            "学校有学生880人（男450人，女420人）。",
            [("warning", "分项与总数不符", "学校有学生880人（男450人，女420人")],
        ),
        (
            "学生880人，男460人，女430人。",
            [("error", "分项与总数不符", "学生880人，男460人，女430人")],
        ),
        (
            "在校生900人，其中小学600人、初中200人。",
            [("warning", "分项与总数不符", "在校生900人，其中小学600人、初中200人")],
        ),
        (
            "三年投入资金368万元，其中2021年98万元、2022年120万元、2023年170万元。",
            [
                (
                    "error",
                    "分项与总数不符",
                    "368万元，其中2021年98万元、2022年120万元、2023年170万元",
                )
            ],
        ),
        (
            "学校占地17500平方米（约21亩）。",
            [("error", "前后不一", "17500平方米"), ("error", "前后不一", "21亩")],
        ),
        ("适龄儿童入学率为1000%。", [("error", "百分比不成立", "1000%")]),
        ("专任教师23人，其中86.5%为本科。", [("error", "百分比不成立", "86.5%")]),
        ("专任教师50人，本科学历40人，占专任教师的82%。", [("error", "百分比不成立", "82%")]),
        (
            "有行政人员9人，其中校级干部3人，中层干部11人。",
            [("error", "分项与总数不符", "11人")],
        ),
        ("寄宿生4654人，床位2422个，床位率为64%。", [("warning", "百分比不成立", "64%")]),
        (
            "实际交流教师149人，其中骨干34人，占交流教师的32.8%。",
            [("warning", "百分比不成立", "32.8%")],
        ),
        ("学生880人中，农村户籍900人。", [("error", "分项与总数不符", "900人")]),
        ("体质健康合格率91%，不合格率10%。", [("warning", "百分比不成立", "10%")]),
        ("学生880人，男生450人占55%，女生430人占49%。", [("error", "百分比不成立", "55%")]),
        ("专任教师49人，本科学历45人，占82%。", [("error", "百分比不成立", "82%")]),
        (
            "专任教师49人，其中高级教师12人，一级教师13人，占教师总数的60%。",
            [("warning", "百分比不成立", "60%")],
        ),
        (
            "运动场地720平方米。\n学校运动场地510平方米。",
            [("error", "前后不一", "720平方米"), ("error", "前后不一", "510平方米")],
        ),
        (
            "学生187人。校舍建筑面积为720，生均4.1平方米。",
            [("error", "算式不符", "4.1平方米"), ("warning", "缺计量单位", "720")],
        ),
        ("校舍总建筑面积为720，质量良好。", [("warning", "缺计量单位", "720")]),
        ("单间使用面积为5 3平方米。", [("warning", "数写断了", "5 3")]),
    ],
)
def test_numbers_that_contradict_each_other_are_told(
    text: str, expected: list[tuple[str, str, str]], dictionary: FactDictionary
) -> None:
    assert told(check(text, dictionary)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "现有教职工56人，其中专任教师49人，学生880人，师生比1∶18。",
        "15个教学班，在籍学生684人，班额平均为45.6人。",
        "校舍建筑面积1770平方米，其中教学用房994平方米，行政办公用房250平方米，生活用房526平方米。",
        "在校生92988人，其中小学67424人、初中25564人。",
        "公办学校191所，其中初级中学22所，高完中2所，中心小学73所，村小（教学点）94所。",
        "有学生880人，男生450人，女生430人，女教师30人，随迁子女20人，女厕所蹲位30个。",
        "专任教师49人，其中高级教师12人，一级教师13人，占教师总数的51%。",
        "专任教师49人，本科学历45人，占92%，大专学历4人，占8%。",
        "学生880人中，农村户籍800人。体质健康合格率91%，不合格率9%。",
        "三年投入3.6亿元，年均1.2亿元，其中2023年1.5亿元，比2022年的1.2亿元增长25%。",
        "24个教学班，其中小学部15个、初中部9个；学生1050人，其中小学部612人、初中部438人，平均班额43.75人。",
        "参测880人，合格801人，合格率91%。实际交流教师149人，其中骨干34人，占交流教师的22.8%。",
        "教师30名，其中本科学历9人，大专学历18人，中师毕业3人，小高17人，小一7人，小二6人。",
        "小学部有学生300人，初中部有学生200人。全校学生500人。",
        "上学年有学生850人，现有学生880人。",
        "专任教师23人，其中20人为本科学历，占87.0%。",
        "专任教师200人，其中86.5%为本科。",
        "校园面积41.5亩，即27667平方米。",
        "学生185人，其中女生85人；四年级2个班，五年级1个班。",
        "在校生135人，教职工7人。下辖甲坪（在校生31人，教职工3人）、乙坪（在校生36人）。",
        "经费增长120%，完成任务的105%。",
        "学校建筑面积38000平方米。图书馆建筑面积1200平方米。",
        "2022年学校92所，2023年87所；县一小学生2160人，教师108人，师生比1∶20。",
        "体育场地28000平方米，体育馆2600平方米，合计30600平方米，学生2360人，生均12.97平方米。",
        "三年投入资金368万元，其中2021年98万元、2022年120万元、2023年150万元。",
        "投入120万元，其中维修20万元，比上年增加200万元。",
        "学校占地20500平方米（合30.75亩），学生880人中，男生462人，女生418人。",
        "西校区占地面积6200平方米，建筑面积1800平方米。校舍建筑面积5230平方米。",
        "六年级330人，平均班额47.1人。在校学生2000人，教学班40个，平均班额50人。",
        "教职工329人，其中研究生72人。2012年本科达线1050人。",
        "中级以上职称教师25人，占专任教师的51%。该校有专任教师15人。",
    ],
)
def test_numbers_that_go_together_are_not(text: str, dictionary: FactDictionary) -> None:
    assert told(check(text, dictionary)) == []


def test_a_digit_too_many_is_asked_about(dictionary: FactDictionary) -> None:
    problems = check("学校占地187240平方米，学生684人，生均27平方米。", dictionary)
    assert [each[2] for each in told(problems)] == ["27平方米", "187240平方米"]
    assert all("多写或少写了一位" in problem.hint for problem in problems)


def test_what_contradicts_is_quoted_with_its_place(dictionary: FactDictionary) -> None:
    text = "学校共有学生187人。\n\n占地面积1200平方米，生均6.82平方米。"
    (problem,) = check(text, dictionary)
    assert problem.quote is not None and problem.quote.paragraph == 3
    assert "“占地面积1200平方米”、“学校共有学生187人”" in problem.message
    assert problem.message.endswith("算是 6.42")


def test_all_met_and_one_that_is_not_are_told_at_both_places(dictionary: FactDictionary) -> None:
    whole, unmet = "小学部和初中部全部达标", "初中部体育专任教师数未达标"
    text = f"以上七项指标，{whole}。\n{unmet}，计划补充2人。"
    expected = [("warning", "说法矛盾", words) for words in (whole, unmet)]
    assert told(check(text, dictionary)) == expected
    assert told(check(f"{whole}。\n食堂卫生检查未达标。", dictionary)) == []
