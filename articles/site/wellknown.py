"""The small files that machines look for under names of their own: who may crawl, whom to tell of a hole."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from articles.models import Policy
from articles.site.base import address_of, public
from articles.site.standing import ending
from articles.templatetags.site import direction

TEXT = "text/plain; charset=utf-8"
GOOD_FOR = timedelta(days=180)
"""How long what security.txt says may be relied on. RFC 9116 (section 2.5.5) recommends less than a year."""
CONTACT = "contact"
"""Under which slug the newsroom's own page on contact stands, where it has one."""
NOT_FOR_CRAWLERS = ("/admin/", "/desk/", "/shared/", "/report/")
PAPER = "#fcfbf8"
"""The colour of the page, as in site.css."""


@public
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt (RFC 9309). Crawlers that do a job which the settings do not allow are kept out of everything."""
    groups = ["\n".join(["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_CRAWLERS)])]
    groups += ["\n".join(_refusal(*job)) for job in settings.AI_CRAWLERS_REFUSED]
    maps = [address_of(request, reverse(f"site:{name}")) for name in ("sitemap", "sitemap-news")]
    groups.append("\n".join(f"Sitemap: {address}" for address in maps))
    return HttpResponse("\n\n".join(groups) + "\n", content_type=TEXT)


def _refusal(purpose: str, agents: Sequence[str]) -> list[str]:
    return [f"# {purpose}: not here", *(f"User-agent: {agent}" for agent in agents), "Disallow: /"]


@public
def security(request: HttpRequest) -> HttpResponse:
    """security.txt (RFC 9116), where there is somebody to be told: whom the settings name, else those to whom the
    newsroom's own page on contact leads. It is the same for a day.
    """
    contact = settings.SECURITY_CONTACT or _page_on_contact(request)
    if not contact:
        raise Http404("NEWSROOM_SECURITY_CONTACT names nobody, and there is no page on contact.")
    day = datetime.combine(timezone.now().astimezone(UTC), time.min, UTC)
    lines = {
        "Contact": contact,
        "Expires": (day + GOOD_FOR).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": settings.SITE_LANGUAGE,
        "Canonical": address_of(request, request.path),
    }
    response = HttpResponse("".join(f"{name}: {value}\n" for name, value in lines.items()), content_type=TEXT)
    return ending(response, day + timedelta(days=1))


def _page_on_contact(request: HttpRequest) -> str:
    page = Policy.objects.shown().filter(slug=CONTACT).first()
    return address_of(request, page.get_absolute_url()) if page else ""


@public
def mining(request: HttpRequest) -> HttpResponse:
    """tdmrep.json (W3C TDMRep): text and data mining is reserved, under a policy that says how to get leave."""
    if not settings.TDM_POLICY:
        raise Http404("NEWSROOM_TDM_POLICY names no policy.")
    return JsonResponse(
        [{"location": "/", "tdm-reservation": 1, "tdm-policy": settings.TDM_POLICY}], safe=False
    )


@public
def change_password(request: HttpRequest) -> HttpResponse:
    """Where password managers send whoever has an account (W3C change-password)."""
    return redirect("admin:password_change")


@public
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest: the site's name and icons, for who puts it on a home screen."""
    icons = (
        ("icon-192.png", 192, "any"),
        ("icon-512.png", 512, "any"),
        ("icon-maskable.png", 512, "maskable"),
    )
    facts = {
        "id": "/",
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "lang": settings.SITE_LANGUAGE,
        "dir": direction(settings.SITE_LANGUAGE),
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {
                "src": static(f"site/{name}"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for name, size, purpose in icons
        ],
    }
    return JsonResponse(facts, content_type="application/manifest+json")


@public
def indexnow_key(request: HttpRequest, key: str) -> HttpResponse:
    """The key in the file of its name: a search engine sees by it that pings in the site's name are the site's own
    (https://www.indexnow.org/documentation, "Verifying ownership via the key").
    """
    if key != settings.INDEXNOW_KEY:
        raise Http404("This is not the site's key.")
    return HttpResponse(key, content_type=TEXT)
