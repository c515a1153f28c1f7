"""No room knows the examples: their words stand in the folder of their family alone."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("tongbao", "extract", "parsers", "schemas", "checks", "corpus")
FAMILIES = ROOT / "parsers" / "families"
WORDS = [
    "12345",
    "返工",
    "台江",
    "仓山",
    "鼓楼",
    "马尾",
    "晋安",
    "福清",
    "长乐",
    "闽侯",
    "连江",
    "罗源",
    "闽清",
    "永泰",
    "福州",
    "福建",
    "榕智",
    "智慧福州",
    "数字城管",
    "应处置",
    "超期未处置",
    "超期处置",
    "应结案",
    "按期结案",
    "综合指标值",
    "重办",
    "诉求转接",
    "及时反馈",
]


def example_labels():
    """The bodies of the example tables, cut from the texts without the program."""
    labels = set()
    for path in sorted((ROOT / "tests" / "examples").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            labels |= {cell for cell in line.split("\t")[:2] if "\t" in line and re.fullmatch(r"[一-鿿（）]{4,}", cell)}
    return labels - {"责任单位", "下属单位", "处置责任单位", "本月无应处置案件"}


KNOWN = re.compile(r"(?<!\d)12345(?!\d)|" + "|".join(sorted({*WORDS[1:], *example_labels()})))


def words_of(path):
    """The strings and names of a module, or all of a data file; comments and docstrings may explain with examples."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return [source]
    tree = ast.parse(source)
    explaining = {id(statement.value) for statement in ast.walk(tree) if isinstance(statement, ast.Expr)}
    return [
        node.value if isinstance(node, ast.Constant) else node.id
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explaining)
        or isinstance(node, ast.Name)
    ]


def code_files():
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in {".py", ".lark", ".json", ".html", ".css", ".toml", ".txt"} and not (
                path.is_relative_to(FAMILIES) and path.parent != FAMILIES
            ):
                yield path


@pytest.mark.parametrize("path", list(code_files()), ids=lambda path: str(path.relative_to(ROOT)))
def test_words_of_the_examples_stand_in_no_code_outside_their_family(path):
    assert KNOWN.findall("\n".join(words_of(path))) == []


def test_the_words_are_those_of_the_examples():
    """A word that no example holds would guard nothing."""
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "examples").glob("*.txt"))
    assert [word for word in WORDS if word not in text] == []
    assert len(example_labels()) > 80
