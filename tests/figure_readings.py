"""Sentences read on their own, and what a figure of them says in one line."""

from factories import make_document

import parsers

YEAR = "2021年某市受理情况的通报"


def figures(*texts, title=YEAR):
    bulletin = parsers.parse_document(make_document(title, *texts))
    return [figure for figure in bulletin.figures if figure.place.line > 1]


def said(figure):
    """``raw role metric entity change base`` of a figure, with a dot for what is empty."""
    change = f"{figure.change.against}/{figure.change.kind}" if figure.change else ""
    base = figure.base.text if figure.base else ""
    value = figure.printed.value.normalize()
    fields = (f"{value:f}{figure.printed.unit}", figure.role, figure.metric, figure.entity, change, base)
    return " ".join(str(field) or "." for field in fields)
