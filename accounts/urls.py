"""Addresses of the people's pages; allauth's stand beside them under the same prefix."""

from django.urls import include, path

from accounts.views import inviting, me, organisation, people, signing_in, units

own = [
    path("", me.profile, name="profile"),
    path("sign-out-elsewhere/", me.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("notices/", me.notices, name="notices"),
    path("notices/read/", me.notices_read, name="notices_read"),
    path("notices/<uuid:public_id>/", me.notice_read, name="notice_read"),
    path("support/", me.support, name="support"),
    path("join/<str:code>/", signing_in.join, name="join"),
    path("link/<str:code>/", signing_in.link, name="link"),
    path("code/", signing_in.code, name="code"),
    path("people/", people.people_list, name="people_list"),
    path("people/<uuid:public_id>/", people.person_detail, name="person_detail"),
    path("people/<uuid:public_id>/link/", people.person_link, name="person_link"),
    path("people/<uuid:public_id>/active/", people.person_active, name="person_active"),
    path("people/<uuid:public_id>/erase/", people.person_erase, name="person_erase"),
    path("people/<uuid:public_id>/roles/", people.role_grant, name="role_grant"),
    path(
        "people/<uuid:public_id>/roles/<int:grant_id>/end/",
        people.role_revoke,
        name="role_revoke",
    ),
    path(
        "people/<uuid:public_id>/move/<int:membership_id>/",
        people.person_move,
        name="person_move",
    ),
    path("invitations/", inviting.invitations, name="invitations"),
    path("invitations/new/", inviting.invite, name="invite"),
    path("invitations/list/", inviting.invite_many, name="invite_many"),
    path(
        "invitations/<uuid:public_id>/withdraw/",
        inviting.invitation_revoke,
        name="invitation_revoke",
    ),
    path("units/", units.units_list, name="units"),
    path("units/<uuid:public_id>/", units.unit_edit, name="unit_edit"),
    path("units/<uuid:public_id>/new/", units.unit_new, name="unit_new"),
    path("units/<uuid:public_id>/move/", units.unit_move, name="unit_move"),
    path("units/<uuid:public_id>/close/", units.unit_close, name="unit_close"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/support/new/", organisation.support_link, name="support_link_new"),
    path(
        "organisation/support/<int:link_id>/", organisation.support_link, name="support_link_edit"
    ),
    path(
        "organisation/support/<int:link_id>/delete/",
        organisation.support_link_delete,
        name="support_link_delete",
    ),
    path("trail/", organisation.trail, name="trail"),
]

urlpatterns = [
    path("", include((own, "accounts"))),
    # In front of allauth's and Django's own of the same names.
    path("signup/", signing_in.sign_up, name="account_signup"),
    path("language/", signing_in.set_language, name="set_language"),
]
