"""A manifest: what is known of files besides themselves (source address, retrieval date, issuer …), as CSV."""

import csv
import io
import os
from dataclasses import dataclass, field
from pathlib import Path

from corpus.batch.files import Found
from schemas.errors import Misuse, UnreadableInput

KEYS = ("path", "file", "filename", "路径", "文件", "文件名")
"""Headings of the column that names the file."""


@dataclass(slots=True)
class Manifest:
    """Fields by file; a name without a folder stands for that file wherever it was found."""

    by_path: dict[str, dict[str, str]] = field(default_factory=dict)
    by_name: dict[str, dict[str, str]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def fields_of(self, found: Found) -> dict[str, str]:
        whole, name = _whole(Path(found.name)), Path(found.name).name
        if whole in self.by_path:
            self.used.add(whole)
            return self.by_path[whole]
        if name in self.by_name:
            self.used.add(name)
            return self.by_name[name]
        return {}

    @property
    def unused(self) -> list[str]:
        """Files that the manifest names and nobody met."""
        return [key for key in (*self.by_path, *self.by_name) if key not in self.used]


def read_manifest(path: Path) -> Manifest:
    """Read a manifest; paths in it are relative to its own folder or to where the command runs."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror}", f"{path}：无法打开（{error.strerror}）") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    key = next((name for name in rows.fieldnames or () if name.strip().casefold() in KEYS), None)
    if key is None:
        raise Misuse(
            f"{path}: no column of files; head one {', '.join(KEYS[:2])} or 文件",
            f"{path}：没有文件列；请将其命名为 {'、'.join(KEYS[3:])} 或 path",
        )
    manifest = Manifest()
    for row in rows:
        named = (row.get(key) or "").strip()
        fields = {
            name.strip(): (content or "").strip()
            for name, content in row.items()
            if name is not None and name != key and isinstance(content, str) and content.strip()
        }
        if Path(named).name != named:
            beside = path.parent / named
            manifest.by_path[_whole(beside if beside.exists() else Path(named))] = fields
        elif named:
            manifest.by_name[named] = fields
    return manifest


def _whole(path: Path) -> str:
    """Return the path from the root, with links left as they are: a file is what it was called."""
    return os.path.normpath(path.absolute())
