"""Exceptions that the text itself declares: a body moved down a grade, a quota, a change on another basis.

What the text says of one row explains that row; what it says in general leaves every row of the kind open.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from checks.engine.drafts import Draft
from checks.engine.placing import Why
from checks.engine.words import plain
from checks.ground import Ground
from checks.rules import changes, grades, order, ranks
from schemas.findings import Result


@dataclass(frozen=True, slots=True)
class _Exception:
    """Sentences that match ``says`` speak of the results of these checks."""

    codes: tuple[str, ...]
    says: re.Pattern[str]
    why: Why


_EXCEPTIONS = (
    _Exception(
        (grades.CODE, ranks.CODE, order.CODE),
        re.compile(
            r"一票否决|(?:[下上]调|[降调提升][低高为至到]?)[一两二12]个?[档等级]|降[档等级]|[下上]调[档等][次级]|等[次级](?:[下上]调|降|升)"
            r"|不得(?:评为|评定为|定为|参评|高于|进入)|不(?:得|能)?超过[^,，。；;]{0,12}(?:%|％|比例|名额)|取消[^,，。；;]{0,8}资格"
            r"|(?:排名|名次|等[次级])[^,，。；;]{0,6}(?:靠后|末位|顺延|递补)"
        ),
        Why.OVERRIDDEN,
    ),
    _Exception(
        (changes.CODE,),
        re.compile(
            r"同口径|可比(?:口径|价|基)|不变价|扣除[^,，。；;]{0,20}(?:因素|影响|后)|剔除[^,，。；;]{0,20}(?:因素|影响|后)|还原"
        ),
        Why.SCOPE,
    ),
)

_SENTENCE = re.compile(r"[^。；;\n]+")


def lower_for_declared(drafts: Sequence[Draft], ground: Ground) -> list[Draft]:
    """Lower what would be a proof, had the text not declared exceptions of its kind."""
    sentences = _sentences(ground)
    said = {each.why: [sentence for sentence in sentences if each.says.search(sentence)] for each in _EXCEPTIONS}
    return [_lower(draft, said) for draft in drafts]


def _sentences(ground: Ground) -> list[str]:
    texts = [paragraph.text for paragraph in ground.bulletin.document.paragraphs()]
    texts += [note.text for table in ground.bulletin.tables for note in table.notes]
    texts += [column.name for table in ground.bulletin.tables for column in table.columns]
    return [sentence for text in dict.fromkeys(texts) for sentence in _SENTENCE.findall(text)]


def _lower(draft: Draft, said: dict[Why, list[str]]) -> Draft:
    for each in _EXCEPTIONS:
        if draft.code in each.codes and draft.failing and said[each.why]:
            name = plain(draft.where)
            named = bool(name) and any(name in plain(sentence) for sentence in said[each.why])
            if named:
                return replace(draft, result=Result.ROUNDING, why=each.why, suspects=())
            if draft.result is Result.CONTRADICTED:
                return replace(draft, result=Result.IMPROBABLE, why=each.why)
    return draft
