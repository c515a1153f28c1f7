"""From a file to a ``Document``: pages, paragraphs and grids in reading order, each with its place."""
