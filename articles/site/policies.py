"""The pages on which the newsroom says how it works, as editors keep them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.safestring import mark_safe

from articles.models import Policy
from articles.site.base import page, public
from articles.text.blocks import clean, excerpt

DESCRIPTION = 155


@public
def policy(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Policy.objects.shown(), slug=slug)
    return page(
        request,
        "site/policy.html",
        now=timezone.now(),
        canonical=request.path,
        policy=row,
        description=excerpt(row.body, DESCRIPTION),
        body=mark_safe(clean(row.body)),  # noqa: S308  clean() printed every tag of it, and escaped the rest
    )
