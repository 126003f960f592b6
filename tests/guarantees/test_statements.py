"""A page asks the database as often at 400 rows as at 10: at most 8 statements for the frame and 12 beyond it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reciprocal.circulation import answers
from reciprocal.homes import actions as homes
from reciprocal.offers import actions as offers
from tests.people import Story, as_, declare, organisation_id, tell

FRAME, BEYOND = 8, 12
# What stands around every page: session, actor, facts, the person's name, the log of looks.
_OF_THE_FRAME = re.compile(
    r"accounts_session|access_become|access_facts|audit_|accounts_membership\" INNER JOIN \"accounts_person"
)
# Of the tests alone: here a request runs inside the test's transaction, in the product in its own.
_OF_THE_TEST = re.compile(r"SAVEPOINT|^SELECT set_config")
# Tables to copy rows of, each with the columns that get a value of their own in every copy.
_COPIED: dict[str, dict[str, str]] = {
    "property_requests_propertyrequest": {
        "id": "md5(id::text || n)::uuid",
        "draft_reference": "'D' || lpad(n::text, 4, '0') || substr(md5(id::text), 1, 4)",
        "code": "CASE WHEN code IS NOT NULL THEN 'A' || lpad(n::text, 5, '0') || substr(md5(id::text), 1, 5) END",
    },
    "property_requests_risk": {"request_id": "md5(request_id::text || n)::uuid"},
    "property_requests_approval": {"request_id": "md5(request_id::text || n)::uuid"},
    "circulation_profile": {"id": "md5(id::text || n)::uuid", "request_id": "md5(request_id::text || n)::uuid"},
    **{
        f"circulation_{table}": {
            "id": "md5(id::text || n)::uuid",
            "request_id": "md5(request_id::text || n)::uuid",
            "profile_id": "md5(profile_id::text || n)::uuid",
        }
        for table in ("partnerasked", "profileanswer")
    },
    "circulation_weekanswer": {"id": "md5(id::text || n)::uuid"},
    "circulation_codeasked": {"id": "md5(id::text || n)::uuid"},
    "homes_cominghome": {"id": "md5(id::text || n)::uuid"},
    "circulation_priority": {"request_id": "md5(request_id::text || n)::uuid"},
    "circulation_allowedplace": {"id": "md5(id::text || n)::uuid", "request_id": "md5(request_id::text || n)::uuid"},
    "homes_home": {"id": "md5(id::text || n)::uuid"},
    "offers_offer": {
        "id": "md5(id::text || n)::uuid",
        "request_id": "md5(request_id::text || n)::uuid",
        "profile_id": "md5(profile_id::text || n)::uuid",
        "home_id": "md5(home_id::text || n)::uuid",
    },
    "offers_opening": {"id": "md5(id::text || n)::uuid"},
    "notifications_notice": {"id": "md5(id::text || n)::uuid", "request_id": "md5(request_id::text || n)::uuid"},
    "workflow_happening": {"id": "md5(id::text || n)::uuid"},
}


def pages(story: Story, asked: Story, home: Any, large: Any, draft: Story, marked: Story) -> dict[tuple[str, str], str]:
    """Every page with rows on it, and who opens it."""
    return {
        ("nadia", "worklist"): reverse("worklist"),
        ("clare", "worklist"): reverse("worklist"),
        ("liam", "worklist"): reverse("worklist"),
        ("lena", "worklist"): reverse("worklist"),
        ("nadia", "requests"): reverse("request_list"),
        ("clare", "requests"): reverse("request_list"),
        ("nadia", "cover"): reverse("your_cover"),
        ("nadia", "request"): reverse("request", args=[story.request_id]),
        ("clare", "request"): reverse("request", args=[story.request_id]),
        ("nadia", "what was typed"): reverse("request_look_over", args=[draft.request_id]),
        ("clare", "words that identify"): reverse("request", args=[marked.request_id]),
        ("liam", "decisions"): reverse("decision_list"),
        ("liam", "decision"): reverse("decision", args=[story.request_id]),
        ("clare", "calls"): reverse("call_list"),
        ("clare", "sealed facts"): reverse("sealed_facts"),
        ("max", "worklist"): reverse("worklist"),
        ("clare", "chase"): reverse("chase"),
        ("clare", "whom to ask next"): reverse("request_ask_partner", args=[asked.request_id]),
        ("liam", "the home that falls empty"): reverse("coming_home"),
        ("lena", "the week"): reverse("this_week"),
        ("lena", "choose a home"): reverse("profile_offer", args=[asked.profile_id]),
        ("lena", "a new offer"): reverse("offer_new", args=[home, asked.profile_id]),
        ("lena", "ask to allow"): reverse("home_allow", args=[large, asked.profile_id]),
        ("lena", "one code"): reverse("home_code", args=[home]),
        ("lena", "no longer free"): reverse("home_gone", args=[story.home_id]),
        ("lena", "profiles"): reverse("profile_list"),
        ("lena", "profile"): reverse("profile", args=[story.profile_id]),
        ("lena", "homes"): reverse("home_list"),
        ("clare", "homes"): reverse("home_list"),
        ("lena", "who could live here"): reverse("home", args=[home]),
        ("lena", "offers"): reverse("offer_list"),
        ("clare", "offers"): reverse("offer_list"),
        ("nadia", "offer"): reverse("offer", args=[story.offer_id]),
        ("lena", "offer"): reverse("offer", args=[story.offer_id]),
        ("liam", "statement"): reverse("statement"),
        ("clare", "pot"): reverse("pot"),
        ("audrey", "log"): reverse("log"),
        ("clare", "partners"): reverse("partner_list"),
        ("petra", "people"): reverse("people"),
        ("clare", "people"): reverse("people"),
        ("clare", "agencies"): reverse("agencies"),
    }


def counted(client_of: Any, addresses: dict[tuple[str, str], str]) -> dict[tuple[str, str], tuple[int, int]]:
    """How many statements each page sends: those of the frame, and those beyond it."""
    found = {}
    for (who, name), address in addresses.items():
        browser = client_of(who)
        browser.get(address)  # what is read once a process is read now
        with CaptureQueriesContext(connection) as statements:
            assert browser.get(address).status_code == 200, (who, address)
        asked = [statement["sql"] for statement in statements if not _OF_THE_TEST.search(statement["sql"])]
        frame = sum(bool(_OF_THE_FRAME.search(sql)) for sql in asked)
        found[who, name] = (frame, len(asked) - frame)
    return found


def copy_rows(database: Any, copies: int) -> None:
    """Copy what is there, as the superuser and past every trigger."""
    database.execute("SET session_replication_role = replica")
    for table, own in _COPIED.items():
        columns = [row[0] for row in database.execute(f"SELECT * FROM {table} LIMIT 0").description or ()]
        names = ", ".join(f'"{column}"' for column in columns)
        values = ", ".join(own.get(column, f'"{column}"') for column in columns)
        database.execute(
            f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}, generate_series(1, {copies}) n"
            " ON CONFLICT DO NOTHING"
        )
    database.execute("RESET session_replication_role")
    database.execute("ANALYZE")


@pytest.fixture
def world(fresh_database: str, now: Any) -> tuple[Story, Story, Any, Any, Story, Story]:
    """A few stories, one that partners were asked about, and two homes on the list, one too large; committed."""
    for state in ("awaiting_landlord", "approved", "circulating", "moved"):
        tell(state, now)
    named = "A rail in the shower, as her nurse Anya advised"
    draft, marked = (tell(state, now, access_detail=named) for state in ("draft", "submitted"))
    story, again, asked = (tell(state, now) for state in ("under_offer", "under_offer", "circulating"))
    assert again.offer_id
    with as_("lena") as actor:
        offers.withdraw_offer(actor, again.offer_id, at=now.at + timedelta(hours=1), reason="cannot_house")
        home, large = declare(actor, now.at), declare(actor, now.at, bedrooms=4)
        for answer in ("call_me", "allow", "tell_me"):
            answers.answer_profile(actor, asked.profile_id, at=now.at, answer=answer, home_id=large)
        answers.answer_week(actor, at=now.at, answer="maybe")
        answers.count_code(actor, at=now.at)
    with as_("clare") as actor:
        answers.ask_partner(actor, asked.request_id, at=now.at, organisation_id=organisation_id("Cedar Council"))
    with as_("liam") as actor:
        expected = {"kinds": ["hate"], "will_offer": "yes", "ready_on": now.at.date()}
        homes.tell_of_coming(actor, at=now.at, comes_back="yes", **expected)
    return story, asked, home, large, draft, marked


def test_a_page_asks_as_often_at_400_rows_as_at_10(world: Any, client_of: Any, as_role: Any) -> None:
    addresses = pages(*world)
    few = counted(client_of, addresses)
    copy_rows(as_role("superuser"), 60)
    rows = as_role("superuser").execute("SELECT count(*) FROM property_requests_propertyrequest").fetchone()[0]
    assert rows > 400
    many = counted(client_of, addresses)
    assert many == few
    too_often = {page: counts for page, counts in many.items() if counts[0] > FRAME or counts[1] > BEYOND}
    assert not too_often
