"""A browser in thirty lines: what a form in rendered HTML would send."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """Rendered HTML with its controls, ids and references read out."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.data: dict[str, list[str]] = {}
        self.ids: list[str] = []
        self.references: set[str] = set()
        self.names: set[str] = set()
        self.words: list[str] = []
        self._select: tuple[str, list[tuple[str, bool]]] | None = None
        self._textarea: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        assert "style" not in found
        assert not any(name.startswith("on") for name in found)
        if "id" in found:
            self.ids.append(found["id"])
        for name in ("for", "aria-labelledby", "aria-describedby"):
            self.references |= set(found.get(name, "").split())
        if "name" in found:
            self.names.add(found["name"])
        if tag == "input":
            self._input(found)
        elif tag == "select":
            self._select = (found["name"], [])
        elif tag == "option" and self._select:
            self._select[1].append((found["value"], "selected" in found))
        elif tag == "textarea":
            self._textarea = found["name"]
            self.data.setdefault(self._textarea, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select:
            name, options = self._select
            chosen = [value for value, selected in options if selected] or [options[0][0]]
            assert len(chosen) == 1
            self.data.setdefault(name, []).extend(chosen)
            self._select = None
        elif tag == "textarea" and self._textarea:
            text = self.data[self._textarea][-1].removeprefix("\n")
            self.data[self._textarea][-1] = text.replace("\n", "\r\n")
            self._textarea = None

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._textarea:
            self.data[self._textarea][-1] += data

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def _input(self, found: dict[str, str]) -> None:
        if found["type"] in {"radio", "checkbox"} and "checked" not in found:
            return
        self.data.setdefault(found["name"], []).append(found["value"])
