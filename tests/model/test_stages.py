"""The words that a school of some stages reads and is called by."""

from __future__ import annotations

from reportgen.model.stages import Stage, StageWords, school_word, speak, spoken_words

KINDERGARTEN, PRIMARY, JUNIOR = Stage("幼儿园"), Stage("小学"), Stage("初中")
OF_SCHOOLS = {"校（园）": "校", "学生（幼儿）": "学生", "低年级学生（幼儿）": "低年级学生"}
STAGES = {
    KINDERGARTEN: StageWords(
        "幼儿园部",
        (),
        "幼儿园",
        {"校（园）": "园", "学生（幼儿）": "幼儿", "低年级学生（幼儿）": "幼儿"},
    ),
    PRIMARY: StageWords("小学部", spoken=OF_SCHOOLS),
    JUNIOR: StageWords("初中部", spoken=OF_SCHOOLS),
}


def test_a_school_reads_its_own_words() -> None:
    text = "校（园）长和低年级学生（幼儿）"
    assert speak(text, spoken_words(STAGES, (PRIMARY, JUNIOR))) == "校长和低年级学生"
    assert speak(text, spoken_words(STAGES, (KINDERGARTEN,))) == "园长和幼儿"


def test_words_of_which_its_stages_differ_stay() -> None:
    words = spoken_words(STAGES, (KINDERGARTEN, PRIMARY))
    assert speak("校（园）长，专（兼）职", words) == "校（园）长，专（兼）职"


def test_only_a_school_of_that_stage_alone_is_called_by_it() -> None:
    assert school_word(STAGES, (KINDERGARTEN,)) == "幼儿园"
    assert school_word(STAGES, (PRIMARY,)) == ""
    assert school_word(STAGES, (KINDERGARTEN, PRIMARY)) == ""
