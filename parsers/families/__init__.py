"""Families of bulletins: what names and aliases a kind of bulletin adds to the generic machinery.

A new family is a folder with a ``declaration.toml`` and one word in ``FOLDERS``.
"""

import re
from collections.abc import Sequence
from functools import cache

from parsers.families.declarations import load_family
from schemas.bulletins import GENERIC, Family
from schemas.errors import Misuse

FOLDERS: tuple[str, ...] = ("hotline",)


@cache
def families() -> tuple[Family, ...]:
    return tuple(load_family(folder) for folder in FOLDERS)


def name_to_family(name: str, known: Sequence[Family] | None = None) -> Family:
    """Return the family of that name; raises ``Misuse`` if there is none."""
    every = (GENERIC, *(families() if known is None else known))
    for family in every:
        if family.name == name:
            return family
    names = ", ".join(family.name for family in every)
    raise Misuse(f"there is no family {name!r}; there are {names}", f"没有名为“{name}”的文种；现有：{names}")


def title_to_family(title: str, known: Sequence[Family] | None = None) -> Family:
    """Return the one family that claims a bulletin by its title, generic if none does.

    Raises ``Misuse`` if two do: which of them it is has to be said then.
    """
    claimants = [
        family
        for family in (families() if known is None else known)
        if any(re.search(pattern, title) for pattern in family.title_patterns)
    ]
    if len(claimants) > 1:
        names = " and ".join(family.name for family in claimants)
        names_zh = "、".join(family.name for family in claimants)
        raise Misuse(
            f"the families {names} both claim {title!r}; say which with --family",
            f"“{title}”同时符合 {names_zh}；请用 --family 指定",
        )
    return claimants[0] if claimants else GENERIC
