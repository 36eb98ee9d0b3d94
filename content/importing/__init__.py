"""Reading a received report: what it claims, each claim with its quote and its place.

Owns articles and proposals, and the pure reading of a text (``reading.read_report``); does not
own sources, facts or cases: what a person accepted is handed to them by the workshop. Entry
points: ``receiving.receive``, ``reading.read_report``, ``services``.
"""
