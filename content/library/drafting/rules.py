"""Who writes drafts, and who puts them into the library."""

from typing import TYPE_CHECKING

from accounts.models import Role, Unit, User
from content.policies.models import Policy
from content.policies.selectors import slugs_kept_from
from content.visibility import INSIDERS, Visibility

if TYPE_CHECKING:
    from content.library.drafting.models import LibraryDraft


def can_draft(user: User) -> bool:
    """Whether the person writes cases, policies and background sets at all."""
    return bool(user.paths_held(*INSIDERS))


def can_edit(user: User, draft: "LibraryDraft") -> bool:
    """Whether the person may write this draft; its owner must be loaded."""
    return any(draft.owner.is_within(path) for path in user.paths_held(*INSIDERS))


def can_adopt(user: User, draft: "LibraryDraft") -> bool:
    """Whether the person may put this draft into the library.

    Cases, background facts, laws, codes and example policies: trainers and policy owners
    of the draft's unit. A policy that somebody has adopted: policy owners alone. Where it
    is the organisation's (open or internal) they have to hold the role at the top.
    """
    if draft.kind != "policy":
        return can_edit(user, draft)
    policy = Policy.objects.filter(slug=draft.slug).first()
    heads = [draft.body.get("policy.yaml") or {}]
    if policy is not None:
        heads.append({"kind": policy.kind, "example": policy.is_example})
    binds = any(head.get("kind") == "policy" and not head.get("example") for head in heads)
    held = user.paths_held(*((Role.POLICY_OWNER,) if binds else INSIDERS))
    if not any(draft.owner.is_within(path) for path in held):
        return False
    if policy is None:
        return True
    if policy.visibility != Visibility.RESTRICTED:
        return any(_is_top(path) for path in held)
    return any(unit.is_within(path) for unit in policy.units.all() for path in held)


def unit_for(user: User) -> Unit | None:
    """The unit that owns what the person begins: the highest where they write."""
    units = {grant.unit.path: grant.unit for grant in user.grants_held() if grant.role in INSIDERS}
    return units[min(units, key=lambda path: (path.count("."), path))] if units else None


def kept_from_draft(kind: str, owner: Unit | None) -> frozenset[str]:
    """The restricted policies that a draft of this kind at this unit may not tell; one query.

    A case or a background set is for the whole organisation, so it tells of no policy that any
    unit is kept from. A policy may name what is restricted to its own unit or above.
    """
    return slugs_kept_from(owner if kind == "policy" else None)


def is_top(unit: Unit) -> bool:
    """Whether the unit is the organisation itself."""
    return unit.parent_id is None


def _is_top(path: str) -> bool:
    return path.count(".") == 1
