"""What `growth.py` measures of the checks of texts: their reading, and each check of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, partial
from pathlib import Path

from benchmarks.growth_schools import workshop
from benchmarks.growth_texts import ADVERSARIAL, HONEST, Case, Task, repeat
from reportgen.load.words_file import load_wordings
from reportgen.model.printed_texts import texts_of_today
from reportgen.model.text_finding import TextPart
from reportgen.model.wordings import Wordings
from reportgen.pipeline import Examined, examine_school
from reportgen.quantities.lexicon import Lexicon, make_lexicon
from reportgen.quantities.reading import read_quantities
from reportgen.resources import data_folder
from reportgen.text_checks.checks import TEXT_CHECKS, TextCheck
from reportgen.text_checks.known_figures import KnownFigures, school_figures
from reportgen.text_checks.read_text import ReadText, read_whole_text

_SAMPLE = Path(__file__).resolve().parent.parent / "data/schools/九年一贯制.yaml"
_YEAR = 2024
# What is read has 32,000 signs at most: a report of fifty pages.
_FIRST, _MOST = 1_000, 32_000
Make = Callable[[int], str]

# ---- texts: {0} is a number that counts on ----

_SENTENCE = (
    "学校现有学生{0}人，专任教师{0}人，其中本科学历{0}人，占82.5%，生均占地面积{0}.5平方米，"
    "2023年投入{0}万元新建综合楼，按照《办学基本标准》（教发〔2024〕{0}号）配备。"
)
_LISTED = "一是抓学习，购书{0}册；二是抓管理，开展活动{0}次；三是抓安全，排查隐患{0}处。"
_SUMMED = "图书{0}册，其中纸质{0}册、电子{0}册；学生{0}人，其中男生{0}人，女生{0}人。"
_COMPUTED = "占地{0}平方米÷{0}人＝{0}平方米/人，{0}×12元＝{0}元。"
_NUMBERED: Mapping[str, tuple[str, str]] = {
    "sentences": (HONEST, f"{_SENTENCE}\n"),
    "sentences on one line": (HONEST, _SENTENCE),
    "lists": (HONEST, f"{_LISTED}\n"),
    "lists on one line": (HONEST, _LISTED),
    "sums": (HONEST, f"{_SUMMED}\n"),
    "sums on one line": (HONEST, _SUMMED),
    "calculations": (HONEST, f"{_COMPUTED}\n"),
    "calculations on one line": (HONEST, _COMPUTED),
    # Of three digits and more: those of two are the numbers of headings, and take no time.
    "headings": (HONEST, "（5{0}）办学条件\n学校占地三十亩。\n"),
    "subjects": (ADVERSARIAL, "第{0}小学学生{0}人，"),
    "shares": (ADVERSARIAL, "甲{0}组占{0}%、"),
    "names": (ADVERSARIAL, "示例{0}小学，"),
    "documents": (ADVERSARIAL, "《文{0}》（教发〔2024〕{0}号）"),
}
_PUMPS = (
    *("1", "9", "1,", "1.", "一", "百", "万", "一百", "0", "%", "1%", "１", "12 ", "1-", "1～"),
    *(
        "（",
        "）",
        "（）",
        "(",
        "[",
        "“",
        "”",
        "“”",
        '"',
        "《",
        "》",
        "《》",
        "〔",
        "【",
        "‘",
        "'",
        "‘学’",
        "〈学校〉",
    ),
    *(
        "其中",
        "其中学生1人，",
        "一是",
        "一是抓学习；",
        "二是",
        "第一，",
        "首先，",
        "（一）",
        "1.",
        "①",
    ),
    *("，", "。", "、", "；", "：", "……", "—", "～", "-", "·", ".", ",", ":", ";", "！", "？", "/"),
    *("×", "1×", "1×1=1，", "1+", "1+1=2，", "=", "÷", "1÷1=", "1∶", "＋1", "-1"),
    *(
        "学生",
        "教师",
        "学生1人，",
        "教师1人",
        "1人",
        "1平方米",
        "平方米",
        "个",
        "共",
        "共1人，",
        "各",
    ),
    *(
        "2024",
        "2024年",
        "2023年",
        "年",
        "月",
        "去年",
        "本年度",
        "2024-",
        "2024年1月1日",
        "以上",
        "不足",
    ),
    *(" ", "\u3000", "\n", "\t", "甲 ", "1 人", "甲\n", "学生1人\n", "一、甲\n", "一、\n", "。\n"),
    *("XX", "×年", "____", "某", "待补充", "（）人", "…", "{{", "生均", "每百名学生", "比为1∶1，"),
    *(
        "达标",
        "不达标",
        "不低于1人，",
        "超过",
        "少于1册，",
        "增加1人，",
        "下降",
        "小学",
        "示例小学",
        "县",
    ),
    *(
        "年级分别为1人、2人、",
        "其中1万元、",
        "学生9人，标准1人，",
        "以下三个方面：第二，",
        "本科1人、",
    ),
    *(
        "六个一",
        "以下三个方面：",
        "三个方面",
        "三项",
        "“三个”",
        "甲、乙、丙等3人，",
        "甲等",
        "甲乙丙丁",
    ),
)
ADVERSARIAL_TEXTS: Mapping[str, Make] = {
    **{repr(pump): partial(repeat, pump) for pump in _PUMPS},
    "brackets in brackets": lambda size: "（" * (size // 2) + "）" * (size // 2),
    "a list, then one line": lambda size: "一是甲；" + "乙" * size + "；三是丙。",
    "a sum, then one line": lambda size: "学生9人，其中" + repeat("男生1人、", size),
    "parts of a sum": lambda size: "，".join(f"{at}人" for at in range(size // 5)) + "，共9人。",
    "digits and a unit": lambda size: "1" * size + "人",
}


def _numbered(text: str, size: int) -> str:
    return "".join(text.format(at) for at in range(11, 12 + size // len(text)))


def _report(size: int) -> str:
    """The texts of the sample, again and again."""
    school = _examined().school
    assert school is not None
    return repeat("\n".join(each.text for each in texts_of_today(school)) + "\n", size)


def _texts() -> Iterator[tuple[str, str, Make]]:
    """What each is, its kind, and how it is made."""
    yield "a report", HONEST, _report
    for told, (kind, text) in sorted(_NUMBERED.items(), key=lambda each: each[1][0] != HONEST):
        yield told, kind, partial(_numbered, text)
    for told, make in ADVERSARIAL_TEXTS.items():
        yield told, ADVERSARIAL, make


# ---- stages ----


@cache
def _examined() -> Examined:
    return examine_school(_SAMPLE, workshop())


@cache
def _known() -> KnownFigures:
    examined = _examined()
    assert examined.school is not None and examined.assessment is not None
    dictionary = workshop().library.dictionary
    return school_figures(examined.school.name, examined.assessment, dictionary)


@cache
def _lexicon() -> Lexicon:
    indicators = (result.indicator for result in _known().results)
    return make_lexicon(_known().dictionary).with_indicators(indicators)


def _parts(text: str) -> tuple[TextPart, ...]:
    return tuple(TextPart(line, paragraph=at) for at, line in enumerate(text.split("\n"), 1))


def _read(parts: tuple[TextPart, ...]) -> ReadText:
    return read_whole_text(parts, _lexicon(), _known().dictionary, _YEAR)


def _text(make: Make, size: int) -> ReadText:
    """The text as it is read, which takes longer than most checks."""
    return (_large_text if size > _FIRST * 4 else _small_text)(make, size)


def _make_text(make: Make, size: int) -> ReadText:
    return _read(_parts(make(size)))._replace(wordings=_wordings())


@cache
def _wordings() -> Wordings:
    return load_wordings(data_folder() / "words")


# All checks have a first look at the same texts; of large ones each asks for a few of its own.
_small_text, _large_text = cache(_make_text), lru_cache(maxsize=24)(_make_text)


def _reading(make: Make, size: int) -> Task:
    return partial(_read, _parts(make(size)))


def _quantities(make: Make, size: int) -> Task:
    text = make(size).replace("\n", "，")
    return lambda: list(read_quantities(text, _lexicon(), _YEAR))


def _checking(check: TextCheck, make: Make, size: int) -> Task:
    text, known = _text(make, size), _known()
    return lambda: list(check(text, known))


_STAGES: Mapping[str, Callable[[Make, int], Task]] = {
    "reading a text": _reading,
    "quantities of one line": _quantities,
    **{each.__name__.replace("_", " "): partial(_checking, each) for each in TEXT_CHECKS},
}


def check_cases() -> Iterator[Case]:
    """Every check of the table with every text."""
    # The same for all: what is known of each is known by how it is made.
    texts = tuple(_texts())
    for stage, prepare in _STAGES.items():
        for told, kind, make in texts:
            yield Case(f"texts: {stage}", kind, told, partial(prepare, make), _FIRST, _MOST)
