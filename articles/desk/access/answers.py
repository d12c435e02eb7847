"""How the pages of this room answer."""

from django.contrib import admin
from django.template.response import TemplateResponse


def page(request, name, title, form, more=None):
    """The page ``name`` with a ProvingForm, and who tries too often held up."""
    context = admin.site.each_context(request) | {"title": title, "form": form} | (more or {})
    response = TemplateResponse(request, f"admin/access/{name}.html", context)
    return held_up(response, form.too_early) if form.too_early else response


def shown_codes(request, codes, title):
    """The page of new recovery codes, which no other shows."""
    context = admin.site.each_context(request) | {"title": title, "codes": codes, "account": request.user}
    return TemplateResponse(request, "admin/access/codes.html", context)


def held_up(response, too_early):
    """``response`` as one that says when to come again: ``too_early`` is a TooManyTries."""
    response.status_code = 429
    response.headers["Retry-After"] = str(too_early.seconds)
    return response
