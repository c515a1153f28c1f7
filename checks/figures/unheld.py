"""Why nothing holds a number of the text: what would have to be printed for it to be checked."""

import re

from schemas.figures import Figure, FigureRole

_BY_ROLE = {
    FigureRole.TARGET: "target",
    FigureRole.THRESHOLD: "threshold",
    FigureRole.RANK: "rank-of-unprinted",
    FigureRole.ORDINAL: "ordinal",
    FigureRole.COUNT: "unlisted",
    FigureRole.CHANGE: "earlier-not-printed",
    FigureRole.SHARE: "unknown-base",
    FigureRole.PART: "part-alone",
}
_RATE = re.compile(r"[率度]$")
_MEAN = re.compile(r"[日月年人户件笔次]均|平均")


def figure_to_reason(figure: Figure) -> str:
    """Return what is missing, by what the number says of its metric."""
    if figure.role in _BY_ROLE:
        return _BY_ROLE[figure.role]
    if figure.printed.unit == "%" and _RATE.search(figure.metric):
        return "counts-not-printed"
    return "sum-not-printed" if _MEAN.search(figure.metric) else "narrative"
