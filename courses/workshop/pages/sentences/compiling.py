"""What a compile finds in a course."""

from courses.workshop.pages.sentences.marking import gettext_noop

SENTENCES = (
    gettext_noop("is lower than that of the case ({intensity})"),
    gettext_noop("there is no case “{slug}”"),
    gettext_noop("the case has no section “{uid}”"),
    gettext_noop("goes round in a circle: {circle}"),
    gettext_noop("there is no course “{slug}”"),
    gettext_noop("there is no harm area “{slug}”"),
    gettext_noop("there is no clause “{key}” in effect"),
    gettext_noop("{language} stays out of the release; missing: {few} and {count} more"),
    gettext_noop("{language} stays out of the release; missing: {few}"),
    gettext_noop("{what} was translated from an older text"),
    gettext_noop("cites other facts or clauses than the source text"),
    gettext_noop("{what} is missing or not ready in {language}"),
    gettext_noop("the form has no seat “{seat}”"),
    gettext_noop("there is no form “{form}”"),
    gettext_noop("the outline holds no lesson"),
    gettext_noop("stands in no slot and enters no release"),
    gettext_noop("an intense lesson is never timed"),
    gettext_noop("asks intense questions, which are never timed: {named}"),
    gettext_noop("the module “{uid}” holds no lesson"),
    gettext_noop("is too low for the intense questions that it asks: {named}"),
    gettext_noop("there is no question “{uid}”"),
    gettext_noop("there is no pool “{uid}”"),
    gettext_noop("no question {told}"),
    gettext_noop("takes {wanted} questions where at least {left} are left"),
    gettext_noop("“{uid}” is not a decision item"),
    gettext_noop("“{uid}” is answered, so it cannot be a variant"),
    gettext_noop("must cover the same clauses as “{uid}”"),
    gettext_noop("the slot “{uid}” holds no lesson"),
    gettext_noop("the question “{uid}” is retired"),
    gettext_noop("“{uid}” is on another form"),
    gettext_noop("the {kind} uid “{uid}” stands twice"),
    gettext_noop("there is no lesson “{uid}”"),
    gettext_noop("names “{uid}” twice"),
    gettext_noop("“{uid}” is told by another seat"),
    gettext_noop("there is no slot “{uid}”"),
    gettext_noop("the lesson “{uid}” stands in two slots"),
    gettext_noop("there is no type “{type}”"),
    gettext_noop("stands for what the quiz covers, and it covers nothing"),
    gettext_noop(
        "“{key}” cannot be offset, so every draw needs {least} items that cover it; at "
        "least {found} would be drawn"
    ),
)
