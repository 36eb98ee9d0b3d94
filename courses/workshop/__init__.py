"""The trainer's and policy owner's pages: drafts, candidates, releases, the question bank.

Owns no table: it shows what catalogue and releases hold, and asks their services. Entry points:
`urls`, `places`.
"""
