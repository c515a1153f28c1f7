"""Sentences about a table, typed by hand: those that hold are never accused, slips that were noticed stay noticed.

Each file of ``told_of_tables`` holds a table and sentences about it: ``+`` holds (or speaks of something that the table
does not say: other times, some rows only, other metrics), ``-`` has one number misprinted, ``~`` likewise but is not
noticed yet.
"""

from pathlib import Path

import pytest

import checks
import extract
import parsers
from schemas.findings import Result

FOLDER = Path(__file__).parent / "told_of_tables"
FILES = sorted(FOLDER.glob("*.txt"))


def head_and_sentences(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("+ "))
    return "\n".join(lines[:first]), [(line[0], line[2:]) for line in lines[first:]]


TOLD = [
    pytest.param(head, sentence, mark, id=f"{path.stem}-{number}")
    for path in FILES
    for head, sentences in [head_and_sentences(path)]
    for number, (mark, sentence) in enumerate(sentences)
]


def accusations(text, folder):
    path = folder / "bulletin.txt"
    path.write_text(text, encoding="utf-8")
    audited = checks.audit([parsers.parse_document(extract.read_document(path))])
    return [
        (found.code, found.message_zh)
        for found in audited.findings
        if found.result in (Result.CONTRADICTED, Result.IMPROBABLE)
    ]


@pytest.mark.parametrize(("head", "sentence", "mark"), TOLD)
def test_a_sentence_is_accused_if_it_is_off(head, sentence, mark, tmp_path):
    found = accusations(f"{head}\n\n{sentence}\n", tmp_path)
    assert bool(found) is (mark == "-"), (sentence, found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_all_that_holds_is_not_accused_together_either(path, tmp_path):
    head, sentences = head_and_sentences(path)
    text = "\n".join([head, "", *(sentence for mark, sentence in sentences if mark == "+")])
    assert accusations(text, tmp_path) == []
