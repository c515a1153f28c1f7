"""Who reads: the language, and the names of the files where there are several."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from corpus.report.words import Lang, choose, name, say
from schemas.audits import Audit
from schemas.bulletins import Bulletin
from schemas.places import Place
from schemas.tables import Table


@dataclass(frozen=True, slots=True)
class Reader:
    """Speaks one language.

    ``files`` gives the name of each file, by SHA-256, that a place must be told apart by; ``rules`` where each stated
    rule is printed; ``labels`` what each number is called, by its name in the ledger.
    """

    lang: Lang
    files: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, Place] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, audit: Audit, lang: Lang) -> "Reader":
        sources = [bulletin.document.source for bulletin in audit.bulletins]
        names = {source.sha256: PurePath(source.path).name for source in sources}
        rules = {rule.id: rule.place for bulletin in audit.bulletins for rule in bulletin.rules}
        labels = {ref: label for each in audit.bulletins for ref, label in _bulletin_to_labels(each).items()}
        return cls(lang, names if len(names) > 1 else {}, rules, labels)

    @classmethod
    def of_bulletin(cls, bulletin: Bulletin, lang: Lang) -> "Reader":
        return cls(lang, labels=_bulletin_to_labels(bulletin))

    def say(self, key: str, **fields: object) -> str:
        return say(self.lang, key, **fields)

    def name(self, kind: str, code: str) -> str:
        return name(self.lang, kind, code)

    def choose(self, en: str, zh: str) -> str:
        return choose(self.lang, en, zh)

    def where(self, place: Place) -> str:
        """Return ``page 17``, ``line 386`` or the path in a markup file; with the file's name among several."""
        return " ".join(filter(None, (self.files.get(place.file), self.spot(place))))

    def spot(self, place: Place) -> str:
        """Return where in its file a place is."""
        if place.page is not None:
            return self.say("place.page", page=place.page)
        if place.line is not None:
            return self.say("place.line", line=place.line)
        return place.path or ""

    def where_stated(self, rule_id: str) -> str:
        """Return where the rule is printed; nothing for one that no bulletin prints."""
        return self.where(self.rules[rule_id]) if rule_id in self.rules else ""


def _bulletin_to_labels(bulletin: Bulletin) -> dict[str, str]:
    """Return what each number is called: row and column in a table, body and metric in the text."""
    labels = {ref: label for table in bulletin.tables for ref, label in _table_to_labels(table)}
    for figure in bulletin.figures:
        labels[figure.id] = " · ".join(filter(None, (figure.entity, figure.metric)))
    return labels


def _table_to_labels(table: Table) -> Iterator[tuple[str, str]]:
    rows, columns = table.row_at(), table.column_at()
    for value in table.values:
        names = [
            rows[value.row].label if value.row in rows else "",
            columns[value.col].name if value.col in columns else "",
        ]
        yield value.ref(table.id), " · ".join(filter(None, names))
