"""What the pages of a course read from and write to: a learner's own rows, or a preview.

The views and pages are the same for both. `own.OwnDesk` reads and writes the rows of the person;
`preview.PreviewDesk` holds what happens in a preview of a candidate in the session, and nothing of
it reaches a table of records.
"""
