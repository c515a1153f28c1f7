"""From a ``Document`` to a ``Bulletin``: typed tables, numbers of the text, stated rules, metadata."""

from collections import defaultdict
from dataclasses import replace

from parsers.families import name_to_family, title_to_family
from parsers.figures import read_figures
from parsers.figures.aliases import family_to_aliases
from parsers.figures.links import link_figures
from parsers.han_tokens import passages_to_han_tokens
from parsers.meta import document_to_meta
from parsers.passages import document_to_passages
from parsers.rules import FoundRule, passages_to_rules
from parsers.rules.headers import tables_to_weighted_totals
from parsers.tables import grids_to_tables
from parsers.tokens import Span, passages_to_tokens
from schemas.bulletins import Bulletin, MetaField
from schemas.documents import Document
from schemas.rules import RuleKind


def parse_document(document: Document, family: str | None = None) -> Bulletin:
    """Understand a document.

    ``family`` is taken at its word; otherwise the one family that claims the title, or none. Raises ``Misuse`` for
    an unknown family, and where two claim the document.
    """
    named = recognise_document(document, family)
    meta, known = named.meta, named.family
    tables = grids_to_tables(document)
    passages = document_to_passages(document, tables)
    weighted = (FoundRule(rule, spans) for rule, spans in tables_to_weighted_totals(tables, passages))
    rules = (*passages_to_rules(passages), *weighted)
    tokens = passages_to_tokens(passages, _stretches(rules), known.identifiers)
    figures = read_figures(passages, tokens, tables, known, named.period)
    return replace(
        named,
        tables=tables,
        tokens=tokens,
        rules=tuple(found.rule for found in rules),
        figures=link_figures(figures, tables, family_to_aliases(known, _names_of_place(meta)), named.period),
        han=passages_to_han_tokens(passages, tokens, figures),
    )


def recognise_document(document: Document, family: str | None = None) -> Bulletin:
    """Tell what a document says of itself and which family it is of, without reading tables or text; raises as above.

    For whoever wants its grids only: to understand a document takes longer than to read it.
    """
    meta, period = document_to_meta(document)
    title = next((field.value for field in meta if field.name == "title"), "")
    known = title_to_family(title) if family is None else name_to_family(family)
    return Bulletin(document, known, meta, period, (), (), (), document.problems)


def _names_of_place(meta: tuple[MetaField, ...]) -> tuple[str, ...]:
    return tuple(field.value for name in ("issuer", "title") for field in meta if field.name == name)


def _stretches(rules: tuple[FoundRule, ...]) -> dict[int, list[Span]]:
    """Return where in each passage a rule stands whose constants are known to be constants."""
    stretches: defaultdict[int, list[Span]] = defaultdict(list)
    for found in rules:
        if found.rule.kind is not RuleKind.UNPARSED:
            for at, start, end in found.spans:
                stretches[at].append((start, end))
    return stretches
