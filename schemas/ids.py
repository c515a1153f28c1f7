"""Ids that come from content and place, never from a counter or a clock."""

from hashlib import blake2b


def make_id(prefix: str, *parts: object) -> str:
    """Return ``prefix-xxxxxxxxxx``, the same for the same parts on every machine and day."""
    text = "\x1f".join(str(part) for part in parts)
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5)  # a broken text layer holds half pairs
    return f"{prefix}-{digest.hexdigest()}"
