"""decision/1: a report to decide on, answered on the organisation's form and scored by field.

`form` is the form as it is handed in, `definition` what an author writes about one report,
`applying` says which fields count, `scoring` names the errors, `sheet` lays out the page.
"""
