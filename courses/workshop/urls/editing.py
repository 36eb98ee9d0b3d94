"""Addresses of making a course: outline, modules, slots, lessons, bank, sharing, history."""

from django.urls import path

from courses.workshop.views.editing import (
    bank,
    building,
    courses,
    history,
    lessons,
    outline,
    pools,
    sharing,
)

COURSE = "courses/<slug:course_slug>"

urlpatterns = [
    path("new-course/", courses.course_new, name="course_new"),
    path(f"{COURSE}/settings/", courses.course_settings, name="course_settings"),
    path(f"{COURSE}/sharing/", sharing.course_sharing, name="course_sharing"),
    path(f"{COURSE}/sharing/grant/", sharing.course_grant, name="course_grant"),
    path(
        f"{COURSE}/sharing/withdraw/<int:grant_id>/",
        sharing.course_grant_withdraw,
        name="course_grant_withdraw",
    ),
    path(f"{COURSE}/history/", history.course_history, name="course_history"),
    path(f"{COURSE}/history/<int:version_id>/", history.item_version, name="item_version"),
    path(f"{COURSE}/questions/", bank.question_list, name="question_list"),
    path(f"{COURSE}/bank/others/", bank.bank_list, name="bank_list"),
    path(f"{COURSE}/bank/act/", bank.question_act, name="question_act"),
    path(f"{COURSE}/pools/", pools.pool_list, name="pool_list"),
    path(f"{COURSE}/pools/<slug:uid>/", pools.pool_edit, name="pool_edit"),
    path(f"{COURSE}/pools/<slug:uid>/share/", pools.pool_share, name="pool_share"),
    path(f"{COURSE}/pools/<slug:uid>/remove/", pools.pool_remove, name="pool_remove"),
    path(f"{COURSE}/build/", building.module_build, name="module_build"),
    path(f"{COURSE}/outline/", outline.outline_change, name="outline_change"),
    path(f"{COURSE}/undo/<int:revision>/", outline.draft_undo, name="draft_undo"),
    path(f"{COURSE}/modules/<slug:uid>/", outline.module_edit, name="module_edit"),
    path(f"{COURSE}/slots/<slug:uid>/", outline.slot_edit, name="slot_edit"),
    path(
        f"{COURSE}/slots/<slug:uid>/first/<slug:lesson_uid>/",
        outline.slot_first,
        name="slot_first",
    ),
    path(f"{COURSE}/new-lesson/", lessons.lesson_new, name="lesson_new"),
    path(f"{COURSE}/lessons/<slug:uid>/settings/", lessons.lesson_settings, name="lesson_settings"),
    path(f"{COURSE}/lessons/<slug:uid>/remove/", lessons.lesson_remove, name="lesson_remove"),
    path(f"{COURSE}/lessons/<slug:uid>/place/", lessons.lesson_place, name="lesson_place"),
]
