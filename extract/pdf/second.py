"""A page read a second time, from its picture: the ink of a cell and the rules round it, not the text layer."""

from dataclasses import dataclass, field
from pathlib import Path

from extract.ocr import load_recogniser
from extract.pdf.cells import fill_lattice
from extract.pdf.characters import raw_to_characters
from extract.pdf.engine import load_page, open_pages, page_to_frame
from extract.pdf.lattice import rules_to_lattices
from extract.pdf.rules import segments_to_rules
from extract.pdf.scans import ScannedPage, read_scan
from schemas.places import Box, Place
from schemas.protocols import SecondReading

_Cells = list[tuple[Box, str]]


@dataclass(frozen=True, slots=True)
class _FileReading:
    """Reads the pages of one file as they are asked for, each once."""

    path: Path
    password: str | None
    pages: dict[int, _Cells] = field(default_factory=dict)

    def __call__(self, place: Place) -> str | None:
        """Return what stands in the cell round the middle of the place; see ``SecondReading``."""
        if place.page is None or place.bbox is None or place.boxes:
            return None
        x, y = (place.bbox[0] + place.bbox[2]) / 2, (place.bbox[1] + place.bbox[3]) / 2
        if place.page not in self.pages:
            self.pages[place.page] = self._read(place.page, place.file)
        held = [text for box, text in self.pages[place.page] if box[0] < x < box[2] and box[1] < y < box[3]]
        return held[0] if len(held) == 1 else None

    def _read(self, number: int, file: str) -> _Cells:
        with (
            open_pages(self.path.read_bytes(), self.password, str(self.path)) as document,
            load_page(document, number - 1) as handle,
        ):
            scan = read_scan(handle, page_to_frame(handle), file, number) if handle is not None else None
        return scan_to_cells(scan) if scan is not None else []


def second_reading(path: Path, password: str | None = None) -> SecondReading | None:
    """Return what reads the PDF at ``path`` again; None without the extra ``ocr``."""
    return _FileReading(path, password) if load_recogniser() is not None else None


def scan_to_cells(scan: ScannedPage) -> _Cells:
    """Return the ruled cells that the picture shows, as displayed, each with its characters."""
    characters = raw_to_characters(scan.characters, scan.frame)
    cells: _Cells = []
    for lattice in rules_to_lattices(segments_to_rules(scan.drawing.lines)):
        filled, _, _ = fill_lattice(lattice, characters.level, {}, dict)
        for slot, spans in zip(lattice.slots, filled.spans(), strict=True):
            cells.append((scan.sheet.box(slot.box), "".join(span.text for span in spans)))
    return cells
