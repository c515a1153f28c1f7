"""What findings say in English: nothing of ours is left in Chinese, names and printed strings are."""

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

import checks.figures
import checks.rules
from checks.phrases import counted, rule_to_en

HAN = re.compile(r"[一-鿿]+")


def rules_of_ours():
    for package in (checks.figures, checks.rules):
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            for name, value in vars(import_module(module.name)).items():
                if name.endswith("RULE") and isinstance(value, str):
                    yield value


@pytest.mark.parametrize("rule", sorted(set(rules_of_ours())))
def test_every_rule_that_is_a_sentence_has_an_english_one(rule):
    assert not HAN.search(rule_to_en(rule))


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        ("上级行=所属各行之和", set()),
        ("合计=各分项之和", set()),
        ("合计栏=同一表头下各栏之和", set()),
        ("每个数须有其栏", set()),
        ("按“加”“减”各项逐级结算", set()),
        ("支出总计=收入总计（左右两方平衡）", {"支出总计", "收入总计"}),
        ("满意率×受理数 为整数", {"满意率", "受理数"}),
        ("各行按得分从高到低排列", {"得分"}),
        ("各行按增速从低到高排列", {"增速"}),
        ("名次按得分从高到低", {"名次", "得分"}),
        ("结案数=超期处置数+按期结案数", {"结案数", "超期处置数", "按期结案数"}),
    ],
)
def test_names_stay_as_printed_and_nothing_else_does(rule, names):
    assert set(HAN.findall(rule_to_en(rule))) == names


def test_counted_things():
    assert [counted(number, "row") for number in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]
