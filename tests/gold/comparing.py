"""Found figures held against those typed by hand, by the rule of comparison of the README beside this file."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from schemas.figures import Figure
from schemas.printed import unit_to_scale
from schemas.tokens import Token

FIELDS = ("unit", "period", "role", "metric", "entity", "kind", "against")
"""What is judged on matched figures."""

LONGEST_METRIC = 30
_SAME_AGAINST = (
    {"上年", "上年同期", "去年", "去年同期"},
    {"上月", "上期"},
    {"上年末", "年初"},
    {"原有", "原来", "此前", ""},
)


@dataclass(slots=True)
class Tally:
    """The result on one document; ``right[field]`` and ``asked[field]`` count matched figures, ``wrong`` lists them."""

    gold: int = 0
    found_gold: int = 0
    found: int = 0
    invented: list[Figure] = field(default_factory=list)
    missed: list[dict] = field(default_factory=list)
    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    wrong: list[tuple[dict, Figure, list[str]]] = field(default_factory=list)
    tokens: int = 0
    tokens_right: int = 0
    wrong_tokens: list[tuple[dict, str]] = field(default_factory=list)


def added(tallies: Iterable[Tally]) -> Tally:
    """Return the results on several documents as one."""
    total = Tally()
    for each in tallies:
        for name in Tally.__slots__:
            ours, theirs = getattr(total, name), getattr(each, name)
            if isinstance(ours, dict):
                ours.update({key: ours[key] + count for key, count in theirs.items()})
            else:
                setattr(total, name, ours + theirs)
    return total


def compare(gold: dict, figures: Iterable[Figure], tokens: Iterable[Token], *, han: bool = False) -> Tally:
    """Judge the figures in digits, or with ``han`` those in 汉字."""
    wanted = [entry for entry in gold["figures"] if is_han(entry["quote"]) == han]
    found = [figure for figure in figures if is_han(figure.printed.raw) == han and _is_judged(gold, figure.place.line)]
    tally = Tally()
    pairs = _match([*wanted, *_accepting(gold, han)], found)
    matched = {id(figure): entry for entry, figure in pairs}
    for entry in wanted:
        if not entry.get("optional"):
            tally.gold += 1
    for figure in found:
        entry = matched.get(id(figure))
        if entry is not None and (entry.get("optional") or "role" not in entry):
            continue
        tally.found += 1
        if entry is None or not same_value(entry, figure):
            tally.invented.append(figure)
    for entry, figure in pairs:
        if "role" not in entry:
            continue
        if same_value(entry, figure) and not entry.get("optional"):
            tally.found_gold += 1
        verdicts = _judge(gold, entry, figure)
        for name, right in verdicts.items():
            tally.asked[name] += 1
            tally.right[name] += right
        if bad := [name for name, right in verdicts.items() if not right]:
            tally.wrong.append((entry, figure, bad))
    hit = {id(entry) for entry, figure in pairs if same_value(entry, figure)} if pairs else set()
    tally.missed = [entry for entry in wanted if id(entry) not in hit and not entry.get("optional")]
    tally.tokens, tally.wrong_tokens = compare_tokens(gold, tokens, han=han)
    tally.tokens_right = tally.tokens - len(tally.wrong_tokens)
    return tally


def is_han(quote: str) -> bool:
    return not any(character.isdecimal() for character in quote)


def fold(text: str) -> str:
    """Full width to half width; no white space, quotation marks, brackets or punctuation."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if not c.isspace() and (unicodedata.category(c)[0] not in "PS" or c in "%‰+@℃"))


def same_value(entry: dict, figure: Figure) -> bool:
    """Equal as decimals, once the scales of the units are taken in."""
    if "value" not in entry:
        return True
    if figure.printed.value is None:
        return False
    said = figure.printed.value.scaleb(figure.printed.scale)
    units = [entry["unit"], *_accepted(entry, "unit")]
    values = [entry["value"], *_accepted(entry, "value")]
    return any(said == Decimal(value).scaleb(unit_to_scale(unit)) for value in values for unit in units)


def _is_judged(gold: dict, line: int | None) -> bool:
    """Say whether a person read this line: not in a table, and in ``read`` where that says what was read."""
    return not _within(gold["tables"], line) and ("read" not in gold or _within(gold["read"], line))


def _within(ranges: Iterable[Sequence[int]], line: int | None) -> bool:
    return any(first <= (line or 0) <= last for first, last in ranges)


def _accepting(gold: dict, han: bool) -> list[dict]:
    return [
        token
        for token in gold["tokens"]
        if is_han(token["quote"]) == han and {"class": "figure"} in token.get("accept", [])
    ]


def _where(entry: dict) -> tuple[int, int, int]:
    line = entry.get("line", entry.get("paragraph"))
    return line, entry["start"], entry["start"] + len(entry["quote"])


def _match(entries: Sequence[dict], figures: Sequence[Figure]) -> list[tuple[dict, Figure]]:
    """Pair entries and figures of the same line whose spans overlap, one to one, the longest overlap first."""
    by_line: dict[int | None, list[Figure]] = {}
    for figure in figures:
        by_line.setdefault(figure.place.line, []).append(figure)
    overlaps = []
    for number, entry in enumerate(entries):
        line, start, end = _where(entry)
        for figure in by_line.get(line, ()):
            common = min(end, figure.place.end or 0) - max(start, figure.place.start or 0)
            if common > 0:
                overlaps.append((-common, number, id(figure), entry, figure))
    overlaps.sort(key=lambda each: each[:3])
    pairs, taken = [], set()
    for _, number, key, entry, figure in overlaps:
        if number not in taken and key not in taken:
            taken |= {number, key}
            pairs.append((entry, figure))
    return pairs


def _accepted(entry: dict, name: str) -> list[str]:
    return [answer[name] for answer in entry.get("accept", []) if name in answer]


def _judge(gold: dict, entry: dict, figure: Figure) -> dict[str, bool]:
    verdicts = {
        "unit": _same_unit(entry, figure.printed.unit),
        "period": figure.period in (entry["period"], *_accepted(entry, "period")),
        "role": figure.role in (entry["role"], *_accepted(entry, "role")),
        "metric": same_metric(gold, entry, figure.metric, figure.entity),
        "entity": same_entity(gold, entry, figure.entity),
    }
    if entry["role"] == "change" and figure.change is not None:
        verdicts["kind"] = figure.change.kind in (entry["change"]["kind"], *_accepted(entry, "kind"))
        verdicts["against"] = _same_against(gold, entry, figure.change.against)
    return verdicts


def _same_unit(entry: dict, unit: str) -> bool:
    def plain(text: str) -> str:
        rest = unicodedata.normalize("NFKC", text).replace(" ", "")
        return rest.lstrip("余多") if rest in ("个", "") else rest.lstrip("个余多")

    return plain(unit) in {plain(each) for each in (entry["unit"], *_accepted(entry, "unit"))}


def same_metric(gold: dict, entry: dict, metric: str, entity: str) -> bool:
    """The same metric by meaning: see the README."""
    said, whole = fold(metric), fold(metric) + fold(entity)
    accepted = [fold(each) for each in _accepted(entry, "metric") if fold(each) in said]
    own = fold(entry["metric"])
    if not all(_meets(gold, group, whole) for group in entry["must"]):
        if not accepted:
            return False
        own = max(accepted, key=len)
    if len(metric) > max(LONGEST_METRIC, len(entry["metric"])):
        return False
    line = entry.get("line", entry.get("paragraph"))
    kept = own + "\0" + "\0".join(fold(term) for group in entry["must"] for term in group)
    for other in gold["figures"]:
        if other is entry or other.get("line", other.get("paragraph")) != line:
            continue
        for group in other["must"]:
            terms = [fold(term) for term in group]
            if any(term in said for term in terms) and not any(term in kept for term in terms):
                return False
    return True


def _meets(gold: dict, group: Sequence[str], said: str) -> bool:
    names = {fold(term) for term in group}
    for same in gold.get("same", []):
        if names & {fold(name) for name in same}:
            names |= {fold(name) for name in same}
    return any(name in said for name in names)


def same_entity(gold: dict, entry: dict, entity: str) -> bool:
    """Equal, accepted, in one group of ``same``, both in ``whole``, or equal lists."""
    return any(_same_body(gold, entity, wanted) for wanted in (entry["entity"], *_accepted(entry, "entity")))


def _same_body(gold: dict, a: str, b: str) -> bool:
    if _forms(gold, a) & _forms(gold, b):
        return True
    members_a, members_b = _members(a), _members(b)
    return (
        len(members_a) == len(members_b) > 1
        and all(any(_forms(gold, x) & _forms(gold, y) for y in members_b) for x in members_a)
        and all(any(_forms(gold, x) & _forms(gold, y) for x in members_a) for y in members_b)
    )


def _members(entity: str) -> list[str]:
    return [part for part in re.split("[、和及]", re.sub(r"等\s*\d*\s*[家个]?(?:单位)?$", "", entity)) if part]


def _forms(gold: dict, entity: str) -> set[str]:
    """Every way of writing a body that counts as the same."""
    place = gold.get("place_of", "")
    forms = _without_place(fold(entity), place)
    for group in [*gold.get("same", []), gold["whole"]]:
        names = set().union(*(_without_place(fold(name), place) for name in group))
        if forms & names:
            forms |= names
    return forms


def _without_place(name: str, place: str) -> set[str]:
    """``name`` itself, and without the place it lies in; a bare 市 is the whole."""
    heads = [head for head in (place, place.removesuffix("市"), "市") if head]
    rests = {name.removeprefix(head) for head in heads if name.startswith(head) and len(name) > len(head) + 1}
    return {name, *rests}


def _same_against(gold: dict, entry: dict, against: str) -> bool:
    wanted = {entry["change"]["against"], *_accepted(entry, "against")}
    groups = [*_SAME_AGAINST, *({fold(name) for name in group} for group in gold.get("same", []))]
    return any(
        fold(against) == fold(each) or any({fold(against), fold(each)} <= group for group in groups) for each in wanted
    )


_HAN = {*"〇零一二三四五六七八九十百千两半万ⅠⅡⅢⅣⅤⅥI"}
"""Without one of these a word (去年) holds no numeral."""


def compare_tokens(gold: dict, tokens: Iterable[Token], *, han: bool = False) -> tuple[int, list[tuple[dict, str]]]:
    """Return how many of the typed tokens there are in digits, or in 汉字, and those of another class."""
    by_line: dict[int | None, list[Token]] = {}
    for token in tokens:
        by_line.setdefault(token.place.line, []).append(token)
    asked = [
        entry for entry in gold["tokens"] if is_han(entry["quote"]) == han and (not han or _HAN & {*entry["quote"]})
    ]
    wrong = []
    for entry in asked:
        line, start, end = _where(entry)
        classes = {
            token.cls.value
            for token in by_line.get(line, ())
            if (token.place.start or 0) < end and (token.place.end or 0) > start
        }
        if not classes or not classes <= {entry["class"], *_accepted(entry, "class")}:
            wrong.append((entry, "/".join(sorted(classes)) or "none"))
    return len(asked), wrong
