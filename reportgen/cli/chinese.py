"""click's own words in Chinese: usage, help headings and usage errors."""

from __future__ import annotations

import importlib

from reportgen.words.nearest import ask

_WORDS = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Arguments": "参数",
    "Error: {message}": "错误：{message}",
    "Show this message and exit.": "显示本说明。",
    "Try '{command} {option}' for help.": "查看用法：{command} {option}",
    "No such command {name!r}.": "没有“{name}”这个命令。",
    "No such option: {name}": "没有“{name}”这个选项。",
    "No such option {name!r}.": "没有“{name}”这个选项。",
    "Positional arguments": "参数",
    "%(prog)s, version %(version)s": "%(prog)s 版本 %(version)s",
    "Invalid start character for option ({option})": "选项的写法不对：{option}",
    "Could not open file {filename!r}: {message}": "不能打开文件“{filename}”。",
    "Missing command.": "缺少命令。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Invalid value: {message}": "取值不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的取值不对：{message}",
    "Did you mean {possibility}?": ask("{possibility}"),
    "Did you mean one of: {possibilities}?": "是不是其中之一：{possibilities}？",
    "(Possible options: {possibilities})": "（可能是：{possibilities}）",
    "Option {name!r} requires an argument.": "选项 {name} 后面要写内容。",
    "Option {name!r} does not take a value.": "选项 {name} 后面不能写内容。",
    "Aborted!": "已中断。",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
    "{name} {filename!r} does not exist.": "{name}“{filename}”不存在。",
    "{name} {filename!r} is a directory.": "“{filename}”是文件夹，不是文件。",
    "{name} {filename!r} is a file.": "“{filename}”是文件，不是文件夹。",
    "{name} {filename!r} is not readable.": "“{filename}”不能读取。",
    "{value} is not in the range {range}.": "{value} 不在 {range} 的范围里。",
    "{value!r} is not a valid {number_type}.": "“{value}”不是数。",
    "required": "必填",
    "default: {default}": "默认：{default}",
}
_PLURALS = {
    "Got unexpected extra argument ({args})": "多出了参数：{args}",
    "Option {name!r} requires an argument.": "选项 {name} 后面要写内容。",
    "{value!r} is not {choice}.": "没有“{value}”，可以写：{choice}。",
    "Takes {nargs} values but 1 was given.": "应有 {nargs} 个值，只写了 1 个。",
    "Did you mean {possibility}?": ask("{possibility}"),
}
_MODULES = (
    *("core", "exceptions", "formatting", "decorators"),
    *("parser", "types", "shell_completion", "termui"),
)


def speak_chinese() -> None:
    """Let click take its words from here; what is not listed stays English."""
    for name in _MODULES:
        module = importlib.import_module(f"click.{name}")
        if hasattr(module, "_"):
            setattr(module, "_", _translate)  # noqa: B010 - no name of a module's own to mypy
        if hasattr(module, "ngettext"):
            setattr(module, "ngettext", _translate_plural)  # noqa: B010


def _translate(message: str) -> str:
    return _WORDS.get(message, message)


def _translate_plural(singular: str, plural: str, count: int) -> str:
    return _PLURALS.get(singular, _WORDS.get(singular, singular if count == 1 else plural))
