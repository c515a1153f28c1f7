"""Every number of a bulletin against every other: findings, conventions, and a ledger."""

from checks.audit import audit
from checks.referee.attribution import confirm_print

__all__ = ["audit", "confirm_print"]
