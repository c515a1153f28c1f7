"""Many audits: reports, a store, search, export, the web pages."""
