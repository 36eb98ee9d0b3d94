"""Say on a release which languages it is in, so that the catalogue can filter by it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0004_learner_road_append_only")]

    operations = [
        migrations.AddField(
            model_name="release",
            name="languages",
            field=models.JSONField(default=list),
            preserve_default=False,
        ),
    ]
