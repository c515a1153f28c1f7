"""The rules of a document alone, without the rest of its reading."""

from parsers.passages import document_to_passages
from parsers.rules import passages_to_rules


def read_rules(document, tables=()):
    return tuple(found.rule for found in passages_to_rules(document_to_passages(document, tables)))
