"""Addresses for the test of the shared script: one page whose form answers as it is told."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path

from config.urls import *  # noqa: F403 -- the handlers as well as the addresses
from config.urls import urlpatterns as ours

PAGE = """
{% extends "base.html" %}
{% block title %}Script{% endblock %}
{% block main %}
<h1>Script</h1>
<form id="asked" method="post" action="/script/" hx-post="/script/" hx-target="this"
      hx-swap="outerHTML" novalidate>
  {% include "elements/error_summary.html" %}
  <label for="id_words">Words</label><input id="id_words" name="words" value="{{ words }}">
  {% if done %}<p data-focus-after data-announce="Kept: {{ done }}">Kept</p>{% endif %}
  <button>Send</button>
</form>
<form id="plain" method="post" action="/script/">{% csrf_token %}
  <input type="hidden" name="words" value="plain"><button>Send plainly</button>
</form>
{% endblock %}
"""


class Words(forms.Form):
    words = forms.CharField()


@login_not_required
def script(request: HttpRequest) -> HttpResponse:
    """Refused when empty (422), failed for "500", taken otherwise."""
    form = Words(request.POST or None)
    context = {"form": form, "words": request.POST.get("words", "")}
    status = 200
    if request.method == "POST":
        if context["words"] == "500":
            return HttpResponse("no", status=500)
        if form.is_valid():
            context["done"] = context["words"]
        else:
            status = 422
    source = PAGE
    if request.headers.get("HX-Request"):
        _, _, rest = PAGE.partition('<form id="asked"')
        source = '<form id="asked"' + rest.partition("</form>")[0] + "</form>"
    return HttpResponse(Template(source).render(RequestContext(request, context)), status=status)


urlpatterns = [path("script/", script), *ours]
