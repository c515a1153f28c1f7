"""The front door: puts the rooms together, the public API and the command line."""
