"""The name that stands in everything we print."""

from importlib.metadata import version

TOOL = f"tongbao {version('tongbao')}"
