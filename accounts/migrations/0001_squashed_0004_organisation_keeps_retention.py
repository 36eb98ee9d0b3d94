"""Everything up to 0004 at once, for a database that has none of it; see docs/adr/0019."""

import accounts.models.organisation
import core.append_only
import core.create_models
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_initial'), ('accounts', '0002_audit_append_only'), ('accounts', '0003_sweep_indexes'), ('accounts', '0004_organisation_keeps_retention')]

    initial = True

    dependencies = [
        ('core', '0001_initial'),
    ]

    operations = [
        core.create_models.CreateModels(
            models=[
                migrations.CreateModel(
                    name='AuditEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(verbose_name='when')),
                        ('action', models.CharField(max_length=60, verbose_name='what')),
                        ('by', models.CharField(blank=True, max_length=40, verbose_name='by')),
                        ('target', models.CharField(max_length=120, verbose_name='about')),
                        ('scope_path', models.CharField(blank=True, max_length=255)),
                        ('old', models.JSONField(blank=True, null=True, verbose_name='before')),
                        ('new', models.JSONField(blank=True, null=True, verbose_name='after')),
                    ],
                    options={
                        'verbose_name': 'audit entry',
                        'verbose_name_plural': 'audit entries',
                        'ordering': ['-at', '-pk'],
                        'indexes': [models.Index(fields=['-at', '-id'], name='auditentry_newest'), models.Index(fields=['action', '-at'], name='auditentry_action'), models.Index(fields=['target', '-at'], name='auditentry_target'), models.Index(fields=['by', '-at'], name='auditentry_by')],
                    },
                ),
                migrations.CreateModel(
                    name='Unit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('path', models.CharField(editable=False, max_length=255, unique=True)),
                        ('kind', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor'), ('site', 'site'), ('team', 'team')], max_length=10, verbose_name='kind')),
                        ('name', models.CharField(max_length=120, verbose_name='name')),
                        ('short_code', models.CharField(blank=True, max_length=20, null=True, verbose_name='short code')),
                        ('daily_intense_minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='intense minutes a day')),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='accounts.unit')),
                    ],
                    options={
                        'verbose_name': 'unit',
                        'verbose_name_plural': 'units',
                        'ordering': ['path'],
                        'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('short_code'), condition=models.Q(('short_code__isnull', False)), name='accounts_unit_short_code_unique'), models.CheckConstraint(condition=models.Q(('short_code__isnull', True), ('kind__in', ['client', 'vendor']), _connector='OR'), name='accounts_unit_short_code_for_employers'), models.CheckConstraint(condition=models.Q(models.Q(('short_code', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='accounts_unit_name_not_empty')],
                    },
                ),
                migrations.CreateModel(
                    name='Organisation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(default='Casebook', max_length=120, verbose_name='name')),
                        ('open_sign_up', models.BooleanField(default=False, verbose_name='anyone may sign up')),
                        ('mfa_roles', models.JSONField(default=accounts.models.organisation.default_mfa_roles, verbose_name='roles that need a second step')),
                        ('default_language', models.CharField(default='en', max_length=12, verbose_name='default language')),
                        ('default_time_zone', models.CharField(default='UTC', max_length=64, verbose_name='default time zone')),
                        ('changed_at', models.DateTimeField(auto_now=True)),
                        ('open_sign_up_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.unit', verbose_name='unit that people who sign up join')),
                        ('retention_gone', models.JSONField(blank=True, default=dict, editable=False)),
                        ('retention_months', models.JSONField(blank=True, default=dict, verbose_name='periods kept shorter')),
                        ('retention_ran_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        'verbose_name': 'organisation',
                        'verbose_name_plural': 'organisation',
                        'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='accounts_organisation_is_one_row'), models.CheckConstraint(condition=models.Q(('open_sign_up', False), ('open_sign_up_unit__isnull', False), _connector='OR'), name='accounts_organisation_open_sign_up_names_a_unit')],
                    },
                ),
                migrations.CreateModel(
                    name='SupportLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('label', models.CharField(max_length=120, verbose_name='name')),
                        ('description', models.CharField(blank=True, max_length=300, verbose_name='what it is')),
                        ('url', models.URLField(blank=True, max_length=500, verbose_name='web address')),
                        ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='support_links', to='accounts.unit')),
                    ],
                    options={
                        'verbose_name': 'support link',
                        'verbose_name_plural': 'support links',
                        'ordering': ['position', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('url', ''), _negated=True), models.Q(('phone', ''), _negated=True), _connector='OR'), name='accounts_supportlink_leads_somewhere')],
                    },
                ),
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('email', models.EmailField(blank=True, max_length=254, null=True, verbose_name='e-mail address')),
                        ('employee_number', models.CharField(blank=True, max_length=40, null=True, verbose_name='employee number')),
                        ('display_name', models.CharField(blank=True, max_length=120, verbose_name='name')),
                        ('language', models.CharField(default='en', max_length=12, verbose_name='language')),
                        ('time_zone', models.CharField(default='UTC', max_length=64, verbose_name='time zone')),
                        ('verification_enabled', models.BooleanField(default=False, verbose_name='certificates can be verified')),
                        ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                        ('needs_second_step', models.BooleanField(default=False, editable=False)),
                        ('session_version', models.PositiveIntegerField(default=0, editable=False)),
                        ('is_demo', models.BooleanField(default=False)),
                        ('joined_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('erased_on', models.DateField(blank=True, null=True)),
                        ('employer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='employees', to='accounts.unit', verbose_name='employer')),
                    ],
                    options={
                        'verbose_name': 'person',
                        'verbose_name_plural': 'people',
                        'indexes': [models.Index(django.db.models.functions.text.Lower('display_name'), name='user_display_name')],
                        'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email__isnull', False)), name='accounts_user_email_unique'), models.CheckConstraint(condition=models.Q(('email__isnull', True), ('email', django.db.models.functions.text.Lower('email')), _connector='OR'), name='accounts_user_email_lower_case'), models.UniqueConstraint(models.F('employer'), django.db.models.functions.text.Lower('employee_number'), condition=models.Q(('employee_number__isnull', False)), name='accounts_user_employee_number_unique'), models.CheckConstraint(condition=models.Q(('employee_number__isnull', True), ('employer__isnull', False), _connector='OR'), name='accounts_user_number_has_employer'), models.CheckConstraint(condition=models.Q(models.Q(('email__isnull', True), models.Q(('email', ''), _negated=True), _connector='OR'), models.Q(('employee_number__isnull', True), models.Q(('employee_number', ''), _negated=True), _connector='OR')), name='accounts_user_null_not_empty'), models.CheckConstraint(condition=models.Q(models.Q(('erased_on__isnull', True), models.Q(('display_name', ''), _negated=True)), models.Q(('display_name', ''), ('email__isnull', True), ('employee_number__isnull', True), ('erased_on__isnull', False), ('is_active', False)), _connector='OR'), name='accounts_user_erased_is_nameless')],
                    },
                ),
                migrations.CreateModel(
                    name='Invitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('token_hash', models.CharField(max_length=64, unique=True)),
                        ('email', models.EmailField(blank=True, max_length=254, null=True, verbose_name='e-mail address')),
                        ('employee_number', models.CharField(blank=True, max_length=40, null=True, verbose_name='employee number')),
                        ('role', models.CharField(choices=[('learner', 'learner'), ('trainer', 'trainer'), ('lead', 'lead'), ('policy_owner', 'policy owner'), ('qa', 'quality assurance'), ('auditor', 'auditor'), ('admin', 'administrator')], default='learner', max_length=20, verbose_name='role')),
                        ('language', models.CharField(default='en', max_length=12, verbose_name='language')),
                        ('is_mailed', models.BooleanField(default=True)),
                        ('mailed_at', models.DateTimeField(blank=True, null=True)),
                        ('created_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('used_at', models.DateTimeField(blank=True, null=True)),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations_made', to=settings.AUTH_USER_MODEL)),
                        ('used_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('employer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.unit')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='accounts.unit')),
                    ],
                    options={
                        'verbose_name': 'invitation',
                        'verbose_name_plural': 'invitations',
                        'indexes': [models.Index(fields=['unit', '-created_at'], name='invitation_unit_newest'), models.Index(condition=models.Q(('is_mailed', True), ('mailed_at', None), ('revoked_at', None), ('used_at', None)), fields=['created_at'], name='accounts_invitation_to_mail'), models.Index(condition=models.Q(('revoked_at', None), ('used_at', None)), fields=['expires_at'], name='accounts_invitation_to_forget')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('email__isnull', False), models.Q(('employee_number__isnull', False), ('employer__isnull', False)), ('used_at__isnull', False), ('revoked_at__isnull', False), _connector='OR'), name='accounts_invitation_is_bound'), models.CheckConstraint(condition=models.Q(models.Q(('used_at__isnull', True), ('used_by__isnull', True)), models.Q(('used_at__isnull', False), ('used_by__isnull', False)), _connector='OR'), name='accounts_invitation_used_at_and_by')],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('started_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='accounts.unit')),
                    ],
                    options={
                        'verbose_name': 'membership',
                        'verbose_name_plural': 'memberships',
                        'indexes': [models.Index(fields=['unit', 'ended_at'], name='membership_unit_open')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('user', 'unit'), name='accounts_membership_one_open'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='accounts_membership_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('kind', models.CharField(max_length=60)),
                        ('payload', models.JSONField(default=dict)),
                        ('created_at', models.DateTimeField()),
                        ('read_at', models.DateTimeField(blank=True, null=True)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'notice',
                        'verbose_name_plural': 'notices',
                        'ordering': ['-created_at', '-pk'],
                        'indexes': [models.Index(fields=['person', '-created_at'], name='notice_person_newest'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['person'], name='notice_person_unread')],
                    },
                ),
                migrations.CreateModel(
                    name='OneTimeLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('purpose', models.CharField(choices=[('reset', 'new password')], default='reset', max_length=10)),
                        ('token_hash', models.CharField(max_length=64, unique=True)),
                        ('is_mailed', models.BooleanField(default=False)),
                        ('mailed_at', models.DateTimeField(blank=True, null=True)),
                        ('created_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('used_at', models.DateTimeField(blank=True, null=True)),
                        ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='one_time_links', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'one-time link',
                        'verbose_name_plural': 'one-time links',
                        'indexes': [models.Index(condition=models.Q(('is_mailed', True), ('mailed_at', None), ('used_at', None)), fields=['created_at'], name='accounts_link_to_mail'), models.Index(fields=['expires_at'], name='accounts_link_end')],
                    },
                ),
                migrations.CreateModel(
                    name='RoleGrant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('learner', 'learner'), ('trainer', 'trainer'), ('lead', 'lead'), ('policy_owner', 'policy owner'), ('qa', 'quality assurance'), ('auditor', 'auditor'), ('admin', 'administrator')], max_length=20, verbose_name='role')),
                        ('started_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_grants', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_grants', to='accounts.unit')),
                    ],
                    options={
                        'verbose_name': 'role',
                        'verbose_name_plural': 'roles',
                        'indexes': [models.Index(fields=['unit', 'role', 'ended_at'], name='rolegrant_unit_role')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('user', 'unit', 'role'), name='accounts_rolegrant_one_open'), models.CheckConstraint(condition=models.Q(('role__in', ['learner', 'trainer', 'lead', 'policy_owner', 'qa', 'auditor', 'admin'])), name='accounts_rolegrant_role_known'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='accounts_rolegrant_ends_after_start')],
                    },
                ),
            ],
        ),
        core.append_only.AppendOnly(
            table='accounts_auditentry',
        ),
    ]
