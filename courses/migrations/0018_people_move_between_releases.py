"""Runs that move people to a newer release: who had to wait, and what counts no more."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0017_reviews_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('in_progress', models.CharField(choices=[('stay', 'stay on their release'), ('move', 'move to the new release')], default='stay', max_length=5)),
                ('finished', models.CharField(choices=[('stay', 'stay as they are'), ('again', 'are asked to take it again')], default='stay', max_length=5)),
                ('equivalents', models.JSONField(default=dict)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('regrade', models.JSONField(default=dict)),
                ('decided_at', models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='runitem',
            name='courses_runitem_done_has_time',
        ),
        migrations.AddField(
            model_name='run',
            name='starts_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='slotprogress',
            name='attempts_before',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='runitem',
            name='state',
            field=models.CharField(choices=[('waiting', 'waiting'), ('held', 'held'), ('done', 'done'), ('failed', 'failed')], default='waiting', max_length=10),
        ),
        migrations.AddIndex(
            model_name='runitem',
            index=models.Index(condition=models.Q(('state', 'held')), fields=['id'], name='courses_runitem_held'),
        ),
        migrations.AddConstraint(
            model_name='runitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('state__in', ['waiting', 'held'])), models.Q(models.Q(('state__in', ['waiting', 'held']), _negated=True), ('done_at__isnull', False)), _connector='OR'), name='courses_runitem_done_has_time'),
        ),
        migrations.AddField(
            model_name='handover',
            name='candidate',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='handover', to='courses.candidate'),
        ),
        migrations.AddField(
            model_name='handover',
            name='decided_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to=settings.AUTH_USER_MODEL),
        ),
    ]
