"""The facts that the program itself has to know, by what it knows them for."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a fact is known for.

    The value is the word under 角色 in the fact's entry; which fact fills a role, for which stages,
    is data.
    """

    STUDENTS = "学生数"
    CLASSES = "班数"
    GRADES = "年级数"
    CLASS_SIZES = "各班人数"
    MEAN_CLASS = "平均班额"
    SPONSOR = "举办者"
    ROOMS = "功能室"
    SURROUNDINGS = "校园环境"
    EMPLOYEES = "教职工数"


# What a school's row in the table 表Ⅱ-2 has before the indicators, in its order.
ROW_COUNTS = (Role.STUDENTS, Role.GRADES, Role.CLASSES)
ROW_ROLES = (Role.SPONSOR, *ROW_COUNTS)
