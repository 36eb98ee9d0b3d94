"""The pages of those who answer for people: lead, quality assurance, auditor, administrator.

Owns no table. Owns what each kind of reader may see (`readers`), the list of who stands where,
a person's page, assigning, extra time and the export. Entry points: `urls`, `places`.
"""
