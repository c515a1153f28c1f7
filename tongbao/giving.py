"""What a command gives: words for people or one JSON document, a line where a file was read in part, and its status."""

from collections.abc import Callable

from rich.console import Console

from corpus.report import Lang
from corpus.report.reader import Reader
from schemas.border.common import Border
from schemas.bulletins import Bulletin
from tongbao import terminal
from tongbao.border import record_to_json
from tongbao.options import Options

HOLDS, CONTRADICTED, FAILED = 0, 1, 2


def give(
    options: Options,
    to_record: Callable[[], Border],
    to_words: Callable[[Console], None],
    bulletin: Bulletin,
) -> int:
    """Print the one or the other, say if the file was read in part only, and return the status."""
    if options.as_json:
        give_json(record_to_json(to_record()))
    else:
        give_words(to_words)
    say_partly(bulletin, options.lang)
    return status(bulletin, options)


def status(bulletin: Bulletin, options: Options) -> int:
    return FAILED if options.strict and bulletin.all_problems else HOLDS


def say_partly(bulletin: Bulletin, lang: Lang) -> None:
    if bulletin.all_problems:
        path = bulletin.document.source.path
        terminal.complain(terminal.problems_to_line(path, bulletin.all_problems, Reader(lang)))


def give_words(to_words: Callable[[Console], None]) -> None:
    terminal.put_text(terminal.words_to_text(to_words))


def give_json(json: str) -> None:
    terminal.put_bytes(json.encode())
