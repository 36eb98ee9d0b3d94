"""What is found in a text while it is drawn."""

from courses.workshop.pages.sentences.marking import gettext_noop

SENTENCES = (
    gettext_noop("cannot be read within {seconds} seconds; make it simpler or split it"),
    gettext_noop("pictures have no place in a text"),
    gettext_noop("a reference cannot stand inside a link"),
    gettext_noop("the footnote [^{label}] has no text"),
    gettext_noop("the footnote [^{label}] has two texts"),
    gettext_noop("a link leads to https, http or mailto, not to {address}"),
    gettext_noop("a footnote is never cited and left out"),
    gettext_noop("a character that cannot stand here: {code}"),
    gettext_noop("indented deeper than {most} levels"),
    gettext_noop("lists and quotations nested deeper than {most}"),
    gettext_noop("a paragraph, list or table of more than {most} characters without a gap"),
    gettext_noop("more than {most} lines without a blank line between"),
    gettext_noop("more than {most} lines"),
    gettext_noop("more than {most} table cells"),
    gettext_noop("more than {most} references"),
    gettext_noop("more than {most} footnotes"),
    gettext_noop("more than {most} {name} without a blank line between"),
    gettext_noop("more than {most} {name} in all"),
    gettext_noop("the figure {written} before {typed} is not the fact's ({figures})"),
    gettext_noop("{typed} is not a reference: write {form}"),
    gettext_noop("{typed} refers to nothing that exists"),
    gettext_noop("stands in one paragraph, without a blank line"),
    gettext_noop("is nested too deeply"),
    gettext_noop("is larger than {most} bytes"),
)
