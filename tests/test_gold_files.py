"""The answers typed by hand are well-formed, and stand where they say they stand."""

import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from schemas.figures import ChangeKind, FigureRole
from schemas.findings import Basis, Reason, Result
from schemas.printed import SCALES, Approx
from schemas.tokens import TokenClass

HERE = Path(__file__).parent
PROSE = HERE / "gold" / "prose"
GOLD = sorted([*(HERE / "gold" / "figures").glob("*.json"), *PROSE.glob("*.json")])
EXAMPLES = HERE / "examples"
PERIOD = re.compile(r"(\d{4}-\d\d-\d\d|\.\.)/(\d{4}-\d\d-\d\d|\.\.)")
MEASURES = frozenset((HERE / "gold" / "measures.txt").read_text(encoding="utf-8").split())
"""Measure words without 万, 亿 … and 个 before them."""


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def entries(gold):
    return gold["figures"] + gold["tokens"]


def place(entry):
    return entry.get("line", entry.get("paragraph")), entry["start"]


def is_measure(unit):
    """Say whether ``unit`` is a known measure word behind any scale and 个."""
    prefixes = ["", "个", *SCALES]
    return any(unit.startswith(p) and unit[len(p) :] in MEASURES | {""} for p in prefixes)


@pytest.fixture(params=GOLD, ids=lambda path: path.stem)
def gold(request):
    return read(request.param)


def test_there_are_gold_files():
    assert GOLD


def test_figures_keep_to_the_vocabulary(gold):
    for figure in gold["figures"]:
        where = (gold["document"], *place(figure), figure["quote"])
        assert figure["role"] in set(FigureRole), where
        assert figure["approx"] is None or figure["approx"] in set(Approx), where
        assert Decimal(figure["value"]).is_finite(), where
        assert is_measure(figure["unit"]), where
        assert figure["period"] == "" or PERIOD.fullmatch(figure["period"]), where
        assert (figure["role"] == FigureRole.CHANGE) == (figure["change"] is not None), where
        assert figure["change"] is None or figure["change"]["kind"] in set(ChangeKind), where
        assert figure["role"] != FigureRole.SHARE or figure["base"], where


def test_accepted_answers_keep_to_the_vocabulary(gold):
    allowed = {
        "role": set(FigureRole),
        "kind": set(ChangeKind),
        "approx": {*Approx, ""},
        "class": {*TokenClass, "figure"},
    }
    fields = {*allowed, "value", "unit", "metric", "entity", "period", "base", "against"}
    for entry in entries(gold):
        for answer in entry.get("accept", []):
            ((field, value),) = answer.items()
            assert field in fields, entry
            assert value in allowed.get(field, {value}), entry
            assert field != "unit" or is_measure(value), entry
            assert field != "period" or value == "" or PERIOD.fullmatch(value), entry


def test_a_typed_value_is_the_quoted_number(gold):
    for figure in gold["figures"]:
        digits = re.match(r"[-\d.,]+", figure["quote"])
        if digits:
            printed = Decimal(digits.group().replace(",", ""))
            assert abs(Decimal(figure["value"])) == abs(printed), figure


def test_every_metric_meets_its_own_terms(gold):
    for figure in gold["figures"]:
        said = figure["metric"] + figure["entity"]
        assert figure["must"], figure
        assert all(any(term in said for term in group) for group in figure["must"]), figure


def test_tokens_have_a_class_that_is_no_figure(gold):
    assert {token["class"] for token in gold["tokens"]} <= set(TokenClass) - {TokenClass.FIGURE, TokenClass.VALUE}


def test_entries_stand_in_order_and_apart(gold):
    for kind in ("figures", "tokens"):
        assert [place(e) for e in gold[kind]] == sorted(place(e) for e in gold[kind])
    taken = set()
    for entry in entries(gold):
        line, start = place(entry)
        span = {(line, at) for at in range(start, start + len(entry["quote"]))}
        assert not span & taken, entry
        taken |= span


def test_a_context_leads_to_its_quote(gold):
    for entry in entries(gold):
        assert "context" not in entry or entry["quote"] in entry["context"], entry


def test_entries_stand_in_what_was_read(gold):
    for entry in entries(gold):
        assert "read" not in gold or any(low <= place(entry)[0] <= high for low, high in gold["read"]), entry


def slips():
    """Every judgement of the running text: of the gold files, and of the two bulletins of the examples."""
    found = [slip for path in GOLD for slip in read(path).get("slips", [])]
    return found + [slip for judged in read(EXAMPLES / "by_hand.json")["narrative"].values() for slip in judged]


def test_slips_keep_to_the_vocabulary():
    for slip in slips():
        assert {slip["result"], *slip.get("accept", [])} <= {*Result, "not a finding"}, slip
        assert slip["why"], slip
        assert slip["result"] == "not a finding" or slip["basis"] in set(Basis), slip
        assert (slip["result"] == Result.NOT_ASSESSABLE) == (slip.get("reason") in set(Reason)), slip
        assert slip["result"] != Result.CONTRADICTED or slip["basis"] != Basis.INFERRED, slip


def document(gold):
    """The text that the gold was typed from, where it lies in the repository."""
    return next(
        (folder / gold["document"] for folder in (EXAMPLES, PROSE) if (folder / gold["document"]).exists()), None
    )


@pytest.mark.parametrize("path", [p for p in GOLD if document(read(p))], ids=lambda p: p.stem)
class TestAgainstTheDocument:
    """Texts only: markup has no lines."""

    def test_quotes_stand_on_their_lines(self, path):
        gold = read(path)
        data = document(gold).read_bytes()
        lines = data.decode("utf-8").split("\n")
        assert hashlib.sha256(data).hexdigest() == gold["sha256"]
        for entry in entries(gold):
            line, start = place(entry)
            assert lines[line - 1].startswith(entry["quote"], start), entry

    def test_no_digit_outside_the_tables_is_left_over(self, path):
        gold = read(path)
        lines = document(gold).read_text(encoding="utf-8").split("\n")
        in_tables = {line for first, last in gold["tables"] for line in range(first, last + 1)}
        covered = {(place(e)[0], place(e)[1] + i) for e in entries(gold) for i in range(len(e["quote"]))}
        left = [
            (number, text[max(0, at - 10) : at + 5])
            for number, text in enumerate(lines, 1)
            if number not in in_tables
            for at, char in enumerate(text)
            if char.isdecimal() and (number, at) not in covered
        ]
        assert left == []
