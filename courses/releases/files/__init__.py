"""The course file format: a course as a folder that people read, review in git and send on.

`reading.read_course` makes a draft of a folder or raises every problem with its place,
`writing.course_files` makes the files of a draft; reading what was written gives the same draft.
Comments are not kept. Files are the format of exchange, review and backup: the tables are the
truth.
"""
