"""Texts that are searched: each kept once, and indexed character by character so that words of any length are found."""

import sqlite3
from collections.abc import Sequence
from hashlib import blake2b
from unicodedata import normalize


def fold_text(text: str) -> str:
    """Return a text as it is searched: width, case and blanks make no difference."""
    return "".join(normalize("NFKC", text).casefold().split())


def text_to_characters(text: str) -> str:
    """Return the characters of the folded text as tokens for the index: also a comma or a bracket is one."""
    return " ".join([f"{ord(character):x}" for character in fold_text(text)])


def word_to_match(word: str) -> str:
    """Return what asks the index for texts that hold the word; "" where the word is nothing but blanks."""
    characters = text_to_characters(word)
    return f'"{characters}"' if characters else ""


def keep_phrases(store: sqlite3.Connection, texts: Sequence[str]) -> list[int]:
    """Return the ids of the texts in the store, with those that are new to it added in their order."""
    ids = []
    for text in texts:
        key = _hash(text)
        found = store.execute("SELECT id FROM phrases WHERE hash = ? AND text = ?", (key, text)).fetchone()
        if found is None:
            added = store.execute("INSERT INTO phrases (hash, text) VALUES (?, ?)", (key, text)).lastrowid
            store.execute(
                "INSERT INTO phrase_index (rowid, characters) VALUES (?, ?)", (added, text_to_characters(text))
            )
            ids.append(int(added or 0))
        else:
            ids.append(found[0])
    return ids


def _hash(text: str) -> int:
    """The same for texts that differ in width, case or blanks only: narrows the search for an equal text down."""
    return int.from_bytes(blake2b(fold_text(text).encode("utf-8"), digest_size=6).digest(), "big")
