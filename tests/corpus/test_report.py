"""The report gives the answer first, shows a file's text only as text, and asks nothing of a network."""

import re
from base64 import b64decode, b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from audit_factories import make_audit, make_bulletin, make_finding, make_full_audit, make_operand
from factories import FILE, make_place, make_table

from corpus.report import Lang, audit_to_answer, write_html
from corpus.report.html import MOST_CUTOUTS
from corpus.report.views import MOST_ROWS
from corpus.report.visible import visible
from corpus.report.words import WORDS, name, say
from schemas.audits import State
from schemas.documents import GridPart, LooseCell, Page, Problem
from schemas.findings import Attribution, Basis, Consequence, Operand, Reason, Result
from schemas.rules import RuleKind
from schemas.tokens import TokenClass

VOID = {"meta", "br", "img", "hr", "input", "link", "col"}


class Parsed(HTMLParser):
    """The page's elements: attributes by tag, visible text, and that every element is closed in order."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.text, self.open = [], [], []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("script", "style"):
            self.text.append(data)

    def all(self, tag):
        return [attrs for found, attrs in self.elements if found == tag]

    def ids(self):
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]


@pytest.fixture(params=list(Lang))
def lang(request):
    return request.param


def report(audit, lang=Lang.EN, drawers=None):
    return Parsed(write_html(audit, lang, drawers or {}))


def test_the_answer_comes_first_and_then_the_gravest_finding(lang):
    audit = make_full_audit()
    text = "".join(report(audit, lang).text)
    headline = audit_to_answer(audit).headline(lang)
    messages = [finding.message_zh if lang is Lang.ZH else finding.message for finding in audit.findings]
    order = [headline, messages[1], messages[2], messages[4], messages[3], messages[0]]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_findings_stand_by_consequence_then_in_the_order_of_the_document():
    table = make_table(["单位", "甲"], [f"局{n}\t{n}" for n in range(4)])
    consequences = [Consequence.DISPLAY, Consequence.THRESHOLD, Consequence.NONE, Consequence.THRESHOLD]
    findings = [
        make_finding(Result.CONTRADICTED, [make_operand(table, n + 1, 1)], f"m{n}", consequence=consequence)
        for n, consequence in enumerate(consequences)
    ]
    answer = audit_to_answer(make_audit(make_bulletin(tables=[table]), findings))
    assert [finding.message for finding in answer.contradicted] == ["m1", "m3", "m0", "m2"]


@pytest.mark.parametrize(
    ("results", "unchecked", "en", "zh"),
    [
        ([], 2, "No contradiction found in 1 of 3 numbers; 2 have nothing to be checked against.", "在 3 个数中，1 个"),
        (["contradicted"], 0, "1 relation is contradicted. All 3 numbers were checked.", "发现 1 处不符。3 个数均"),
        (["contradicted"] * 2, 1, "2 relations are contradicted. 2 of 3 numbers were checked", "发现 2 处不符。"),
        ([], 3, "Nothing is known of the 3 numbers", "3 个数均没有可与之核对的内容"),
        ([], 0, "No contradiction found: all 3 numbers were checked.", "未发现不符：3 个数均经核验。"),
    ],
)
def test_the_headline_says_how_many_and_of_how_many(results, unchecked, en, zh):
    table = make_table(["单位", "甲"], ["子\t1", "丑\t2", "寅\t3"])
    findings = [make_finding(Result(result), [], f"m{n}") for n, result in enumerate(results)]
    audit = make_audit(make_bulletin(tables=[table]), findings)
    states = [State.UNCHECKED] * unchecked + [State.CHECKED] * (3 - unchecked)
    entries = tuple(replace(entry, state=state) for entry, state in zip(audit.ledger.entries, states, strict=True))
    answer = audit_to_answer(replace(audit, ledger=replace(audit.ledger, entries=entries)))
    assert answer.headline(Lang.EN).startswith(en)
    assert zh in answer.headline(Lang.ZH)


def test_a_document_without_numbers_is_no_clean_bill():
    answer = audit_to_answer(make_audit(make_bulletin("没有数")))
    assert answer.headline(Lang.EN) == "No number was read in a table or in the text: there was nothing to check."


def test_what_the_reading_lost_does_not_count_as_contradicted():
    table = make_table(["单位", "甲"], ["子\t1"])
    lost = make_finding(Result.CONTRADICTED, [make_operand(table, 1, 1)], attribution=Attribution.EXTRACTION)
    answer = audit_to_answer(make_audit(make_bulletin(tables=[table]), [lost]))
    assert (answer.contradicted, answer.extraction) == ((), (lost,))


def test_an_open_control_total_is_said():
    audit = make_full_audit()
    answer = audit_to_answer(replace(audit, ledger=replace(audit.ledger, digits_in_entries=1)))
    assert "Not every digit" in answer.control(Lang.EN)


HOSTILE = "<script>alert(1)</script>\"'&{{7*7}}\u202e\x1b[31m\ud800"


def test_text_of_a_file_shows_as_text_wherever_it_stands(lang):
    table = make_table(["单位", HOSTILE], [f"{HOSTILE}\t1"], title=HOSTILE, notes=[HOSTILE], unit=HOSTILE)
    operands = [replace(make_operand(table, 1, 1, HOSTILE), raw=HOSTILE)]
    findings = [
        make_finding(
            result,
            operands,
            HOSTILE,
            message_zh=HOSTILE,
            formula=HOSTILE,
            rule_text=HOSTILE,
            printed=HOSTILE,
            recomputed=HOSTILE,
            code=HOSTILE,
        )
        for result in Result
    ]
    problem = Problem(HOSTILE, HOSTILE, HOSTILE, make_place(HOSTILE))
    bulletin = make_bulletin(tables=[table], title=HOSTILE, problems=(problem,))
    page = write_html(make_audit(bulletin, findings), lang, {})
    parsed = Parsed(page)
    assert len(parsed.all("script")) == 1
    assert "".join(parsed.text).count("<script>alert(1)</script>") > 15
    assert not set("\u202e\x1b\ud800") & set(page)
    assert not [key for _, attrs in parsed.elements for key in attrs if key.startswith("on") or key == "style"]


def test_the_page_holds_everything_and_its_policy_lets_nothing_else_in(lang):
    page = write_html(make_full_audit(), lang, {})
    parsed = Parsed(page)
    policy = next(meta["content"] for meta in parsed.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    allowed = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", "img-src": "data:"}
    for tag in ("script", "style"):
        inline = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        allowed[f"{tag}-src"] = f"'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'"
    assert dict(part.split(maxsplit=1) for part in policy.split(";")) == allowed
    assert not [attrs for _, attrs in parsed.elements if not attrs.get("src", "data:").startswith("data:")]
    assert not [attrs for _, attrs in parsed.elements if not attrs.get("href", "#").startswith("#")]
    assert "url(" not in page
    assert "@import" not in page


def test_every_link_leads_somewhere_and_no_id_stands_twice(lang):
    parsed = report(make_full_audit(), lang)
    assert len(parsed.ids()) == len(set(parsed.ids()))
    assert {link["href"][1:] for link in parsed.all("a")} <= set(parsed.ids())


def test_each_number_of_a_table_shows_its_state_and_leads_to_its_findings():
    audit = make_full_audit()
    links = [link for link in report(audit).all("a") if "data-findings" in link]
    assert len(links) == audit.ledger.count()
    contradicted = audit.findings[1].id
    assert [link["data-state"] for link in links if contradicted in link["data-findings"]] == ["contradicted"] * 3


def test_a_finding_shows_its_row_under_the_header_with_its_numbers_marked():
    page = write_html(make_full_audit(), Lang.EN, {})
    row = '<td class="at">line 3</td><td class="label">乙局</td>'
    marked = "".join(f'<td class="value"><mark>{number}</mark></td>' for number in ("67", "66", "98.5"))
    assert f"{row}{marked}</tr>" in page
    assert "<th>应结案数</th>" in page


def test_a_finding_on_the_text_quotes_its_line_with_its_numbers_marked():
    text = "受理27760件，其中投诉18060件。"
    operands = [
        Operand("token-1", "27760", None, "result", make_place("27760", 1, 2)),
        Operand("token-2", "18060", None, "part", make_place("18060", 1, 13)),
    ]
    audit = make_audit(make_bulletin(text), [make_finding(Result.CONTRADICTED, operands)])
    page = write_html(audit, Lang.EN, {})
    assert "受理<mark>27760</mark>件，其中投诉<mark>18060</mark>件。" in page


def test_a_finding_on_many_rows_shows_some_and_counts_the_rest():
    table = make_table(["单位", "甲"], [f"局{n}\t1" for n in range(MOST_ROWS + 4)])
    operands = [make_operand(table, n + 1, 1) for n in range(MOST_ROWS + 4)]
    audit = make_audit(make_bulletin(tables=[table]), [make_finding(Result.CONTRADICTED, operands)])
    page = write_html(audit, Lang.EN, {})
    assert page.count("<mark>1</mark>") == MOST_ROWS
    assert "4 more rows" in page


def test_a_ragged_row_shows_its_cells_beside_the_grid_and_leaves_its_positions_empty():
    table = make_table(["单位", "甲", "乙"], ["子\t1\t2", "丑\t3"])
    grid = replace(table.grid, cells=tuple(cell for cell in table.grid.cells if (cell.row, cell.col) != (2, 1)))
    stray = next(cell for cell in table.grid.cells if (cell.row, cell.col) == (2, 1))
    grid = replace(grid, loose=(LooseCell(2, 1, stray.lines, stray.place, (1, 2)),))
    page = write_html(make_audit(make_bulletin(tables=[replace(table, grid=grid)])), Lang.EN, {})
    assert '<td class="absent" colspan="2"><span class="loose">column not proved: <b>3</b>' in page


def test_a_cell_too_many_stands_beside_its_row():
    table = make_table(["单位", "甲"], ["子\t1"])
    extra = LooseCell(1, 2, (), make_place("9"), (1,))
    grid = replace(table.grid, loose=(replace(extra, lines=table.grid.cells[-1].lines),))
    page = write_html(make_audit(make_bulletin(tables=[replace(table, grid=grid)])), Lang.EN, {})
    assert '<td class="beside"><span class="loose">column not proved: <b>1</b>' in page


def test_the_cut_out_of_a_page_is_in_the_page_and_its_boxes_are_the_operands():
    asked = []

    def drawer(page, boxes, **chosen):
        asked.append((page, list(boxes), chosen["clip"]))
        return b"picture"

    audit, boxes = on_a_page(make_full_audit())
    parsed = report(audit, drawers={FILE: drawer})
    pictures = [b64decode(image["src"].removeprefix("data:image/png;base64,")) for image in parsed.all("img")]
    assert pictures == [b"picture"] * 4
    page, boxed, clip = asked[0]
    assert (page, sorted(boxed)) == (2, sorted(boxes[operand.ref] for operand in audit.findings[1].operands))
    assert clip[0] < min(box[0] for box in boxed)
    assert clip[3] > max(box[3] for box in boxed)


def test_only_so_many_findings_get_a_picture():
    table = make_table(["单位", "甲"], [f"局\t{n}" for n in range(MOST_CUTOUTS + 5)])
    findings = [
        make_finding(Result.CONTRADICTED, [make_operand(table, n + 1, 1)], f"m{n}") for n in range(MOST_CUTOUTS + 5)
    ]
    audit, _ = on_a_page(make_audit(make_bulletin(tables=[table]), findings))
    parsed = report(audit, drawers={FILE: lambda *_, **__: b"picture"})
    assert len(parsed.all("img")) == MOST_CUTOUTS
    assert "".join(parsed.text).count("No cut-out") == 5


def on_a_page(audit):
    """Return the audit as if its numbers stood on page 2, and the box of each by its ref."""
    (bulletin,) = audit.bulletins
    boxes = {entry.ref: (100.0, 50.0 + 10 * n, 130.0, 58.0 + 10 * n) for n, entry in enumerate(audit.ledger.entries)}

    def placed(ref, place):
        return replace(place, line=None, start=None, end=None, page=2, bbox=boxes[ref])

    findings = tuple(
        replace(each, operands=tuple(replace(o, place=placed(o.ref, o.place)) for o in each.operands))
        for each in audit.findings
    )
    part = GridPart("part", 2, (80.0, 40.0, 500.0, 780.0), ())
    grid = replace(bulletin.tables[0].grid, parts=(part,))
    document = replace(bulletin.document, pages=(Page(1, 595, 842), Page(2, 595, 842)), blocks=(grid,))
    return replace(audit, bulletins=(replace(bulletin, document=document),), findings=findings), boxes


# Words


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("result", Result),
        ("state", State),
        ("basis", Basis),
        ("attribution", Attribution),
        ("consequence", Consequence),
        ("class", TokenClass),
        ("reason", Reason),
        ("rule.kind", RuleKind),
    ],
)
def test_every_code_of_our_records_has_its_words(kind, codes):
    assert [code for code in codes if f"{kind}.{code.value}" not in WORDS] == []


def test_the_verdicts_have_their_fixed_words():
    assert [name(Lang.ZH, "result", result.value) for result in Result] == ["一致", "尾差", "存疑", "不符", "无法核验"]


ACCUSING = (
    "造假",
    "虚假",
    "错误",
    "作弊",
    "瞒报",
    "谎报",
    "失实",
    "篡改",
    "fraud",
    "fake",
    "error",
    "mistake",
    "lie",
    "wrong",
)


CODED = re.compile(
    r"(result|state|class|basis|attribution|consequence|effect|reason|role|problem|rule\.kind|block|meta|figure|figure\.change|layer)\."
)
"""Words that are looked up by a code of our records."""


def test_no_word_is_kept_that_nobody_says():
    rooms = [Path(__file__).parents[2] / room for room in ("corpus", "tongbao")]
    files = [file for room in rooms for kind in ("*.py", "*.jinja") for file in room.rglob(kind)]
    source = "".join(file.read_text("utf-8") for file in files if file.name not in ("words.py", "corpus_words.py"))
    said = [key for key in WORDS if not CODED.match(key) and not key.startswith(("answer.", "findings.", "place."))]
    assert [key for key in said if f'"{key}"' not in source and f"'{key}'" not in source] == []


def test_no_word_accuses():
    said = [words.lower() for pair in WORDS.values() for words in pair]
    assert [
        (word, words)
        for word in ACCUSING
        for words in said
        if re.search(rf"\b{word}\b" if word.isascii() else word, words)
    ] == []


def test_both_languages_fill_in_the_same_fields():
    fields = re.compile(r"\{(\w+)\}")
    assert [key for key, (en, zh) in WORDS.items() if set(fields.findall(en)) != set(fields.findall(zh))] == []


def test_a_code_without_words_is_still_legible():
    assert name(Lang.ZH, "reason", "no_such-code") == "no such code"
    assert say(Lang.EN, "place.page", page=3) == "page 3"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("结案率 98.5%", "结案率 98.5%"),
        ("\x1b[31m", "\\x1b[31m"),
        ("a\u202eb", "a\\u202eb"),
        ("\ud800", "\\ud800"),
        ("a\tb\n", "a\tb\n"),
        ("全\u3000角", "全\u3000角"),
        ("\ufeff\x00", "\\ufeff\\x00"),
    ],
)
def test_what_steers_is_spelled_out(text, shown):
    assert visible(text) == shown
