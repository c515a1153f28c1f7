"""A text file to a ``Document``."""

from collections.abc import Sequence

from extract.text.decoding import bytes_to_text, lost_characters
from extract.text.furniture import find_furniture
from extract.text.grids import count_cells, run_to_grid
from extract.text.lines import RawLine, text_to_lines
from extract.text.paragraphs import furniture_to_paragraph, lines_to_paragraphs
from extract.text.rows import line_is_rule
from extract.text.runs import lines_to_runs
from schemas.documents import Block, Document, Problem, Source
from schemas.limits import Limits
from schemas.places import Place

_TOLD = 100  # problems of characters that are listed one by one; the rest are counted in the last


def read_text(data: bytes, source: Source, limits: Limits) -> Document:
    """Return the document; raises ``UnreadableInput`` for what is no text, empty or over a limit."""
    limits.check("bytes", len(data), source.path)
    decoded = bytes_to_text(data, source.path)
    file = source.sha256
    lines = list(text_to_lines(decoded.text))
    _check_cells(lines, limits, source.path)
    furniture = find_furniture(lines)
    runs = lines_to_runs(lines, furniture, file)
    taken: set[int] = set()
    blocks: list[tuple[int, Block]] = []
    problems = _lost_to_problems(lines, decoded.encoding, file)
    for run in runs:
        limits.check("cells", count_cells(run.rows), source.path)
        found = run_to_grid(run, file)
        if found is None:
            continue
        taken.update(run.lines())
        blocks.append((run.rows[0].at, found[0]))
        problems.extend(found[1])
    tables = sorted(at for at, _ in blocks)
    rest = [
        at
        for at, line in enumerate(lines)
        if at not in taken and at not in furniture and not line.blank and not line_is_rule(line)
    ]
    blocks.extend((at, furniture_to_paragraph(lines[at], role, file)) for at, role in furniture.items())
    blocks.extend(lines_to_paragraphs(lines, rest, tables, file))
    blocks.sort(key=lambda block: block[0])
    read = Source(source.path, file, source.media_type, source.pages, decoded.encoding)
    return Document(read, (), tuple(block for _, block in blocks), _count_digits(decoded.text), (), tuple(problems))


def _check_cells(lines: Sequence[RawLine], limits: Limits, path: str) -> None:
    """Refuse a line with more cells than a table may have before it is cut."""
    most = max((line.text.count("\t") + line.text.count("|") for line in lines), default=0)
    limits.check("cells", most, path)


def _count_digits(text: str) -> int:
    return sum(map(str.isdecimal, text))


def _lost_to_problems(lines: Sequence[RawLine], encoding: str, file: str) -> list[Problem]:
    """Return a problem for each run of bytes that could not be decoded and of characters that are no text."""
    found: list[Problem] = []
    more = 0
    for line in lines:
        for start, end, kind in lost_characters(line.text):
            if len(found) >= _TOLD:
                more += 1
                continue
            low, high = line.start + start, line.start + end
            place = Place(file, line.text[start:end], line=line.number, start=low, end=high)
            if kind == "undecodable":
                reason = f"line {line.number}: bytes that are no {encoding}; what is printed here is not known"
                reason_zh = f"第 {line.number} 行：有不属于 {encoding} 编码的字节，此处内容无法得知"
            else:
                reason = f"line {line.number}: control characters in the text"
                reason_zh = f"第 {line.number} 行：文本中有控制字符"
            found.append(Problem(kind, reason, reason_zh, place))
    if more:
        last = found[-1]
        found[-1] = Problem(
            last.kind, f"{last.reason} (and {more} more like it)", f"{last.reason_zh}（另有 {more} 处）", last.place
        )
    return found
