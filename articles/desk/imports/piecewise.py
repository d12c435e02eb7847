"""Work on a run that its page does piece by piece, each a request: a script sends one after the other, without it a
button does. What it came to is kept in the session from one to the next.
"""

from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse

from articles.desk.base import refuse, tell
from articles.desk.imports.pages import is_script
from articles.desk.words import counted


def page_of(run, name="change"):
    return reverse(f"admin:articles_importrun_{name}", args=[run.pk])


def kept(request, work, pk):
    """What ``work`` on a run came to, where this account is at it; None where it is not."""
    told = request.session.get(work)
    return told if told and told["run"] == pk else None


def keep(request, work, run, told):
    """Note what ``work`` on a run came to; with None that nothing is left of it."""
    if told is None:
        request.session.pop(work, None)
    else:
        request.session[work] = {"run": run.pk} | told


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
