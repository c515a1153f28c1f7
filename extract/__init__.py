"""From a file to a ``Document``: pages, paragraphs and grids in reading order, each with its place."""

from extract.files import bytes_to_document as bytes_to_document
from extract.files import read_document as read_document
from extract.pdf.drawing import page_drawer as page_drawer
from extract.pdf.ruling import page_rules as page_rules
from extract.pdf.second import second_reading as second_reading
