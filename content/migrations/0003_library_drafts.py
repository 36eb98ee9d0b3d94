"""Cases, policies and background sets in the making, and the history of each."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_sweep_indexes"),
        ("content", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LibraryDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("case", "Case"),
                            ("policy", "Policy"),
                            ("background", "Background"),
                        ],
                        max_length=16,
                    ),
                ),
                ("slug", models.SlugField(max_length=64)),
                ("title", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("adopted", "In the library"),
                            ("discarded", "Discarded"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("body", models.JSONField(default=dict)),
                ("base", models.JSONField(blank=True, default=dict)),
                ("base_digest", models.CharField(blank=True, max_length=64)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="library_drafts_created",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="library_drafts",
                        to="accounts.unit",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="library_drafts_updated",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-updated_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LibraryDraftVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField()),
                ("part", models.CharField(max_length=200)),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("saved", "Saved"),
                            ("handed-over", "Taken from a report"),
                            ("restored", "Restored"),
                            ("rebased", "Brought up to date"),
                        ],
                        max_length=16,
                    ),
                ),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="library_draft_versions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="content.librarydraft",
                    ),
                ),
            ],
            options={
                "ordering": ["draft", "-revision", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="librarydraft",
            index=models.Index(fields=["state", "-updated_at"], name="librarydraft_recent"),
        ),
        migrations.AddConstraint(
            model_name="librarydraft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("owner", "slug"),
                name="content_librarydraft_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="librarydraft",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["case", "policy", "background"])),
                name="content_librarydraft_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="librarydraftversion",
            constraint=models.UniqueConstraint(
                fields=("draft", "revision", "part"), name="content_librarydraftversion_part"
            ),
        ),
    ]
