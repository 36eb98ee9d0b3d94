"""What was taken out of an article stays told."""

from django.db import migrations

from core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("content", "0006_article"), ("core", "0001_initial")]

    operations = [AppendOnly("content_articleredaction")]
