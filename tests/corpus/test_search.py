"""Words of any length are found wherever a plain look through the store finds them, and nothing else is."""

import json
import random
from pathlib import Path

import pytest
from command_line import EXAMPLES
from generator.bulletins import make_bulletin
from generator.to_pdf import bulletin_to_pdf
from generator.to_text import bulletin_to_text

from corpus.search import Query, Word, search
from corpus.search.query import number_to_size, text_to_period, text_to_words
from corpus.store import open_store
from corpus.store.phrases import fold_text
from corpus.store.writing import Entry, transaction, write_document, write_entry
from schemas.errors import Misuse
from tongbao.pipeline import audit
from tongbao.storing import audit_to_store_rows, current_reading, synonyms

READING = current_reading(None)


def keep(store, path):
    rows = audit_to_store_rows(audit(path), READING)
    with transaction(store):
        write_document(store, rows)
        write_entry(store, Entry(Path(path).name, "", rows.sha256, 1, rows.state), READING)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search")
    with open_store(folder / "corpus.db", create=True) as opened:
        for name in ("fuzhou-12345-2017-04.txt", "fuzhou-12345-2017-08.txt", "fuzhou-12345-2017-04.pdf"):
            keep(opened, EXAMPLES / name)
        for seed in range(1, 9):
            (folder / f"{seed}.txt").write_bytes(bulletin_to_text(make_bulletin(seed)).data())
            keep(opened, folder / f"{seed}.txt")
        yield opened


@pytest.fixture(scope="module")
def texts(store):
    """What each hit is found by, folded: the plain scan."""
    found = {"figure": {}, "value": {}, "text": {}, "cell": {}}
    for document, n, *labels in store.execute("SELECT document, n, entity, metric, text FROM figures"):
        found["figure"][document, n] = [fold_text(label) for label in labels]
    rows = store.execute(
        "SELECT v.document, v.tbl, v.row, v.col, t.title, r.path, r.label, c.path, c.name FROM table_values v "
        "JOIN tables t USING (document, tbl) LEFT JOIN table_rows r USING (document, tbl, row) "
        "LEFT JOIN table_columns c USING (document, tbl, col)"
    )
    for document, tbl, row, col, title, row_path, label, col_path, name in rows:
        paths = [" ".join(json.loads(path or "[]")) for path in (row_path, col_path)]
        labels = (title, paths[0] or label or "", paths[1] or name or "")
        found["value"][document, tbl, row, col] = [fold_text(each) for each in labels]
    for document, n, text in store.execute("SELECT document, n, text FROM paragraphs"):
        found["text"][document, n] = [fold_text(text)]
    for document, tbl, n, text in store.execute("SELECT document, tbl, n, text FROM table_cells WHERE role <> 'value'"):
        found["cell"][document, tbl, n] = [fold_text(text)]
    return found


def plain_count(texts, *words):
    folded = [fold_text(word) for word in words]
    return {
        kind: sum(all(any(word in label for label in labels) for word in folded) for labels in each.values())
        for kind, each in texts.items()
    }


def ask(store, *words, **fields):
    return search(store, Query(tuple(Word(word) for word in words), **fields))


def test_random_words_of_one_to_nine_characters_are_found_where_a_plain_scan_finds_them(store, texts):
    store.execute("UPDATE documents SET bulletin = sha256")  # here every file is to be found
    rng = random.Random(7)
    every = sorted({label for each in texts.values() for labels in each.values() for label in labels if label})
    for _ in range(150):
        label = rng.choice(every)
        start = rng.randrange(len(label))
        words = [label[start : start + rng.randint(1, 9)]]
        if rng.random() < 0.4:
            other = rng.choice(every)
            words.append(other[: rng.randint(1, 3)])
        assert ask(store, *words, first=1).totals == plain_count(texts, *words), words


def test_one_character_marks_and_width(store, texts):
    for word in ("率", "（", "(", "％", "%", "一", "12345", "１２３４５", "“智慧"):
        assert ask(store, word, first=1).totals == plain_count(texts, word), word
    assert set(ask(store, "没有这样的词").totals.values()) == {0}


def test_a_bulletin_in_two_files_is_found_once_and_names_both(store):
    store.execute(
        "UPDATE documents SET bulletin = CASE WHEN document_number <> '' THEN document_number ELSE sha256 END"
    )
    hits = ask(store, "台江区政府", "按期结案率", period=text_to_period("2017-04"))
    values = [hit for hit in hits.first if hit.kind == "value"]
    assert len(values) == 1
    assert values[0].document.files == ("fuzhou-12345-2017-04.txt",)
    assert values[0].document.also == ("fuzhou-12345-2017-04.pdf",)


def test_a_number_shows_what_it_is_and_where_it_is_printed(store):
    hits = ask(store, "闽侯县", "按期结案率", period=text_to_period("2017-08")).first
    (told,) = [hit for hit in hits if hit.state == "contradicted"]
    assert (told.kind, told.raw, told.value, told.unit) == ("figure", "95.13%", "95.13", "%")
    assert told.place["line"] == 103
    (hit,) = [hit for hit in hits if hit.kind == "value" and hit.raw == "85.13"]
    assert (hit.value, hit.period, hit.labels[1:]) == ("85.13", "2017-08-01/2017-08-31", ("闽侯县政府", "按期结案率"))
    assert hit.place["line"] == 340
    assert "闽侯县政府" in hit.quote
    assert hit.document.files == ("fuzhou-12345-2017-08.txt",)


def test_numbers_are_filtered_and_sorted_as_numbers(store):
    words = (*text_to_words("按期结案率", lambda _: (), "metric"),)
    every = search(store, Query(words, sort="value")).first
    sizes = [float(hit.value) for hit in every]
    assert sizes == sorted(sizes)
    assert len(sizes) > 50
    some = search(store, Query(words, low=number_to_size("90"), high=number_to_size("95%"), sort="value", first=5))
    assert [hit.value for hit in some.first] == [hit.value for hit in every if 90 <= float(hit.value) <= 95][:5]
    assert some.totals["figure"] + some.totals["value"] == sum(90 <= size <= 95 for size in sizes)
    wrong = search(store, Query(words, states=("contradicted",)))
    assert {hit.state for hit in wrong.first} == {"contradicted"}


def test_units_and_scales(store):
    for unit in ("件", "%"):
        hits = ask(store, unit=unit, low=number_to_size("50"), first=40).first
        assert hits
        assert all(hit.unit.endswith(unit) for hit in hits)
    assert number_to_size("3.2万") == number_to_size("32000") == number_to_size("32,000")
    with pytest.raises(Misuse):
        number_to_size("many")
    with pytest.raises(Misuse):
        text_to_period("last year")


def test_other_names_count_in_their_family_and_are_shown(store):
    words = text_to_words("满意率", synonyms)
    assert ("hotline", "群众满意度") in words[0].also
    hits = search(store, Query(words, first=0))
    found = {hit.by for hit in hits.first if hit.kind == "value"}
    assert any(by and by[0][1] in ("满意度", "群众满意度") for by in found)
    assert all(hit.document.family == "hotline" for hit in hits.first if hit.by)
    assert not any(hit.by for hit in ask(store, "满意率").first)


@pytest.mark.parametrize("word", ["率", "市", "情况"])
def test_of_words_that_stand_everywhere_the_first_hits_are_the_same_and_few_are_counted(store, monkeypatch, word):
    every = ask(store, word, first=30)
    monkeypatch.setattr("corpus.search.asking.COUNTED", 5)
    some = ask(store, word, first=30)
    assert some.first == every.first
    assert some.totals == {kind: min(count, 6) for kind, count in every.totals.items()}
    assert ask(store, word, first=0).totals == every.totals


def test_issuer_and_family(store):
    assert ask(store, "情况", issuer="智慧福州", first=1).totals["text"] > 0
    assert ask(store, "情况", issuer="没有这个单位", first=1).totals["text"] == 0
    assert ask(store, "情况", family="hotline", first=1).totals["text"] > 0


def test_pdf_and_text_of_a_generated_bulletin_give_each_number_once(tmp_path):
    bulletin = make_bulletin(1)
    (tmp_path / "1.txt").write_bytes(bulletin_to_text(bulletin).data())
    (tmp_path / "1.pdf").write_bytes(bulletin_to_pdf(bulletin))
    with open_store(tmp_path / "corpus.db", create=True) as opened:
        keep(opened, tmp_path / "1.txt")
        alone = ask(opened, "率", first=1).totals
        keep(opened, tmp_path / "1.pdf")
        assert ask(opened, "率", first=1).totals["value"] == alone["value"]
