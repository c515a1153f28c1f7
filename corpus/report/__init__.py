"""One bulletin's audit as a page that a person reads."""

from corpus.report.answer import Answer, audit_to_answer
from corpus.report.html import GENERATOR, write_html
from corpus.report.words import Lang

__all__ = ["GENERATOR", "Answer", "Lang", "audit_to_answer", "write_html"]
