"""Addresses of writing cases, policies, facts, conflicts and decision forms."""

from django.urls import path

from courses.workshop.views.library import (
    draft,
    guarded,
    onward,
    part,
    shelf,
    sources,
    translating,
)

_DRAFT = "library/drafts/<uuid:public_id>/"

urlpatterns = [
    path("library/", shelf.library_list, name="library_list"),
    path("library/drafts/", shelf.library_draft_list, name="library_draft_list"),
    path("library/new/<slug:kind>/", shelf.library_new, name="library_new"),
    path("library/open/<slug:kind>/<slug:slug>/", shelf.library_open, name="library_open"),
    path("library/cases/<slug:slug>/onward/", onward.case_onward, name="case_onward"),
    path("library/words/", guarded.guarded_words, name="guarded_words"),
    path(
        "library/words/<uuid:public_id>/remove/",
        guarded.guarded_word_remove,
        name="guarded_word_remove",
    ),
    path(
        "library/words/<uuid:public_id>/restore/",
        guarded.guarded_word_restore,
        name="guarded_word_restore",
    ),
    path("library/sources/<slug:slug>/<slug:key>/", sources.library_source, name="library_source"),
    path(
        "library/sources/<slug:slug>/<slug:key>/redact/",
        sources.library_redact,
        name="library_redact",
    ),
    path(_DRAFT, draft.library_draft, name="library_draft"),
    path(f"{_DRAFT}check/", draft.library_check, name="library_check"),
    path(f"{_DRAFT}adopt/", draft.library_adopt, name="library_adopt"),
    path(f"{_DRAFT}update/", draft.library_update, name="library_update"),
    path(f"{_DRAFT}history/", draft.library_history, name="library_history"),
    path(f"{_DRAFT}restore/", draft.library_restore, name="library_restore"),
    path(f"{_DRAFT}discard/", draft.library_discard, name="library_discard"),
    path(f"{_DRAFT}reopen/", draft.library_reopen, name="library_reopen"),
    path(f"{_DRAFT}preview/", part.library_preview, name="library_preview"),
    path(
        f"{_DRAFT}translate/<str:language>/",
        translating.library_translate,
        name="library_translate",
    ),
    path(f"{_DRAFT}new/<slug:word>/", part.library_entry_new, name="library_entry_new"),
    path(f"{_DRAFT}out/<path:part>/", part.library_take_out, name="library_take_out"),
    path(f"{_DRAFT}move/<path:part>/", part.library_move, name="library_move"),
    path(f"{_DRAFT}parts/<path:part>/", part.library_part, name="library_part"),
]
