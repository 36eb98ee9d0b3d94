"""What stands in a hole of another sentence."""

from courses.workshop.pages.sentences.marking import gettext_noop

SENTENCES = (
    gettext_noop("lesson {uid}"),
    gettext_noop("question {uid}"),
    gettext_noop("case {slug}"),
    gettext_noop("form {slug}"),
    gettext_noop("fact {key}"),
    gettext_noop("the text of lesson {uid}"),
    gettext_noop("the title of module {uid}"),
    gettext_noop("the course's title"),
    gettext_noop("the course's summary"),
    gettext_noop("has the tag “{tag}”"),
    gettext_noop("covers “{clause}”"),
    gettext_noop("is of difficulty {difficulty}"),
)
