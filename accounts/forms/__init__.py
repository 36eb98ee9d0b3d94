"""The shapes of what people type; allauth is given the first three by name in the settings."""

from accounts.forms.inviting import InviteForm, InviteManyForm
from accounts.forms.organisation import OrganisationForm, SupportLinkForm
from accounts.forms.people import MoveForm, PeopleSearchForm, ProfileForm, RoleForm, TrailFilterForm
from accounts.forms.signing_in import (
    AddEmailForm,
    AddKeyForm,
    AskToJoinForm,
    CodeForm,
    JoinForm,
    LoginForm,
    NewPasswordForm,
    ResetPasswordForm,
)
from accounts.forms.units import UnitForm, UnitMoveForm, UnitNewForm

__all__ = [
    "AddEmailForm",
    "AddKeyForm",
    "AskToJoinForm",
    "CodeForm",
    "InviteForm",
    "InviteManyForm",
    "JoinForm",
    "LoginForm",
    "MoveForm",
    "NewPasswordForm",
    "OrganisationForm",
    "PeopleSearchForm",
    "ProfileForm",
    "ResetPasswordForm",
    "RoleForm",
    "SupportLinkForm",
    "TrailFilterForm",
    "UnitForm",
    "UnitMoveForm",
    "UnitNewForm",
]
