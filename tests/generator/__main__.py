"""Write bulletins to a folder: ``python -m generator SEED… [--slips N] [-o DIR]`` with tests/ on the path."""

import argparse
from pathlib import Path

from generator.bulletins import make_bulletin
from generator.slips import seed_slip
from generator.to_pdf import bulletin_to_pdf
from generator.to_text import bulletin_to_text


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", nargs="+", type=int)
    parser.add_argument("--slips", type=int, default=0)
    parser.add_argument("-o", "--out", type=Path, default=Path("build/generated"))
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    for seed in asked.seeds:
        bulletin = make_bulletin(seed)
        for number in range(asked.slips):
            bulletin = seed_slip(bulletin, number) or bulletin
        (asked.out / f"{seed}.txt").write_bytes(bulletin_to_text(bulletin).data())
        (asked.out / f"{seed}.pdf").write_bytes(bulletin_to_pdf(bulletin))
        for slip in bulletin.slips:
            print(seed, slip.kind, *slip.cells, *(f"{held.kind} ({held.basis})" for held in slip.seen_by))


main()
