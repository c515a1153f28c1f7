"""The command line: the commands put together, and what happens where one fails.

Exit status 0: nothing published is contradicted; 1: something is; 2: misuse, or an input that cannot be read.
"""

import os
import sys
from collections.abc import Sequence

import click

from corpus.report import Lang
from corpus.report.words import say
from schemas.errors import TongbaoError
from tongbao import terminal
from tongbao.commands import commands
from tongbao.corpus_commands import CORPUS_COMMANDS
from tongbao.giving import FAILED
from tongbao.options import locale_to_lang
from tongbao.search_commands import SEARCH_COMMANDS
from tongbao.terminal import complain
from tongbao.usage import usage_to_line

INTERRUPTED = 130

for command in (*CORPUS_COMMANDS, *SEARCH_COMMANDS):
    commands.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; whatever goes wrong is one line on standard error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    terminal.tolerate_narrow_encodings()
    lang = _spoken(given)
    try:
        with commands.make_context("tongbao", given) as context:
            context.meta["tongbao.lang"] = lang
            return int(commands.invoke(context))
    except click.exceptions.Exit as asked:  # --help, --version
        return asked.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return FAILED
    except click.ClickException as error:
        complain(usage_to_line(error, lang, given[0] if given and given[0] in commands.commands else ""))
        return FAILED
    except TongbaoError as error:
        complain(error.zh if lang is Lang.ZH else error.en)
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        complain(say(lang, "term.interrupted"))
        return INTERRUPTED
    except Exception as error:
        # The outermost edge: a user gets a line; a traceback only who asks for one.
        if os.environ.get("TONGBAO_TRACEBACK"):
            raise
        complain(say(lang, "term.internal", fault=f"{type(error).__name__}: {' '.join(str(error).split())}"))
        return FAILED


def _spoken(arguments: Sequence[str]) -> Lang:
    """Return the language asked for, also where the rest of the line makes no sense."""
    for at, word in enumerate(arguments):
        asked = word.removeprefix("--lang=") if word != "--lang" else "".join(arguments[at + 1 : at + 2])
        if word.startswith("--lang") and asked in list(Lang):
            return Lang(asked)
    return locale_to_lang()
