"""Words of the library's pages: what each part is called."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.library.drafting import errors
from content.library.kinds import Kind

type Pair = tuple[str, str]


def kind_word(kind: str) -> str:
    """What is written."""
    return {
        "case": _("Case"),
        "policy": _("Policy"),
        "background": _("Background facts"),
    }[kind]


def new_words(kind: str) -> Pair:
    """What begins, and one line that teaches what it is."""
    return {
        "case": (
            _("New case"),
            _(
                "A real event, told for training: what happened, when, by which source, and what"
                " it means for a decision."
            ),
        ),
        "policy": (
            _("New policy"),
            _(
                "A policy, a law or a code: clauses in versions, and editions that say which"
                " version holds from a day on."
            ),
        ),
        "background": (
            _("New background facts"),
            _("Facts that belong to no case and no policy."),
        ),
    }[kind]


def group_words(word: str, kind: Kind) -> Pair:
    """What a list of entries is called, and one line that teaches what stands in it."""
    return {
        "head": (_head(kind), _("Title, standfirst and what it is tagged with.")),
        "section": (
            _("Sections"),
            _("The story in headed passages. Cite a fact after the words it supports."),
        ),
        "timeline": (
            _("Timeline"),
            _("What happened when, and what was known only later."),
        ),
        "fact": (
            _("Facts"),
            _("Checkable statements, each resting on a source. Texts take figures from here."),
        ),
        "source": (
            _("Sources"),
            _("Published documents that facts cite, with grade and date."),
        ),
        "conflict": (
            _("Conflicts"),
            _("Where sources disagree: every position, what is taught, and why."),
        ),
        "question": (_("Open questions"), _("What nobody knows yet, or the law has not settled.")),
        "chapter": (_("Chapters"), _("Headed groups of clauses, in order.")),
        "clause": (_("Clauses"), _("The rules themselves, each in versions that never change.")),
        "edition": (
            _("Editions"),
            _("Which version of each clause holds from a day on."),
        ),
        "form": (_("Decision forms"), _("What a decision is written on.")),
    }[word]


def _head(kind: Kind) -> str:
    return {
        Kind.CASE: _("The case"),
        Kind.POLICY: _("The policy"),
        Kind.BACKGROUND: _("The set"),
    }[kind]


def entry_word(word: str) -> str:
    """What one entry is called."""
    return {
        "head": _("Framing"),
        "section": _("Section"),
        "timeline": _("Event"),
        "fact": _("Fact"),
        "source": _("Source"),
        "conflict": _("Conflict"),
        "question": _("Open question"),
        "chapter": _("Chapter"),
        "clause": _("Clause"),
        "edition": _("Edition"),
        "form": _("Decision form"),
        "fact-text": _("Translated fact"),
        "clause-text": _("Translated clause"),
        "form-text": _("Translated form"),
        "order": _("Order"),
    }.get(word, word)


def head_field_word(field: str) -> str:
    """The field of a framing that a problem is about; empty where it is about none by name."""
    return {
        "title": _("Title"),
        "standfirst": _("In one paragraph"),
        "summary": _("Summary"),
        "topic": _("Topic"),
        "decision": _("What it means for a decision"),
        "glance": _("At a glance"),
        "harm_areas": _("Harm areas"),
        "jurisdictions": _("Jurisdictions"),
    }.get(field.partition(".")[0], "")


def add_word(word: str) -> str:
    """What the button that begins an entry says."""
    return {
        "section": _("Add a section"),
        "timeline": _("Add an event"),
        "fact": _("Add a fact"),
        "source": _("Add a source"),
        "conflict": _("Add a conflict"),
        "question": _("Add an open question"),
        "chapter": _("Add a chapter"),
        "clause": _("Add a clause"),
        "edition": _("Add an edition"),
    }.get(word, "")


def row_word(word: str) -> str:
    """What the repeated rows of a form are called."""
    return {
        "fact": _("What it rests on"),
        "conflict": _("Positions"),
        "clause": _("Examples"),
        "edition": _("Which version of each clause holds"),
    }.get(word, "")


def field_word(name: str) -> str:
    """What a field of an entry is called where two sides are compared; else its own name."""
    return _field_words().get(name, name.replace("_", " "))


def place_word(path: str) -> str:
    """What the field at a path inside of an entry is called, the innermost that has a name."""
    named = _field_words()
    return next((named[step] for step in reversed(path.split(".")) if step in named), "")


def _field_words() -> dict[str, str]:
    return {
        "heading": _("Heading"),
        "body": _("Text"),
        "text": _("Text"),
        "title": _("Title"),
        "standfirst": _("In one paragraph"),
        "topic": _("Topic"),
        "decision": _("What it means for a decision"),
        "summary": _("Summary"),
        "statement": _("Statement"),
        "figures": _("Figures"),
        "status": _("Status"),
        "versions": _("Version"),
        "number": _("Number"),
        "change": _("This change"),
        "citations": _("What it rests on"),
        "source": _("Source"),
        "quote": _("Quote"),
        "locator": _("Where in it"),
        "publisher": _("Publisher"),
        "url": _("Address"),
        "grade": _("Grade"),
        "published_on": _("Published on"),
        "question": _("Question"),
        "positions": _("Positions"),
        "value": _("What it says"),
        "taught": _("What is taught"),
        "why": _("Why"),
        "explanation": _("Explanation"),
        "examples": _("Examples"),
        "on": _("When"),
    }


def count_words(errors_found: int, warnings: int) -> str:
    """How many problems there are."""
    if not errors_found and not warnings:
        return _("Nothing to mend: it can be put into the library.")
    told = []
    if errors_found:
        told.append(
            ngettext("%(n)s thing to mend first", "%(n)s things to mend first", errors_found)
            % {"n": errors_found}
        )
    if warnings:
        told.append(
            ngettext("%(n)s worth a look", "%(n)s worth a look", warnings) % {"n": warnings}
        )
    return " · ".join(told)


def refusal_of(error: errors.DraftError) -> str:
    """Why something was not done with a draft."""
    match error:
        case errors.DraftClosed():
            return _("This draft is closed: it is in the library, or was laid aside.")
        case errors.SlugTaken():
            return _("This short name is taken. Choose another one.")
        case errors.PartTooLarge():
            return _("This is too long to be kept in one part.")
        case errors.NoUnit():
            return _("You are trainer or policy owner of no unit, so nobody would own the draft.")
        case errors.EditedMeanwhile():
            return _("Somebody saved something in between. Look at the draft again.")
        case errors.NothingToRestore():
            return _("There is no such state to go back to.")
        case errors.ChoiceMissing():
            return _("Choose one side for each part that both changed.")
    return _("There is no such part in this draft.")
