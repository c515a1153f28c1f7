"""``python -m tongbao.demo EXAMPLES OUT``: audit the bulletins of a folder and say where the reports lie."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from corpus.report import GENERATOR, Answer, Lang, audit_to_answer, write_html
from corpus.report.words import join_sentences, say
from schemas.errors import TongbaoError
from tongbao.files import Input, write_output
from tongbao.options import locale_to_lang
from tongbao.pipeline import audit, page_drawers
from tongbao.terminal import tolerate_narrow_encodings

KINDS = (".txt", ".pdf")

_TONGUES = {Lang.EN: "English", Lang.ZH: "中文"}


@dataclass(frozen=True, slots=True)
class Report:
    """A bulletin that was audited, and its report by language."""

    name: str
    answer: Answer
    files: dict[Lang, str]


def main(arguments: Sequence[str]) -> int:
    """Audit every bulletin of the first folder into the second and return the exit status."""
    tolerate_narrow_encodings()
    if len(arguments) != 2:
        print("tongbao.demo: name the folder of the bulletins and the folder of the reports", file=sys.stderr)
        return 2
    examples, out = map(Path, arguments)
    out.mkdir(parents=True, exist_ok=True)
    lang = locale_to_lang()
    try:
        reports = [bulletin_to_report(path, out) for path in sorted(examples.iterdir()) if path.suffix in KINDS]
    except (TongbaoError, OSError) as error:
        print(f"tongbao.demo: {error}", file=sys.stderr)
        return 2
    for report in reports:
        print(report.name)
        print(f"  {report.answer.headline(lang)}")
        print(f"  {join_sentences(report.answer.remarks(lang), lang)}")
        for finding in report.answer.contradicted:
            print(f"  * {finding.message_zh if lang is Lang.ZH else finding.message}")
    index = out / "index.html"
    write_output(index, reports_to_index(reports, lang).encode(), ())
    print(say(lang, "term.written", path=index.resolve()))
    return 0


def bulletin_to_report(path: Path, out: Path) -> Report:
    """Audit one bulletin and write its report in both languages."""
    audited = audit(path)
    source = Input(str(path), path)
    drawers = page_drawers(audited.bulletins, [source])
    files = {lang: f"{path.name}.{lang}.html" for lang in Lang}
    for lang, file in files.items():
        write_output(out / file, write_html(audited, lang, drawers).encode(), (source,))
    return Report(path.name, audit_to_answer(audited), files)


def reports_to_index(reports: Sequence[Report], lang: Lang) -> str:
    """Return a page that leads to the reports."""
    items = "\n".join(
        f"<li><p><b>{escape(report.name)}</b> "
        + " · ".join(f'<a href="{escape(file)}">{_TONGUES[language]}</a>' for language, file in report.files.items())
        + f"</p><p>{escape(report.answer.headline(lang))}</p></li>"
        for report in reports
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><meta charset="utf-8">{GENERATOR}<title>tongbao</title>\n'
        f"<h1>{escape(say(lang, 'audit'))}</h1>\n<ul>\n{items}\n</ul>\n</html>\n"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
