"""Rows of the people as they mostly are; a test names what it is about."""

import hashlib
from datetime import UTC, datetime, timedelta

import factory

from accounts.models import (
    Invitation,
    Membership,
    Notice,
    Role,
    RoleGrant,
    SupportLink,
    Unit,
    User,
)

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class UnitFactory(factory.django.DjangoModelFactory):
    """A vendor at the root unless `parent` and `kind` say otherwise; the path is kept."""

    class Meta:
        model = Unit
        skip_postgeneration_save = True

    kind = Unit.Kind.VENDOR
    parent = None
    name = factory.Sequence(lambda n: f"Unit {n}")
    short_code = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        unit = model_class(*args, **kwargs)
        unit.path = f"new-{unit.public_id}"
        unit.save()
        unit.path = f"{unit.parent.path if unit.parent else ''}{unit.pk:06d}."
        unit.save(update_fields=["path"])
        return unit


class UserFactory(factory.django.DjangoModelFactory):
    """A person with an address and no unit; password "pass-phrase-for-tests" on request only."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    display_name = factory.Sequence(lambda n: f"Person {n}")
    password = "!"

    @factory.post_generation
    def unit(self, create, extracted, **kwargs):
        if extracted:
            MembershipFactory(user=self, unit=extracted)

    @factory.post_generation
    def role(self, create, extracted, **kwargs):
        if extracted:
            for membership in self.memberships.all():
                RoleGrantFactory(user=self, unit=membership.unit, role=extracted)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(UnitFactory)
    started_at = LONG_AGO


class RoleGrantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleGrant

    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(UnitFactory)
    role = Role.LEARNER
    started_at = LONG_AGO

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        grant = super()._create(model_class, *args, **kwargs)
        grant.user.forget_grants()
        return grant


class InvitationFactory(factory.django.DjangoModelFactory):
    """An open invitation by address; its token is `token`, which is not a column."""

    class Meta:
        model = Invitation
        exclude = ["token"]

    token = factory.Sequence(lambda n: f"TOKEN{n:05d}")
    token_hash = factory.LazyAttribute(lambda o: hashlib.sha256(o.token.encode()).hexdigest())
    email = factory.Sequence(lambda n: f"invited{n}@example.org")
    unit = factory.SubFactory(UnitFactory)
    invited_by = factory.SubFactory(UserFactory)
    created_at = factory.LazyFunction(lambda: datetime.now(UTC))
    expires_at = factory.LazyFunction(lambda: datetime.now(UTC) + timedelta(days=14))


class NoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notice

    person = factory.SubFactory(UserFactory)
    kind = "account.role_granted"
    payload = factory.LazyFunction(dict)
    created_at = factory.LazyFunction(lambda: datetime.now(UTC))


class SupportLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SupportLink

    label = factory.Sequence(lambda n: f"Support {n}")
    url = "https://support.example.org/"
