"""What click says of a wrong command line, in one line of either language, with where to look."""

import click

from corpus.report import Lang
from corpus.report.words import say


def usage_to_line(error: click.ClickException, lang: Lang, command: str) -> str:
    """Return what is wrong and the command whose ``--help`` says how it is done."""
    said = " ".join(error.format_message().split()) if lang is Lang.EN else _in_chinese(error)
    if not isinstance(error, click.UsageError):
        return said
    return say(lang, "usage.see", said=said.rstrip("."), command=f"tongbao {command}".strip())


def _in_chinese(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            near = "、".join(error.possibilities or ())
            return f"没有选项 {error.option_name}" + (f"（是否指 {near}？）" if near else "")
        case click.MissingParameter():
            return f"缺少参数 {_name(error)}"
        case click.BadParameter():
            return f"{_name(error)} 的值无效：{_expected(error)}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 后须有值"
    words = " ".join(error.format_message().split())
    unknown = words.split("'")
    return f"没有命令 {unknown[1]}" if words.startswith("No such command") and len(unknown) > 1 else words


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else ""
    option = error.param.opts[0]
    return option if option.startswith("-") else option.upper()


def _expected(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return f"应为 {'、'.join(map(str, kind.choices))} 之一"
    if isinstance(kind, click.IntRange) and kind.min is not None:
        return f"应为不小于 {kind.min} 的整数"
    return " ".join(error.message.split())
