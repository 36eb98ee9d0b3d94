"""Question types: definition, validation and grading. Pure: no Django, no content.

Owns what a question of each type is, how an answer to it is read, what it is worth, and
what may be shown of it when. Owns no table, no clock, no sentence of the interface (codes
are put into words by courses/templates/courses/questions/) and no page.

Types: single/1, multiple/1, numeric/1, short/1, ordering/1, matching/1, cloze/1, freetext/1
(marked by a person), decision/1. The number changes with anything that alters a score.
`registry.get(key)` returns the one stateless `QuestionType`, `registry.keys()` all of them.

The author's side (catalogue, the file format)
    from_entry(entry) -> (definition, texts)    an entry of questions.yaml; common keys
        (uid, type, marks, difficulty, intensity, tags, covers) are left to the caller
    to_entry(definition, texts) -> entry        all scalars as strings; from_entry's inverse
    parse_texts(raw) / texts_to_entry(texts)    a further language (questions.es.yaml)
    check(definition, texts) -> [Fault]         also check_definition, check_texts apart
    FaultsFound(.faults) is raised by all that parse; Fault(path, message), the path being
    relative to the entry: ("texts", "options", "a"), ("correct",).

The compiler's side (releases), in this order
    wants(definition) -> Wants(form, clauses)   what to look up: a form slug, clause keys
    complete(definition, {language: texts}, Supply(forms, clauses))
        -> (definition, {language: texts})      self-contained and the same definition for
        every language. forms: {language: form as plain data, as in forms.yaml but with the
        labels of that language}; clauses: {language: {clause key: plain title}}. Embeds the
        decision form, and the accepted strings of short/1. Raises FaultsFound.
    check(definition, texts)                    again: now against the form too
    map_markdown(texts, render) -> texts        render(MarkdownField(path, source, inline))
        returns HTML; the paragraph around inline texts is taken off here.
        markdown_fields(texts) lists the same fields.
    to_json(definition), to_json(texts)         what goes into the part
    Then parse_definition(json) and parse_texts(json, compiled=True) read a part.

The learner's side (assessment, delivery)
    arrange(definition, rng) -> arrangement     drawn once, stored in the attempt
    read_form(definition, data, prefix) -> raw  data: {name: [values]}, as
        dict(request.POST.lists()); prefix: any text without a dot, one per question
    parse_answer(definition, raw) -> answer     JSON in its one form; raises
        AnswerRefused(code, path, message). `_refused.html` turns the code into a sentence.
    is_answered(answer), missing(definition, answer) -> keys that still wait
    grade(definition, answer or None) -> Graded quanta (10,000 = all), quanta_for(marks),
        share (exact), outcomes {key: code}, axes {name: share} where a type tells some
        apart. Answers are what parse_answer returned.
    is_marked_by_person, awaits_marking(definition, answer), grade_marked(definition, levels)
        for freetext/1: grade() of a text that nobody marked is 0 with every criterion
        "unmarked"; the outcomes of a grading can be handed in as levels again.
    counts_toward_pass(definition)              False for an item on which experts differ
    openable(definition) -> keys                what can be opened beside the question

What may be seen
    shown(definition, texts, arrangement)       before: no key, weight or feedback
    answer_context(shown, answer or raw, prefix=, refused=) -> q
        {% include q.template with q=q only %}  native controls; page loads questions.css
        and questions.js (deferred)
    feedback(definition, texts, answer, arrangement=, reveal=True) -> q
        {% include q.template with q=q only %}  after; reveal=False before a retry
    Both contexts hold the HTML of the part, which the templates print as it is.

Answers: single {"option": key|null}, multiple {"options": [key]}, numeric {"number": "1,5"},
short {"text": "…"}, ordering {"positions": {item: 1…n}}, matching {"pairs": {prompt:
choice}}, cloze {"blanks": {blank: key | "words" | "1,5"}}, freetext {"text": "…"}, decision
{"fields": {field: key | [key] | "text"}}.

Outcome codes: right, wrong, missed, partly, unanswered; for a free text unmarked or the key
of a level; for a decision also also_accepted, not_reached, over_enforcement,
under_enforcement, wrong_action, wrong_clause, wrong_value, missed_duty, needless_duty.

Codes of AnswerRefused: wrong_type, unknown_key, duplicate, too_many, too_long,
out_of_range, not_a_number, nul, lone_surrogate, control_character, direction_override,
invisible_character, line_break; of a marker's levels also unmarked.
"""
