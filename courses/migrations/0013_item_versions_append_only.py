"""Keep what an item of a draft said before."""

from django.db import migrations

from core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("courses", "0012_item_versions"), ("core", "0001_initial")]

    operations = [AppendOnly("courses_itemversion")]
