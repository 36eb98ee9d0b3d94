"""Neutral question proposals from facts, as plain data: judgement first, recall last (pure)."""

import re
from collections.abc import Sequence

from content.importing.results import Event, Fact, QuestionProposal
from content.importing.untimed import untimed

MOST_STATEMENTS = 6
MOST_RECALL = 12
_TO_COME = re.compile(r"\b(?:will|shall|is\s+due|are\s+due|scheduled)\b")
_HELD_BACK = {"alleged", "suspected", "expected", "estimated", "provisional", "proposed"}


def propose_questions(
    facts: Sequence[Fact], timeline: Sequence[Event]
) -> tuple[QuestionProposal, ...]:
    """Questions that these facts can carry; pure numbers and dates stand last and are off."""
    found = [*_print_as_fact(facts), *_status(facts), *_order(facts, timeline), *_roles(facts)]
    return (*found, *_recall(facts))


def reason_to_hold(fact: Fact) -> str:
    """Return why a claim may not be printed as plain fact; empty if it may."""
    words = set(fact.hedges)
    if "put at" in words:
        return "estimated"
    for status in ("alleged", "expected", "estimated", "suspected"):
        if any(word.startswith(status[:5]) for word in words):
            return status
    if words & {"if convicted", "could", "may", "might", "likely", "possibly", "faces up to"}:
        return "possible"
    if words & {
        "reportedly",
        "apparently",
        "unconfirmed",
        "claims",
        "claimed",
        "said to",
        "thought to",
        "believe",
        "believes",
        "believed",
        "accused",
        "presumed",
        "purported",
        "purportedly",
    }:
        return "reported"
    return ""


def _reason_in_sentence(fact: Fact) -> str:
    """Return why the fact's whole sentence may not be printed as plain fact; empty if it may."""
    return reason_to_hold(fact) or ("alleged" if "alleged" in fact.statuses else "")


def _print_as_fact(facts: Sequence[Fact]) -> list[QuestionProposal]:
    """Whole sentences are shown, so each stands once, and one that is partly held back is held."""
    held = _once([fact for fact in facts if _reason_in_sentence(fact)])
    shown = {fact.start for fact in held}
    plain = _once(
        [
            fact
            for fact in facts
            if fact.start not in shown
            and fact.kind not in {"operation", "named"}
            and "expected" not in fact.statuses
        ]
    )
    if not held or not plain:
        return []
    chosen = sorted([*held[:3], *plain[: MOST_STATEMENTS - min(3, len(held))]],
                    key=lambda fact: fact.mark_start)  # fmt: skip
    statements = [
        {
            "fact": fact.key,
            "statement": fact.statement,
            "quote": fact.quote,
            "print_as_fact": not _reason_in_sentence(fact),
            "why": _reason_in_sentence(fact) or "stated",
            "hedges": list(fact.hedges),
        }
        for fact in chosen
    ]
    return [
        QuestionProposal(
            "print-as-fact", "print-as-fact", is_on=True, facts=tuple(f.key for f in chosen),
            data={"ask": "Which of these may we print as fact, and why?", "statements": statements},
        )
    ]  # fmt: skip


def _once(facts: Sequence[Fact]) -> list[Fact]:
    """The first fact of each sentence."""
    return list({fact.start: fact for fact in reversed(facts)}.values())[::-1]


def _status(facts: Sequence[Fact]) -> list[QuestionProposal]:
    told = [f for f in facts if set(f.statuses) & {"charged", "convicted", "alleged", "arrested"}
            and f.kind in {"status", "date", "figure"}]  # fmt: skip
    if not told:
        return []
    fact = next((f for f in told if f.kind == "status"), told[0])
    status = next(s for s in ("convicted", "charged", "arrested", "alleged") if s in fact.statuses)
    return [
        QuestionProposal(
            "status", "how-far", is_on=True, facts=(fact.key,),
            data={
                "ask": "How far has the matter gone, by the words of the source?",
                "options": ["suspected", "alleged", "arrested", "charged", "convicted"],
                "right": status, "quote": fact.quote,
            },
        )
    ]  # fmt: skip


def _order(facts: Sequence[Fact], timeline: Sequence[Event]) -> list[QuestionProposal]:
    days = {event.on: event for event in reversed(timeline)
            if not event.on.startswith("-") and not _TO_COME.search(event.quote)}  # fmt: skip
    plain = [on for on in sorted(days) if not any(o != on and o.startswith(on) for o in days)]
    # One sentence can stand in an order only once.
    first = {days[on].quote: on for on in reversed(plain)}
    plain = [on for on in plain if first[days[on].quote] == on]
    if len(plain) < 2:
        return []
    chosen = [days[on] for on in plain[:6]]
    dated = {fact.key: fact for fact in facts}
    return [
        QuestionProposal(
            "order", "order-of-events", is_on=True,
            facts=tuple(event.fact for event in chosen if event.fact),
            data={
                "ask": "Put these events in the order in which they happened.",
                "events": [
                    {
                        "on": event.on,
                        "quote": event.quote,
                        "told": _without_day(event, dated.get(event.fact)),
                        "fact": event.fact,
                    }
                    for event in chosen
                ],
            },
        )
    ]  # fmt: skip


def _without_day(event: Event, fact: Fact | None) -> str:
    if fact is None or fact.start != event.start:
        return event.quote
    return untimed(event.quote, fact.mark_start - fact.start, fact.mark_end - fact.start)


def _roles(facts: Sequence[Fact]) -> list[QuestionProposal]:
    roles = [fact for fact in facts if fact.kind == "role"]
    if not any(fact.role == "lead" for fact in roles):
        return []
    return [
        QuestionProposal(
            "role", "who-led", is_on=len(roles) > 1, facts=tuple(fact.key for fact in roles),
            data={
                "ask": "Who led the action, and who supported it?",
                "actors": [{"actor": fact.actor, "role": fact.role} for fact in roles],
            },
        )
    ]  # fmt: skip


def _recall(facts: Sequence[Fact]) -> list[QuestionProposal]:
    found = []
    for fact in facts:
        if fact.kind == "figure" and fact.figure:
            data: dict[str, object] = {
                "ask": f"How many: {fact.key.replace('-', ' ')}?", "right": str(fact.figure.value),
                "unit": fact.unit,
            }  # fmt: skip
            found.append(QuestionProposal("number", f"number-{fact.key}"[:64], is_on=False,
                                          facts=(fact.key,), data=data))  # fmt: skip
    for fact in facts:
        if fact.kind == "date" and fact.date:
            data = {"ask": f"When: {fact.key.replace('-', ' ')}?", "right": fact.date.iso}
            found.append(QuestionProposal("date", f"date-{fact.key}"[:64], is_on=False,
                                          facts=(fact.key,), data=data))  # fmt: skip
    return found[:MOST_RECALL]
