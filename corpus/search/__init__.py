"""Numbers and texts of a store, found by words of any length, and one measure of one body over time."""

from corpus.search.asking import Hits as Hits
from corpus.search.asking import search as search
from corpus.search.query import Query as Query
from corpus.search.query import Word as Word
