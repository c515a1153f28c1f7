"""Slips of a publisher, seeded into a clean bulletin."""

from dataclasses import replace
from random import Random

from generator.numbers import MEASURES, read_number
from generator.relations import Sheet
from generator.truth import Slip

KINDS = ("digit", "swapped-digits", "dropped-digit", "swapped-rows", "wrong-grade", "wrong-rank", "total-off")


def seed_slip(bulletin, number=0, kind=None, *, provable=True):
    """Return the bulletin with one slip more, or None if no slip of this kind can be made.

    With ``provable`` the slip is one that a stated rule or a definition can see beyond rounding; without, any.
    """
    rng = Random(f"slip-{bulletin.seed}-{number}")
    kinds = [kind] if kind else list(KINDS)
    rng.shuffle(kinds)
    for chosen in kinds:
        for _ in range(60):
            changed = _draw_change(rng, bulletin, chosen)
            if not changed:
                continue
            slip = judge(bulletin, chosen, changed)
            if slip.provable or not provable:
                return replace(bulletin.printing(changed), slips=(*bulletin.slips, slip))
    return None


def judge(bulletin, kind, changed):
    """Return the slip with the relations that hold in the bulletin and are not admitted after it."""
    before = bulletin.sheet()
    after = Sheet({**before.texts, **changed}, before.styles)
    seen_by = tuple(
        relation
        for relation in bulletin.relations()
        if set(relation.refs()) & set(changed)
        and relation.admits(before) is not False
        and relation.admits(after) is False
    )
    return Slip(kind, tuple((ref, before.texts[ref], text) for ref, text in sorted(changed.items())), seen_by)


def _draw_change(rng, bulletin, kind):
    """Return ``{ref: other string}``, empty if the drawn cell does not allow it."""
    table = rng.choice(list(bulletin.tables()))
    numbers = sorted(at for at, text in table.cells.items() if read_number(text) is not None)
    if kind in ("digit", "swapped-digits", "dropped-digit"):
        at = rng.choice(numbers)
        text = _ALTER[kind](rng, table.cells[at])
        return {} if text is None else {(table.key, *at): text}
    if kind == "swapped-rows":
        col = rng.choice(sorted({col for _, col in numbers}))
        rows = [row for row, other in numbers if other == col]
        if len(rows) < 2:
            return {}
        a, b = rng.sample(rows, 2)
        if table.cells[a, col] == table.cells[b, col]:
            return {}
        return {(table.key, a, col): table.cells[b, col], (table.key, b, col): table.cells[a, col]}
    if kind == "wrong-grade":
        return _other_in_column(rng, table, "grade")
    if kind == "wrong-rank":
        return _other_in_column(rng, table, "rank")
    totals = [at for at in numbers if table.rows[at[0]].kind in ("total", "subtotal", "group")]
    if not totals:
        return {}
    at = rng.choice(totals)
    text = _ALTER["digit"](rng, table.cells[at])
    return {} if text is None else {(table.key, *at): text}


def _other_in_column(rng, table, kind):
    cells = [
        at for at, text in table.cells.items() if kind in table.columns[at[1]].kinds and text not in ("", "—", "/", "-")
    ]
    if not cells:
        return {}
    at = rng.choice(sorted(cells))
    others = sorted({table.cells[other] for other in cells} - {table.cells[at]})
    return {(table.key, *at): rng.choice(others)} if others else {}


def _digits(text):
    return [position for position, character in enumerate(text) if character.isdecimal()]


def _replace_digit(rng, text):
    at = rng.choice(_digits(text))
    digit = rng.choice([other for other in "0123456789" if other != text[at]])
    return _if_number(text, text[:at] + digit + text[at + 1 :])


def _swap_digits(rng, text):
    places = [(a, b) for a, b in zip(_digits(text), _digits(text)[1:], strict=False) if text[a] != text[b]]
    if not places:
        return None
    a, b = rng.choice(places)
    swapped = list(text)
    swapped[a], swapped[b] = swapped[b], swapped[a]
    return _if_number(text, "".join(swapped))


def _drop_digit(rng, text):
    if len(_digits(text)) < 2:
        return None
    at = rng.choice(_digits(text))
    return _if_number(text, text[:at] + text[at + 1 :])


def _if_number(text, changed):
    """Return ``changed`` if a publisher could print it and it is another number."""
    plain = changed.strip("-－−%‰" + MEASURES)
    groups = plain.partition(".")[0].split(",")
    whole = "".join(groups)
    if not whole or (len(whole) > 1 and whole[0] == "0") or plain.endswith("."):
        return None
    if any(len(group) != 3 for group in groups[1:]) or not 1 <= len(groups[0]) <= (3 if len(groups) > 1 else 99):
        return None
    value = read_number(changed)
    return changed if value is not None and value != read_number(text) else None


def alter(rng, text, kind):
    """Return ``text`` miswritten in this way, None if that gives no other number."""
    return _ALTER[kind](rng, text)


_ALTER = {"digit": _replace_digit, "swapped-digits": _swap_digits, "dropped-digit": _drop_digit}
