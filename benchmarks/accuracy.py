"""Cell structure and text together, scored on a set of documents with typed truth, for us and for the peers.

The scorer and its adapters lie with the set (``icdar2013.py``); ours are the tables that ``tongbao tables`` prints.
"""

import importlib.util
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from extract import read_document
from tongbao.border.reading import grid_to_records

PEERS = (
    "pdfplumber",
    "camelot-lattice",
    "camelot-stream",
    "camelot-network",
    "camelot-hybrid",
    "camelot-auto",
    "tabula-default",
    "tabula-lattice",
    "tabula-stream",
)
LONGEST = 600  # seconds that a peer may take for one document


def load_scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("icdar2013", folder / "icdar2013.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "icdar2013.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["icdar2013"] = module
    spec.loader.exec_module(module)
    return module


def measure_accuracy(folder: Path) -> Iterator[Sequence[str]]:
    """Yield a row per tool: name, micro F1, macro F1, CPU milliseconds per page, documents that failed."""
    scorer = load_scorer(folder)
    documents = scorer.load_dataset(folder)
    pages = sum(len(read_document(Path(document.pdf)).pages) for document in documents)  # and so we are warm, too
    for name in ("tongbao", *PEERS):
        if name != "tongbao" and find_spec(name.split("-")[0]) is None:
            yield (name, "not installed", "", "", "")
            continue
        source = _Ours(scorer) if name == "tongbao" else scorer.WorkerSource(name, LONGEST)
        source.ask(documents[0], False)
        answers = [source.ask(document, True) for document in documents]
        source.close()
        counts = [
            scorer.score_doc(document, answer.get("tables") or [], scorer.NORMS["default"])["greedy"]
            for document, answer in zip(documents, answers, strict=True)
        ]
        score = scorer.summarise(counts)
        taken = sum(answer["cpu"] for answer in answers) * 1000 / pages
        failed = sum("error" in answer for answer in answers)
        yield (name, f"{score['micro_f1']:.3f}", f"{score['macro_f1']:.3f}", f"{taken:.1f}", str(failed))


class _Ours:
    """Answers as the scorer's sources of peers do."""

    def __init__(self, scorer: ModuleType) -> None:
        self._scorer = scorer

    def ask(self, document, convert: bool) -> dict:
        start = time.process_time()
        read = read_document(Path(document.pdf))
        taken = time.process_time() - start
        tables = [record.model_dump() for grid in read.grids() for record in grid_to_records(grid)] if convert else []
        return {"cpu": taken, "tables": self._scorer.from_json({"tables": tables})}

    def close(self) -> None:
        """Nothing is left open."""
