"""What is said of a name that a template uses wrongly, by where the tag uses it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from itertools import chain

from jinja2 import Environment, Undefined, nodes
from jinja2.runtime import LoopContext

from reportgen.templating.blocks import Fault
from reportgen.templating.lacking import ask_first
from reportgen.templating.quantity import Quantity
from reportgen.templating.template_facts import TemplateFacts
from reportgen.words.nearest import ask, suggest

_OF_LOOPS = ("index", "index0", "revindex", "first", "last", "length")


def explain_unknown(name: str, owner: str, known: Iterable[str]) -> Fault:
    """The fault of an unknown name; `owner` is what stands before the dot.

    The hint looks behind the dots too if `known` has the values with the names.
    """
    message = f"“{owner}”里没有“{name}”这项内容" if owner else f"模板用了“{name}”，但没有这个名称"
    dotted = find_dotted(name, known) if isinstance(known, Mapping) else ""
    hint = ask(dotted) if dotted else suggest(name, known) or "请删去这个标签"
    return Fault(message, hint, word=name)


def find_dotted(name: str, known: Mapping[str, object]) -> str:
    """学校.名称 for 学校名称, 数据.在校生数 for 在校生数; empty where nothing fits."""
    for owner, value in known.items():
        if isinstance(value, Mapping):
            inner = value.known if isinstance(value, TemplateFacts) else value
            for member in (name, name.removeprefix(owner)):
                if member in inner:
                    return f"{owner}.{member}"
    return ""


def members(owner: object) -> Iterable[str]:
    """The names that a template may write behind the owner's dot."""
    if isinstance(owner, TemplateFacts):
        return sorted(owner.known)
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    if is_dataclass(owner):
        return [field.name for field in fields(owner) if not field.name.isascii()]
    if isinstance(owner, LoopContext):
        return _OF_LOOPS
    if isinstance(owner, tuple) and hasattr(owner, "_fields"):
        return [name for name in owner._fields if not name.isascii()]
    return ()


def explain_member(name: str, owner: str, value: object) -> Fault:
    """The fault of a name behind the dot of something that has no names of its own: a figure, a
    text, a list, a whole part.
    """
    message = f"“{owner}”里没有“{name}”这项内容"
    if is_list(value):
        rows = f"{{%p for 行 in {owner} %}} 与 {{%p endfor %}}"
        hint = f"“{owner}”是一列，请放在 {rows} 之间，一项一项地取"
        return Fault(message, hint, word=name)
    hint = f"“{owner}”是一个值，请去掉“.{name}”，写 {owner}"
    if isinstance(value, Quantity) and owner.startswith("数据."):
        hint += (
            "，它是全校的数；分学段的，用 达标表 里的 行.学段、行.实际值，或印 各附件 里的统计表"
        )
    return Fault(message, hint, word=name)


def is_list(value: object) -> bool:
    """Whether a template goes through the value with `for`."""
    plain = isinstance(value, (str, Mapping)) or hasattr(value, "_fields")
    return isinstance(value, Sequence) and not plain


def explain_no_number(path: str, line: int) -> Fault:
    """A figure that is a word for some schools, and is computed with or compared."""
    name = path.rpartition(".")[2]
    message = f"“{name}”有的不是数（缺数据、一类），不能计算、比大小，做不出报告"
    hint = f"请先判断是不是数，例如 {{% if {path} is number %}}…{{% endif %}}"
    return Fault(message, hint, line, name)


def explain_text_default(path: str, text: str, line: int) -> Fault:
    """A text that stands in for a number that is computed with or compared."""
    message = f"没有填写“{path.rpartition('.')[2]}”时用“{text}”来算，算不出来，做不出报告"
    hint = f"请去掉“默认”，连同旁边的字放在 {ask_first(path)} 之间，没有填写的不印"
    return Fault(message, hint, line, path.rpartition(".")[2])


def explain_unquoted(name: str, filter_name: str, line: int) -> Fault:
    """A filter's argument without quotation marks."""
    message = f"“{name}”没有加引号，会当作名称，但没有这个名称"
    return Fault(message, f'文字要加引号，写成 {filter_name}("{name}")', line, name)


def explain_shadow(owner: str, name: str, iterated: str, line: int) -> Fault:
    """A loop's variable that hides a value of that name."""
    message = f"“{owner}”在这个循环里是“{iterated}”的一项，里面没有“{name}”"
    hint = f"请把循环的名称换一个，例如 for 项 in {iterated}，循环里的“{owner}.{name}”就取得到"
    return Fault(message, hint, line, name)


def explain_other_rows(owner: str, name: str, iterated: str, tables: Sequence[str]) -> Fault:
    """A member of the rows of other lists than the loop goes through."""
    message = f"“{owner}”是“{iterated}”的一项，里面没有“{name}”"
    listed = "”“".join(tables)
    hint = f"“{name}”在“{listed}”里，请把循环写成 for {owner} in {tables[0]}"
    return Fault(message, hint, word=name)


def explain_quoted(text: str, line: int) -> Fault:
    """A known name in quotation marks, which is printed as it stands."""
    hint = f"要印它的值，请去掉引号，写成 {{{{ {text} }}}}"
    return Fault(f"引号里的是文字，报告里会照样印出“{text}”", hint, line, text)


def explain_comma(names: Sequence[str], line: int) -> Fault:
    """Several values in one tag."""
    hint = f"点号不要写成逗号，请写成 {{{{ {'.'.join(names)} }}}}；要印几个值，一个值写一个标签"
    return Fault("标签里用逗号隔开了几个名称，印不出来", hint, line, names[0])


def find_rows_with(
    name: str, samples: Iterable[Mapping[str, object]], environment: Environment
) -> tuple[str, ...]:
    """The lists of the samples whose entries have a member of that name."""
    values = chain.from_iterable(sample.items() for sample in samples)
    lists = (
        (key, value[0])
        for key, value in values
        if isinstance(value, Sequence) and not isinstance(value, str) and value
    )
    return tuple(dict.fromkeys(key for key, first in lists if has_member(first, name, environment)))


def is_dotted_name(
    text: str, samples: Iterable[Mapping[str, object]], environment: Environment
) -> bool:
    """Whether the text is 学校.名称 or another such name."""
    owner, dot, name = text.strip().partition(".")
    found = (sample[owner] for sample in samples if owner in sample)
    return bool(dot) and any(has_member(each, name, environment) for each in found)


def has_member(owner: object, name: str, environment: Environment) -> bool:
    """Whether a template may write that name behind the owner's dot."""
    return not isinstance(environment.getattr(owner, name), Undefined)


def written(node: nodes.Node) -> str:
    """The expression as the template writes it, as far as it is names and dots."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{written(node.node)}.{node.attr}"
        case nodes.Getitem(arg=nodes.Const(value=key)):
            return f"{written(node.node)}.{key}"
        case nodes.Filter() if node.node:
            return written(node.node)
    return "这个值"


def explain_loose_join(tag: str, line: int = 0, word: str = "") -> Fault:
    """`{% hm %}` or `{% vm %}` where no loop prints the cells that it joins."""
    message = f"“{tag}”把循环印出的几格合成一格，这里不在循环里"
    hint = "请删去它；要合并上下相同的格，写 {% 合并 %}"
    return Fault(message, hint, line, word)
