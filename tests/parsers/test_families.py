"""Families are data: each has an example, each example one family, and no other code knows a family's words."""

import ast
import re
from pathlib import Path

import pytest
from factories import make_document

import extract
from parsers import parse_document
from parsers.families import FOLDERS, families, name_to_family, title_to_family
from parsers.families.declarations import Declaration
from schemas.bulletins import GENERIC, Family
from schemas.errors import Misuse

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path for path in (ROOT / "tests" / "examples").iterdir() if path.suffix in {".txt", ".pdf"})
ROOMS = ("tongbao", "extract", "parsers", "schemas", "checks", "corpus")


def title_of(path):
    bulletin = parse_document(extract.read_document(path))
    return next((field.value for field in bulletin.meta if field.name == "title"), "")


@pytest.fixture(scope="module")
def claims():
    """Each example with the families that claim it."""
    return {
        path.name: [
            family.name
            for family in families()
            if any(re.search(pattern, title_of(path)) for pattern in family.title_patterns)
        ]
        for path in EXAMPLES
    }


def test_every_family_has_an_example(claims):
    assert {name for names in claims.values() for name in names} == {family.name for family in families()}


def test_every_example_is_claimed_by_one_family(claims):
    assert {name: len(names) for name, names in claims.items()} == dict.fromkeys(claims, 1)


def test_every_folder_is_in_the_catalogue():
    folders = {path.parent.name for path in (ROOT / "parsers" / "families").glob("*/declaration.toml")}
    assert folders == set(FOLDERS)
    assert [family.name for family in families()] == list(FOLDERS)


FIRST = Family("first", ("热线.*通报",))
SECOND = Family("second", ("月份.*通报",))


def test_nobody_claims_a_generic_bulletin():
    assert title_to_family("2025年统计公报", (FIRST, SECOND)) is GENERIC
    assert title_to_family("", (FIRST, SECOND)) is GENERIC


def test_two_claimants_are_named():
    with pytest.raises(Misuse) as caught:
        title_to_family("4月份热线情况的通报", (FIRST, SECOND))
    assert "first" in caught.value.en
    assert "second" in caught.value.en
    assert "first" in caught.value.zh


def test_a_named_family_settles_it():
    assert name_to_family("second", (FIRST, SECOND)) is SECOND
    assert parse_document(make_document("今天天气很好。"), FOLDERS[0]).family.name == FOLDERS[0]
    assert parse_document(make_document("4月份热线情况的通报"), "generic").family is GENERIC


def test_an_unknown_family_is_misuse():
    with pytest.raises(Misuse, match="no family 'nonsense'"):
        parse_document(make_document("今天天气很好。"), "nonsense")


def test_a_misspelt_declaration_is_refused():
    with pytest.raises(ValueError, match="title_pattern"):
        Declaration.model_validate({"name": "x", "title_pattern": ["通报"], "title_patterns": []})
    with pytest.raises(ValueError, match="unterminated"):
        Declaration.model_validate({"name": "x", "title_patterns": ["("]})


def test_no_name_means_two_things_in_a_family():
    for family in families():
        for names in (family.metrics, family.bodies):
            said = [name for canonical, aliases in names.items() for name in (canonical, *aliases)]
            assert len(said) == len(set(said))


COMMON = {
    "受理",
    "受理数",
    "受理量",
    "结案",
    "结案数",
    "结案率",
    "满意率",
    "满意度",
    "综合得分",
    "指标值",
    "重办",
    "返工",
    "处置数",
}
"""Words that many bulletins share; whoever reads tables in general may know them."""


def distinctive(family):
    words = [*family.identifiers]
    for names in (family.metrics, family.bodies):
        words += [name for canonical, aliases in names.items() for name in (canonical, *aliases)]
    return sorted(word for word in words if word not in COMMON and len(word) > 2)


def code_of(path):
    """The strings and names of a module without its docstrings, or the whole of a data file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return source
    tree = ast.parse(source)
    explaining = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    return "\n".join(
        str(node.value) if isinstance(node, ast.Constant) else node.id
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and id(node) not in explaining) or isinstance(node, ast.Name)
    )


@pytest.mark.parametrize("family", families(), ids=lambda family: family.name)
def test_a_family_s_words_stand_in_its_own_folder_alone(family):
    words = re.compile("|".join(rf"(?<!\d){re.escape(word)}(?!\d)" for word in distinctive(family)))
    own = ROOT / "parsers" / "families" / family.name
    strangers = {
        str(path.relative_to(ROOT)): found[0]
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*"))
        if path.suffix in {".py", ".lark", ".html", ".css", ".json", ".toml", ".txt"} and own not in path.parents
        if (found := words.search(code_of(path)))
    }
    assert strangers == {}
