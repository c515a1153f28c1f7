"""Word documents and workbooks, read from their XML."""

from extract.office.archives import is_docx as is_docx
from extract.office.archives import is_xlsx as is_xlsx
from extract.office.docx import read_docx as read_docx
from extract.office.xlsx import read_xlsx as read_xlsx
