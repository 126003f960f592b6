"""A form that is sent twice acts once: whoever presses twice gets what the first press led to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.accounts.models import SentForm

# Made anew for each page that is shown, so that what is sent with it once more was sent from the same page.
_OF_THE_PAGE: Final = "csrfmiddlewaretoken"


def once(request: HttpRequest, actor: Actor, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer what was sent, unless the same was sent before from the same page and led somewhere: then lead there.

    A second press waits for the first to end, since both want the same row. What came back with a sentence led nowhere
    and may be sent again.

    Args:
        request: any request.
        actor: who sent it, in their own transaction.
        answer: answers it.
    """
    if request.method != "POST" or _OF_THE_PAGE not in request.POST:
        return answer()
    id = _print_of(request, actor)
    if not first(id, actor, clock.now()):
        before = SentForm.objects.filter(pk=id).first()
        # Nothing is there where the row is another's.
        return redirect(before.leads_to) if before else answer()
    response = answer()
    mine = SentForm.objects.filter(pk=id)
    if response.status_code == 302:
        mine.update(leads_to=response["Location"])
    else:
        mine.delete()
    return response


def first(id: UUID, actor: Actor, at: datetime) -> bool:
    """Say whether this is sent for the first time; where it is being answered just now, wait for that to end."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_sentform (id, membership_id, at, leads_to) VALUES (%s, %s, %s, '')"
            " ON CONFLICT DO NOTHING",
            [id, actor.membership, at],
        )
        return bool(cursor.rowcount)


def _print_of(request: HttpRequest, actor: Actor) -> UUID:
    """Give one id for who sent what where from which page; nothing can be read from it."""
    sent = [str(actor.membership), request.get_full_path(), sorted(request.POST.lists())]
    return UUID(bytes=hashlib.sha256(json.dumps(sent).encode()).digest()[:16])
