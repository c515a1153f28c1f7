"""Results that wait for their turn: a few in memory, many in a file without a name."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO

_HELD = 64 * 1024 * 1024  # bytes in memory


class Shelf:
    """Bytes by number."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._held: dict[int, bytes] = {}
        self._laid: dict[int, tuple[int, int]] = {}
        self._bytes = 0

    def put(self, number: int, data: bytes) -> None:
        if self._bytes + len(data) <= _HELD:
            self._held[number] = data
            self._bytes += len(data)
            return
        self._laid[number] = (self._file.seek(0, 2), len(data))
        self._file.write(data)

    def take(self, number: int) -> bytes:
        if number in self._held:
            data = self._held.pop(number)
            self._bytes -= len(data)
            return data
        start, size = self._laid.pop(number)
        self._file.seek(start)
        data = self._file.read(size)
        if not self._laid:
            self._file.truncate(0)
        return data


@contextmanager
def open_shelf() -> Iterator[Shelf]:
    with TemporaryFile(prefix="tongbao-") as file:
        yield Shelf(file)
