"""From ``Bulletin`` to ``Audit``: findings, and a ledger of all numbers."""
