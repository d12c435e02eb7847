"""Copy brought in by scripts, as by dropping it in the desk: a file becomes a run, which is taken piece by piece."""

from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, UnreadablePostError
from django.utils import timezone

from articles import importing
from articles.api.shapes import write
from articles.desk.imports.dropping import NO_ROOM, no_room
from articles.desk.imports.runs import state
from articles.desk.numbers import number
from articles.desk.scripts.problems import Problem, not_now
from articles.desk.scripts.telling import RUN
from articles.importing import dropping
from articles.models import AccessToken, Doubt, ImportRun
from articles.rules import Refused
from articles.text.mentions import without_headlines

FILES = 100
"""At a time."""
_PIECE = 1 << 20
_TOLD = ("run", "path", "outcome", "sentence", "story")
_TWICE = "Send it again then: what is there already is not brought in twice."
_GO_ON = "What is done stays done: go on then."
_NOT_WHOLE = "The body did not come whole: nothing was kept. Send it again."


def take(asked):
    """Begin a run with the file that is sent, and take as much of it as a moment allows. Gives the run and a status:
    201 where it has ended, 202 where its ``state`` says that more is to be done.
    """
    name = _checked(asked.given["name"])
    try:
        with NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as file:
            _receive(asked.request, file)
            run = dropping.keep(
                [(name, Path(file.name))],
                collection=asked.given.get("collection", ""),
                is_dry=asked.given.get("dry", False),
                by=asked.account,
                now=asked.now,
            )
    except Refused as refused:
        raise Problem(422, "This cannot be brought in", str(refused)) from None
    except (*importing.FAILURES, OSError) as failure:
        raise _failed(failure, "Nothing was kept: send it again then.", _TWICE) from failure
    answer = _gone_on(run, asked)
    return answer, 201 if answer["finished_at"] else 202


def shown(asked, number):
    """A run that this account began, and what became of its files; ``after`` brings those after a file."""
    return _told(_run(asked, number), asked, after=asked.given.get("after", 0))


def go_on(asked, number):
    """Take some more of a run that waits."""
    return _gone_on(_run(asked, number), asked)


def _gone_on(run, asked):
    """The run, told after one more piece of it. Whatever hinders that, the answer says which run it is: what was sent
    is kept, and to be gone on with instead of sent again.
    """
    here = asked.here.url("import", run.pk)
    try:
        dropping.go_on(run, clock=timezone.now)
        return _told(_run(asked, run.pk), asked)
    except Refused as refused:
        raise Problem(409, "Refused", str(refused), run=here) from None
    except (*importing.FAILURES, OSError) as failure:
        raise _failed(failure, _GO_ON, _GO_ON, run=here) from failure


def _told(run, asked, after=0):
    doubts = Prefetch("doubts", Doubt.objects.order_by("pk"))
    files = run.files.filter(pk__gt=after).order_by("pk").only(*_TOLD).prefetch_related(doubts)
    found = list(files[: FILES + 1])
    run.shown, run.after = found[:FILES], found[FILES - 1].pk if len(found) > FILES else None
    run.state = state(run, timezone.now())
    if not (AccessToken.Scope.READ in asked.scopes and asked.account.has_perm("articles.view_story")):
        for row in chain(run.shown, *(file.doubts.all() for file in run.shown)):
            row.sentence = without_headlines(row.sentence)
    return write(RUN, run, asked.here)


def _run(asked, number):
    """No more than what this account began: what is told of files quotes them, and copy that others brought in is read
    by another scope.
    """
    run = ImportRun.objects.filter(pk=number, by=asked.account).defer("learned").first()
    if run is None:
        raise Http404
    return run


def _checked(name):
    parts = name.split("/")
    if any(part.strip() in ("", ".", "..") for part in parts) or not name.isprintable():
        wrong = {"parameter": "name", "detail": "Give a name, or a path of names with slashes between."}
        raise Problem(400, "What was given is not understood", errors=[wrong])
    return name


def _receive(request, file):
    """Write the body of a request to a file, all of it or none. The body is the file itself, whatever type it says."""
    if request.content_type.startswith("multipart/"):
        raise Problem(
            415, "The body is not understood", "Send the file itself as the body, and its name as “name”."
        )
    size = number(request.META.get("CONTENT_LENGTH", ""))
    if not size:
        raise Problem(411, "The body has no length", "Send a file, and how long it is (Content-Length).")
    if size > settings.UPLOAD_LIMIT:
        raise Problem(
            413, "The body is too long", f"{size:,} bytes were sent, {settings.UPLOAD_LIMIT:,} are taken."
        )
    came = 0
    try:
        while piece := request.read(_PIECE):
            came += len(piece)
            file.write(piece)
    except UnreadablePostError:
        came = 0
    if came != size:
        raise Problem(400, "The body did not come whole", _NOT_WHOLE)
    file.flush()


def _failed(failure, without_room, again, **more):
    """A full disk, told as such, or what may be over in a moment, as that, each with what to do. A failure of another
    kind is raised again.
    """
    if isinstance(failure.__cause__, ConnectionError):  # what could not be written is on another machine
        return not_now(failure.__cause__, again, **more)
    if importing.is_out_of_room(failure):
        return Problem(NO_ROOM, "There is no room", no_room(failure, without_room), **more)
    return not_now(failure, again, **more)
