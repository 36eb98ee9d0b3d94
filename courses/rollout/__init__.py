"""Long resumable runs with one row for each that is met: regrading, moving, asking again.

Owns `Run` and `RunItem`, and `Handover`, which says what runs a publication starts. A room above
asks for a run by `services.request_run`; a kind of run says whom it concerns and what is done to
one of them (`kinds.Kind`), and `kinds.register` makes it known. Does not own what a run does: a
regrade calls `assessment.services.settle`, a move `progress.services.carry_over`.
"""
