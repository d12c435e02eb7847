"""What the pages of the mail room share: acts that are posted, by a form or a script."""

from functools import wraps

from django.http import HttpResponseRedirect
from django.urls import reverse

from articles.desk.base import NOT_DONE, refuse


def posted_from(page):
    """A view that acts by POST alone. Other methods, as after logging in anew, lead to ``page`` and say so."""

    def decorate(act):
        @wraps(act)
        def guarded(admin, request, pk=None, **kwargs):
            if request.method == "POST":
                return act(admin, request, **({"pk": pk} if pk else {}), **kwargs)
            return nothing_done(request, page, pk)

        return guarded

    return decorate


def is_script(request):
    return request.headers.get("Accept") == "application/json"


def nothing_done(request, page, pk=None):
    """To ``page``, with the reason why what leads there was not done."""
    refuse(request, NOT_DONE)
    return HttpResponseRedirect(reverse(f"admin:articles_{page}", args=[pk] if pk else []))
