"""A date of ISO 8601, partial or a range, as an English sentence says it (pure)."""

_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip


def day_in_words(iso: str) -> str:
    """Return `26 February 2025` for `2025-02-26`; ranges name what both ends share once."""
    first, _slash, last = iso.partition("/")
    if not last:
        return " ".join(_parts(first))
    begins, ends = _parts(first), _parts(last)
    for shared in reversed(ends):
        if len(begins) < 2 or begins[-1] != shared:
            break
        begins.pop()
    return f"{' '.join(begins)} to {' '.join(ends)}"


def _parts(iso: str) -> list[str]:
    """Day, month and year in words, as far as they are given."""
    year, _dash, rest = ("", "", iso[2:]) if iso.startswith("--") else iso.partition("-")
    month, _dash, day = rest.partition("-")
    found = [str(int(day))] if day else []
    found += [_NAMES[int(month) - 1]] if month else []
    return found + ([year] if year else [])
