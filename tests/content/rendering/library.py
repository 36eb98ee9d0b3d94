"""A small library of facts, clauses, words and cases that renderings refer to."""

from content.rendering import (
    Citation,
    Note,
    ResolvedCase,
    ResolvedClause,
    ResolvedFact,
    ResolvedTerm,
)

FIGURES = {
    "cumberland/arrests": ("25",),
    "cumberland/suspects": ("273",),
    "cumberland/announced": ("28", "2025"),
    "law/generator": ("46A", "72"),
    "practice/reports": ("67,000", "1.8 million"),
    "practice/none": (),
}


class Library:
    """Resolves what FIGURES holds, with `cumberland` and `platform` as its own."""

    def fact(self, key, version):
        full = key if "/" in key else f"cumberland/{key}"
        if full not in FIGURES or (version or 1) > 2:
            return None
        number = version or 1
        statement = f"{full}, said on 3 March 2024 of 24 people"
        citation = Citation("Europol", "A release", "https://europol.example/", "2025-02-28", "B")
        note = Note(0, full, number, statement, "reported", "2025-02-28", (citation,))
        return ResolvedFact(full, number, statement, FIGURES[full], note)

    def clause(self, key, version):
        code = key.split("/")[-1]
        if not code.startswith("CSE-"):
            return None
        return ResolvedClause(f"platform/{code}", version or 3, code, "A title")

    def term(self, slug):
        return ResolvedTerm(slug, "child's rights") if slug == "rights" else None

    def case(self, slug):
        return ResolvedCase(slug, "Operation <Cumberland>") if slug == "cumberland" else None
