"""The editor of questions: one way of asking for every type, made of a few kinds of fields.

`spec` says what can be asked, `layouts` and `decisions` what each type asks, `typed` what was
typed (from a stored question, from a form, and back to one), `nodes` how it is shown,
`editor` the page. Keys are made here and stay as they are; what is right and wrong about a
question is told by its type.
"""
