"""A contradiction is laid to the publication only where a second reading confirms every number it rests on."""

from dataclasses import replace

import pytest
from audit_factories import make_audit, make_bulletin, make_finding
from factories import make_document

from checks import confirm_print
from schemas.documents import Page
from schemas.findings import Attribution, Operand, Result
from schemas.places import Place

FILE = "0" * 64


def operand(raw: str, page: int = 1) -> Operand:
    return Operand(f"r{raw}", raw, None, "operand", Place(FILE, raw, page, (0.0, 0.0, 10.0, 10.0)))


def attributions(reading, *operands, result=Result.CONTRADICTED, before=Attribution.UNDETERMINED, recognised=()):
    document = make_document()
    document = replace(
        document,
        source=replace(document.source, sha256=FILE),
        pages=tuple(Page(number, 595, 842, recognised=number in recognised) for number in (1, 2)),
    )
    audit = make_audit(
        make_bulletin(document=document), [make_finding(result=result, operands=operands, attribution=before)]
    )
    return [finding.attribution for finding in confirm_print(audit, {FILE: reading} if reading else {}).findings]


def same(place: Place) -> str:
    return place.quote


def test_what_is_read_the_same_twice_is_the_publications():
    assert attributions(same, operand("12"), operand("97.32%")) == [Attribution.PUBLISHED]


@pytest.mark.parametrize("second", ["9 7.32 %", "97．32％"])
def test_blanks_and_full_width_are_no_difference(second):
    assert attributions(lambda _: second, operand("97.32%")) == [Attribution.PUBLISHED]


@pytest.mark.parametrize("second", ["97.82%", "97.32", "", None])
def test_one_number_read_otherwise_or_not_found_leaves_it_open(second):
    def reading(place):
        return second if place.quote == "97.32%" else place.quote

    assert attributions(reading, operand("12"), operand("97.32%")) == [Attribution.UNDETERMINED]


def test_without_a_second_reading_it_stays_open():
    assert attributions(None, operand("12")) == [Attribution.UNDETERMINED]
    assert attributions(same) == [Attribution.UNDETERMINED]


def test_a_page_recognised_in_a_picture_is_not_confirmed_by_recognising_it_again():
    assert attributions(same, operand("12"), operand("13", page=2), recognised=[2]) == [Attribution.UNDETERMINED]
    assert attributions(same, operand("12"), recognised=[2]) == [Attribution.PUBLISHED]


@pytest.mark.parametrize("before", [Attribution.EXTRACTION, Attribution.PUBLISHED])
def test_what_is_settled_is_left(before):
    assert attributions(same, operand("12"), before=before) == [before]


def test_only_contradictions_are_read_again():
    def never(place):
        raise AssertionError(place)

    assert attributions(never, operand("12"), result=Result.EXACT) == [Attribution.UNDETERMINED]
