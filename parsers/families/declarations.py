"""A family of bulletins as data: one ``declaration.toml`` in a folder of its own."""

import re
import tomllib
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, field_validator

from schemas.bulletins import Family


class Metric(BaseModel):
    """``key`` is the stable name under which other programs find the metric; ``aliases`` are its printed names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    aliases: tuple[str, ...] = ()


class Declaration(BaseModel):
    """A ``declaration.toml``.

    ``title_patterns``: regular expressions; one that is found in a bulletin's title claims it. ``identifiers``:
    numbers that are names. ``metrics`` and ``bodies``: canonical names with what else they are called.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title_patterns: tuple[str, ...]
    identifiers: tuple[str, ...] = ()
    metrics: dict[str, Metric] = {}
    bodies: dict[str, tuple[str, ...]] = {}

    @field_validator("title_patterns")
    @classmethod
    def _are_patterns(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
        return patterns


def load_family(folder: str) -> Family:
    """Return the family that ``parsers/families/<folder>/declaration.toml`` declares."""
    text = files("parsers.families").joinpath(folder, "declaration.toml").read_text(encoding="utf-8")
    declared = Declaration.model_validate(tomllib.loads(text))
    return Family(
        declared.name,
        declared.title_patterns,
        declared.identifiers,
        {name: metric.aliases for name, metric in declared.metrics.items()},
        {name: metric.key for name, metric in declared.metrics.items()},
        dict(declared.bodies),
    )
