"""The answer first: how many relations do not hold, of how many numbers, and how many nothing speaks about."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.report.words import Lang, join_sentences, say
from schemas.audits import Audit, Ledger, State
from schemas.findings import Attribution, Consequence, Finding, Result

_WEIGHT = {consequence: weight for weight, consequence in enumerate(Consequence)}


@dataclass(frozen=True, slots=True)
class Answer:
    """The findings sorted into what they say; those of the greatest consequence first, then as printed.

    ``contradicted`` and ``improbable`` speak of the publication; ``extraction`` holds those that speak of the
    reading of the file only.
    """

    ledger: Ledger
    contradicted: tuple[Finding, ...]
    improbable: tuple[Finding, ...]
    extraction: tuple[Finding, ...]
    not_assessable: tuple[Finding, ...]
    passes: tuple[Finding, ...]

    @property
    def numbers(self) -> int:
        return self.ledger.count()

    @property
    def unchecked(self) -> int:
        return self.ledger.count(State.UNCHECKED)

    @property
    def open(self) -> tuple[Finding, ...]:
        """All but the passes, gravest first."""
        return self.contradicted + self.improbable + self.extraction + self.not_assessable

    def headline(self, lang: Lang) -> str:
        """Return the answer in a sentence."""
        if not self.numbers:
            return say(lang, "answer.empty")
        fields = {
            "held": f"{self.numbers - self.unchecked:,}",
            "numbers": f"{self.numbers:,}",
            "unchecked": f"{self.unchecked:,}",
        }
        if self.unchecked == self.numbers and not self.contradicted:
            return say(lang, "answer.unchecked", **fields)
        suffix = {0: ".all", 1: ".one"}.get(self.unchecked, "")
        if not self.contradicted:
            return say(lang, f"answer.none{suffix}", **fields)
        count = len(self.contradicted)
        found = say(lang, _singular("answer.contradicted", count), count=f"{count:,}")
        return join_sentences((found, say(lang, f"answer.checked{suffix}", **fields)), lang)

    def remarks(self, lang: Lang) -> tuple[str, ...]:
        """Return what the headline leaves out, a sentence each."""
        counts = (
            ("answer.improbable", len(self.improbable)),
            ("answer.extraction", len(self.extraction)),
            ("answer.not_assessable", len(self.not_assessable)),
            ("answer.passes", len(self.passes)),
        )
        return tuple(say(lang, _singular(key, count), count=f"{count:,}") for key, count in counts if count)

    def control(self, lang: Lang) -> str:
        """Say whether every digit of the document stands in the ledger."""
        document, entries = self.ledger.digits_in_document, self.ledger.digits_in_entries
        if document == entries:
            return say(lang, "answer.control", digits=f"{document:,}")
        return say(lang, "answer.control.open", document=f"{document:,}", entries=f"{entries:,}")


def _singular(key: str, count: int) -> str:
    return f"{key}.one" if count == 1 else key


def audit_to_answer(audit: Audit) -> Answer:
    """Sort the findings into what they say."""
    read = [finding for finding in audit.findings if finding.attribution is Attribution.EXTRACTION]
    printed = [finding for finding in audit.findings if finding.attribution is not Attribution.EXTRACTION]
    return Answer(
        audit.ledger,
        _gravest_first(printed, Result.CONTRADICTED),
        _gravest_first(printed, Result.IMPROBABLE),
        _gravest_first(read, Result.CONTRADICTED, Result.IMPROBABLE),
        _gravest_first(audit.findings, Result.NOT_ASSESSABLE),
        tuple(finding for finding in audit.findings if finding.result in (Result.EXACT, Result.ROUNDING)),
    )


def _gravest_first(findings: Iterable[Finding], *results: Result) -> tuple[Finding, ...]:
    found = (finding for finding in findings if finding.result in results)
    return tuple(sorted(found, key=lambda finding: -_WEIGHT[finding.consequence]))
