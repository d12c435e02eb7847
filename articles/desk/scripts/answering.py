"""The views of the addresses for scripts: who asks, whether that may be, what is given, and then the act itself."""

import logging

from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from articles import ledger
from articles.api.endpoints import JSON
from articles.desk.scripts.asking import Asked, body, query
from articles.desk.scripts.bearer import forbidden, token_of
from articles.desk.scripts.problems import Problem, not_now
from articles.desk.scripts.telling import Here
from articles.rules import Refused
from articles.site.api import written

_AGAIN = ("Ask again then.", "See then whether it was done, before you send it again.")

log = logging.getLogger(__name__)


def answering(endpoint):
    """The view of an endpoint. It is told who asks by the token alone: cookies are not read, so no page of a stranger's
    can borrow any. No cache keeps what it answers.
    """

    @csrf_exempt
    def view(request, **parts):
        try:
            response = _answer(request, endpoint, parts)
        except Problem as problem:
            response = problem.response()
        except (OperationalError, InterfaceError, OSError) as failure:
            response = not_now(failure, _AGAIN[request.method == "POST"]).response()
        response.headers["Cache-Control"] = "no-store"
        return response

    return view


def _answer(request, endpoint, parts):
    now = timezone.now()
    token = token_of(request, now=now)
    try:
        response = _acted(request, endpoint, parts, token, now)
    except Problem as problem:
        response = problem.response()
    who = f"Token {token.pk} of account {token.account_id}"
    log.info("%s: %s %s, %s", who, request.method, request.path, response.status_code)
    return response


def _acted(request, endpoint, parts, token, now):
    operation = _operation(request, endpoint)
    _check(operation, token)
    given = query(request, operation.query)
    if operation.body is not None:
        given |= body(request, operation.body)
    here = Here(request.build_absolute_uri("/"))
    asked = Asked(request, token.account, token.scopes, now, here, given)
    try:
        with ledger.through(str(token)):
            told = operation.run(asked, **parts)
    except Refused as refused:
        raise Problem(409, "Refused", str(refused)) from None
    except Http404:
        raise Problem(404, "Not found", "There is nothing at this address.") from None
    told, status = told if isinstance(told, tuple) else (told, 200)
    response = written(told, JSON, status)
    if status != 200:
        response.headers["Location"] = told["self"]
    return response


def _operation(request, endpoint):
    operations = endpoint.operations
    if not operations:
        detail = (
            "There is nothing at this address. Those of stories and imports end in a slash, and "
            f"{reverse('scripts:openapi')} has them all."
        )
        raise Problem(404, "Not found", detail)
    method = "GET" if request.method == "HEAD" else request.method
    if method not in operations:
        allowed = ", ".join([*operations, *(["HEAD"] if "GET" in operations else [])])
        detail = f"This address answers {allowed} only."
        raise Problem(405, "Method not allowed", detail, headers={"Allow": allowed})
    return operations[method]


def _check(operation, token):
    """The scope of the token, and the rights of its account as they are at this moment."""
    if operation.scope and operation.scope not in token.scopes:
        raise forbidden(operation.scope)
    if not token.account.has_perms(operation.rights):
        raise Problem(
            403, "The account may not do this", "The account of the token does not have the right to this."
        )
