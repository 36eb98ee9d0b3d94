"""cloze/1: a text with several blanks, each a choice, a few words or a number."""
