"""How long personal data is kept, and the one place that deletes what may not be kept longer.

Owns `data_retention.yaml` (every personal column, what it is for, how long it is kept), the rules
that find what has lapsed, and the deleting, also from append-only tables. Owns no table. Enter by
`services.delete_lapsed`; `manage.py retention` and a daily sweep call it.
"""
