"""The numbers of the running text as rows: those that are understood, and those that were only found."""

from collections.abc import Iterator
from typing import Any

from corpus.store.columns import Texts, json_text, place_to_columns, printed_to_columns
from schemas.audits import Audit, LedgerEntry
from schemas.bulletins import Bulletin
from schemas.figures import Figure
from schemas.printed import unit_to_base
from schemas.tokens import Token, TokenClass


def audit_to_figure_rows(audit: Audit, bulletin: Bulletin, texts: Texts) -> Iterator[tuple[Any, ...]]:
    """Yield every number of the text in the order of the ledger, then what is understood and stands in none."""
    figures = {figure.id: figure for figure in bulletin.figures}
    tokens = {token.id: token for token in (*bulletin.tokens, *bulletin.han)}
    listed = [entry for entry in audit.ledger.every if entry.cls is TokenClass.FIGURE]
    n = 0
    for entry in listed:
        figure = figures.pop(entry.ref, None)
        token = tokens.get(entry.ref)
        if figure is not None:
            yield (n, *_figure_to_row(figure, entry, texts))
        elif token is not None:
            yield (n, *_token_to_row(token, entry, texts))
        n += 1
    for at, figure in enumerate(figures.values(), n):
        yield (at, *_figure_to_row(figure, None, texts))


def _figure_to_row(figure: Figure, entry: LedgerEntry | None, texts: Texts) -> tuple[Any, ...]:
    raw, value, places, unit, base_unit, approx, _, size = printed_to_columns(figure.printed)
    change = figure.change
    return (
        figure.id, figure.metric, figure.metric_key, figure.entity, raw, value, places, unit, base_unit, approx, size,
        figure.period, figure.role.value,
        figure.base.text if figure.base else "", figure.base.ref if figure.base else None,
        change.against if change else "", change.kind.value if change else "",
        figure.article, figure.text,
        json_text([[each.table, each.row, each.col, each.evidence] for each in figure.links]),
        json_text([[each.field, each.value, each.evidence] for each in figure.alternatives]),
        entry.state.value if entry else None, entry.reason if entry else "",
        *place_to_columns(figure.place, raw),
        texts.at(figure.entity), texts.at(figure.metric), texts.at(figure.text),
    )  # fmt: skip


def _token_to_row(token: Token, entry: LedgerEntry, texts: Texts) -> tuple[Any, ...]:
    """Of a number that was only found nothing is known but its unit and its place."""
    return (
        token.id, "", "", "", token.raw, None, None, token.unit, unit_to_base(token.unit), None, None,
        "", "", "", None, "", "", None, token.place.quote, "[]", "[]",
        entry.state.value, entry.reason,
        *place_to_columns(token.place, token.raw),
        None, None, texts.at(token.place.quote),
    )  # fmt: skip
