"""A file in a folder of its own → what the commands make of it, as they are typed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from fuzz import samples
from fuzz.oracle import Ended
from fuzz.readers import ReaderError
from reportgen.batch.batch import MANIFEST
from reportgen.cli import cli

_FORM, _WORD = ".xlsx", ".docx"
_SERIAL = ("--executor", "serial", "--no-toc-pages")


def command_return(file: Path) -> Ended:
    """`check --return`, as it is typed."""
    return _command(file, "check", str(file), "--return", str(file.parent / "退回"))


def command_convert(file: Path) -> Ended:
    """`convert` to a form and back again."""
    made = file.with_name("表.xlsx")
    ended = _command(file, "convert", str(file), str(made))
    if not made.exists():
        return ended
    again = _command(file, "convert", str(made), str(file.with_name("回.yaml")))
    return ended._replace(said=f"{ended.said}\n{again.said}")


def command_batch(file: Path) -> Ended:
    """`batch` over the file and a sound school."""
    data = file.parent / "data"
    data.mkdir()
    (data / "好.yaml").write_bytes(samples.seed("一贯制.yaml"))
    shutil.copy(file, data / f"坏{file.suffix}")
    return _command(file, "batch", str(data), "-o", str(file.parent / "out"), *_SERIAL)


def command_form(file: Path) -> Ended:
    """`form new --last`: the file is last year's, beside one that is sound."""
    last, made = file.parent / "去年", str(file.parent / "表.xlsx")
    last.mkdir()
    (last / "好.yaml").write_bytes(samples.seed("一贯制.yaml"))
    shutil.copy(file, last)
    about = ("--standard", "河南省办学基本标准", "--type", "小学", "--year", "2025")
    named = ("--school", "光明小学", "--last", str(last))
    return _command(file, "form", "new", *about, *named, "-o", made)._replace(is_ours=True)


def command_form_of_list(file: Path) -> Ended:
    """`form new --schools`: a row for each school of the list."""
    made = str(file.parent / "表.xlsx")
    about = ("--wide", "--standard", "河南省办学基本标准", "--year", "2025")
    ended = _command(file, "form", "new", *about, "--schools", str(file), "-o", made)
    return ended._replace(is_ours=True)


def command_explain(file: Path) -> Ended:
    """`explain`, of a school or of a county: all that there is, as JSON and as a workbook."""
    told = _command(file, "explain", str(file), "--json")
    listed = _command(file, "explain", str(file))
    made = str(file.parent / "来源.xlsx")
    ended = _command(file, "explain", str(file), "-o", made)
    return ended._replace(said=f"{told.said}\n{listed.said}\n{ended.said}")


def command_check_document(file: Path) -> Ended:
    """`check` of a Word document, held against the data of a school, and its copy with comments."""
    school, made = file.with_name("学校.yaml"), str(file.with_name("批注.docx"))
    school.write_bytes(samples.seed("学校.yaml"))
    against = ("--against", str(school))
    return _command(file, "check", str(file), *against, "--annotate", made)._replace(is_ours=False)


def command_check_against(file: Path) -> Ended:
    """`check` of a fixed Word document, held against the file's data."""
    document = file.with_name("文稿.docx")
    document.write_bytes(_report())
    return _command(document, "check", str(document), "--against", str(file))


@cache
def _report() -> bytes:
    return samples.reports()[-1]


def command_annotate(file: Path) -> Ended:
    """`template check --annotate`: the template with what is wrong with it as comments."""
    made = str(file.with_name("批注.docx"))
    ended = _command(file, "template", "check", str(file), "--annotate", made)
    return ended._replace(is_ours=False)


def command_memory(file: Path) -> Ended:
    """`batch` into a folder that has that manifest."""
    data, out = file.parent / "data", file.parent / "out"
    data.mkdir()
    out.mkdir()
    for name in ("学校.yaml", "一贯制.yaml"):
        (data / name).write_bytes(samples.seed(name))
    shutil.copy(file, out / MANIFEST)
    ended = _command(file, "batch", str(data), "-o", str(out), *_SERIAL)
    return ended._replace(is_ours=True)


def _command(file: Path, *arguments: str) -> Ended:
    """Errors: ReaderError for an exit code that none of ours is, and for a trace that was kept."""
    # With colours, for what commands a terminal would be left out else.
    ran = CliRunner().invoke(cli, ["--debug", *arguments], color=True)
    if ran.exception is not None and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    if ran.exit_code not in (0, 1, 2):
        raise ReaderError(f"exit code {ran.exit_code}\n{ran.output}")
    for log in file.parent.rglob("出错记录*.txt"):
        raise ReaderError(
            log.read_text(encoding="utf-8").partition("# reportgen sha256")[0].rstrip()
        )
    return Ended(documents=tuple(_written(file)), is_ours=file.suffix != _FORM, said=ran.output)


def _written(file: Path) -> Iterator[bytes]:
    for path in sorted(file.parent.rglob("*")):
        given = path == file or path.parent.name in ("data", "去年")
        if path.suffix in (_WORD, _FORM) and not given:
            yield path.read_bytes()
