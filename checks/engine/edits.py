"""How a number may have been miswritten: one digit changed, dropped, added, or swapped with its neighbour."""

from collections.abc import Iterator

CHANGED, SWAPPED, DROPPED, ADDED, SHIFTED, SIGN = (
    "digit-changed", "digits-swapped", "digit-dropped", "digit-added", "shifted", "sign-lost",
)  # fmt: skip


def edits_of(scaled: int, places: int) -> Iterator[tuple[int, str]]:
    """Yield the numbers of which one miswriting makes ``scaled``, with its name, all to the same places.

    A digit that was dropped in the print is added here, and the other way round.
    """
    sign = -1 if scaled < 0 else 1
    digits = str(abs(scaled)).rjust(places + 1, "0")
    seen = {scaled}

    def fresh(text: str) -> int | None:
        number = sign * int(text) if text else None
        if number is None or number in seen:
            return None
        seen.add(number)
        return number

    for index, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit and (number := fresh(digits[:index] + other + digits[index + 1 :])) is not None:
                yield number, CHANGED
    for index in range(len(digits) - 1):
        swapped = digits[:index] + digits[index + 1] + digits[index] + digits[index + 2 :]
        if (number := fresh(swapped)) is not None:
            yield number, SWAPPED
    whole = len(digits) - places
    for index in range(whole + 1):
        for other in "0123456789":
            if (number := fresh(digits[:index] + other + digits[index:])) is not None:
                yield number, DROPPED
    for index in range(whole if whole > 1 else 0):
        if (number := fresh(digits[:index] + digits[index + 1 :])) is not None:
            yield number, ADDED
    if scaled:
        seen.add(-scaled)
        yield -scaled, SIGN
    for power in (4, 2, 1, 3):
        if scaled and (number := fresh(digits + "0" * power)) is not None:
            yield number, SHIFTED
        if scaled and scaled % 10**power == 0 and (number := fresh(digits[:-power])) is not None:
            yield number, SHIFTED


def edit_between(printed: int, meant: int, places: int) -> str | None:
    """Return the name of the one miswriting that makes ``printed`` of ``meant``, None if there is none."""
    return next((name for number, name in edits_of(printed, places) if number == meant), None)
