"""Bundles built by hypothesis: any folder that the checks would let through, kept small."""

from datetime import date

from hypothesis import strategies as st

from content.cases.schemas import CaseFile, SectionEntry
from content.facts.schemas import FactsFile, FactTextEntry
from content.library.bundles import Bundle, CaseBundle, Knowledge, PolicyBundle
from content.library.normal import normal
from content.policies.form_schemas import FormEntry, FormText
from content.policies.schemas import ClauseEntry, ClauseText, PolicyFile
from content.sources.schemas import SourceEntry

LANGUAGES = ["en", "es", "ar"]
DIGEST = "ab" * 32

letters = st.characters(
    codec="utf-8",
    categories=("L", "N", "P", "S", "Zs", "M"),
    exclude_characters="\u2028\u2029",
)
lines = st.text(letters, min_size=1, max_size=30).filter(
    lambda text: text.strip() and text == text.strip()
)
texts = st.lists(
    st.one_of(lines, st.just(""), st.sampled_from(["- item", "  indented", "key: value", "# no"])),
    min_size=1,
    max_size=4,
).map("\n".join)
texts = st.one_of(texts, texts.map(lambda text: text + "\n")).filter(str.strip)
bodies = texts.map(lambda text: text.strip("\n ")).filter(
    lambda text: (
        text
        and all(not line.startswith("##") for line in text.split("\n"))
        and "```" not in text
        and "~~~" not in text
        and all(line.strip() or not line for line in text.split("\n"))
    )
)
slugs = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
codes = st.from_regex(r"[A-Z]{1,3}-[0-9]{1,2}(\.[0-9])?", fullmatch=True)
partial = st.sampled_from(["2025", "2025-03", "2025-03-01"])
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
figures = st.lists(st.sampled_from(["12", "25", "4,700", "46A"]), max_size=2)


@st.composite
def maps(draw: st.DrawFn, value: st.SearchStrategy[str] = lines) -> dict[str, str]:
    """A language map: the source, and some of the others."""
    others = draw(st.lists(st.sampled_from(LANGUAGES[1:]), unique=True))
    return {language: draw(value) for language in [LANGUAGES[0], *others]}


def uniques(value: st.SearchStrategy[str], *, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(value, unique=True, min_size=least, max_size=2)


@st.composite
def citations(draw: st.DrawFn, sources: list[str], *, least: int) -> list[dict[str, str | None]]:
    def one() -> dict[str, str | None]:
        quote = draw(st.none() | lines)
        locator = draw(lines) if quote is None else draw(st.none() | lines)
        return {"source": draw(st.sampled_from(sources)), "quote": quote, "locator": locator}

    return [one() for _ in range(draw(st.integers(least, 2)))]


@st.composite
def knowledges(draw: st.DrawFn) -> Knowledge:
    keys = draw(uniques(slugs, least=1))
    sources = [
        SourceEntry(
            key=key,
            publisher=draw(lines),
            title=draw(lines),
            url=draw(st.sampled_from(["", "https://example.org/a?b=c"])),
            published_on=draw(partial | st.just("not given")),
            read_on=draw(st.none() | partial),
            grade=draw(st.sampled_from("ABC")),
            note=draw(st.none() | texts),
        )
        for key in keys
    ]
    facts = draw(uniques(slugs))
    told = {
        "facts": [{"key": key, "versions": draw(_fact_versions(keys))} for key in facts],
        "conflicts": [
            {
                "uid": uid,
                "facts": draw(st.lists(st.sampled_from(facts), unique=True, min_size=1)),
                "question": draw(maps(texts)),
                "positions": [
                    {"value": draw(maps(texts)), "citations": draw(citations(keys, least=0))}
                    for _ in range(2)
                ],
                "taught": draw(maps(texts)),
                "why": draw(maps(texts)),
                "shown": draw(st.booleans()),
            }
            for uid in (draw(uniques(slugs)) if facts else [])
        ],
    }
    file = FactsFile.model_validate(told)
    return Knowledge(sources, file, draw(_fact_texts(file)))


@st.composite
def _fact_versions(draw: st.DrawFn, sources: list[str]) -> list[dict[str, object]]:
    return [
        {
            "number": number,
            "change": None if number == 1 else draw(st.sampled_from(["editorial", "substantive"])),
            "statement": draw(texts),
            "figures": draw(figures),
            "unit": draw(st.none() | lines),
            "status": draw(st.none() | st.sampled_from(["alleged", "in-force"])),
            "as_of": draw(st.none() | partial),
            "citations": draw(citations(sources, least=1)),
        }
        for number in range(1, draw(st.integers(1, 3)) + 1)
    ]


@st.composite
def _fact_texts(draw: st.DrawFn, file: FactsFile) -> dict[str, dict[str, list[FactTextEntry]]]:
    return {
        language: {
            fact.key: [
                FactTextEntry(
                    number=version.number,
                    statement=draw(texts),
                    of=draw(st.none() | st.just(DIGEST)),
                )
                for version in fact.versions
                if draw(st.booleans())
            ]
            for fact in file.facts
        }
        for language in LANGUAGES[1:]
    }


@st.composite
def cases(draw: st.DrawFn, slug: str = "a-case") -> Bundle:
    knowledge = draw(knowledges())
    facts = [fact.key for fact in knowledge.facts.facts]
    head = {
        "format": "casebook-case/1",
        "slug": slug,
        "languages": LANGUAGES,
        "title": draw(maps()),
        "standfirst": draw(maps(texts)),
        "topic": draw(maps()),
        "harm_areas": ["synthetic-media"],
        "taxonomy": "dsa-2",
        "jurisdictions": draw(st.sampled_from([[], ["eu"]])),
        "intensity": draw(st.integers(0, 3)),
        "checked_on": draw(days),
        "glance": draw(st.lists(st.sampled_from(facts), unique=True)) if facts else [],
        "timeline": [
            {
                "uid": uid,
                "on": draw(partial),
                "known": draw(st.sampled_from(["then", "later"])),
                "text": draw(maps(texts)),
            }
            for uid in draw(uniques(slugs))
        ],
        "open_questions": [{"uid": uid, "text": draw(maps(texts))} for uid in draw(uniques(slugs))],
        "decision": draw(maps(texts)),
        "translated_from": draw(st.sampled_from([{}, {"es": DIGEST}])),
    }
    uids = draw(uniques(slugs, least=1))
    sections = {
        language: [
            SectionEntry(uid=uid, heading=draw(lines.filter(_is_heading)), body=draw(bodies))
            for uid in uids
            if language == "en" or draw(st.booleans())
        ]
        for language in LANGUAGES
    }
    return normal(CaseBundle(CaseFile.model_validate(head), knowledge, sections))


def _is_heading(text: str) -> bool:
    return "{#" not in text


@st.composite
def policies(draw: st.DrawFn, slug: str = "a-policy") -> Bundle:
    knowledge = draw(knowledges())
    sources = [source.key for source in knowledge.sources]
    named = draw(uniques(codes, least=1))
    clauses = [
        ClauseEntry.model_validate(
            {
                "code": code,
                "title": draw(lines),
                "versions": draw(_clause_versions()),
                "explanation": draw(st.none() | texts),
                "examples": [
                    {"uid": uid, "text": draw(texts), "verdict": draw(texts)}
                    for uid in draw(uniques(slugs))
                ],
                "status": draw(_statuses(sources)),
            }
        )
        for code in named
    ]
    head = {
        "format": "casebook-policy/1",
        "slug": slug,
        "kind": draw(st.sampled_from(["policy", "code"])),
        "example": draw(st.booleans()),
        "languages": LANGUAGES,
        "title": draw(maps()),
        "summary": draw(maps(texts)),
        "jurisdiction": draw(st.sampled_from([None, "eu"])),
        "harm_areas": draw(st.sampled_from([[], ["synthetic-media"]])),
        "taxonomy": "dsa-2",
        "chapters": [
            {"uid": "all", "title": draw(maps()), "clauses": draw(st.permutations(named))}
        ],
        "editions": [
            {
                "uid": f"e-{day.isoformat()}",
                "label": draw(maps()),
                "effective_on": day,
                "clauses": {
                    clause.code: draw(st.integers(1, len(clause.versions))) for clause in clauses
                },
            }
            for day in draw(st.lists(days, unique=True, min_size=1, max_size=2))
        ],
    }
    forms = draw(_forms())
    return normal(
        PolicyBundle(
            PolicyFile.model_validate(head),
            knowledge,
            clauses,
            {language: draw(_clause_texts(clauses)) for language in LANGUAGES[1:]},
            forms,
            {"es": {form.slug: _translated(form) for form in forms}},
        )
    )


@st.composite
def _clause_versions(draw: st.DrawFn) -> list[dict[str, object]]:
    kinds = st.sampled_from(["clarification", "change"])
    return [
        {"number": number, "change": None if number == 1 else draw(kinds), "text": draw(texts)}
        for number in range(1, draw(st.integers(1, 3)) + 1)
    ]


@st.composite
def _statuses(draw: st.DrawFn, sources: list[str]) -> list[dict[str, object]]:
    statuses = draw(st.lists(st.sampled_from(["proposed", "adopted", "in-force"]), unique=True))
    return [
        {
            "status": status,
            "on": draw(st.none() | partial),
            "source": draw(st.sampled_from(sources)),
            "checked_on": draw(days),
            "note": draw(st.none() | texts | maps(texts)),
        }
        for status in statuses
    ]


@st.composite
def _clause_texts(draw: st.DrawFn, clauses: list[ClauseEntry]) -> dict[str, ClauseText]:
    return {
        clause.code: ClauseText.model_validate(
            {
                "title": draw(lines),
                "versions": [
                    {
                        "number": version.number,
                        "text": draw(texts),
                        "of": draw(st.none() | st.just(DIGEST)),
                    }
                    for version in clause.versions
                    if draw(st.booleans())
                ],
                "explanation": draw(texts) if clause.explanation else None,
                "examples": {
                    example.uid: {"text": draw(texts), "verdict": draw(texts)}
                    for example in clause.examples
                    if draw(st.booleans())
                },
                "of": draw(st.none() | st.just(DIGEST)),
            }
        )
        for clause in clauses
        if draw(st.booleans())
    }  # fmt: skip


@st.composite
def _forms(draw: st.DrawFn) -> list[FormEntry]:
    ranked = draw(st.booleans())
    return [
        FormEntry.model_validate(
            {
                "slug": slug,
                "title": draw(lines),
                "seats": [{"key": "front", "label": draw(lines)}],
                "fields": [
                    {
                        "key": "ground",
                        "label": draw(lines),
                        "help": draw(st.none() | texts),
                        "kind": draw(st.sampled_from(["one", "many"])),
                        "role": draw(st.sampled_from([None, "ground"])),
                        "required": draw(st.booleans()),
                        "options": [
                            {"key": key, "label": draw(lines), "rank": 1 if ranked else None}
                            for key in ("yes", "no")
                        ],
                    },
                    {
                        "key": "why",
                        "label": draw(lines),
                        "kind": "text",
                        "seats": draw(st.sampled_from([None, ["front"]])),
                        "depends_on": draw(
                            st.sampled_from([None, {"field": "ground", "any_of": ["yes"]}])
                        ),
                    },
                ],
            }
        )
        for slug in draw(uniques(slugs))
    ]


def _translated(form: FormEntry) -> FormText:
    return FormText.model_validate(
        {
            "title": form.title,
            "seats": {seat.key: seat.label for seat in form.seats},
            "fields": {
                field.key: {
                    "label": field.label,
                    "options": {option.key: option.label for option in field.options},
                }
                for field in form.fields
            },
        }
    )
