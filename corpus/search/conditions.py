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

    sets: list[str] = field(default_factory=list)
    matches: list[str] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)
    source: str = ""

    def statement(self, select: str, tail: str = "") -> str:
        heads = f"WITH {', '.join(self.sets)} " if self.sets else ""
        where = f" WHERE {' AND '.join(self.where)}" if self.where else ""
        return f"{heads}SELECT {select} FROM {self.source} JOIN documents d ON d.id = x.document{where}{tail}"

    @property
    def parameters(self) -> list[object]:
        return [*self.matches, *self.values]


def query_to_sql(query: Query, kind: Kind, lead: int) -> Sql:
    """Return the question for one kind of hit; ``lead`` is the word that the rows are looked up by."""
    sql = Sql()
    for at, word in enumerate(query.words):
        _add_word(sql, at, word, kind)
    if query.words:
        keys = ", ".join(kind.key)
        sets = _names(lead, query.words[lead])
        found = " UNION ".join(
            f"SELECT {keys} FROM {kind.table} WHERE {column} IN (SELECT id FROM {name})"
            for name in sets
            for column in kind.columns[query.words[lead].field]
        )
        same = " AND ".join(f"x.{column} = k.{column}" for column in kind.key)
        sql.source = f"({found}) k CROSS JOIN {kind.table} x ON {same}"
    else:
        sql.source = f"{kind.table} x"
    _add_filters(sql, query, kind)
    return sql


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
        held = " OR ".join(f"x.{column} IN (SELECT id FROM {name})" for column in kind.columns[word.field])
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
        f"NOT EXISTS (SELECT 1 FROM documents e JOIN {kind.table} y ON y.document = e.id "
        f"WHERE e.bulletin = d.bulletin AND e.id < d.id AND {' AND '.join(same)})"
    )


def _holes(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
