"""What was found in a store, as ``search`` and ``series`` print it."""

from collections.abc import Sequence

from corpus.search.asking import Hit, Hits
from corpus.search.query import Word
from corpus.search.series import Point
from schemas.border import VERSION
from schemas.border.common import PlaceRecord
from schemas.border.searching import (
    FoundDocumentRecord,
    HitRecord,
    PointRecord,
    SearchRecord,
    SeriesRecord,
    WordRecord,
)
from tongbao.border.tool import TOOL


def hits_to_record(hits: Hits, store: str, words: Sequence[Word]) -> SearchRecord:
    return SearchRecord(
        version=VERSION,
        tool=TOOL,
        store=store,
        words=[word_to_record(word) for word in words],
        totals=hits.totals,
        hits=[hit_to_record(hit) for hit in hits.first],
    )


def points_to_record(points: Sequence[Point], store: str, entity: Word, metric: Word) -> SeriesRecord:
    return SeriesRecord(
        version=VERSION,
        tool=TOOL,
        store=store,
        entity=word_to_record(entity),
        metric=word_to_record(metric),
        points=[
            PointRecord.model_validate(
                {
                    "period": point.period or None,
                    "value": point.value,
                    "unit": point.unit,
                    "raw": point.raw,
                    "state": point.state,
                    "printings": [hit_to_record(hit) for hit in point.printings],
                }
            )
            for point in points
        ],
    )


def word_to_record(word: Word) -> WordRecord:
    return WordRecord(word=word.text, synonyms=list(dict.fromkeys(name for _, name in word.also)))


def hit_to_record(hit: Hit) -> HitRecord:
    document = hit.document
    return HitRecord.model_validate(
        {
            "kind": hit.kind,
            "ref": hit.ref or None,
            "document": FoundDocumentRecord(
                sha256=document.sha256,
                title=document.title,
                issuer=document.issuer,
                document_number=document.document_number,
                period=document.period or None,
                family=document.family,
                files=list(document.files),
                also=list(document.also),
            ),
            "labels": list(hit.labels),
            "raw": hit.raw or None,
            "value": hit.value,
            "unit": hit.unit,
            "period": hit.period or None,
            "role": hit.role or None,
            "state": hit.state,
            "quote": hit.quote,
            "synonyms": dict(hit.by),
            "place": _place(hit),
        }
    )


def _place(hit: Hit) -> PlaceRecord:
    place = dict(hit.place)
    boxes = place.pop("boxes")
    listed = [{"page": box[0], "bbox": box[1:]} for box in boxes] if isinstance(boxes, list) else None
    return PlaceRecord.model_validate(
        {"file": hit.document.sha256, "quote": hit.raw or hit.quote, "boxes": listed, **place}
    )
