"""Decimals as texts that sort as the numbers do: SQLite has no exact decimals, and a float is no published value."""

from decimal import Decimal

_MIDDLE = 5_000  # exponents from -5000 to 4999 become four digits
_COMPLEMENT = str.maketrans("0123456789", "9876543210")
_AFTER_DIGITS = "~"


def decimal_to_size(value: Decimal) -> str:
    """Return a text; of two numbers the text of the smaller one comes first, and equal numbers have the same."""
    if not value:
        return "5"
    digits = "".join(map(str, value.as_tuple().digits)).lstrip("0").rstrip("0")
    exponent = f"{value.adjusted() + _MIDDLE:04d}"
    if value > 0:
        return f"6{exponent}{digits}"
    return f"4{(exponent + digits).translate(_COMPLEMENT)}{_AFTER_DIGITS}"
