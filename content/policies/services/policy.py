"""Writing a policy's head, chapters and editions."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from content.facts.models import FactSet
from content.policies.errors import EditionRewritten
from content.policies.models import Chapter, ClauseVersion, Edition, EditionClause, Policy
from content.policies.schemas import EditionEntry, PolicyFile
from content.policies.selectors.exchange import edition_contents
from content.visibility import Visibility
from content.vocabulary.models import HarmArea, Jurisdiction

if TYPE_CHECKING:
    from accounts.models import Unit, User


@transaction.atomic
def store_policy(*, head: PolicyFile, fact_set: FactSet, by: "User | None", at: datetime) -> Policy:
    """The policy's head and chapters are as the file tells them; its row is locked."""
    policy = Policy.objects.select_for_update().filter(slug=head.slug).first()
    if policy is None:
        policy = Policy(slug=head.slug, fact_set=fact_set, revision=0)
    policy.kind, policy.is_example = head.kind, head.example
    policy.languages, policy.taxonomy = head.languages, head.taxonomy
    policy.titles, policy.summaries = head.title, head.summary
    policy.jurisdiction = (
        Jurisdiction.objects.get(slug=head.jurisdiction) if head.jurisdiction else None
    )
    policy.revision += 1
    policy.updated_at, policy.updated_by = at, by
    policy.save()
    policy.harm_areas.set(HarmArea.objects.filter(taxonomy=head.taxonomy, slug__in=head.harm_areas))
    _store_chapters(policy, head)
    return policy


@transaction.atomic
def restrict_policy(*, slug: str, unit: "Unit") -> None:
    """The policy is found and read by the people of this unit and of those below it alone."""
    policy = Policy.objects.select_for_update().get(slug=slug)
    policy.visibility = Visibility.RESTRICTED
    policy.save(update_fields=["visibility"])
    policy.units.set([unit])


def _store_chapters(policy: Policy, head: PolicyFile) -> None:
    stored = {chapter.uid: chapter for chapter in policy.chapters.all()}
    for position, entry in enumerate(head.chapters):
        chapter = stored.pop(entry.uid, None) or Chapter(policy=policy, uid=entry.uid)
        chapter.position, chapter.titles = position, entry.title
        chapter.save()
    Chapter.objects.filter(pk__in=[chapter.pk for chapter in stored.values()]).delete()


@transaction.atomic
def store_editions(*, policy: Policy, entries: list[EditionEntry], today: date) -> None:
    """The editions are as listed; those in effect only keep what they were.

    Raises EditionRewritten if one that is in effect is listed otherwise, or not at all.
    """
    versions = {
        (version.clause.code, version.number): version
        for version in ClauseVersion.objects.filter(clause__policy=policy).select_related("clause")
    }
    stored = {edition.uid: edition for edition in policy.editions.all()}
    contents = edition_contents(policy)
    listed = {entry.uid for entry in entries}
    for uid, edition in stored.items():
        if uid not in listed:
            if edition.effective_on <= today:
                raise EditionRewritten(uid)
            edition.delete()
    for entry in entries:
        old = stored.get(entry.uid)
        same = old is not None and (
            (old.effective_on, contents.get(old.uid, {})) == (entry.effective_on, entry.clauses)
        )
        if old is not None and not same and old.effective_on <= today:
            raise EditionRewritten(entry.uid)
        edition = old or Edition(policy=policy, uid=entry.uid)
        edition.labels, edition.effective_on = entry.label, entry.effective_on
        edition.save()
        if not same:
            edition.contents.all().delete()
            EditionClause.objects.bulk_create(
                EditionClause(edition=edition, version=versions[code, number])
                for code, number in entry.clauses.items()
            )
