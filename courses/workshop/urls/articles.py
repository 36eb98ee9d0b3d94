"""Addresses of imported reports: receiving, proposals, comparing."""

from django.urls import path

from courses.workshop.views.articles import casing, deciding, receiving

_ARTICLE = "articles/<uuid:public_id>/"

urlpatterns = [
    path("articles/", receiving.article_list, name="article_list"),
    path("articles/new/", receiving.article_new, name="article_new"),
    path(_ARTICLE, receiving.article_detail, name="article_detail"),
    path(f"{_ARTICLE}accept/", deciding.article_accept_all, name="article_accept_all"),
    path(f"{_ARTICLE}undo/", deciding.article_undo, name="article_undo"),
    path(f"{_ARTICLE}redact/", deciding.article_redact, name="article_redact"),
    path(f"{_ARTICLE}case/", casing.article_case, name="article_case"),
    path(f"{_ARTICLE}compare/", casing.article_compare, name="article_compare"),
    path(
        f"{_ARTICLE}proposals/<int:position>/decide/",
        deciding.article_decide,
        name="article_decide",
    ),
    path(f"{_ARTICLE}proposals/<int:position>/", deciding.article_edit, name="article_edit"),
]
