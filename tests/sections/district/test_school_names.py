"""What schools are called in the report of their own district."""

from reportgen.sections.district.school_names import shorten_names


def test_the_name_of_the_district_is_not_said_again() -> None:
    names = ["示例县城关小学", "示例县第一中学（东校区）", "示例市实验学校"]
    assert shorten_names("示例县", names) == {
        "示例县城关小学": "城关小学",
        "示例县第一中学（东校区）": "第一中学（东校区）",
    }


def test_a_name_that_would_say_too_little_stays_whole() -> None:
    assert not shorten_names("示例县", ["示例县一中", "示例县中学（样例）"])


def test_a_name_that_would_be_another_schools_stays_whole() -> None:
    assert not shorten_names("示例县", ["示例县城关小学", "城关小学"])
