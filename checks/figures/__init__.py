"""Checks on the numbers of the running text: against the tables, and against each other."""
