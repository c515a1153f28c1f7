"""The pages of docs/ that are printed from the code: the checks, run on the examples beside them, and the store.

``python -m tongbao.manual docs`` writes ``checks.md`` and ``store.md`` in both languages, beside the ``examples``.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import checks
import extract
import parsers
from checks.catalogue import CHECKS, SERIES
from checks.silences import SILENCES
from checks.wording import VERDICTS_ZH
from corpus.report import Lang
from corpus.store import codebook
from schemas.errors import Misuse
from schemas.findings import Finding, Result

PAGES = {Lang.EN: "checks.md", Lang.ZH: "checks.zh-CN.md"}

_WORDS = {
    Lang.EN: {
        "title": "# The checks",
        "intro": (
            "Printed from the code by `make docs`. Each check proves one thing; what it finds is `exact`, `rounding`,\n"
            "`improbable`, `contradicted` or `not assessable`, with the numbers it speaks of and what would mend it.\n"
            "The example below each is audited when this page is made."
        ),
        "silent": "Silent, or doubtful at most",
        "example": "Example",
        "says": "says",
    },
    Lang.ZH: {
        "title": "# 核验规则",
        "intro": (
            "本页由 `make docs` 从代码生成。每条规则只证明一件事，结果为一致、尾差、存疑、不符或无法核验，\n"
            "并列出所涉的数和可使其成立的改动。各例在生成本页时实际核验。"
        ),
        "silent": "何时不判，或至多存疑",
        "example": "例",
        "says": "结果",
    },
}


def write_pages(folder: Path) -> tuple[Path, ...]:
    """Write the pages and return where they are; raises ``Misuse`` where an example is missing or shows nothing."""
    pages = {folder / name: checks_to_page(folder / "examples", lang) for lang, name in PAGES.items()}
    pages |= {folder / name: codebook.store_to_page(lang) for lang, name in codebook.PAGES.items()}
    for path, page in pages.items():
        path.write_text(page, encoding="utf-8")
    return tuple(pages)


def checks_to_page(examples: Path, lang: Lang) -> str:
    """Return the page about every check, with what it says of its example."""
    words = _WORDS[lang]
    proofs: dict[str, list[str]] = {}
    for check in CHECKS:
        proofs.setdefault(check.code, []).append(check.proves_zh if lang is Lang.ZH else check.proves)
    for series in SERIES:
        proofs[series.code] = [series.proves_zh if lang is Lang.ZH else series.proves]
    parts = [words["title"], words["intro"]]
    for code, proves in proofs.items():
        silent = SILENCES[code][lang is Lang.ZH]
        parts += [f"## `{code}`", "\n".join(dict.fromkeys(proves)), f"*{words['silent']}:* {silent}"]
        texts = [path.read_text(encoding="utf-8").rstrip("\n") for path in _files(examples, code)]
        parts += [f"*{words['example']}:*", *(f"```text\n{text}\n```" for text in texts)]
        parts += [f"*{words['says']}:* {line}" for line in _say(examples, code, lang)]
    return "\n\n".join(parts) + "\n"


def _files(examples: Path, code: str) -> tuple[Path, ...]:
    alone = examples / f"{code}.txt"
    found = (alone,) if alone.is_file() else tuple(sorted(examples.glob(f"{code}.[0-9].txt")))
    if not found:
        raise Misuse(
            f"{examples}: no example of the check {code}; add {code}.txt",
            f"{examples}：规则 {code} 缺少例子；请添加 {code}.txt",
        )
    return found


def _say(examples: Path, code: str, lang: Lang) -> Iterator[str]:
    bulletins = [parsers.parse_document(extract.read_document(path)) for path in _files(examples, code)]
    findings = [finding for finding in checks.audit(bulletins).findings if finding.code == code]
    telling = [finding for finding in findings if finding.result in (Result.CONTRADICTED, Result.IMPROBABLE)]
    telling = telling or [finding for finding in findings if finding.result is Result.NOT_ASSESSABLE]
    if not telling:
        raise Misuse(
            f"{examples / code}: the example shows nothing of its check; mend it",
            f"{examples / code}：例子未能显示该规则；请修改",
        )
    yield _line(telling[0], lang)


def _line(finding: Finding, lang: Lang) -> str:
    verdict = VERDICTS_ZH[finding.result] if lang is Lang.ZH else finding.result.value.replace("_", " ")
    return f"**{verdict}** — {finding.message_zh if lang is Lang.ZH else finding.message}"


if __name__ == "__main__":
    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
