"""Read published Chinese bulletins and check every printed number against every other.

>>> import tongbao
>>> bulletin = tongbao.read("bulletin.txt")
>>> audit = tongbao.audit("bulletin.txt")
"""

from tongbao.pipeline import audit, read, report, to_json

__all__ = ["audit", "read", "report", "to_json"]
