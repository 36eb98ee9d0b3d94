"""The audit trail is held by the database: rows are added and never changed."""

from django.db import migrations

from core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("core", "0001_initial")]
    operations = [AppendOnly("accounts_auditentry")]
