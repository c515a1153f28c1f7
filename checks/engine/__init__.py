"""What every check stands on: numbers as printed, formulas over them, laws, and how a law is judged."""
