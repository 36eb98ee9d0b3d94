"""What was saved of a library draft never changes."""

from django.db import migrations

from core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("content", "0003_library_drafts"), ("core", "0001_initial")]

    operations = [AppendOnly("content_librarydraftversion")]
