"""What somebody could try who had the web process's own connection to the database: every trick is refused.

The actors are people with a post and no part in request X: another agency, other landlords, the partner that is kept
away, a partner with a profile and no offer. Each trick names the refusal: a right that is missing (42501), a step
that is not theirs (RC002), or nothing at all, because the row is not there for them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from reciprocal.demo.cast import organisation_id
from tests.guarantees.locks import closed_tables
from tests.guarantees.scene import Scene, scene_of_x
from tests.guarantees.test_lifecycle_in_database import Connection, act_as, outcome, undone
from tests.people import Now, as_, declare, tell

AsRole = Callable[[str], Connection]
STRANGERS = ("bart", "otto", "nobody", "harbour_desk", "cedar_lead", "alder_lettings", "fir_lettings", "petra", "max")
NO_RIGHT, NOT_YOURS, NOTHING = "42501", "RC002", "nothing"

TRICKS: tuple[tuple[str, str], ...] = (
    # Becoming another role, or switching the guards off.
    ("SET ROLE reciprocal_owner", NO_RIGHT),
    ("SET ROLE reciprocal_definer", NO_RIGHT),
    ("SET ROLE reciprocal_check", NO_RIGHT),
    ("SET SESSION AUTHORIZATION reciprocal_owner", NO_RIGHT),
    ("SET session_replication_role = replica", NO_RIGHT),
    ("ALTER TABLE property_requests_propertyrequest DISABLE ROW LEVEL SECURITY", NO_RIGHT),
    ("ALTER TABLE property_requests_propertyrequest NO FORCE ROW LEVEL SECURITY", NO_RIGHT),
    ("ALTER TABLE offers_offer DISABLE TRIGGER lifecycle", NO_RIGHT),
    ("DROP POLICY kept_away ON circulation_profile", NO_RIGHT),
    ("CREATE POLICY mine ON circulation_profile USING (true)", NO_RIGHT),
    ("DROP TABLE property_requests_bar", NO_RIGHT),
    ("GRANT UPDATE ON offers_offer TO reciprocal_web", NOTHING),  # a warning says that no privilege was granted
    ("CREATE TABLE mine (id int)", NO_RIGHT),
    ("CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'", NO_RIGHT),
    ("CREATE OR REPLACE FUNCTION access_barred() RETURNS SETOF uuid LANGUAGE sql AS 'SELECT NULL::uuid'", NO_RIGHT),
    ("COPY property_requests_risk TO PROGRAM 'cat'", NO_RIGHT),
    ("SELECT pg_read_file('/etc/hostname')", NO_RIGHT),
    # Giving oneself a post.
    ("UPDATE accounts_membership SET role = 'coordinator'", NO_RIGHT),
    ("INSERT INTO accounts_membership SELECT * FROM accounts_membership", NO_RIGHT),
    ("UPDATE partners_organisation SET name = name", NO_RIGHT),
    # Reading keys, writing the log and the pot past their functions.
    ("SELECT * FROM audit_subjectkey", NO_RIGHT),
    ("UPDATE audit_entry SET event = 'nothing'", NO_RIGHT),
    ("DELETE FROM audit_entry", NO_RIGHT),
    ("TRUNCATE audit_entry", NO_RIGHT),
    ("INSERT INTO audit_entry SELECT * FROM audit_entry", NO_RIGHT),
    ("UPDATE audit_head SET count = 0", NO_RIGHT),
    ("INSERT INTO ledger_line SELECT * FROM ledger_line", NO_RIGHT),
    ("INSERT INTO ledger_pair SELECT * FROM ledger_pair", NO_RIGHT),
    ("UPDATE ledger_line SET change = 1", NO_RIGHT),
    ("DELETE FROM ledger_pair", NO_RIGHT),
    # The functions that see more than their caller.
    ("SELECT workflow_move('request', {x}, 'under_offer', 'circulating', '2026-03-03', NULL)", NOT_YOURS),
    ("SELECT workflow_move('request', {x}, 'under_offer', 'closed', '2026-03-03', NULL)", NOT_YOURS),
    ("SELECT workflow_move('request', {x}, 'under_offer', 'under_offer', '2026-03-03', NULL)", "RC001"),
    ("SELECT workflow_move('offer', {offer}, 'sent', 'accepted', '2026-03-03', NULL)", NOT_YOURS),
    ("SELECT workflow_move('home', {home}, 'offered', 'taken', '2026-03-03', NULL)", NOT_YOURS),
    ("SELECT 1 WHERE workflow_move('request', {x}, 'moving', 'moved', '2026-03-03', NULL)", NOTHING),
    ("SELECT workflow_give_code({x}, '2026-03-03', 2026)", NOT_YOURS),
    ("SELECT workflow_set_due({x}, '2026-04-01', '2026-04-01')", NOT_YOURS),
    ("SELECT workflow_said({x}, 'landlord', 'away', NULL, '', '2026-03-03', '2026-04-01')", NOT_YOURS),
    ("SELECT workflow_said({x}, 'officer', 'applicant', NULL, '', '2026-03-03', '2026-04-01')", NOT_YOURS),
    ("SELECT workflow_said({x}, 'offering', 'documents', NULL, '', '2026-03-03', '2026-04-01')", NOT_YOURS),
    ("SELECT workflow_keep_draft({x}, '2027-01-01')", NOT_YOURS),
    ("SELECT workflow_erase_draft({x})", NOT_YOURS),
    ("SELECT workflow_told_of_erasure({x}, '2026-03-03')", NOT_YOURS),
    ("SELECT workflow_erase({x}, 'R6', '2026-03-03', true)", NOT_YOURS),
    ("SELECT property_requests_keep_fingerprint({x}, 'mine')", NOT_YOURS),
    ("SELECT 1 WHERE property_requests_has_twin({x})", NOTHING),
    ("SELECT 1 WHERE property_requests_seen_by({x}) IS NOT NULL", NOTHING),
    ("SELECT workflow_reviewed({x}, '2026-06-01')", NOT_YOURS),
    ("SELECT workflow_hand_over({x}, access_membership())", NOT_YOURS),
    ("SELECT workflow_second_look({x}, '2026-03-03')", NOT_YOURS),
    ("SELECT ledger_post_move({x}, '2026-03-03', '2026-03-03')", NOT_YOURS),
    ("SELECT ledger_take_back({x}, '2026-03-03', 'no_move', 'So.', '2026-03-03')", NOT_YOURS),
    ("SELECT ledger_post_balances('opening', ARRAY[]::uuid[], ARRAY[]::integer[], '2026-03-03', NULL, 'So.',"
     " '2026-03-03')", NOT_YOURS),
    ("SELECT circulation_remake({x}, ARRAY['croydon'], '[]')", NOT_YOURS),
    ("SELECT property_requests_forget_number({x})", NOT_YOURS),
    ("SELECT circulation_place_is_unsafe({x}, 'croydon')", NOT_YOURS),
    ("SELECT offers_home_opens({offer}, 'after_works')", NOT_YOURS),
    ("SELECT access_requests(relation) FROM unnest(ARRAY['officer', 'scheme', 'landlord', 'offering', 'offering_live'])"
     " relation WHERE {x} IN (SELECT access_requests(relation))", NOTHING),
    ("SELECT 1 FROM circulation_in_order('2026-03-03') WHERE profile = {profile}", NOTHING),
    ("SELECT 1 FROM circulation_may_be_offered(ARRAY[{home}, {spare}])", NOTHING),
    # Somebody else's request, read or written.
    ("SELECT 1 FROM property_requests_propertyrequest WHERE id = {x}", NOTHING),
    ("SELECT 1 FROM property_requests_propertyrequest WHERE id = {x} FOR UPDATE", NOTHING),
    ("UPDATE property_requests_propertyrequest SET bedrooms = 9 WHERE id = {x}", NOTHING),
    ("UPDATE property_requests_risk SET dash_score = 1 WHERE request_id = {x}", NOTHING),
    ("DELETE FROM property_requests_requestplace WHERE request_id = {x}", NOTHING),
    ("UPDATE property_requests_propertyrequest SET officer_id = access_membership() WHERE id = {x}", NO_RIGHT),
    ("UPDATE property_requests_propertyrequest SET code = 'ARC-1111-26' WHERE id = {x}", NO_RIGHT),
    ("DELETE FROM property_requests_bar", NO_RIGHT),
    ("SELECT 1 FROM property_requests_policereference WHERE request_id = {x}", NOTHING),
    ("SELECT 1 FROM property_requests_conflict WHERE request_id = {x}", NOTHING),
    ("DELETE FROM property_requests_policereference", NO_RIGHT),
    ("INSERT INTO property_requests_policereference VALUES ({x}, '', '2026-03-03')", NO_RIGHT),
    ("UPDATE property_requests_approval SET bedrooms = 9 WHERE request_id = {x}", NOTHING),
    ("UPDATE circulation_profile SET bedrooms = 9", NO_RIGHT),
    ("UPDATE offers_offer SET signed_on = '2026-03-03' WHERE id = {offer}", NOTHING),
    ("INSERT INTO property_requests_bar VALUES (gen_random_uuid(), '2026-03-03', {cedar}, {x})", NO_RIGHT),
    ("INSERT INTO property_requests_requestplace (id, request_id, place, verdict)"
     " VALUES (gen_random_uuid(), {x}, 'camden', 'safe')", NO_RIGHT),
    ("INSERT INTO property_requests_cover (request_id, membership_id) VALUES ({x}, access_membership())", NO_RIGHT),
    ("INSERT INTO offers_answer (id, offer_id, request_id, yes, words, reason, at)"
     " VALUES (gen_random_uuid(), {offer}, {x}, true, '', '', '2026-03-03')", NO_RIGHT),
    ("INSERT INTO property_requests_decision (id, request_id, kind, at, by_id, reason, asked, source, would_change"
     ") VALUES (gen_random_uuid(), {x}, 'approve', '2026-03-03', access_membership(), '', '', '', '')",
     NO_RIGHT),
)  # fmt: skip
# Every function that sees more than its caller, and why that opens nothing. Those of the tricks above refuse.
SEE_MORE = {
    "access_actor": "tells the caller about the caller",
    "access_barred": "tells the caller about the caller",
    "access_requests": "tells the caller about the caller",
    "offers_ruled_by_me": "tells the caller about the caller",
    "circulation_in_order": "lists the caller's own profiles",
    "circulation_may_be_offered": "lists the caller's own homes and profiles",
    "offers_said_before": "lists the caller's own offers",
    "offers_of_own_tenant": "tells of a request, by its id, whether its landlord is the caller's, as the facts do",
    "audit_masters": "tells by which master keys keys are wrapped, as fingerprints",
    "offers_opened": "gives the caller what it asked for and another person allowed, for half an hour",
    "offers_stands": "tells of an offer, by its id, whether it is live or led to a move, as the facts do",
    "offers_officer": "tells whom to ring about the caller's own live offer",
    "homes_looked_at": "asks for the coordinator first",
    "homes_declared": "counts kinds of homes for lettings officers, without partner, place or day",
    "access_facts": "gives the guard its facts; nothing of them goes to a page before the policy is asked",
    "property_requests_drafts": "counts drafts for the coordinator, and tells nothing else of them",
    "offers_trawls": "tells the coordinator alone who opened many requests, and none of the requests",
    "workflow_lock": "locks and tells nothing",
    "audit_append": "appends in the caller's name",
    "audit_subject_key": "gives a key that the master key outside the database has wrapped",
    "audit_keep_key": "keeps a first key and gives back the one that is kept",
    "partners_add": "lets a landlord in, for the coordinator alone",
    "partners_count_bedrooms": "keeps how a partner counts bedrooms, for the coordinator alone",
    "partners_leave": "keeps when a partner leaves, for the coordinator alone",
    "partners_let_go": "lets those go whose day has come, for the service alone",
    "homes_may_tell_of": "tells a landlord's own people whether one more of its homes may be told of",
    "partners_keep_places": "keeps where a partner has homes, for its manager and the coordinator",
    "accounts_keep_team": "keeps a team, for the manager of its organisation alone",
    "accounts_end_team": "takes a team away, for the manager of its organisation alone",
    "offers_of_who_is_kept_away": "tells the officer or coordinator that a live offer has to fall",
    "accounts_stop": "ends a post, and asks accounts_may_place first",
    "accounts_change_role": "gives another role, and asks accounts_may_place first",
    "accounts_invitation_of": "tells what an invitation says, to whoever has the secret of its link",
    "accounts_accept": "accepts an invitation, for whoever has the secret of its link",
    "accounts_register": "makes an account at an agency, which sees nothing until it has requests of its own",
    "accounts_answer_agency": "accepts a new agency or turns it down, for the coordinator alone",
    "accounts_agree_lost": "takes a second step away, for the second person alone",
    "accounts_session_read": "gives a sealed session to whoever has the secret of its cookie",
    "accounts_session_lapsed": "tells whose session it was, to whoever has the secret of its cookie",
    "accounts_session_write": "keeps a sealed session under the secret of its cookie",
    "accounts_session_there": "tells whether the secret of a cookie is taken",
    "accounts_session_delete": "ends a session",
    "accounts_sessions_end": "ends sessions",
    "accounts_correct": "keeps the own name and phone of whoever acts",
    "accounts_signed_in": "keeps the day on which the caller signed in",
    "accounts_not_signed_in": "lists accounts that nobody uses, for the service itself alone",
    "accounts_warned": "notes that somebody was asked about an account, for the service itself alone",
    "accounts_end_unused": "ends a post that nobody uses, for the service itself alone",
    "partners_keep_contact": "keeps whom to ask about a decision, for the landlord's own named leads and manager",
    "accounts_throw_away": "ends sessions and throws away pages that are too old",
    "workflow_request_guard": "a trigger",
    "workflow_offer_guard": "a trigger",
    "workflow_home_guard": "a trigger",
    "ledger_line_has_its_pair": "a trigger",
}


@pytest.fixture
def scene(fresh_database: str) -> Scene:
    """X under offer, committed to a database of its own."""
    return scene_of_x("under_offer", Now())


def ends(web: Connection, scene: Scene, trick: str, actor: str) -> str:
    """Try a trick as somebody, and say how it ends."""
    values = {
        "x": scene.request_id,
        "offer": scene.offer_id,
        "home": scene.home_id,
        "spare": scene.spare_id,
        "profile": scene.profile_id,
        "cedar": organisation_id("Cedar Council"),
    }
    statement = trick.format(**{name: f"'{value}'::uuid" for name, value in values.items()})
    with undone(web):
        act_as(web, actor)
        return outcome(web, statement, [])


def test_no_trick_works_for_anybody_without_a_part_in_the_request(scene: Scene, as_role: AsRole) -> None:
    web = as_role("web")
    wrong = [
        f"{actor}: {trick}: {got}, not {wanted}"
        for trick, wanted in TRICKS
        for actor in STRANGERS
        if (got := ends(web, scene, trick, actor)) != wanted
    ]
    assert wrong == []


def test_the_same_words_work_for_whoever_has_the_part(scene: Scene, as_role: AsRole) -> None:
    """Were the tricks refused for a slip in their words, this would say so."""
    web = as_role("web")
    mine = {
        "nadia": (
            "SELECT workflow_move('request', {x}, 'under_offer', 'circulating', '2026-03-03', NULL)",
            "SELECT circulation_place_is_unsafe({x}, 'croydon')",
            "SELECT 1 FROM property_requests_propertyrequest WHERE id = {x}",
            "UPDATE property_requests_propertyrequest SET bedrooms = 9 WHERE id = {x}",
            "SELECT workflow_said({x}, 'officer', 'viewing', NULL, '', '2026-03-03', NULL)",
        ),
        "liam": (
            "SELECT workflow_give_code({x}, '2026-03-03', 2026)",
            "SELECT workflow_set_due({x}, '2026-04-01', '2026-04-01')",
        ),
        "lena": (
            "UPDATE offers_offer SET signed_on = '2026-03-03' WHERE id = {offer}",
            "SELECT workflow_said({x}, 'offering', 'documents', NULL, '', '2026-03-03', NULL)",
        ),
    }
    for actor, tricks in mine.items():
        for trick in tricks:
            assert ends(web, scene, trick, actor) == "changed", (actor, trick)


def test_nobody_says_for_somebody_else_where_it_stands(scene: Scene, as_role: AsRole) -> None:
    web = as_role("web")
    said = "SELECT workflow_said({x}, '%s', 'away', NULL, '', '2026-03-03', '2026-04-01')"
    for actor, of in (("nadia", "officer"), ("liam", "landlord"), ("lena", "offering"), ("clare", "")):
        for whom in ("officer", "landlord", "offering"):
            wanted = "changed" if whom == of or actor == "clare" else NOT_YOURS
            assert ends(web, scene, said % whom, actor) == wanted, (actor, whom)


def test_every_function_that_sees_more_than_its_caller_is_known_here(as_role: AsRole) -> None:
    rows = as_role("superuser").execute(
        "SELECT proname::text FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    )
    tried = {name for (name,) in rows} - set(SEE_MORE)
    assert all(any(name in trick for trick, _ in TRICKS) for name in tried)
    assert tried == {
        "workflow_move",
        "workflow_give_code",
        "workflow_set_due",
        "workflow_said",
        "circulation_remake",
        "property_requests_forget_number",
        "workflow_reviewed",
        "workflow_hand_over",
        "workflow_second_look",
        "workflow_keep_draft",
        "workflow_erase_draft",
        "workflow_erase",
        "workflow_told_of_erasure",
        "ledger_post_move",
        "ledger_take_back",
        "ledger_post_balances",
        "circulation_place_is_unsafe",
        "offers_home_opens",
        "property_requests_keep_fingerprint",
        "property_requests_has_twin",
        "property_requests_seen_by",
    }


def test_switching_row_security_off_refuses_the_query_and_opens_nothing(scene: Scene, as_role: AsRole) -> None:
    web = as_role("web")
    for actor in STRANGERS:
        with undone(web):
            act_as(web, actor)
            web.execute("SET LOCAL row_security = off")
            assert outcome(web, "SELECT 1 FROM property_requests_propertyrequest", []) == NO_RIGHT


# What a session may say for itself, and things of its own named like ours.
SAID_BEFORE = (
    "SET LOCAL plan_cache_mode = force_custom_plan",
    "SET LOCAL search_path = pg_temp",
    "SET LOCAL search_path = ''",
    "SET LOCAL search_path = pg_temp, public",
    "SET LOCAL transform_null_equals = on",
    "CREATE TEMP TABLE property_requests_bar (LIKE public.property_requests_bar)",
    "CREATE TEMP TABLE accounts_membership AS SELECT * FROM public.accounts_membership",
    "CREATE TEMP VIEW property_requests_propertyrequest AS SELECT NULL::uuid AS id",
    "CREATE FUNCTION pg_temp.access_actor() RETURNS TABLE (id uuid, person uuid, role text, organisation uuid)"
    " LANGUAGE sql AS 'SELECT id, person_id, ''coordinator'', organisation_id FROM public.accounts_membership'",
    "CREATE FUNCTION pg_temp.access_barred() RETURNS SETOF uuid LANGUAGE sql AS 'SELECT NULL::uuid WHERE false'",
)


def test_nothing_that_a_session_says_for_itself_opens_a_row(scene: Scene, as_role: AsRole) -> None:
    web, tables = as_role("web"), closed_tables(as_role("superuser"))
    with undone(web):
        assert outcome(web, "CREATE TEMP TABLE mine (id int)", []) == NO_RIGHT
    _let_it_make_temporary_tables(as_role("superuser"))  # so that the functions have to hold by themselves
    for actor in (*STRANGERS, "liam", "lena"):
        for said in ("SELECT 1", "SET LOCAL plan_cache_mode = auto", *SAID_BEFORE):
            with undone(web):
                act_as(web, actor)
                before = {table: _read(web, table) for table in tables}
                if outcome(web, said, []) == NO_RIGHT:
                    continue
                web.execute(said)
                after = {table: _read(web, table) for table in tables}
                # A path on which nothing of ours is found makes the functions fail: less is read, and never more.
                opened = [table for table in tables if after[table] not in (before[table], None)]
                assert opened == [], (actor, said)


def _let_it_make_temporary_tables(superuser: Connection) -> None:
    superuser.execute(
        "DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO reciprocal_web', current_database()); END $$"
    )


def _read(web: Connection, table: str) -> list[str] | None:
    """Which rows are read; nothing where the table or what guards it cannot be read or found."""
    try:
        with web.transaction():
            return [row for (row,) in web.execute(f"SELECT t::text FROM public.{table} t ORDER BY 1")]
    except psycopg.Error:
        return None


def test_a_home_where_the_household_is_not_safe_is_not_offered_even_past_the_pages(
    now: Now, fresh_database: str, as_role: AsRole
) -> None:
    web, superuser = as_role("web"), as_role("superuser")
    story, other = tell("circulating", now), tell("under_offer", now)
    found = superuser.execute("SELECT to_jsonb(o) FROM offers_offer o WHERE id = %s", [other.offer_id]).fetchone()
    assert found
    with as_("lena") as lena:
        home = declare(lena, now.at)
    about = {"home_id": str(home), "request_id": str(story.request_id), "profile_id": str(story.profile_id)}
    offer = json.dumps(found[0] | about | {"id": str(uuid4())})
    ended = []
    for place in ("croydon", "lambeth"):
        superuser.execute("UPDATE homes_home SET place = %s WHERE id = %s", [place, home])
        with undone(web):
            act_as(web, "lena")
            insert = "INSERT INTO offers_offer SELECT (jsonb_populate_record(NULL::offers_offer, %s::jsonb)).*"
            ended.append(outcome(web, insert, [offer]))
    assert ended == ["changed", NO_RIGHT]


def test_were_a_function_without_its_own_path_a_table_named_like_ours_would_lift_the_bar(
    scene: Scene, as_role: AsRole
) -> None:
    web, superuser = as_role("web"), as_role("superuser")
    _let_it_make_temporary_tables(superuser)
    bar = [scene.request_id, organisation_id("Cedar Council")]
    superuser.execute("INSERT INTO property_requests_bar VALUES (gen_random_uuid(), '2026-03-03', %s, %s)", bar[::-1])
    found = []
    for broken in (False, True):
        if broken:
            superuser.execute("ALTER FUNCTION access_barred() RESET search_path")
        with undone(web):
            act_as(web, "lena")
            web.execute("CREATE TEMP TABLE property_requests_bar (LIKE public.property_requests_bar)")
            web.execute("GRANT SELECT ON pg_temp.property_requests_bar TO PUBLIC")
            found.append(len(_read(web, "circulation_profile") or []))
    assert found == [0, 1]


def test_a_state_that_is_not_the_one_it_was_seen_in_changes_nothing_beside_it(scene: Scene, as_role: AsRole) -> None:
    """Moving a request from a state that it is not in must not touch what its landlord reads, whoever asks."""
    web, superuser = as_role("web"), as_role("superuser")
    before = _approval(superuser, scene)
    for actor in (*STRANGERS, "nadia", "liam", "lena", "clare"):
        with web.transaction():
            act_as(web, actor)
            for was, becomes in (("moving", "moved"), ("awaiting_landlord", "decline_proposed"), ("?", "closed")):
                move = "SELECT workflow_move('request', %s, %s, %s, '2026-03-03', '2030-01-01')"
                assert web.execute(move, [scene.request_id, was, becomes]).fetchone() == (False,)
    assert _approval(superuser, scene) == before


def _approval(superuser: Connection, scene: Scene) -> Any:
    return superuser.execute(
        "SELECT to_jsonb(a) FROM property_requests_approval a WHERE request_id = %s", [scene.request_id]
    ).fetchone()
