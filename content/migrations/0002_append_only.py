"""Versions, their citations, revisions beside them and the legal log never change once written."""

from django.db import migrations

from core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial"), ("core", "0001_initial")]

    operations = [
        AppendOnly("content_factversion"),
        # A quote can hold words that were redacted in the source.
        AppendOnly("content_citation", mutable=("quote",)),
        AppendOnly("content_clauseversion"),
        AppendOnly("content_clausetranslation"),
        AppendOnly("content_clausecommentary"),
        AppendOnly("content_formversion"),
        AppendOnly("content_legalstatus"),
        AppendOnly("content_redaction"),
    ]
