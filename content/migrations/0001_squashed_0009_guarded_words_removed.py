"""Everything up to 0009 at once, for a database that has none of it; see docs/adr/0019."""

import core.append_only
import core.create_models
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('content', '0001_initial'), ('content', '0002_append_only'), ('content', '0003_library_drafts'), ('content', '0004_library_drafts_append_only'), ('content', '0005_guarded_words'), ('content', '0006_article'), ('content', '0007_article_redactions_append_only'), ('content', '0008_library_draft_told'), ('content', '0009_guarded_words_removed')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0004_organisation_keeps_retention'),
        ('core', '0001_initial'),
    ]

    operations = [
        core.create_models.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Article',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('title', models.CharField(blank=True, max_length=500)),
                        ('publisher', models.CharField(blank=True, max_length=300)),
                        ('url', models.CharField(blank=True, max_length=2000)),
                        ('published_on', models.CharField(blank=True, max_length=10)),
                        ('read_on', models.CharField(blank=True, max_length=10)),
                        ('grade', models.CharField(choices=[('A', 'A: statute, authority, court or the acting organisation'), ('B', 'B: news agency, established outlet, or a copy of an official text'), ('C', 'C: aggregator or tracker, used only with a second source')], default='B', max_length=1)),
                        ('language', models.CharField(default='en', max_length=35)),
                        ('intensity', models.PositiveSmallIntegerField(default=0)),
                        ('kind', models.CharField(default='txt', max_length=4)),
                        ('received_text', models.TextField()),
                        ('received_sha256', models.CharField(max_length=64)),
                        ('replaced', models.PositiveIntegerField(default=0)),
                        ('structure', models.JSONField(blank=True, default=list)),
                        ('names', models.JSONField(blank=True, default=dict)),
                        ('case_slug', models.SlugField(blank=True, max_length=64)),
                        ('source_key', models.SlugField(blank=True, max_length=64)),
                        ('is_source_told', models.BooleanField(default=False)),
                        ('state', models.CharField(choices=[('waiting', 'Waiting'), ('reading', 'Being read'), ('ready', 'Read'), ('failed', 'Could not be read')], default='waiting', max_length=8)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('steps_done', models.PositiveIntegerField(default=0)),
                        ('steps_total', models.PositiveIntegerField(default=0)),
                        ('requested_at', models.DateTimeField()),
                        ('beat_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='accounts.unit')),
                        ('requested_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles_imported', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-requested_at', '-pk'],
                        'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'reading'])), fields=['state', 'beat_at'], name='content_article_to_read'), models.Index(condition=models.Q(('is_source_told', False), models.Q(('source_key', ''), _negated=True)), fields=['case_slug'], name='content_article_to_tell'), models.Index(fields=['owner', '-requested_at'], name='content_article_recent')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'reading', 'ready', 'failed'])), name='content_article_state'), models.CheckConstraint(condition=models.Q(('intensity__lte', 3)), name='content_article_intensity')],
                    },
                ),
                migrations.CreateModel(
                    name='Category',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('taxonomy', models.CharField(max_length=32)),
                        ('code', models.CharField(max_length=120)),
                        ('position', models.PositiveIntegerField(default=0)),
                        ('labels', models.JSONField(default=dict)),
                    ],
                    options={
                        'verbose_name_plural': 'categories',
                        'ordering': ['taxonomy', 'position', 'code'],
                        'constraints': [models.UniqueConstraint(fields=('taxonomy', 'code'), name='content_category_taxonomy_code')],
                    },
                ),
                migrations.CreateModel(
                    name='FactSet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=64, unique=True)),
                        ('kind', models.CharField(choices=[('case', 'Case'), ('policy', 'Policy'), ('background', 'Background')], max_length=16)),
                        ('languages', models.JSONField(default=list)),
                        ('titles', models.JSONField(default=dict)),
                    ],
                    options={
                        'ordering': ['slug'],
                    },
                ),
                migrations.CreateModel(
                    name='GuardedWord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('words', models.CharField(max_length=120, unique=True)),
                        ('kind', models.CharField(choices=[('explicit', 'Too explicit'), ('name', 'Name of a private person')], max_length=10)),
                        ('advice', models.CharField(blank=True, max_length=300)),
                        ('added_at', models.DateTimeField()),
                        ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guarded_words', to=settings.AUTH_USER_MODEL)),
                        ('removed_at', models.DateTimeField(blank=True, null=True)),
                        ('removed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='unguarded_words', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['kind', 'words'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='content_guardedword_words'), models.CheckConstraint(condition=models.Q(models.Q(('removed_at__isnull', True), ('removed_by__isnull', True)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='content_guardedword_removed')],
                    },
                ),
                migrations.CreateModel(
                    name='Jurisdiction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=64, unique=True)),
                        ('position', models.PositiveIntegerField(default=0)),
                        ('labels', models.JSONField(default=dict)),
                    ],
                    options={
                        'ordering': ['position', 'slug'],
                    },
                ),
                migrations.CreateModel(
                    name='LibraryDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('kind', models.CharField(choices=[('case', 'Case'), ('policy', 'Policy'), ('background', 'Background')], max_length=16)),
                        ('slug', models.SlugField(max_length=64)),
                        ('title', models.CharField(max_length=300)),
                        ('state', models.CharField(choices=[('open', 'Open'), ('adopted', 'In the library'), ('discarded', 'Discarded')], default='open', max_length=10)),
                        ('body', models.JSONField(default=dict)),
                        ('base', models.JSONField(blank=True, default=dict)),
                        ('base_digest', models.CharField(blank=True, max_length=64)),
                        ('revision', models.PositiveIntegerField(default=1)),
                        ('created_at', models.DateTimeField()),
                        ('updated_at', models.DateTimeField()),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='library_drafts_created', to=settings.AUTH_USER_MODEL)),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='library_drafts', to='accounts.unit')),
                        ('updated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='library_drafts_updated', to=settings.AUTH_USER_MODEL)),
                        ('told', models.JSONField(blank=True, default=dict)),
                    ],
                    options={
                        'ordering': ['-updated_at', 'pk'],
                        'indexes': [models.Index(fields=['state', '-updated_at'], name='librarydraft_recent')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('owner', 'slug'), name='content_librarydraft_one_open'), models.CheckConstraint(condition=models.Q(('kind__in', ['case', 'policy', 'background'])), name='content_librarydraft_kind')],
                    },
                ),
                migrations.CreateModel(
                    name='LoadedItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=16)),
                        ('slug', models.SlugField(max_length=64)),
                        ('folder_digest', models.CharField(max_length=64)),
                        ('state_digest', models.CharField(max_length=64)),
                        ('loaded_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ['kind', 'slug'],
                        'constraints': [models.UniqueConstraint(fields=('kind', 'slug'), name='content_loadeditem_item')],
                    },
                ),
                migrations.CreateModel(
                    name='Source',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('set_slug', models.SlugField(max_length=64)),
                        ('key', models.SlugField(max_length=64)),
                        ('position', models.PositiveIntegerField(default=0)),
                        ('publisher', models.CharField(blank=True, max_length=300)),
                        ('title', models.CharField(max_length=500)),
                        ('url', models.CharField(blank=True, max_length=2000)),
                        ('published_on', models.CharField(blank=True, max_length=10)),
                        ('read_on', models.CharField(blank=True, max_length=10)),
                        ('grade', models.CharField(choices=[('A', 'A: statute, authority, court or the acting organisation'), ('B', 'B: news agency, established outlet, or a copy of an official text'), ('C', 'C: aggregator or tracker, used only with a second source')], max_length=1)),
                        ('note', models.TextField(blank=True)),
                        ('received_text', models.TextField(blank=True)),
                        ('received_sha256', models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        'ordering': ['set_slug', 'position', 'key'],
                        'constraints': [models.UniqueConstraint(fields=('set_slug', 'key'), name='content_source_set_key'), models.CheckConstraint(condition=models.Q(('grade__in', ['A', 'B', 'C'])), name='content_source_grade'), models.CheckConstraint(condition=models.Q(('received_text', ''), models.Q(('received_sha256', ''), _negated=True), _connector='OR'), name='content_source_text_has_hash')],
                    },
                ),
                migrations.CreateModel(
                    name='Term',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=64, unique=True)),
                        ('position', models.PositiveIntegerField(default=0)),
                        ('languages', models.JSONField(default=list)),
                    ],
                    options={
                        'ordering': ['slug'],
                    },
                ),
                migrations.CreateModel(
                    name='ArticleRedaction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('start', models.PositiveIntegerField()),
                        ('length', models.PositiveIntegerField()),
                        ('removed_sha256', models.CharField(max_length=64)),
                        ('reason', models.CharField(max_length=300)),
                        ('redacted_at', models.DateTimeField()),
                        ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redactions', to='content.article')),
                        ('redacted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='article_redactions', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['article', 'start'],
                    },
                ),
                migrations.CreateModel(
                    name='Fact',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.SlugField(max_length=64)),
                        ('position', models.PositiveIntegerField(default=0)),
                        ('is_retired', models.BooleanField(default=False)),
                        ('fact_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='content.factset')),
                    ],
                    options={
                        'ordering': ['fact_set', 'position', 'key'],
                        'constraints': [models.UniqueConstraint(fields=('fact_set', 'key'), name='content_fact_set_key')],
                    },
                ),
                migrations.CreateModel(
                    name='HarmArea',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('taxonomy', models.CharField(max_length=32)),
                        ('slug', models.SlugField(max_length=64)),
                        ('position', models.PositiveIntegerField(default=0)),
                        ('keywords', models.JSONField(blank=True, default=list)),
                        ('content_types', models.JSONField(blank=True, default=list)),
                        ('dtsp_terms', models.JSONField(blank=True, default=list)),
                        ('labels', models.JSONField(default=dict)),
                        ('categories', models.ManyToManyField(related_name='harm_areas', to='content.category')),
                    ],
                    options={
                        'ordering': ['taxonomy', 'position', 'slug'],
                        'constraints': [models.UniqueConstraint(fields=('taxonomy', 'slug'), name='content_harmarea_taxonomy_slug')],
                    },
                ),
                migrations.CreateModel(
                    name='LibraryDraftVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('revision', models.PositiveIntegerField()),
                        ('part', models.CharField(max_length=200)),
                        ('deed', models.CharField(choices=[('saved', 'Saved'), ('handed-over', 'Taken from a report'), ('restored', 'Restored'), ('rebased', 'Brought up to date')], max_length=16)),
                        ('before', models.JSONField(null=True)),
                        ('after', models.JSONField(null=True)),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='library_draft_versions', to=settings.AUTH_USER_MODEL)),
                        ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='content.librarydraft')),
                    ],
                    options={
                        'ordering': ['draft', '-revision', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('draft', 'revision', 'part'), name='content_librarydraftversion_part')],
                    },
                ),
                migrations.CreateModel(
                    name='Proposal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveIntegerField()),
                        ('kind', models.CharField(choices=[('fact', 'Fact'), ('event', 'Dated event'), ('section', 'Section'), ('question', 'Question')], max_length=8)),
                        ('key', models.CharField(max_length=64)),
                        ('section', models.CharField(blank=True, max_length=300)),
                        ('start', models.PositiveIntegerField(default=0)),
                        ('end', models.PositiveIntegerField(default=0)),
                        ('mark_start', models.PositiveIntegerField(default=0)),
                        ('mark_end', models.PositiveIntegerField(default=0)),
                        ('is_on', models.BooleanField(default=True)),
                        ('names_private', models.BooleanField(default=False)),
                        ('data', models.JSONField(default=dict)),
                        ('edited', models.JSONField(blank=True, null=True)),
                        ('state', models.CharField(choices=[('proposed', 'Open'), ('accepted', 'Accepted'), ('edited', 'Accepted with changes'), ('dropped', 'Dropped')], default='proposed', max_length=8)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='content.article')),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals_decided', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['article', 'position'],
                        'constraints': [models.UniqueConstraint(fields=('article', 'position'), name='content_proposal_position'), models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'accepted', 'edited', 'dropped'])), name='content_proposal_state'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'proposed')), models.Q(models.Q(('state', 'proposed'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='content_proposal_decided')],
                    },
                ),
                migrations.CreateModel(
                    name='Redaction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('start', models.PositiveIntegerField()),
                        ('length', models.PositiveIntegerField()),
                        ('removed_sha256', models.CharField(max_length=64)),
                        ('reason', models.CharField(max_length=300)),
                        ('redacted_at', models.DateTimeField()),
                        ('redacted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='source_redactions', to=settings.AUTH_USER_MODEL)),
                        ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redactions', to='content.source')),
                    ],
                    options={
                        'ordering': ['source', 'start'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='content_redaction_has_reason'), models.CheckConstraint(condition=models.Q(('length__gt', 0)), name='content_redaction_has_length')],
                    },
                ),
                migrations.CreateModel(
                    name='TermText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=20)),
                        ('label', models.CharField(max_length=200)),
                        ('definition', models.TextField()),
                        ('made_from', models.CharField(blank=True, max_length=64)),
                        ('term', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='content.term')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('term', 'language'), name='content_termtext_language')],
                    },
                ),
                migrations.CreateModel(
                    name='Case',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=64, unique=True)),
                        ('revision', models.PositiveIntegerField(default=1)),
                        ('languages', models.JSONField(default=list)),
                        ('taxonomy', models.CharField(max_length=32)),
                        ('intensity', models.PositiveSmallIntegerField(default=0)),
                        ('checked_on', models.DateField()),
                        ('source_digest', models.CharField(max_length=64)),
                        ('updated_at', models.DateTimeField()),
                        ('updated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases_updated', to=settings.AUTH_USER_MODEL)),
                        ('fact_set', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='content.factset')),
                        ('harm_areas', models.ManyToManyField(related_name='cases', to='content.harmarea')),
                        ('jurisdictions', models.ManyToManyField(related_name='cases', to='content.jurisdiction')),
                    ],
                    options={
                        'ordering': ['slug'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('intensity__lte', 3)), name='content_case_intensity')],
                    },
                ),
                migrations.CreateModel(
                    name='Conflict',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uid', models.SlugField(max_length=64)),
                        ('position', models.PositiveIntegerField(default=0)),
                        ('questions', models.JSONField(default=dict)),
                        ('taught', models.JSONField(default=dict)),
                        ('reasons', models.JSONField(default=dict)),
                        ('is_shown', models.BooleanField(default=True)),
                        ('facts', models.ManyToManyField(related_name='conflicts', to='content.fact')),
                        ('fact_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts', to='content.factset')),
                    ],
                    options={
                        'ordering': ['fact_set', 'position'],
                        'constraints': [models.UniqueConstraint(fields=('fact_set', 'uid'), name='content_conflict_set_uid')],
                    },
                ),
                migrations.CreateModel(
                    name='FactVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('change', models.CharField(blank=True, choices=[('editorial', 'Editorial'), ('substantive', 'Substantive')], max_length=16)),
                        ('statement', models.TextField()),
                        ('figures', models.JSONField(blank=True, default=list)),
                        ('unit', models.CharField(blank=True, max_length=100)),
                        ('status', models.CharField(blank=True, choices=[('reported', 'Reported'), ('estimated', 'Estimated'), ('disputed', 'Disputed'), ('confirmed', 'Confirmed'), ('suspected', 'Suspected'), ('alleged', 'Alleged'), ('arrested', 'Arrested'), ('charged', 'Charged'), ('convicted', 'Convicted'), ('acquitted', 'Acquitted'), ('dismissed', 'Dismissed'), ('appealed', 'Appealed'), ('proposed', 'Proposed'), ('provisional', 'Provisional'), ('adopted', 'Adopted'), ('in-force', 'In force'), ('lapsed', 'Lapsed'), ('open', 'Open')], max_length=16)),
                        ('as_of', models.CharField(blank=True, max_length=10)),
                        ('created_at', models.DateTimeField()),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fact_versions', to=settings.AUTH_USER_MODEL)),
                        ('fact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='content.fact')),
                    ],
                    options={
                        'ordering': ['fact', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('fact', 'number'), name='content_factversion_number'), models.CheckConstraint(condition=models.Q(models.Q(('change', ''), ('number', 1)), models.Q(('change__in', ['editorial', 'substantive']), ('number__gt', 1)), _connector='OR'), name='content_factversion_change_from_two')],
                    },
                ),
                migrations.CreateModel(
                    name='Policy',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=64, unique=True)),
                        ('kind', models.CharField(choices=[('policy', 'Policy'), ('law', 'Law'), ('code', 'Code of practice')], max_length=8)),
                        ('is_example', models.BooleanField(default=False)),
                        ('revision', models.PositiveIntegerField(default=1)),
                        ('languages', models.JSONField(default=list)),
                        ('titles', models.JSONField(default=dict)),
                        ('summaries', models.JSONField(default=dict)),
                        ('taxonomy', models.CharField(max_length=32)),
                        ('visibility', models.CharField(choices=[('open', 'Open'), ('internal', 'Internal'), ('restricted', 'Restricted')], default='open', max_length=10)),
                        ('updated_at', models.DateTimeField()),
                        ('fact_set', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='policy', to='content.factset')),
                        ('harm_areas', models.ManyToManyField(related_name='policies', to='content.harmarea')),
                        ('jurisdiction', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='policies', to='content.jurisdiction')),
                        ('units', models.ManyToManyField(related_name='policies_shared', to='accounts.unit')),
                        ('updated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='policies_updated', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'policies',
                        'ordering': ['slug'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'law'), _negated=True), ('jurisdiction__isnull', False), _connector='OR'), name='content_policy_law_has_jurisdiction')],
                    },
                ),
                migrations.CreateModel(
                    name='ProposalChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('batch', models.UUIDField()),
                        ('before_state', models.CharField(max_length=8)),
                        ('before_edited', models.JSONField(null=True)),
                        ('after_state', models.CharField(max_length=8)),
                        ('is_undone', models.BooleanField(default=False)),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposal_changes', to=settings.AUTH_USER_MODEL)),
                        ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='content.proposal')),
                    ],
                    options={
                        'ordering': ['-pk'],
                        'indexes': [models.Index(condition=models.Q(('is_undone', False)), fields=['by', '-id'], name='content_change_undoable')],
                    },
                ),
                migrations.CreateModel(
                    name='CaseSection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=20)),
                        ('uid', models.SlugField(max_length=64)),
                        ('position', models.PositiveIntegerField()),
                        ('heading', models.CharField(max_length=300)),
                        ('body', models.TextField()),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='content.case')),
                    ],
                    options={
                        'ordering': ['case', 'language', 'position'],
                        'constraints': [models.UniqueConstraint(fields=('case', 'language', 'uid'), name='content_casesection_uid')],
                    },
                ),
                migrations.CreateModel(
                    name='CaseText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=20)),
                        ('title', models.CharField(max_length=300)),
                        ('standfirst', models.TextField()),
                        ('topic', models.CharField(max_length=300)),
                        ('decision', models.TextField()),
                        ('made_from', models.CharField(blank=True, max_length=64)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='content.case')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('case', 'language'), name='content_casetext_language')],
                    },
                ),
                migrations.CreateModel(
                    name='Chapter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uid', models.SlugField(max_length=64)),
                        ('position', models.PositiveIntegerField()),
                        ('titles', models.JSONField(default=dict)),
                        ('policy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chapters', to='content.policy')),
                    ],
                    options={
                        'ordering': ['policy', 'position'],
                        'constraints': [models.UniqueConstraint(fields=('policy', 'uid'), name='content_chapter_uid')],
                    },
                ),
                migrations.CreateModel(
                    name='Citation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveIntegerField(default=0)),
                        ('quote', models.CharField(blank=True, max_length=400)),
                        ('locator', models.CharField(blank=True, max_length=200)),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='content.factversion')),
                        ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='content.source')),
                    ],
                    options={
                        'ordering': ['position'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('quote', ''), _negated=True), models.Q(('locator', ''), _negated=True), _connector='OR'), name='content_citation_quote_or_locator')],
                    },
                ),
                migrations.CreateModel(
                    name='ConflictPosition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveIntegerField(default=0)),
                        ('values', models.JSONField(default=dict)),
                        ('conflict', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='content.conflict')),
                    ],
                    options={
                        'ordering': ['conflict', 'position'],
                    },
                ),
                migrations.CreateModel(
                    name='DecisionForm',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=64)),
                        ('position', models.PositiveIntegerField(default=0)),
                        ('is_retired', models.BooleanField(default=False)),
                        ('policy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forms', to='content.policy')),
                    ],
                    options={
                        'ordering': ['policy', 'position', 'slug'],
                        'constraints': [models.UniqueConstraint(fields=('policy', 'slug'), name='content_decisionform_slug')],
                    },
                ),
                migrations.CreateModel(
                    name='Edition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uid', models.SlugField(max_length=64)),
                        ('labels', models.JSONField(default=dict)),
                        ('effective_on', models.DateField()),
                        ('policy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='content.policy')),
                    ],
                    options={
                        'ordering': ['policy', 'effective_on'],
                        'constraints': [models.UniqueConstraint(fields=('policy', 'uid'), name='content_edition_uid'), models.UniqueConstraint(fields=('policy', 'effective_on'), name='content_edition_one_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='FactText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=20)),
                        ('statement', models.TextField()),
                        ('made_from', models.CharField(max_length=64)),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='content.factversion')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('version', 'language'), name='content_facttext_language')],
                    },
                ),
                migrations.CreateModel(
                    name='GlanceFact',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveIntegerField()),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='glance', to='content.case')),
                        ('fact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='glanced_in', to='content.fact')),
                    ],
                    options={
                        'ordering': ['case', 'position'],
                        'constraints': [models.UniqueConstraint(fields=('case', 'fact'), name='content_glancefact_fact')],
                    },
                ),
                migrations.CreateModel(
                    name='OpenQuestion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uid', models.SlugField(max_length=64)),
                        ('position', models.PositiveIntegerField()),
                        ('texts', models.JSONField(default=dict)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='open_questions', to='content.case')),
                    ],
                    options={
                        'ordering': ['case', 'position'],
                        'constraints': [models.UniqueConstraint(fields=('case', 'uid'), name='content_openquestion_uid')],
                    },
                ),
                migrations.CreateModel(
                    name='TimelineEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uid', models.SlugField(max_length=64)),
                        ('position', models.PositiveIntegerField()),
                        ('happened_on', models.CharField(max_length=10)),
                        ('known', models.CharField(choices=[('then', 'Known at the time'), ('later', 'Known later')], max_length=8)),
                        ('texts', models.JSONField(default=dict)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='timeline', to='content.case')),
                    ],
                    options={
                        'ordering': ['case', 'position'],
                        'constraints': [models.UniqueConstraint(fields=('case', 'uid'), name='content_timelineentry_uid')],
                    },
                ),
                migrations.CreateModel(
                    name='Clause',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=64)),
                        ('position', models.PositiveIntegerField(default=0)),
                        ('chapter_position', models.PositiveIntegerField(default=0)),
                        ('is_retired', models.BooleanField(default=False)),
                        ('titles', models.JSONField(default=dict)),
                        ('chapter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='clauses', to='content.chapter')),
                        ('policy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clauses', to='content.policy')),
                    ],
                    options={
                        'ordering': ['policy', 'position', 'code'],
                        'constraints': [models.UniqueConstraint(fields=('policy', 'code'), name='content_clause_code')],
                    },
                ),
                migrations.CreateModel(
                    name='ConflictCitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveIntegerField(default=0)),
                        ('quote', models.CharField(blank=True, max_length=400)),
                        ('locator', models.CharField(blank=True, max_length=200)),
                        ('held', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='content.conflictposition')),
                        ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='content.source')),
                    ],
                    options={
                        'ordering': ['position'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('quote', ''), _negated=True), models.Q(('locator', ''), _negated=True), _connector='OR'), name='content_conflictcitation_quote_or_locator')],
                    },
                ),
                migrations.CreateModel(
                    name='FormVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('definition', models.JSONField()),
                        ('texts', models.JSONField()),
                        ('created_at', models.DateTimeField()),
                        ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='content.decisionform')),
                    ],
                    options={
                        'ordering': ['form', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('form', 'number'), name='content_formversion_number')],
                    },
                ),
                migrations.CreateModel(
                    name='ClauseCommentary',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=20)),
                        ('revision', models.PositiveIntegerField()),
                        ('explanation', models.TextField(blank=True)),
                        ('examples', models.JSONField(blank=True, default=list)),
                        ('made_from', models.CharField(blank=True, max_length=64)),
                        ('created_at', models.DateTimeField()),
                        ('clause', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commentaries', to='content.clause')),
                    ],
                    options={
                        'verbose_name_plural': 'clause commentaries',
                        'ordering': ['clause', 'language', 'revision'],
                        'constraints': [models.UniqueConstraint(fields=('clause', 'language', 'revision'), name='content_clausecommentary_revision')],
                    },
                ),
                migrations.CreateModel(
                    name='ClauseVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('change', models.CharField(blank=True, choices=[('clarification', 'Clarification'), ('change', 'Change')], max_length=16)),
                        ('text', models.TextField()),
                        ('created_at', models.DateTimeField()),
                        ('clause', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='content.clause')),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clause_versions', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['clause', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('clause', 'number'), name='content_clauseversion_number'), models.CheckConstraint(condition=models.Q(models.Q(('change', ''), ('number', 1)), models.Q(('change__in', ['clarification', 'change']), ('number__gt', 1)), _connector='OR'), name='content_clauseversion_change_from_two')],
                    },
                ),
                migrations.CreateModel(
                    name='LegalStatus',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveIntegerField()),
                        ('status', models.CharField(choices=[('proposed', 'Proposed'), ('provisional', 'Provisional agreement'), ('adopted', 'Adopted, not yet applicable'), ('in-force', 'In force'), ('partly-in-force', 'Partly in force'), ('suspended', 'Suspended'), ('lapsed', 'Lapsed'), ('repealed', 'Repealed'), ('voluntary', 'Voluntary')], max_length=16)),
                        ('since', models.CharField(blank=True, max_length=10)),
                        ('checked_on', models.DateField()),
                        ('notes', models.JSONField(blank=True, default=dict)),
                        ('clause', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statuses', to='content.clause')),
                        ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='legal_statuses', to='content.source')),
                    ],
                    options={
                        'verbose_name_plural': 'legal statuses',
                        'ordering': ['clause', 'position'],
                        'constraints': [models.UniqueConstraint(fields=('clause', 'position'), name='content_legalstatus_position')],
                    },
                ),
                migrations.CreateModel(
                    name='ClauseTranslation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=20)),
                        ('revision', models.PositiveIntegerField()),
                        ('text', models.TextField()),
                        ('made_from', models.CharField(max_length=64)),
                        ('created_at', models.DateTimeField()),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='translations', to='content.clauseversion')),
                    ],
                    options={
                        'ordering': ['version', 'language', 'revision'],
                        'constraints': [models.UniqueConstraint(fields=('version', 'language', 'revision'), name='content_clausetranslation_revision')],
                    },
                ),
                migrations.CreateModel(
                    name='EditionClause',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contents', to='content.edition')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='in_editions', to='content.clauseversion')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('edition', 'version'), name='content_editionclause_version')],
                    },
                ),
            ],
        ),
        core.append_only.AppendOnly(
            table='content_factversion',
        ),
        core.append_only.AppendOnly(
            table='content_citation',
            mutable=('quote',),
        ),
        core.append_only.AppendOnly(
            table='content_clauseversion',
        ),
        core.append_only.AppendOnly(
            table='content_clausetranslation',
        ),
        core.append_only.AppendOnly(
            table='content_clausecommentary',
        ),
        core.append_only.AppendOnly(
            table='content_formversion',
        ),
        core.append_only.AppendOnly(
            table='content_legalstatus',
        ),
        core.append_only.AppendOnly(
            table='content_redaction',
        ),
        core.append_only.AppendOnly(
            table='content_librarydraftversion',
        ),
        core.append_only.AppendOnly(
            table='content_articleredaction',
        ),
    ]
