"""The words that all rooms use: frozen records and the few laws that belong to them."""
