"""When two names mean one body or one metric, and what speaks for it.

Nothing here is a guess: a name is the same as printed, or the family says so, or it differs only in the place that
issues the bulletin (市园林局, 福州市园林局), in 政府 behind a district, or in a measure's last syllable (受理, 受理量).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from parsers.folding import fold
from schemas.bulletins import Family

SAME = "same"
ALIAS = "alias"
PLACE = "place"
GOVERNMENT = "government"
MEASURE = "measure"
NARROWED = "narrowed"

_MARKS = re.compile(r"[\s“”\"'‘’《》*#]+")
_ASIDE = re.compile(r"\([^()]*\)")
_GOVERNMENT = re.compile(r"(?:人民)?政府$")
_MEASURE = re.compile(r"(?:总数量|总数|总量|数量|总计|合计|件数|个数|家数|人数|[数量额值])$")
_PLACE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,6}?)(?P<kind>省|市|自治州|州|盟|地区|区|县|旗)")
_FEWEST = 2  # characters of a name that may stand for a longer one


def plain(name: str) -> str:
    """Return a name without marks, blanks and what stands in brackets."""
    bare = _MARKS.sub("", fold(name))
    return _ASIDE.sub("", bare) or bare


@dataclass(frozen=True, slots=True)
class Aliases:
    """The names of bodies and metrics that the family gives, and the place that issues the bulletin."""

    place: str
    bodies: dict[str, str] = field(default_factory=dict)
    metrics: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def same_body(self, a: str, b: str) -> str:
        """Return why two names mean one body, "" if nothing says so."""
        if a == b:  # spares the cleaning of both names
            return SAME
        one, other = plain(a), plain(b)
        if one == other:
            return SAME
        known = self.bodies.get(one)
        if known is not None and known == self.bodies.get(other):
            return ALIAS
        short, also = self._without_place(one), self._without_place(other)
        if short == also:
            return PLACE
        if short and _GOVERNMENT.sub("", short) == _GOVERNMENT.sub("", also):
            return GOVERNMENT
        return ""

    def _without_place(self, name: str) -> str:
        for head in (self.place, self.place[:-1], self.place[-1:]):
            if head and name.startswith(head) and len(name) - len(head) >= _FEWEST:
                return name[len(head) :]
        return name

    def same_metric(self, said: str, column: str) -> str:
        """Return why a metric of the text means a column, "" if nothing says so."""
        one, other = plain(said), plain(column)
        if not one or not other:
            return ""
        if one == other:
            return SAME
        known = self.metrics.get(one) or self.metrics.get(_MEASURE.sub("", one))
        if known is not None and known == (self.metrics.get(other) or self.metrics.get(_MEASURE.sub("", other))):
            return ALIAS
        core, also = _MEASURE.sub("", one), _MEASURE.sub("", other)
        if core and core == also:
            return MEASURE
        if len(also) >= _FEWEST and core.endswith(also):
            return NARROWED
        return ""

    def key_of(self, metric: str) -> str:
        """Return the family's key of a metric, "" if it has none."""
        name = plain(metric)
        known = self.metrics.get(name) or self.metrics.get(_MEASURE.sub("", name))
        return self.keys.get(known, "") if known else ""


def family_to_aliases(family: Family, names: Iterable[str]) -> Aliases:
    """``names`` are those of the issuer and the title: they begin with the place that the bulletin is about."""
    place = ""
    for name in names:
        if found := _PLACE.match(plain(name)):
            place = found[0]
            break
    return Aliases(place, _by_name(family.bodies), _by_name(family.metrics), dict(family.metric_keys))


def _by_name(groups: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {plain(name): canonical for canonical, others in groups.items() for name in (canonical, *others)}
