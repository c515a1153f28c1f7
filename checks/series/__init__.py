"""Several bulletins of one publisher held against each other: what the later says of the earlier's time."""
