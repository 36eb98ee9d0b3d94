"""Lists of words as one reads them (pure)."""


def word_set(words: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(words.split())
