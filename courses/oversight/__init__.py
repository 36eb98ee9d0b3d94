"""The lead's, QA's and auditor's pages. Owns no table."""
