"""Every number of a bulletin against every other: findings, conventions, and a ledger."""

from checks.audit import audit

__all__ = ["audit"]
