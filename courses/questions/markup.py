"""Small readings of the compiler's own HTML: its words alone, and a paragraph's inside."""

from html.parser import HTMLParser


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._inside_note = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "sup" or self._inside_note:
            self._inside_note += tag == "sup"
        elif tag in {"p", "br", "li", "div"}:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "sup" and self._inside_note:
            self._inside_note -= 1

    def handle_data(self, text: str) -> None:
        if not self._inside_note:
            self.parts.append(text)


def plain_text(html: str) -> str:
    """Return the words of rendered HTML in one line, without the numbers of its notes.

    For places that hold no markup: the options of a select, a label read aloud.
    """
    words = _Words()
    words.feed(html)
    words.close()
    return " ".join("".join(words.parts).split())


def without_paragraph(html: str) -> str:
    """Return the inside of HTML that is exactly one paragraph; other HTML comes back as it is."""
    inside = html.strip()
    if inside.startswith("<p>") and inside.endswith("</p>") and inside.count("<p") == 1:
        return inside.removeprefix("<p>").removesuffix("</p>")
    return html
