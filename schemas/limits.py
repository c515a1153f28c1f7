"""Limits on what a file may ask of the reader: each with a name, a default and a message."""

from dataclasses import dataclass

from schemas.errors import UnreadableInput


@dataclass(frozen=True, slots=True)
class Limits:
    """``bytes`` of the file, ``pages`` of a document, ``characters`` per page, ``cells`` per table.

    After so many ``seconds`` no further page of a file is begun: what was read until then is the document.  The
    command line gives up a file whose reading takes much longer, or more than ``megabytes`` of memory.
    """

    bytes: int = 512 * 1024 * 1024
    pages: int = 5_000
    characters: int = 400_000
    cells: int = 200_000
    seconds: int = 1_200
    megabytes: int = 4_096

    def check(self, name: str, found: int, path: str) -> None:
        """Raise ``UnreadableInput`` if ``found`` is over the limit ``name``."""
        allowed: int = getattr(self, name)
        if found > allowed:
            raise UnreadableInput(
                f"{path}: {found} {name}, over the limit of {allowed}; raise it with --limit {name}={found}",
                f"{path}：{name} 为 {found}，超过上限 {allowed}；可用 --limit {name}={found} 放宽",
            )


DEFAULT_LIMITS = Limits()
