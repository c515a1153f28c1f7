"""From failing relations to the number that is most likely off, and how it came about."""
