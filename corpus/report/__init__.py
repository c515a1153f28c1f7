"""One bulletin's audit as a page that a person reads."""

from corpus.report.answer import Answer, audit_to_answer
from corpus.report.html import GENERATOR, Link, write_html, write_index
from corpus.report.words import Lang

__all__ = ["GENERATOR", "Answer", "Lang", "Link", "audit_to_answer", "write_html", "write_index"]
