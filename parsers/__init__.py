"""From a ``Document`` to a ``Bulletin``: typed tables, numbers of the text, stated rules, metadata."""
