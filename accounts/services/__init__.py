"""Everything that changes the people: each verb names its actor and writes its audit row."""

from accounts.services.invitations import (
    Invited,
    ask_to_join,
    invite,
    invite_many,
    join_as_known,
    join_as_new,
    known_person,
    revoke_invitation,
)
from accounts.services.links import make_link, open_link, request_reset, use_link
from accounts.services.notices import mark_all_read, mark_read, notify, notify_all, reword_notices
from accounts.services.organisation import (
    change_organisation,
    delete_support_link,
    save_support_link,
)
from accounts.services.people import (
    change_profile,
    create_person,
    employer_of,
    erase_person,
    join_unit,
    keep_address,
    move_person,
    set_active,
    sign_out_elsewhere,
)
from accounts.services.roles import give_role, grant_role, refresh_second_step, revoke_role
from accounts.services.trail import record
from accounts.services.units import add_unit, change_unit, close_unit, move_unit

__all__ = [
    "Invited",
    "add_unit",
    "ask_to_join",
    "change_organisation",
    "change_profile",
    "change_unit",
    "close_unit",
    "create_person",
    "delete_support_link",
    "employer_of",
    "erase_person",
    "give_role",
    "grant_role",
    "invite",
    "invite_many",
    "join_as_known",
    "join_as_new",
    "join_unit",
    "keep_address",
    "known_person",
    "make_link",
    "mark_all_read",
    "mark_read",
    "move_person",
    "move_unit",
    "notify",
    "notify_all",
    "open_link",
    "record",
    "refresh_second_step",
    "request_reset",
    "revoke_invitation",
    "revoke_role",
    "reword_notices",
    "save_support_link",
    "set_active",
    "sign_out_elsewhere",
    "use_link",
]
