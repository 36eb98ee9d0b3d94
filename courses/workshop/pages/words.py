"""What the rooms below say in codes, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from core.languages import language_name
from courses.releases import errors


def kind_of_lesson(kind: str) -> str:
    """A kind of lesson."""
    return {
        "reading": _("reading"),
        "case": _("case"),
        "exercise": _("decision exercise"),
        "quiz": _("quiz"),
        "attestation": _("attestation"),
    }.get(kind, kind)


def kind_of_question(key: str) -> str:
    """A type of question, as `single/1`; the number is left out."""
    name = key.partition("/")[0]
    return {
        "single": _("single choice"),
        "multiple": _("multiple choice"),
        "numeric": _("number"),
        "short": _("short text"),
        "ordering": _("ordering"),
        "matching": _("matching"),
        "cloze": _("text with blanks"),
        "freetext": _("free text"),
        "decision": _("decision"),
    }.get(name, name)


def place_of(problem: Mapping[str, Any]) -> str:
    """Where a problem is: file, line and key, as far as they are known."""
    parts = [str(problem.get("file") or "")]
    if problem.get("line"):
        parts.append(_("line %(line)s") % {"line": problem["line"]})
    if problem.get("key"):
        parts.append(str(problem["key"]))
    return " · ".join(part for part in parts if part)


def change_of(kind: str, state: str) -> str:
    """What happened to what, such as "Lesson changed"."""
    what = {
        "course": _("Course"),
        "module": _("Module"),
        "slot": _("Place"),
        "lesson": _("Lesson"),
        "question": _("Question"),
    }[kind]
    how = {
        "added": _("new"),
        "changed": _("changed"),
        "removed": _("taken out"),
        "moved": _("moved"),
    }[state]
    return _("%(what)s %(how)s") % {"what": what, "how": how}


def respect_of(name: str) -> str:
    """In which respect something changed."""
    if name.startswith("text:"):
        return _("text (%(language)s)") % {"language": language_name(name.removeprefix("text:"))}
    return {
        "title": _("title"),
        "titles": _("title"),
        "topics": _("topic"),
        "summary": _("summary"),
        "code": _("code"),
        "requires": _("courses that come first"),
        "harm_areas": _("harm areas"),
        "certificate": _("certificate"),
        "after": _("what comes first"),
        "kind": _("kind"),
        "minutes": _("minutes"),
        "intensity": _("intensity"),
        "covers": _("clauses covered"),
        "settings": _("settings"),
    }.get(name, name)


def stop_of(stopped: Mapping[str, Any]) -> str:
    """What stopped a plan, from the code and data that are kept with it."""
    match stopped.get("code"):
        case "no-right":
            return _("Who planned this may no longer publish the course.")
        case "references-moved":
            return _(
                "Some references would have meant another version on that day: %(moved)s. "
                "Compile again."
            ) % {"moved": ", ".join(stopped.get("moved", ()))}
        case "told":
            return str(stopped["words"])
    kept = (errors.DraftMoved, errors.CandidateExpired, errors.AlreadyPublished)
    for kind in (*kept, errors.ApprovalMissing):
        if kind.code == stopped.get("code"):
            return refusal_of(kind())
    return _("It could not be published.")


def refusal_of(error: errors.ReleaseError) -> str:
    """Why a candidate was not published, or a release not withdrawn."""
    match error:
        case errors.DraftMoved():
            return _("The draft was edited since this candidate was made. Compile again.")
        case errors.CandidateExpired():
            return _("This candidate has expired. Compile again.")
        case errors.AlreadyPublished():
            return _("This was published before, or says the same as the live release.")
        case errors.ReferencesMoved():
            return _("Some references would mean another version today. Compile again.")
        case errors.ApprovalMissing():
            return _("This candidate needs the approval of a second person first.")
        case errors.NothingKept():
            return _("No draft was kept with this release, or words were taken out of it.")
        case errors.NotReviewable():
            return _(
                "This review cannot be given: who edited since the last release cannot approve, "
                "and the draft must not have changed."
            )
        case errors.NotPlannable():
            return _(
                "This cannot be planned: the time has to lie ahead, before the candidate expires, "
                "with no other plan waiting and every approval given."
            )
        case errors.NotRedactable():
            return _("This cannot be taken out as it was asked for.")
        case errors.NotWithdrawable():
            return _("This release was withdrawn before.")
    return str(error)
