"""Work that a page does piece by piece, each a request: a script sends one after the other, without it a button does.
What it came to is kept in the session from one to the next, never in an address: what a link says is not done.
"""

from urllib.parse import urlencode

from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.crypto import get_random_string

from articles.desk.base import refuse, tell
from articles.desk.words import counted
from articles.rules import Refused

GOING = "going"
"""The name under which the pages that go on by themselves tell which work they mean: a word that nobody can guess."""


def is_script(request):
    return request.headers.get("Accept") == "application/json"


def page_of(run, name="change"):
    return reverse(f"admin:articles_importrun_{name}", args=[run.pk])


def kept(request, work, pk):
    """What ``work`` on a row, such as a run, came to, where this account is at it; None where it is not."""
    told = request.session.get(work)
    return told if told and told.get("row") == pk else None


def keep(request, work, row, told):
    """Note what ``work`` on a row came to; with None that nothing is left of it."""
    if told is None:
        request.session.pop(work, None)
    else:
        request.session[work] = {"row": row.pk} | told


def keep_going(request, work, row, told, page):
    """As ``keep``, and to the ``page`` that goes on by itself: its address names this work, and says nothing of it."""
    going = told.get(GOING) or get_random_string(12)
    keep(request, work, row, told | {GOING: going})
    return HttpResponseRedirect(f"{page}?{urlencode({GOING: going})}")


def going_on(request, work, pk):
    """What ``work`` came to, where the address or the form names exactly the one that this account is at; None else."""
    sent = request.POST if request.method == "POST" else request.GET
    told = kept(request, work, pk)
    return told if told and told.get(GOING) == sent.get(GOING, "") else None


def next_of(request, work, pk):
    """What ``work`` came to of which a form asks for the next piece; None for a form that begins it. Raises Refused
    where this account is not at it any more.
    """
    if GOING not in request.POST:
        return None
    if told := going_on(request, work, pk):
        return told
    raise Refused("Nothing more was done: this had come to its end, or something else was begun since.")


def back(request, run, refused):
    """To the run's page, with the reason why nothing was done."""
    refuse(request, refused)
    return HttpResponseRedirect(page_of(run))


def stopped(request, run, refused, progress):
    """The answer to a piece that was refused."""
    if is_script(request):
        return JsonResponse({"problem": str(refused)} | progress, status=409)
    return back(request, run, refused)


def done_so_far(request, run, name, progress, said):
    """The answer to a piece that was done: on to the next, or with what is ``said`` after the last to the run."""
    if said:
        tell(request, " ".join(sentence.strip() for sentence in said))
    if is_script(request):
        return JsonResponse(progress)
    return HttpResponseRedirect(page_of(run) if said else f"{page_of(run, name)}#start")


def progress(state, done, found, outcomes):
    """How far the work on the stories of a run is, in numbers and words, as the page and its script show it."""
    return {
        "state": state,
        "done": done,
        "found": found,
        "told": f"{done:,} of {counted(found, 'story', 'stories')}",
        "outcomes": [row for row in outcomes if row[1]],
    }
