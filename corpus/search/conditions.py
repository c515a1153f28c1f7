"""A question as SQL: for each word the texts that hold it, and for each kind of hit what it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.search.query import Query, Word
from corpus.store.phrases import word_to_match


@dataclass(frozen=True, slots=True)
class Kind:
    """A table whose rows can be found, with its key and the columns that name texts, by what is asked for."""

    name: str
    table: str
    key: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    numeric: bool
    same: tuple[str, ...]
    """Columns that are equal where another file of the same bulletin prints the same."""


_LABELS = ("row_phrase", "col_phrase", "title_phrase")
FIGURE = Kind(
    "figure",
    "figures",
    ("document", "n"),
    {
        "any": ("entity_phrase", "metric_phrase", "text_phrase"),
        "entity": ("entity_phrase",),
        "metric": ("metric_phrase",),
    },
    numeric=True,
    same=("raw", "text_phrase"),
)
VALUE = Kind(
    "value",
    "table_values",
    ("document", "tbl", "row", "col"),
    {"any": _LABELS, "entity": _LABELS, "metric": _LABELS},
    numeric=True,
    same=("raw", *_LABELS),
)
TEXT = Kind("text", "paragraphs", ("document", "n"), {"any": ("phrase",)}, numeric=False, same=("phrase",))
CELL = Kind("cell", "table_cells", ("document", "tbl", "n"), {"any": ("phrase",)}, numeric=False, same=("phrase",))
KINDS = (FIGURE, VALUE, TEXT, CELL)


@dataclass(slots=True)
class Sql:
    """``sets`` are the texts of each word, ``source`` gives the rows of one kind that are to be looked at."""

    source: str
    sets: list[str] = field(default_factory=list)
    matches: list[str] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    def statement(self, select: str, tail: str = "") -> str:
        heads = ", ".join((*self.sets, _LATER))
        return f"WITH {heads} SELECT {select} FROM {self.source} WHERE {' AND '.join(self.where)}{tail}"

    @property
    def parameters(self) -> list[object]:
        return [*self.matches, *self.values]


_LATER = (
    "later (id) AS MATERIALIZED (SELECT id FROM documents d WHERE EXISTS "
    "(SELECT 1 FROM documents e WHERE e.bulletin = d.bulletin AND e.id < d.id))"
)
"""Documents that may print again what another file of their bulletin does."""


def query_to_sql(query: Query, kind: Kind, lead: int | None) -> Sql:
    """Return the question for one kind of hit.

    ``lead`` is the word whose rows are looked up and held against the rest; where it is None, all rows are gone
    through from the newest document on, which is the shorter way to the first hits of what stands everywhere.
    """
    if lead is None or not query.words:
        sql = Sql(f"documents d CROSS JOIN {kind.table} x ON x.document = d.id")
    else:
        sql = Sql(f"({_lookup(query.words[lead], lead, kind)}) k " + _joined(kind))
    for at, word in enumerate(query.words):
        _add_word(sql, at, word, kind)
    _add_filters(sql, query, kind)
    return sql


def _joined(kind: Kind) -> str:
    same = " AND ".join(f"x.{column} = k.{column}" for column in kind.key)
    return f"CROSS JOIN {kind.table} x ON {same} CROSS JOIN documents d ON d.id = x.document"


def _lookup(word: Word, at: int, kind: Kind) -> str:
    """Return what gives each row once whose texts hold a word: by its first text, or its second and not its first …"""
    held = "({0} IN (" + " UNION ALL ".join(f"SELECT id FROM {name}" for name in _names(at, word)) + "))"
    columns = kind.columns[word.field]
    branches = []
    for number, column in enumerate(columns):
        before = "".join(f" AND {held.format(each)} IS NOT TRUE" for each in columns[:number])
        branches.append(f"SELECT {', '.join(kind.key)} FROM {kind.table} WHERE {held.format(column)}{before}")
    return " UNION ALL ".join(branches)


def _names(at: int, word: Word) -> list[str]:
    families = dict.fromkeys(family for family, _ in word.also)
    return [f"w{at}", *(f"w{at}_{n}" for n, _ in enumerate(families))]


def _add_word(sql: Sql, at: int, word: Word, kind: Kind) -> None:
    """The word itself counts everywhere, its other names in the bulletins of their family."""
    families = dict.fromkeys(family for family, _ in word.also)
    asked = [("", [word.text])] + [(family, [name for of, name in word.also if of == family]) for family in families]
    choices = []
    for name, (family, texts) in zip(_names(at, word), asked, strict=True):
        sql.sets.append(f"{name} (id) AS MATERIALIZED (SELECT rowid FROM phrase_index WHERE phrase_index MATCH ?)")
        sql.matches.append(" OR ".join(filter(None, map(word_to_match, texts))))
        # The plus keeps SQLite from going through all texts of the word again for each row.
        held = " OR ".join(f"+x.{column} IN (SELECT id FROM {name})" for column in kind.columns[word.field])
        choices.append(f"(d.family = ? AND ({held}))" if family else f"({held})")
        if family:
            sql.values.append(family)
    sql.where.append(f"({' OR '.join(choices)})")


def _add_filters(sql: Sql, query: Query, kind: Kind) -> None:
    def add(condition: str, *values: object) -> None:
        sql.where.append(condition)
        sql.values += values

    if query.low:
        add("x.size >= ?", query.low)
    if query.high:
        add("x.size <= ?", query.high)
    if query.sort == "value":
        add("x.size IS NOT NULL")
    if query.unit:
        add("(x.unit = ? OR x.base_unit = ?)", query.unit, query.unit)
    if query.states:
        add(f"x.state IN ({_holes(query.states)})", *query.states)
    if query.period:
        time = "coalesce(nullif(x.period, ''), d.period)" if kind.numeric else "d.period"
        add(f"substr({time}, 1, 10) >= ? AND substr({time}, 12) <= ? AND {time} <> ''", *query.period)
    if query.issuer:
        told = (
            "EXISTS (SELECT 1 FROM ledger l JOIN manifest m USING (path, member) WHERE l.sha256 = d.sha256 "
            "AND m.field IN ('issuer', '发文单位') AND instr(m.content, ?))"
        )
        add(f"(instr(d.issuer, ?) OR {told})", query.issuer, query.issuer)
    if query.family:
        add("d.family = ?", query.family)
    add(_first_printing(kind))


def _first_printing(kind: Kind) -> str:
    """Of files of one bulletin that print the same, the first counts; texts are compared as they are searched."""
    same = []
    for column in kind.same:
        if column.endswith("phrase"):
            of = "(SELECT hash FROM phrases WHERE id = {0}." + column + ")"
            same.append(f"{of.format('y')} IS {of.format('x')}")
        else:
            same.append(f"y.{column} = x.{column}")
    return (
        f"(x.document NOT IN (SELECT id FROM later) OR NOT EXISTS (SELECT 1 FROM documents e JOIN {kind.table} y "
        f"ON y.document = e.id WHERE e.bulletin = d.bulletin AND e.id < d.id AND {' AND '.join(same)}))"
    )


def _holes(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
