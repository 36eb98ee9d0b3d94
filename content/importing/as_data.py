"""Findings as plain data for JSON: the same findings give the same bytes (pure)."""

from decimal import Decimal

from content.importing.results import Event, Fact, Findings, Name, QuestionProposal, Section, Span


def findings_data(found: Findings) -> dict[str, object]:
    """Everything that was found, in order."""
    return {
        "title": span_data(found.title) if found.title else None,
        "published_on": found.published_on,
        "lead": [span_data(one) for one in found.lead],
        "sections": [section_data(one) for one in found.sections],
        "facts": [fact_data(one) for one in found.facts],
        "timeline": [event_data(one) for one in found.timeline],
        "organisations": [name_data(one) for one in found.organisations],
        "countries": [name_data(one) for one in found.countries],
        "operations": [name_data(one) for one in found.operations],
        "persons": [name_data(one) for one in found.persons],
        "questions": [question_data(one) for one in found.questions],
        "furniture": [span_data(one) for one in found.furniture],
    }


def span_data(one: Span) -> dict[str, object]:
    return {"quote": one.quote, "start": one.start, "end": one.end}


def section_data(one: Section) -> dict[str, object]:
    return {
        "heading": one.heading.quote,
        "start": one.heading.start,
        "end": one.heading.end,
        "paragraphs": [span_data(paragraph) for paragraph in one.paragraphs],
    }


def fact_data(one: Fact) -> dict[str, object]:
    data: dict[str, object] = {
        "key": one.key,
        "kind": one.kind,
        "statement": one.statement,
        "quote": one.quote,
        "start": one.start,
        "end": one.end,
        "mark": {"start": one.mark_start, "end": one.mark_end},
        "hedges": list(one.hedges),
        "statuses": list(one.statuses),
        "section": one.section,
    }
    if one.figure:
        data |= {
            "written": one.figure.written,
            "figure": number(one.figure.value),
            "unit": one.unit,
        }
        if one.figure.high is not None:
            data["figure_high"] = number(one.figure.high)
    if one.date:
        data |= {"date": one.date.on, "until": one.date.until, "basis": one.date.basis}
        if one.date.is_ambiguous:
            data["is_ambiguous"] = True
    if one.role:
        data["role"] = one.role
    if one.actor:
        data["name"] = one.actor
    for name in ("countries", "organisations", "persons"):
        if getattr(one, name):
            data[name] = list(getattr(one, name))
    if one.repeats:
        data["repeats"] = list(one.repeats)
    return data


def event_data(one: Event) -> dict[str, object]:
    return {
        "on": one.on,
        "until": one.until,
        "quote": one.quote,
        "start": one.start,
        "end": one.end,
        "hedges": list(one.hedges),
        "basis": one.basis,
        "fact": one.fact,
    }


def name_data(one: Name) -> dict[str, object]:
    data: dict[str, object] = {
        "name": one.name,
        "quote": one.quote,
        "start": one.start,
        "end": one.end,
        "mentions": one.mentions,
    }
    if one.code:
        data["code"] = one.code
    if one.is_private:
        data["is_private"] = True
    return data


def question_data(one: QuestionProposal) -> dict[str, object]:
    return {
        "kind": one.kind,
        "uid": one.uid,
        "is_on": one.is_on,
        "facts": list(one.facts),
        **one.data,
    }


def number(value: Decimal) -> int | float:
    """A JSON number: whole ones as such."""
    return int(value) if value == value.to_integral_value() else float(value)
