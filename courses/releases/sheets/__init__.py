"""Questions and decision items as rows of a table, in and out.

What a row cannot tell (a text with blanks, several accounts of one context) stays in the course
file format. `questions` and `decisions` read and write rows; `planning` says what rows would make
of a course, before anything is written. Pure but for `planning`.
"""
