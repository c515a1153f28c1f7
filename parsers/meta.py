"""What a bulletin says of itself: title, number, issuer, addressees, dates, and the time that it speaks of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from parsers.dates import Spell, find_spells
from parsers.folding import fold
from parsers.passages import Passage, PassageKind
from parsers.tokens.identifiers import DOCUMENT_NUMBER
from schemas.bulletins import MetaField, Period
from schemas.documents import Document, ParagraphRole
from schemas.places import Place, join_places

_HEAD = 40  # paragraphs; what a bulletin says of itself at its beginning stands there

_LONGEST = 300  # characters; longer lines are prose

_TITLE_END = re.compile(
    r"(?:通报|通知|报告|公报|公告|通告|函|批复|答复|简报|快报|专报|月报|季报|年报|周报|旬报|日报|报表|情况|情况表|说明|总结|"
    r"意见|方案|预算|决算|分析|排名|名单|综述|要闻)(?: ?\([^()]{1,30}\))?$"
)
_NO_TITLE = re.compile(
    r"[。；;！？!?：:|>_]|^(?:附件|附表|抄送|目 *+录)|^[一二三四五六七八九十]+、"
    r"|^[(（]?[一二三四五六七八九十0-9]{1,3}[)）.、]|文件$|^[-—\s]*[0-9]*[-—\s]*$"
)
_HAN = r"[\u4e00-\u9fff“”\"()（） ·]"
_BODY_END = (
    r"(?:局|委|委员会|办公室|办公厅|办|政府|中心|厅|部|院|处|公司|会|队|所|站|社|署|室|组|"
    r"指挥部|银行|大学|集团|法院|检察院)"
)
_BODY = re.compile(rf"{_HAN}{{2,50}}{_BODY_END}")
_LETTERHEAD = re.compile(rf"(?P<issuer>{_HAN}{{2,50}}{_BODY_END}) ?文 ?件")
_ABOUT = re.compile(rf"(?P<issuer>[\u4e00-\u9fff“”\"()（）]{{2,40}}?{_BODY_END})关于")
_ADDRESSED = re.compile(
    r"(?!现将|根据|为|按照|如下|其中|关于)[^。；;！？]{2,200}?(?:各|局|委|办|厅|政府|部门|单位|委员|代表|公司|同志|机构|院)[^。；;！？]{0,80}[:：]"
)
_ANY_DATE = (
    r"(?:(?:19|20)[0-9]{2}|[〇○零一二三四五六七八九O]{4})(?: ?年|[-./]) ?[0-9一二三四五六七八九十]{1,2}(?: ?月|[-./])"
    r" ?[0-9一二三四五六七八九十]{1,3} ?[日号]?"
)
_DATE_LINE = re.compile(rf"[(（]? ?(?P<date>{_ANY_DATE}) ?[)）]?")
_SIGNED = re.compile(rf"(?P<issuer>{_HAN}{{2,50}}{_BODY_END}) *+[(（]? ?(?P<date>{_ANY_DATE}) ?[)）]?")
_ISSUED = re.compile(
    rf"(?P<after>{_ANY_DATE}) *+(?:印 ?发|发布)"
    rf"|(?:发布|印发|公开|成文|生成|发文)(?:日期|时间) *+[:：] *+(?P<before>{_ANY_DATE})"
)
_COPIED = re.compile(r"抄 ?[送报] ?[:：] ?(?P<bodies>.+)")
_NUMBER_LINE = re.compile(
    rf"(?:发文字号|文号|字号)? ?[:：]? ?(?P<number>{DOCUMENT_NUMBER.pattern})(?: *+签发人 ?[:：].{{1,20}})?"
)
_COVERED = re.compile(r"(?:时限|期限|区间|周期|统计时间|数据时间|统计范围|起止时间)")
_OPENING = re.compile(r"现将|现就|通报如下|报告如下")


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph without Markdown marks and blanks around it."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.folded[self.start : self.end]

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Return the place of ``text[start:end]``."""
        last = self.end if end is None else self.start + end
        return self.passage.span(self.start + start, last)


def document_to_meta(document: Document) -> tuple[tuple[MetaField, ...], Period | None]:
    """Return the statements of a document about itself, each with its place, and the time that it speaks of."""
    lines = _paragraphs_to_lines(document)
    title_at, title = _title(lines)
    signed = list(_signatures(lines, title_at))
    fields = [
        *([title] if title else []),
        *_first(_document_numbers(lines[:_HEAD])),
        *_issuers(lines, title, signed),
        *_addressees(lines, title_at),
        *([signed[0][1]] if signed else []),
        *_first(_issued(lines)),
        *_first(_copied(lines)),
    ]
    return tuple(fields), _period(lines, title, fields)


def _paragraphs_to_lines(document: Document) -> list[_Line]:
    lines = []
    for paragraph in document.paragraphs():
        if paragraph.role not in (ParagraphRole.BODY, ParagraphRole.HEADING):
            continue
        passage = Passage(paragraph.lines, PassageKind.PARAGRAPH)
        start = len(passage.folded) - len(passage.folded.lstrip(" #*>"))
        end = len(passage.folded.rstrip(" *"))
        if start < end and passage.folded[start:end].strip("-—= "):
            lines.append(_Line(passage, start, end))
    return lines


def _first(fields: Iterator[MetaField]) -> list[MetaField]:
    first = next(fields, None)
    return [first] if first else []


def tidy(text: str) -> str:
    """Close the gaps that typesetting leaves between Chinese characters and numbers."""
    return re.sub(r" +(?=[^A-Za-z])|(?<=[^A-Za-z]) +", "", text.strip())


def _title(lines: Sequence[_Line]) -> tuple[int, MetaField | None]:
    """Return the last line of the title and the title: the first lines that end like one."""
    for at, line in enumerate(lines[:_HEAD]):
        if "。" in line.text:
            break
        if not _may_be_title(line) or not _TITLE_END.search(line.text):
            continue
        first = at
        while first > 0 and at - first < 3 and _leads_on(lines[first - 1]):
            first -= 1
        title = _join(lines[first : at + 1])
        if len(title.value) >= 6:
            return at, title
    return _untitled(lines)


def _may_be_title(line: _Line) -> bool:
    return 2 <= len(line.text) <= 100 and not _NO_TITLE.search(line.text) and not _DATE_LINE.fullmatch(line.text)


def _leads_on(line: _Line) -> bool:
    """Tell whether a line may be the one above the end of a title."""
    whole = _TITLE_END.search(line.text) or _NUMBER_LINE.fullmatch(line.text)
    return _may_be_title(line) and not whole and len(line.text) >= 4 and not re.search("[，,]", line.text)


def _join(lines: Sequence[_Line]) -> MetaField:
    printed = "".join(line.passage.text[line.start : line.end] for line in lines)
    return MetaField("title", tidy(printed), join_places([line.place() for line in lines], printed))


def _untitled(lines: Sequence[_Line]) -> tuple[int, MetaField | None]:
    """Take the first line for the title where it names the day or month that it speaks of."""
    if lines and len(lines[0].text) <= 100 and "。" not in lines[0].text and any(find_spells(lines[0].text, 2000)):
        return 0, _join(lines[:1])
    return 0, None


def _document_numbers(lines: Sequence[_Line]) -> Iterator[MetaField]:
    for line in lines:
        found = _NUMBER_LINE.fullmatch(line.text)
        if found:
            printed = line.place(*found.span("number"))
            yield MetaField("document_number", printed.quote.replace(" ", ""), printed)


def _signatures(lines: Sequence[_Line], title_at: int) -> Iterator[tuple[MetaField | None, MetaField]]:
    """Yield who signed and when: a date alone under a body's name."""
    for at, line in enumerate(lines):
        if at < title_at:
            continue
        found = _SIGNED.fullmatch(line.text)
        if found:
            day = _day_field("signed_on", line, *found.span("date"))
            if day:
                issuer = line.place(*found.span("issuer"))
                yield MetaField("issuer", tidy(issuer.quote), issuer), day
            continue
        found = _DATE_LINE.fullmatch(line.text)
        above = lines[at - 1] if at else None
        if found and above and _BODY.fullmatch(above.text):
            day = _day_field("signed_on", line, *found.span("date"))
            if day:
                yield MetaField("issuer", tidy(above.passage.text[above.start : above.end]), above.place()), day


def _day_field(name: str, line: _Line, start: int, end: int) -> MetaField | None:
    spell = next((spell for spell in find_spells(line.text[start:end]) if spell.first == spell.last), None)
    if spell is None:
        return None
    return MetaField(name, spell.first.isoformat(), line.place(start + spell.start, start + spell.end))


def _issuers(
    lines: Sequence[_Line], title: MetaField | None, signed: Sequence[tuple[MetaField | None, MetaField]]
) -> Iterator[MetaField]:
    """Yield the issuer as signed, else as in the letterhead, else as the title names it."""
    if signed and signed[0][0]:
        yield signed[0][0]
        return
    for line in lines[:_HEAD]:
        found = _LETTERHEAD.fullmatch(line.text)
        if found:
            place = line.place(*found.span("issuer"))
            yield MetaField("issuer", tidy(place.quote), place)
            return
    about = _ABOUT.match(title.value) if title else None
    if title and about:
        yield MetaField("issuer", about["issuer"], title.place)


def _addressees(lines: Sequence[_Line], title_at: int) -> Iterator[MetaField]:
    for line in lines[title_at : title_at + 6]:
        if _ADDRESSED.fullmatch(line.text):
            start = 0
            for name in _listed(line.text[:-1]):
                at = line.text.index(name, start)
                start = at + len(name)
                place = line.place(at, start)
                yield MetaField("addressees", tidy(place.quote), place)
            return


def _listed(text: str) -> list[str]:
    """Cut at commas; at 、 only where each part names a body by itself (各县委、政府 does not)."""
    names: list[str] = []
    for part in re.split(r"[，,](?![^()]*\))", text):
        pieces = re.split(r"、(?![^()]*\))", part)
        names += pieces if all(len(piece.strip()) >= 4 for piece in pieces) else [part]
    return [name.strip() for name in names if name.strip()]


def _issued(lines: Sequence[_Line]) -> Iterator[MetaField]:
    for line in lines:
        if len(line.text) > 120:
            continue
        found = _ISSUED.search(line.text)
        if found:
            span = found.span("after" if found["after"] else "before")
            field = _day_field("issued_on", line, *span)
            if field:
                yield field


def _copied(lines: Sequence[_Line]) -> Iterator[MetaField]:
    for at, line in enumerate(lines):
        found = _COPIED.match(line.text)
        if not found:
            continue
        last = at
        while last + 1 < len(lines) and last - at < 4 and not lines[last].text.endswith(("。", ".")):
            if _BODY.fullmatch(lines[last + 1].text) or _ISSUED.search(lines[last + 1].text):
                break
            last += 1
        parts = [line.place(found.start("bodies")), *(more.place() for more in lines[at + 1 : last + 1])]
        printed = "".join(part.quote for part in parts)
        yield MetaField("copied_to", tidy(printed).rstrip("。."), join_places(parts, printed))


def _period(lines: Sequence[_Line], title: MetaField | None, fields: Sequence[MetaField]) -> Period | None:
    """Return the time as the title names it, else as the text says that its numbers cover it, else as it opens."""
    signed = next((date.fromisoformat(field.value) for field in fields if field.name == "signed_on"), None)
    year = signed.year if signed else _year_of_number(fields) or _first_year(lines)
    if title:
        folded = fold(title.value)
        spell = next(find_spells(folded, year), None)
        if spell:
            spell = _before(spell, signed, folded)
            place = _inside(title, lines, folded[spell.start : spell.end])
            text = title.value[spell.start : spell.end]
            return Period(spell.first.isoformat(), spell.last.isoformat(), text, place)
    for line in lines:
        if _COVERED.search(line.text) or (_OPENING.search(line.text) and len(line.text) < 200):
            spells = list(find_spells(line.text, year))
            if spells:
                return _stretch(line, spells if _COVERED.search(line.text) else spells[:1])
    return None


def _year_of_number(fields: Sequence[MetaField]) -> int | None:
    number = next((field.value for field in fields if field.name == "document_number"), "")
    found = re.search(r"(?:19|20)[0-9]{2}", number)
    return int(found[0]) if found else None


def _first_year(lines: Sequence[_Line]) -> int | None:
    """Return the year of the first date in the head that has one."""
    spells = (spell for line in lines[:_HEAD] for spell in find_spells(line.text[:_LONGEST]))
    first = next(spells, None)
    return first.first.year if first else None


def _before(spell: Spell, signed: date | None, text: str) -> Spell:
    """A bulletin of January about December speaks of the year before."""
    said = re.search(r"(?:19|20)[0-9]{2}", text[spell.start : spell.end])
    if said or signed is None or spell.first <= signed:
        return spell
    earlier = list(find_spells(text[spell.start : spell.end], signed.year - 1))
    return replace(earlier[0], start=spell.start, end=spell.end) if earlier else spell


def _inside(title: MetaField, lines: Sequence[_Line], text: str) -> Place:
    """Return the place of a piece of the title; the whole title's where a line break cuts it."""
    pattern = re.compile(" ?".join(re.escape(character) for character in text))
    for line in lines[:_HEAD]:
        if line.place().quote and line.passage.text[line.start : line.end] in title.place.quote:
            found = pattern.search(line.text)
            if found:
                return line.place(*found.span())
    return title.place


def _stretch(line: _Line, spells: Sequence[Spell]) -> Period:
    """自1月1日起至12月31日止 is one period."""
    first = last = spells[0]
    if len(spells) > 1:
        between = line.text[first.end : spells[1].start]
        last = spells[1] if len(between) < 6 and re.search("至|到|[-—~]", between) else first
    place = line.place(first.start, last.end)
    return Period(first.first.isoformat(), last.last.isoformat(), place.quote, place)
