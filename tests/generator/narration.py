"""Prose about and beside the tables of a generated bulletin, and slips in its numbers."""

from dataclasses import replace
from random import Random

from generator import sentences, sentences_of_tables, twists
from generator.relations import Sheet
from generator.slips import alter
from generator.subjects import Subjects
from generator.telling import Prose, Teller
from generator.truth import Marked, Slip

KINDS = ("digit", "digit", "swapped-digits", "dropped-digit", "exchanged")


def narrate(bulletin):
    """Return the bulletin with paragraphs of prose before its first table."""
    rng = Random(f"prose-{bulletin.seed}")
    subjects = Subjects.drawn(rng)
    views = sentences_of_tables.views_of(bulletin.tables())
    told = [*_alone(rng, bulletin, subjects), *_of_tables(rng, bulletin, views)]
    rng.shuffle(told)
    blocks = list(bulletin.blocks)
    at = next(index for index, block in enumerate(blocks) if isinstance(block, Marked) and "总体平稳" in block.text) + 1
    return replace(bulletin, blocks=(*blocks[:at], *told, *blocks[at:]))


def _alone(rng, bulletin, subjects):
    chosen = rng.sample(sentences.PATTERNS, 7) + rng.sample(twists.ALONE, 3)
    for number, pattern in enumerate(chosen):
        teller = Teller(f"a{number}", rng, subjects, bulletin.habits.rounding)
        yield teller.done(pattern(teller), pattern.__name__)


def _of_tables(rng, bulletin, views):
    made = 0
    for number in range(12):
        if made == 4 or not views:
            return
        teller = Teller(f"b{number}", rng, None, bulletin.habits.rounding)
        if rng.random() < 0.15:
            pattern, words = sentences_of_tables.all_of_one_body, sentences_of_tables.all_of_one_body(teller, views)
        else:
            pattern = rng.choice(sentences_of_tables.OF_A_COLUMN * 2 + twists.OF_A_COLUMN)
            words = pattern(teller, rng.choice(views))
        if words is not None:
            made += 1
            yield teller.done(words, pattern.__name__)


def prose_of(bulletin):
    return [block for block in bulletin.blocks if isinstance(block, Prose)]


def sheet_of(bulletin):
    """Return what the tables and the prose print."""
    sheet = bulletin.sheet()
    texts, styles = dict(sheet.texts), dict(sheet.styles)
    for prose in prose_of(bulletin):
        texts |= prose.cells()
        styles |= prose.habits()
    return Sheet(texts, styles)


def printing(bulletin, changed):
    """Return the bulletin with other numbers in its prose."""
    blocks = [
        replace(
            block, texts=tuple(changed.get((block.key, number, 0), text) for number, text in enumerate(block.texts))
        )
        if isinstance(block, Prose)
        else block
        for block in bulletin.blocks
    ]
    return replace(bulletin, blocks=tuple(blocks))


def seed_prose_slip(bulletin, number=0):
    """Return the narrated bulletin with one slip that its own words or tables show, or None."""
    rng = Random(f"prose-slip-{bulletin.seed}-{number}")
    told = [prose for prose in prose_of(bulletin) if prose.relations]
    for _ in range(80):
        prose, kind = rng.choice(told), rng.choice(KINDS)
        changed = _draw_change(rng, prose, kind)
        if changed:
            slip = judge(bulletin, prose, kind, changed)
            if slip.provable:
                return replace(printing(bulletin, changed), slips=(slip,))
    return None


def _draw_change(rng, prose, kind):
    at = rng.randrange(len(prose.texts))
    if kind == "exchanged":
        other = rng.randrange(len(prose.texts))
        alike = prose.styles[at] == prose.styles[other] and prose.texts[at] != prose.texts[other]
        return {(prose.key, at, 0): prose.texts[other], (prose.key, other, 0): prose.texts[at]} if alike else {}
    text = alter(rng, prose.texts[at], kind)
    return {} if text is None else {(prose.key, at, 0): text}


def judge(bulletin, prose, kind, changed):
    """Return the slip with the relations that the changed numbers do not admit."""
    before = sheet_of(bulletin)
    after = Sheet({**before.texts, **changed}, before.styles)
    seen_by = tuple(
        relation
        for relation in prose.relations
        if set(relation.refs()) & set(changed) and relation.admits(before) and relation.admits(after) is False
    )
    return Slip(kind, tuple((ref, before.texts[ref], text) for ref, text in sorted(changed.items())), seen_by)
