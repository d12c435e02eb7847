"""Share cards of live stories: drawn when they are first asked for, and then kept."""

import logging
from dataclasses import replace
from functools import partial

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from articles.models import Edition
from articles.pictures import keeping
from articles.pictures.cards import TYPE, Card, address
from articles.pictures.drawing import draw
from articles.site.base import public
from articles.site.media import file_of
from articles.site.standing import passing
from articles.site.teasers import cards
from articles.templatetags.site import day, direction

logger = logging.getLogger(__name__)


@public
def card(request: HttpRequest, story_id: int, number: int) -> HttpResponse:
    """The card of the edition that is live. Who comes with the number of an older one is led to it: networks fetch
    cards some time after they have read the page.
    """
    now = timezone.now()
    live = cards(Edition.objects.live(now)).annotate(until=F("superseded_at"))
    edition = get_object_or_404(live, story_id=story_id)
    if number > edition.number:
        raise Http404(f"Story {story_id} shows no edition {number}.")
    if number < edition.number:
        return redirect(address(edition))
    wanted = _card_of(edition)
    try:
        data = keeping.kept(wanted.name, partial(_drawn, wanted))
    except (FileNotFoundError, keeping.Damaged):
        logger.exception("The card of story %s is drawn without its picture, which cannot be read.", story_id)
        data = draw(replace(wanted, picture=None), None)
        return passing(file_of(request, data, TYPE, until=edition.until, now=now))
    # Another one may come under its name: with the site's own, or that of the section.
    return file_of(request, data, TYPE, until=edition.until, now=now)


def _card_of(edition: Edition) -> Card:
    return Card(
        story_id=edition.story_id,
        site=settings.SITE_NAME,
        section=next((row.topic.name for row in edition.section_rows), ""),
        headline=edition.social_title,
        language=edition.language,
        direction=direction(edition.language),
        picture=next(iter(edition.lead_pictures), None),
        date=day(edition.published_at, edition.published_precision),
    )


def _drawn(wanted: Card) -> bytes:
    if wanted.picture is None:
        return draw(wanted, None)
    with default_storage.open(wanted.picture.file) as original:
        return draw(wanted, original)
