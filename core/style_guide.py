"""The living style guide: every element with realistic text, for who builds or reviews pages.

Owns the samples and the one page; shown to signed-in staff, unknown to everybody else. Figures and
dates come from the shipped case, so that the page is true as well as typical.
"""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

EUROTIMES = {
    "publisher": "EuroTimes (copy of the Europol release)",
    "title": "25 arrested in global hit",
    "url": "https://eurotimes.eu/2025/03/01/",
    "published_on": "2025-03-01",
    "grade": "B",
    "quote": "273 suspects identified",
    "locator": "",
}
BOOM = {
    "publisher": "BOOM",
    "title": "Global Crackdown Leads to 25 Arrests",
    "url": "",
    "published_on": "2025-03-03",
    "grade": "B",
    "quote": "",
    "locator": "",
}
CANDID = {
    "publisher": "Candid.Technology",
    "title": "Europol, 19 countries crack down",
    "url": "",
    "published_on": "",
    "grade": "C",
    "quote": "",
    "locator": "second paragraph",
}


def note(number: int, statement: str, *citations: dict[str, str], **more: Any) -> dict[str, Any]:
    """A source note as a compiled lesson holds it."""
    plain = {"key": f"sample/{number}", "version": 1, "status": "", "as_of": "", "disputed": False}
    return {
        **plain,
        "number": number,
        "statement": statement,
        "citations": citations,
        **more,
    }


def passage(html: str, *notes: dict[str, Any]) -> dict[str, Any]:
    """One block of text with the notes it cites first."""
    return {"html": html, "notes": notes}


def reference(number: int) -> str:
    """The mark in the text that leads to a note."""
    return f'<sup class="fact-ref"><a href="#sample-note-{number}">{number}</a></sup>'


PASSAGES = [
    passage(
        "<p>The operation was led from Denmark and supported by Europol. Most of the arrests were "
        f"made on 26 February 2025{reference(1)}, three months after the man alleged to have run "
        f"the service had been detained{reference(2)}. The list published by Europol names 273 "
        f"suspects{reference(3)} and 173 devices.</p>",
        note(1, "Coordinated arrests took place on 26 February 2025.", EUROTIMES),
        note(
            2,
            "The alleged operator, a Danish national, was arrested in November 2024.",
            EUROTIMES,
            CANDID,
            status="alleged",
            as_of="2025-02-28",
        ),
        note(3, "273 suspects were identified.", EUROTIMES, BOOM, disputed=True),
    ),
    passage(
        "<p>Buyers paid a token sum and received a password. For investigators the missing "
        f"national law made the case unusually hard{reference(4)}; for a moderator it changes "
        "nothing about the decision under "
        '<a class="clause-ref" href="#clause">CSE-2.1</a>, only about what the report should say '
        'to the <a class="term-ref" href="#term">hotline</a>.</p>',
        note(4, "Missing national law made the case hard to investigate.", EUROTIMES),
    ),
    passage("<h2>What the law said, and where</h2>"),
    passage(
        "<p>Member States were then discussing common rules. A provisional agreement followed in "
        f"June 2026{reference(5)}, which is not the same as a law.</p>"
        '<div class="admonition notice"><p class="admonition-title">Status words matter</p>'
        "<p>Charged is not convicted; a provisional agreement is not law.</p></div>",
        note(
            5,
            "A provisional agreement on the recast directive was reached in June 2026.",
            {**CANDID, "publisher": "", "title": ""},
            status="provisional",
            as_of="2026-06",
        ),
    ),
    passage(
        "<table><thead><tr><th>Seat</th><th>Who decides</th></tr></thead><tbody><tr><td>Front "
        "line</td><td>Removes from view, escalates</td></tr><tr><td>Specialist</td><td>Confirms, "
        "reports, preserves</td></tr></tbody></table>"
    ),
]
FIGURES = [
    {"figure": "25", "counts": "arrested", "source": "Europol, 28 February 2025"},
    {"figure": "273", "counts": "suspects identified", "source": "Europol", "disputed": True},
    {"figure": "19", "counts": "countries took part", "source": "Europol"},
]
EVENTS = [
    {"on": "2024-11", "known": "then", "html": "<p>The alleged operator is arrested.</p>"},
    {
        "on": "2025-02-26",
        "known": "then",
        "html": f"<p>Coordinated arrests in several countries.{reference(6)}</p>",
        "notes": [note(6, "Most arrests were made on 26 February 2025.", EUROTIMES)],
    },
    {
        "on": "2026-06-22",
        "known": "later",
        "html": "<p>Political agreement on the recast of the EU directive.</p>",
    },
]
CONFLICT = {
    "question": "how many suspects?",
    "positions": [
        {"value": "273 identified", "citations": [EUROTIMES]},
        {"value": "272 identified", "citations": [BOOM]},
    ],
    "taught": "273, as the acting agency's list gives it, and “identified”.",
    "why": "One article calls them “additional”, which the agency's list does not.",
}
MODULES = [
    {
        "title": "Foundations",
        "slots": [
            {"title": "How this course works", "href": "#", "state": "done"},
            {"title": "The case", "href": "#", "state": "12 min", "current": True},
        ],
    },
    {
        "title": "Deciding",
        "slots": [
            {"title": "Eight reports for you to decide", "href": "#", "state": "15 min"},
            {"title": "Quiz", "href": "", "state": "after the reports"},
        ],
    },
]
OPTIONS = [
    {"label": "Continue", "href": "#continue"},
    {"label": "Later", "href": "#later"},
    {"label": "Shorter account", "note": "same rules, same credit", "href": "#shorter"},
]
QUESTIONS = [
    {
        "number": number,
        "href": f"#question-{number}",
        "state": "answered" if number < 4 else "not answered",
        "answered": number < 4,
        "flagged": number == 3,
        "current": number == 4,
    }
    for number in range(1, 13)
]
COLUMNS = [{"label": "Person"}, {"label": "Course"}, {"label": "Result"}, {"label": "Due"}]
ROWS = [
    {
        "cells": [
            {"text": name, "href": "#"},
            {"label": "Course", "text": "Lessons from Operation Cumberland"},
            {"label": "Result", "text": result, "tone": tone},
            {"label": "Due", "text": due},
        ]
    }
    for name, result, tone, due in (
        ("Juno", "passed", "ok", "12 December"),
        ("Ravi K.", "in progress", "accent", "Friday"),
        ("Amara", "not started", "", "was due on Monday"),
    )
]
TERMS = [
    {"term": "Publisher", "value": "EuroTimes"},
    {"term": "Published on", "value": ""},
    {"term": "Clause", "value": "CSE-2.1", "href": "#"},
]
CLAUSES = [
    {"code": "CSE-2.1", "title": "However it was made"},
    {"code": "CSE-4.2", "title": "Offers and requests"},
]


class SampleForm(forms.Form):
    """Fields of every kind, some of them filled in wrongly."""

    address = forms.EmailField(label="E-mail address", help_text="Nobody is told this address.")
    unit = forms.ChoiceField(label="Unit", choices=[("north", "North, first team")])
    ground = forms.ChoiceField(
        label="What is it?",
        choices=[
            ("law", "Against the law where we operate"),
            ("policy", "Against our policy"),
            ("neither", "Neither"),
        ],
        widget=forms.RadioSelect,
    )
    told = forms.MultipleChoiceField(
        label="Who must know?",
        help_text="Choose all that apply.",
        choices=[("specialist", "Child-safety specialist"), ("nobody", "Nobody")],
        widget=forms.CheckboxSelectMultiple,
    )
    reasons = forms.CharField(label="Why?", widget=forms.Textarea, required=False)
    keep = forms.BooleanField(label="Keep me signed in on this machine", required=False)


def style_guide(request: HttpRequest) -> HttpResponse:
    """Every element on one page."""
    if not getattr(request.user, "is_staff", False):
        raise Http404
    context = {
        "form": SampleForm({"address": "not an address", "ground": "policy"}),
        "passages": PASSAGES,
        "figures": FIGURES,
        "events": EVENTS,
        "conflict": CONFLICT,
        "modules": MODULES,
        "options": OPTIONS,
        "questions": QUESTIONS,
        "columns": COLUMNS,
        "rows": ROWS,
        "terms": TERMS,
        "clauses": CLAUSES,
        "page": Paginator(range(60), 20).page(2),
        "crumbs": [{"label": "Courses", "url": "#"}, {"label": "Style guide", "url": ""}],
    }
    return TemplateResponse(request, "core/style_guide.html", context)
