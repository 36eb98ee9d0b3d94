"""What answers say about questions: item statistics, their rollups, exposure. Above assessment.

Owns the figures that a task computes from gradings and keeps until a grading changes them; it
changes nothing of what it counts. Entry points: `services`, `selectors`, the sweep in `tasks`.
`statistics` is pure: it knows tables of marks and no database.
"""
