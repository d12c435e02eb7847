"""The answer to what could not be read: an address that makes no sense, or a form that is too long or is no text;
and to who may not have it read."""

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

TOO_LONG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
DROP = "articles_importrun_add"
PULSES = ("articles_story_pulse", "articles_story_pulse_new")


def bad_request(request, exception=None):
    """A page without the database, which says of a form why nothing came of it. A pulse hears it as its own answer."""
    is_too_long = isinstance(exception, TOO_LONG)
    if request.resolver_match and request.resolver_match.url_name in PULSES:
        why = (
            "This is too long for the desk."
            if is_too_long
            else "The text holds a character that no text can."
        )
        return JsonResponse({"kept": False, "why": why})
    is_form = request.method == "POST" and not isinstance(exception, DisallowedHost)
    if not is_form:
        return HttpResponse(render_to_string("400.html"), status=400)
    is_drop = bool(request.resolver_match and request.resolver_match.url_name == DROP)
    page = render_to_string("400_form.html", {"is_too_long": is_too_long, "is_drop": is_drop})
    return HttpResponse(page, status=413 if is_too_long else 400)


def not_allowed(request, exception=None):
    """As Django's own, which first has the check of forms read all that was sent, and fails over what it cannot."""
    return render(request, "403.html", status=403)
