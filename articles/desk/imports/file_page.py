"""The page of a file: its lines beside its story, which follows what somebody says of a line."""

import re

from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles.desk.base import refuse, tell
from articles.desk.imports.kinds import shape_words
from articles.desk.imports.sides import LARGE, sides
from articles.desk.imports.words import FIELDS, LETTERS
from articles.desk.numbers import number
from articles.desk.words import counted, joined
from articles.importing.reading import renewing, rereading
from articles.importing.reading.alike import ROLES
from articles.rules import Refused
from articles.text.parsing import Role

MOST = 100
"""Lines that are said in one go: they stand in an address until they are saved."""
_SAID = re.compile(r"([0-9]{1,7}):([a-z ]*)")
KEYS = (
    ("j k", "next line, the one before"), ("letter", "what the line is: see the list under the lines"),
    ("0", "leave the line to the importer"), ("Enter", "save what was said"), ("?", "show these keys"),
)  # fmt: skip


def show(admin, request, file):
    """The file as it was taken; with ``said`` in the address, as it would be read then."""
    said = roles_in(request.GET.get("said", ""))
    line, role = number(request.GET.get("line", "")), request.GET.get("role")
    if line and role in ROLES | {""}:
        said[line] = role
    reason = rereading.why_not(file)
    may = request.user.has_perm("articles.change_importedfile")
    now, doubts = timezone.now(), list(file.doubts.all())
    first = number(request.GET.get("from", "")) or 1
    copy = None
    if file.size <= LARGE or said or "read" in request.GET:
        copy = rereading.again(file, now=now, fixed=_wanted(file, said) if said else None)
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": file.path,
        "file": file,
        "sides": sides(file, copy, first=first, doubts=doubts, is_preview=bool(said)),
        "doubts": doubts,
        "shape": shape_words(file.shape),
        "said": said,
        "said_text": as_text(said),
        "query": f"said={as_text(said)}&" if said else "",
        "seen": renewing.mark_of(file),
        "chosen": (chosen := line or min(said, default=0) or min(map(int, file.roles), default=1)),
        "chosen_role": said.get(chosen, file.roles.get(str(chosen), "")),
        "letters": LETTERS,
        "roles": [role.value for role in Role],
        "may_say": may and not reason,
        "why_not": reason if may else "",
        "keys": KEYS,
    }
    return TemplateResponse(request, "admin/articles/importedfile/file.html", context)


def save(request, file):
    """Keep what was said of the lines of a file, and let its story follow."""
    said, seen = roles_in(request.POST.get("said", "")), request.POST.get("seen", "")
    roles = {line: Role(role) if role else None for line, role in said.items()}
    page = reverse("admin:articles_importedfile_change", args=[file.pk])
    try:
        done = renewing.say(file, roles, seen=seen, by=request.user, now=timezone.now())
    except Refused as refused:
        refuse(request, refused)
        return HttpResponseRedirect(f"{page}?said={as_text(said)}" if said else page)
    tell(request, _told(done))
    return HttpResponseRedirect(f"{page}#line-{min(said, default=1)}")


def roles_in(text):
    """What ``12:headline,13:`` says of lines; what makes no sense is left out."""
    found = [_SAID.fullmatch(part) for part in text.split(",")[:MOST]]
    return {int(one[1]): one[2] for one in found if one and (one[2] in ROLES or not one[2])}


def as_text(said):
    return ",".join(f"{line}:{role}" for line, role in sorted(said.items()))


def _wanted(file, said):
    roles = {**rereading.said(file), **{line: Role(role) if role else None for line, role in said.items()}}
    return {line: role for line, role in roles.items() if role}


def _told(done):
    if not done.lines:
        return "Kept. Nothing in the file is read otherwise for it."
    sentence = f"{counted(len(done.lines), 'line')} read otherwise now."
    if done.written:
        sentence += f" The story follows: {joined(_named(done.written))}."
    if done.edited:
        sentence += f" Edited here by hand, and left as it is: {joined(_named(done.edited))}."
    return sentence


def _named(names):
    return sorted(FIELDS.get("paragraphs" if name == "body" else name, name).lower() for name in names)
