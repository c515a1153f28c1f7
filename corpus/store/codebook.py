"""The codebook: every table and column of a store in words, printed as ``docs/store.md``."""

import sqlite3
import tomllib
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.report.words import Lang, say
from corpus.store.opening import open_store
from schemas.errors import Misuse

PAGES = {Lang.EN: "store.md", Lang.ZH: "store.zh-CN.md"}

_INTRO = {
    Lang.EN: """\
# The store

Printed from the code by `make docs`. `tongbao convert PATH… --into corpus.db` keeps what it reads in one SQLite file,
which any program that opens SQLite can read, also while it is being written. A file whose bytes are met twice is one
document with two lines in the ledger. Numbers stand as they are printed and as exact decimals in text; `size` sorts as
the number does. Where something is printed is told by the same columns everywhere: `quote`, `page`, `bbox`, `boxes`,
`line`, `char_start`, `char_end`, `node`. Columns in bold are the key of their table.
""",
    Lang.ZH: """\
# 库

本页由 `make docs` 从代码生成。`tongbao convert 路径… --into corpus.db` 将所读内容存入一个 SQLite 文件，
任何能打开 SQLite 的程序都可读取，写入时亦可。内容相同的文件只存一份文档，台账中各占一行。
数字既存原样，也存精确的十进制文本；`size` 可按大小排序。出处一律由以下各列说明：
`quote`、`page`、`bbox`、`boxes`、`line`、`char_start`、`char_end`、`node`。粗体的列为该表的主键。
""",
}


def store_to_page(lang: Lang) -> str:
    """Return the page about every table and column; raises ``Misuse`` where one is not described."""
    words = tomllib.loads(files("corpus.store").joinpath("codebook.toml").read_text(encoding="utf-8"))
    with TemporaryDirectory() as folder, open_store(Path(folder) / "fresh.db", create=True) as store:
        tables = [_table_to_words(store, table, words, lang) for table in words if table != "common"]
    return "\n".join((_INTRO[lang], *tables))


def _table_to_words(store: sqlite3.Connection, table: str, words: dict[str, dict[str, list[str]]], lang: Lang) -> str:
    at = lang is Lang.ZH
    lines = [
        f"## `{table}`\n\n{words[table]['_table'][at]}\n",
        f"| {say(lang, 'codebook.column')} | {say(lang, 'codebook.type')} | {say(lang, 'codebook.holds')} |",
        "|---|---|---|",
    ]
    for _, column, kind, _, _, key in store.execute(f"PRAGMA table_info({table})"):
        said = words[table].get(column) or words["common"].get(column)
        if said is None:
            raise Misuse(
                f"{table}.{column} is not described; add it to codebook.toml",
                f"{table}.{column} 没有说明；请写入 codebook.toml",
            )
        marked = f"**`{column}`**" if key else f"`{column}`"
        lines.append(f"| {marked} | {kind} | {said[at]} |")
    return "\n".join(lines) + "\n"
