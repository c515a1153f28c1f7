"""Text to ``Document``: lines, paragraphs, and the tables that stand in running text."""

from extract.text.reader import read_text as read_text
