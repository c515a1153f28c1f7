"""What a caller may choose, the same for every command."""

import locale
import os
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import wraps
from typing import Any

import click

from corpus.report import Lang
from schemas.errors import Misuse
from schemas.limits import DEFAULT_LIMITS, Limits


@dataclass(frozen=True, slots=True)
class Options:
    """``family`` None: the document decides. ``as_json``: one JSON document instead of words for people."""

    lang: Lang
    family: str | None
    password: str | None
    limits: Limits
    strict: bool
    as_json: bool


def locale_to_lang() -> Lang:
    """Return Chinese where the environment speaks it, as the C library would decide."""
    named = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), None)
    spoken = named if named is not None else (locale.getlocale()[0] or "")
    return Lang.ZH if spoken.lower().startswith(("zh", "chinese")) else Lang.EN


def words_to_limits(words: tuple[str, ...]) -> Limits:
    """Return the limits with those of ``NAME=N`` in place of the defaults."""
    limits = DEFAULT_LIMITS
    names = [field.name for field in fields(Limits)]
    for word in words:
        key, _, number = word.partition("=")
        if key not in names or not number.isdecimal():
            raise Misuse(
                f"--limit {word}: say NAME=N with a NAME of {', '.join(names)}",
                f"--limit {word}：应写作 NAME=N，NAME 为 {'、'.join(names)} 之一",
            )
        limits = replace(limits, **{key: int(number)})
    return limits


Command = Callable[..., int]
"""Returns the exit status."""


def reading_options(command: Command) -> Command:
    """Add the options of all commands that read a file, and hand them over as one ``Options``."""

    @wraps(command)
    def collected(
        *,
        lang: str | None,
        family: str | None,
        password: str | None,
        limit: tuple[str, ...],
        strict: bool,
        as_json: bool,
        **others: Any,
    ) -> int:
        spoken = Lang(lang) if lang else locale_to_lang()
        return command(Options(spoken, family, password, words_to_limits(limit), strict, as_json), **others)

    decorated: Command = collected
    for option in (
        click.option("--strict", is_flag=True, help="Exit 2 where a file was read in part only."),
        click.option("--limit", multiple=True, metavar="NAME=N", help="Raise a limit: " + limits_to_words() + "."),
        click.option("--password", metavar="WORD", help="Of an encrypted file."),
        click.option("--family", metavar="NAME", help="Read the file as a member of this family."),
        click.option("--lang", type=click.Choice([lang.value for lang in Lang]), help="For what a person reads."),
        click.option("--json", "as_json", is_flag=True, help="Print one JSON document (tongbao schema describes it)."),
    ):
        decorated = option(decorated)
    return decorated


def speaking_option(command: Command) -> Command:
    """Add ``--lang`` alone, for a command that reads no bulletin."""

    @wraps(command)
    def collected(*, lang: str | None, **others: Any) -> int:
        return command(Lang(lang) if lang else locale_to_lang(), **others)

    return click.option("--lang", type=click.Choice([lang.value for lang in Lang]), help="For what a person reads.")(
        collected
    )


def limits_to_words() -> str:
    return ", ".join(f"{field.name}={getattr(DEFAULT_LIMITS, field.name)}" for field in fields(Limits))
