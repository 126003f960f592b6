"""Leaks as they happen, planted one at a time, so that the walk through the twin worlds has to find each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import pytest
from django.db import connection
from django.shortcuts import render

from reciprocal.access import guard
from reciprocal.circulation import queries as circulation
from reciprocal.circulation import views as profiles
from reciprocal.demo import views as front
from reciprocal.ledger import queries as ledger
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.worklist import mails
from reciprocal.worklist import views as worklist
from tests.database import speak_as
from tests.people import EVERYBODY

Patch = pytest.MonkeyPatch
_REQUESTS: Final = "property_requests_propertyrequest"


@dataclass(frozen=True)
class Leak:
    """One leak: what tells, between which worlds and to whom, and how it is planted.

    `plant` changes the product for the test; `sql` is run in each world by its owner, once it stands.
    """

    name: str
    secret: str
    moment: str
    observer: str
    plant: Callable[[Patch], None] = lambda patch: None
    sql: str = ""


def read_past_the_policies(sql: str, *values: Any) -> Any:
    """What a query finds that no policy holds back, as one with a wrong owner or a wrong role would."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        login = cursor.fetchone()[0].removeprefix("reciprocal_")
        cursor.execute("RESET SESSION AUTHORIZATION")
        cursor.execute(sql, values)
        found = cursor.fetchone()
    speak_as(connection, login)
    return found and found[0]


def _count_in_the_worklist(patch: Patch) -> None:
    def counts(found: list, groups: list, before: Any = worklist._counts) -> str:
        number = read_past_the_policies(f"SELECT count(*) FROM {_REQUESTS} WHERE state = 'circulating'")
        return f"{before(found, groups)} {number} circulate."

    patch.setattr(worklist, "_counts", counts)


def _reference_in_order(patch: Patch) -> None:
    patch.setattr(
        requests,
        "draw_draft",
        lambda source: f"DR-{222222 + read_past_the_policies(f'SELECT count(*) FROM {_REQUESTS}')}",
    )


def _borough_in_a_mail(patch: Patch) -> None:
    def notice(mail: Any, at: Any, post: Any, before: Any = mails._notice) -> Any:
        text = before(mail, at, post)
        if not isinstance(text, mails.Text):
            return text
        place = read_past_the_policies(f"SELECT home_place FROM {_REQUESTS} WHERE id = %s", mail.notice.request_id)
        return mails.Text(text.to, text.subject, f"{text.body}\n{place}")

    patch.setitem(mails.WRITERS, "notice", notice)


def _sorted_by_landlord(patch: Patch) -> None:
    def by_landlord(today: Any, before: Any = circulation.listed) -> list:
        key = f"SELECT o.name FROM {_REQUESTS} r JOIN partners_organisation o ON o.id = r.landlord_id WHERE r.code = %s"
        return sorted(before(today), key=lambda one: read_past_the_policies(key, one.profile.code))

    patch.setattr(profiles, "listed", by_landlord)


def _forbidden_instead_of_missing(patch: Patch) -> None:
    def witness(kind: str, permission: str, facts: Any, before: Any = guard._witness) -> None:
        before(kind, permission, facts)
        if facts is not None:
            raise guard.RefusedError("This is not yours.")

    def answer(*given: Any, before: Any = guard._answer) -> Any:
        try:
            return before(*given)
        except guard.RefusedError as refused:
            return guard.not_now(given[0], str(refused))

    patch.setattr(guard, "_witness", witness)
    patch.setattr(guard, "_answer", answer)


def _home_named_in_the_statement(patch: Patch) -> None:
    def happened(line: Any, before: Any = ledger.what_happened) -> str:
        partner = read_past_the_policies(
            "SELECT o.name FROM ledger_line l JOIN partners_organisation o ON o.id = l.organisation_id"
            " WHERE l.change > 0"
        )
        return f"{before(line)} to {partner}"

    patch.setattr(ledger, "what_happened", happened)


def _counted_without_an_actor(patch: Patch) -> None:
    def with_count(*given: Any, **more: Any) -> Any:
        response = render(*given, **more)
        response["X-Requests"] = str(PropertyRequest.objects.count())
        return response

    patch.setattr(front, "render", with_count)


def _shown_from_a_view(patch: Patch) -> None:
    def counts(found: list, groups: list, before: Any = worklist._counts) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM so_many")
            return f"{before(found, groups)} {cursor.fetchone()[0]} profiles."

    patch.setattr(worklist, "_counts", counts)


def _reason_in_a_header(patch: Patch) -> None:
    def with_reason(*given: Any, before: Any = profiles.render, **more: Any) -> Any:
        response = before(*given, **more)
        if isinstance(found := (given[2] if len(given) > 2 else {}).get("profile"), profiles.Profile):
            of_request = f"SELECT id FROM {_REQUESTS} WHERE code = %s"
            query = f"SELECT primary_reason FROM property_requests_risk WHERE request_id = ({of_request})"
            response["X-Kind"] = str(read_past_the_policies(query, found.code))
        return response

    patch.setattr(profiles, "render", with_reason)


_NO_BAR_YET: Final = """
CREATE OR REPLACE FUNCTION access_barred() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN RETURN; END $$"""
LEAKS: Final = (
    Leak("a count that includes what is barred", "existence", "circulating", "bart", _count_in_the_worklist),
    Leak("a reference in order", "existence", "submitted", "harbour_desk", _reference_in_order),
    Leak("a mail with the borough", "origin", "under_offer", "lena", _borough_in_a_mail),
    Leak(
        "a unique key that others' rows fill",
        "existence",
        "draft",
        "harbour_desk",
        sql=f"SET CONSTRAINTS ALL IMMEDIATE; CREATE UNIQUE INDEX ON {_REQUESTS} ((1)) WHERE state = 'draft'",
    ),
    Leak("a bar that holds from tomorrow", "existence, kept away later", "circulating", "bart", sql=_NO_BAR_YET),
    Leak(
        "a materialised view, which has no policies",
        "existence",
        "circulating",
        "bart",
        _shown_from_a_view,
        "CREATE MATERIALIZED VIEW so_many AS SELECT count(*) AS number FROM circulation_profile;"
        " GRANT SELECT ON so_many TO reciprocal_web",
    ),
    Leak(
        "an actor set for the session and not for the transaction",
        "existence",
        "submitted",
        "nobody",
        _counted_without_an_actor,
        f"SELECT set_config('reciprocal.membership', '{EVERYBODY['clare'].membership_id}', true)",
    ),
    Leak("a list sorted by the landlord", "origin", "circulating", "fir_lettings", _sorted_by_landlord),
    Leak("forbidden in place of missing", "existence", "circulating", "bart", _forbidden_instead_of_missing),
    Leak("a reason in a header", "reason", "circulating", "lena", _reason_in_a_header),
    Leak("a home named in the old landlord's statement", "destination", "moved", "liam", _home_named_in_the_statement),
)
