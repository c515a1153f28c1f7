"""``python -m tongbao.demo EXAMPLES OUT``: audit the bulletins of a folder and say where the reports lie."""

import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.report import Lang, Link, audit_to_answer, write_html, write_index
from corpus.report.words import choose, join_sentences, say
from schemas.errors import TongbaoError
from tongbao.files import Input, write_output
from tongbao.options import locale_to_lang
from tongbao.pipeline import audit, page_drawers
from tongbao.terminal import tolerate_narrow_encodings

KINDS = (".txt", ".pdf")


def main(arguments: Sequence[str]) -> int:
    """Audit every bulletin of the first folder into the second and return the exit status."""
    tolerate_narrow_encodings()
    if len(arguments) != 2:
        print("tongbao.demo: name the folder of the bulletins and the folder of the reports", file=sys.stderr)
        return 2
    examples, out = map(Path, arguments)
    lang = locale_to_lang()
    links = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for path in sorted(examples.iterdir()):
            if path.suffix in KINDS:
                links.append(bulletin_to_link(path, out))
                print_link(links[-1], lang)
        index = out / "index.html"
        write_output(index, write_index(links, lang).encode(), ())
    except (TongbaoError, OSError) as error:
        print(f"tongbao.demo: {error}", file=sys.stderr)
        return 2
    print(say(lang, "term.written", path=index.resolve()))
    return 0


def bulletin_to_link(path: Path, out: Path) -> Link:
    """Audit one bulletin and write its report in both languages."""
    audited, source = audit(path), Input(str(path), path)
    drawers = page_drawers(audited.bulletins, [source])
    files = {lang: f"{path.name}.{lang}.html" for lang in Lang}
    for lang, file in files.items():
        write_output(out / file, write_html(audited, lang, drawers).encode(), [source])
    return Link(path.name, audit_to_answer(audited), files)


def print_link(link: Link, lang: Lang) -> None:
    """Print the answer on one bulletin and what is contradicted in it."""
    print(link.name)
    print(f"  {link.answer.headline(lang)}")
    print(f"  {join_sentences(link.answer.remarks(lang), lang)}")
    for finding in link.answer.contradicted:
        print(f"  * {choose(lang, finding.message, finding.message_zh)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
