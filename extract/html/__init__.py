"""HTML pages of government sites: their text and tables without the site around them."""

from extract.html.reader import is_html as is_html
from extract.html.reader import read_html as read_html
