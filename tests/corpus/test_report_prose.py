"""The report's running text: every number of it once, coloured by its state, in a text and on pages."""

import re
from pathlib import Path

import pytest

import tongbao
from corpus.report import Lang, write_html
from corpus.report.prose import bulletin_to_prose
from corpus.report.reader import Reader
from schemas.tokens import TokenClass

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module", params=["fuzhou-12345-2017-08.txt", "fuzhou-12345-2017-04.pdf"])
def audit(request):
    return tongbao.audit(EXAMPLES / request.param)


def entries_of(audit):
    return [each for each in audit.ledger.entries if each.cls is TokenClass.FIGURE]


def test_every_number_of_the_text_is_marked_with_its_state(audit):
    reader = Reader.of(audit, Lang.EN)
    views = bulletin_to_prose(audit.bulletins[0], audit.ledger.entries, reader)
    marked = [(piece.text, piece.state, piece.findings) for view in views for piece in view.pieces if piece.state]
    expected = [(each.raw, each.state.value, each.findings) for each in entries_of(audit)]
    assert sorted(marked) == sorted(expected)
    assert {"checked", "contradicted", "unchecked"} == {state for _, state, _ in marked}


def test_the_pieces_are_the_paragraphs(audit):
    reader = Reader.of(audit, Lang.EN)
    views = bulletin_to_prose(audit.bulletins[0], audit.ledger.entries, reader)
    texts = ["".join(piece.text for piece in view.pieces) for view in views]
    paragraphs = [paragraph.text for paragraph in audit.bulletins[0].document.paragraphs()]
    assert [text for text in paragraphs if text in set(texts)] == texts
    assert views[0].place
    assert any(view.heading for view in views)


def test_a_number_leads_to_its_finding_and_says_what_it_is_said_of(audit):
    page = write_html(audit, Lang.EN, {})
    off = next(each for each in entries_of(audit) if each.state == "contradicted")
    (link,) = re.findall(rf'<span class="n contradicted"><a ([^>]*)>{re.escape(off.raw)}</a>', page)
    assert f'href="#{off.findings[0]}"' in link
    assert f'id="{off.findings[0]}"' in page
    figure = next(each for each in audit.bulletins[0].figures if each.id == off.ref)
    assert f'data-label="{figure.entity} · {figure.metric}"' in link


def test_the_english_report_says_in_chinese_only_what_is_printed(audit):
    """Names of metrics may be put together from printed words; sentences may not be left in Chinese."""
    bulletin = audit.bulletins[0]
    said = [finding.message for finding in audit.findings]
    said += [finding.rule_text_en or finding.rule_text for finding in audit.findings]
    said += [each.evidence for finding in audit.findings for each in finding.explained_by]
    said += [text for each in audit.conventions for text in (each.what, each.scope, each.evidence)]
    said += [problem.reason for problem in audit.all_problems]
    held = "".join(
        block.text if hasattr(block, "role") else " ".join(cell.text for cell in block.cells)
        for block in bulletin.document.blocks
    )
    printed = "".join(re.findall("[一-鿿]", held))
    names = {figure.metric for figure in bulletin.figures} | {"合计"}
    for sentence in said:
        for phrase in re.findall("[一-鿿]+", sentence):
            assert phrase in printed or phrase in names, sentence


def test_a_finding_on_text_and_table_shows_the_line_and_the_row_under_its_header():
    audit = tongbao.audit(EXAMPLES / "fuzhou-12345-2017-08.txt")
    finding = next(each for each in audit.findings if each.code == "figure-cell" and each.result == "contradicted")
    page = write_html(audit, Lang.EN, {})
    card = page[page.index(f'id="{finding.id}"') :].partition("</article>")[0]
    assert card.count('<p class="line">') == 1
    assert card.count("<mark>") == 2
    assert "<th>按期结案率" in card
