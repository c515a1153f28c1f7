"""How well and how fast PDFs are read, beside the peers; `make bench` prints it and keeps it in benchmarks/RESULTS.md.

    python -m benchmarks.extraction [FILE.pdf…] [--bench FOLDER] [--repeat 3] [--write]

Accuracy: cell structure and text together on the ICDAR-2013 documents of FOLDER, by the scorer that lies there.
Speed: CPU milliseconds per page, the best of so many rounds in one process, the readers taking turns; start-up apart.
Memory: the peak of a fresh process that reads a file of so many pages.
"""

import argparse
import platform
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from benchmarks.accuracy import measure_accuracy
from benchmarks.memory import PAGES, repeat_pages
from benchmarks.speed import measure_files, measure_kinds

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
HEADING = "## Extraction"
EXAMPLES = [ROOT / "tests" / "examples" / "fuzhou-12345-2017-04.pdf"]


def rows_to_markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def accuracy_section(folder: Path) -> str:
    header = ("cell adjacency, greedy", "micro F1", "macro F1", "ms per page", "failed")
    return f"### Accuracy on {folder.name}\n\n{rows_to_markdown(header, measure_accuracy(folder))}"


def speed_section(files: Sequence[Path], repeat: int) -> str:
    header = ("file", "pages", "tongbao", "pdfium text", "pdfplumber", "camelot lattice")
    ratios = ("× pdfium text", "faster than pdfplumber", "faster than camelot")
    text = "### Speed\n\nCPU milliseconds per page. Unruled pages hold tables without upright rules only.\n\n"
    text += rows_to_markdown((*header, *ratios), measure_files(files, repeat))
    header = ("pages with", "pages", "tongbao", "pdfium text", "pdfplumber", "× pdfium text", "faster than pdfplumber")
    return f"{text}\n{rows_to_markdown(header, measure_kinds(files, repeat))}"


def memory_section(file: Path) -> str:
    """Each size is read in a process of its own, which prints its peak."""
    rows = []
    for pages in PAGES:
        with NamedTemporaryFile(suffix=".pdf") as made:
            made.write(repeat_pages(file.read_bytes(), pages))
            made.flush()
            command = [sys.executable, "-m", "benchmarks.memory", made.name]
            printed = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        rows.append((str(pages), *printed.stdout.split()))
    header = ("pages", "MB before reading", "MB at the peak", "MB grown per page")
    return f"### Memory\n\n{file.name} over and over, without OCR:\n\n{rows_to_markdown(header, rows)}"


def machine() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    commit = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    cpu = next(
        (line.split(":")[1].strip() for line in _cpuinfo() if line.startswith("model name")), platform.processor()
    )
    return f"commit {commit.stdout.strip()}, Python {platform.python_version()}, {cpu}, {platform.system()}"


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.exists() else []


def write_section(text: str) -> None:
    """Put the section in place of the one of the last run, or behind all others."""
    held = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Results of measurements\n"
    start = held.find(f"\n{HEADING}")
    if start >= 0:
        end = held.find("\n## ", start + 1)
        held = held[:start] + (held[end:] if end >= 0 else "\n")
    RESULTS.write_text(f"{held.rstrip()}\n\n{text}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=EXAMPLES)
    parser.add_argument("--bench", type=Path, help="folder with icdar2013.py and its documents")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="keep the result in benchmarks/RESULTS.md")
    asked = parser.parse_args()
    names = " ".join(file.name for file in asked.files)
    command = f"make bench BENCH={asked.bench.name if asked.bench else ''} FILES={names!r}"
    sections = [f"{HEADING} ({datetime.now(UTC):%Y-%m-%d})\n\n`{command}`; {machine()}.\n"]
    print(sections[0])
    makers = [
        lambda: speed_section(asked.files, asked.repeat),
        lambda: memory_section(asked.files[0]),
        *([lambda: accuracy_section(asked.bench)] if asked.bench and asked.bench.is_dir() else []),
    ]
    for make in makers:
        sections.append(make())
        print(sections[-1], flush=True)
    if asked.write:
        write_section("\n".join(sections))


if __name__ == "__main__":
    main()
