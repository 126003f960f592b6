"""The pot adds up to nothing at any time, is never edited, and tells each landlord its own lines and no day."""

from __future__ import annotations

import re
from collections.abc import Callable

import psycopg
import pytest
from django.test import Client

from reciprocal.demo.cast import organisation_id
from tests.guarantees.locks import Connection
from tests.guarantees.scene import Scene, scene_of_x, scene_of_y
from tests.guarantees.test_lifecycle_in_database import outcome, undone
from tests.people import Now

ClientOf = Callable[[str], Client]
AsRole = Callable[[str], Connection]
NO_PAIR, KEPT, TWICE, NOT_A_LINE = "RC004", "RC003", "23505", "23514"
LINE = (
    "INSERT INTO ledger_line (id, organisation_id, month, change, kind, about, reason)"
    " VALUES ('{id}', '{whose}', '{month}', {change}, '{kind}', {about}, '{reason}')"
)
MOVE = (
    "INSERT INTO ledger_pair (id, request_id, owes_id, owed_id, words, recorded_at)"
    " VALUES (gen_random_uuid(), {request}, '{owes}', '{owed}', '', '2026-03-03')"
)
BACK = (
    "INSERT INTO ledger_pair (id, reverses_id, owes_id, owed_id, words, recorded_by, recorded_at) SELECT"
    " gen_random_uuid(), id, '{owes}', '{owed}', 'Why.', gen_random_uuid(), '2026-03-03' FROM ledger_pair WHERE {where}"
)
ONE, TWO, THREE, FOUR = (f"00000000-0000-4000-8000-00000000000{n}" for n in range(1, 5))


def line(id: str, change: int, month: str = "2026-03-01", whose: str = "", kind: str = "") -> str:
    """The statement for one line: Alder Council owes a home, Cedar Council is owed one."""
    names = ("Alder Council", "moved_out") if change < 0 else ("Cedar Council", "housed")
    return LINE.format(
        id=id, whose=organisation_id(whose or names[0]), month=month, change=change, kind=kind or names[1],
        about="'2026-03-01'" if kind == "correction" else "NULL", reason="no_move" if kind == "correction" else "",
    )  # fmt: skip


def back(owes: str, owed: str, where: str) -> str:
    """The statement that makes two lines a pair that takes another back."""
    return BACK.format(owes=owes, owed=owed, where=where)


def move(owes: str, owed: str, request: str = "gen_random_uuid()") -> str:
    """The statement that makes two lines a move."""
    return MOVE.format(owes=owes, owed=owed, request=request)


def wrong_in_the_pot(superuser: Connection) -> list[str]:
    """List what does not add up: the sum, lines that are no half of a move, and moves that are no pair."""
    found = []
    (total,) = superuser.execute("SELECT coalesce(sum(change), 0) FROM ledger_line").fetchone() or (0,)
    if total:
        found.append(f"the pot adds up to {total}")
    alone = superuser.execute(
        "SELECT l.id FROM ledger_line l"
        " WHERE 1 <> (SELECT count(*) FROM ledger_pair m WHERE l.id IN (m.owes_id, m.owed_id))"
    )
    found += [f"line {id} is not half of one move" for (id,) in alone]
    unequal = superuser.execute(
        "SELECT m.id FROM ledger_pair m JOIN ledger_line a ON a.id = m.owes_id JOIN ledger_line b ON b.id = m.owed_id"
        " WHERE (a.change, b.change) <> (-1, 1) OR a.month <> b.month OR a.organisation_id = b.organisation_id"
    )
    return found + [f"move {id} is no pair" for (id,) in unequal]


@pytest.fixture
def moved(fresh_database: str) -> Scene:
    """Two households have moved, of Alder Council to Cedar Council and of Birch Homes to Fir Homes; committed."""
    now = Now()
    scene_of_y("moved", now)
    return scene_of_x("moved", now)


def commits(superuser: Connection, statements: tuple[str, ...]) -> str:
    """Say how a transaction of some statements ends: "commit", or at which point it was refused and how."""
    where = "at once"
    try:
        with superuser.transaction():
            for statement in statements:
                superuser.execute(statement)
            where = "at commit"
    except psycopg.Error as refused:
        return f"{refused.sqlstate} {where}"
    return "commit"


UNPAIRED = {
    "a line alone": (line(ONE, 1),),
    "two lines without a move": (line(ONE, -1), line(TWO, 1)),
    "two that owe": (line(ONE, -1), line(TWO, -1), move(ONE, TWO)),
    "two that are owed": (line(ONE, 1), line(TWO, 1), move(ONE, TWO)),
    "two of one landlord": (line(ONE, -1, whose="Cedar Council"), line(TWO, 1), move(ONE, TWO)),
    "two of different months": (line(ONE, -1, "2026-02-01"), line(TWO, 1), move(ONE, TWO)),
    "a move that is an opening balance": (line(ONE, -1, kind="opening"), line(TWO, 1, kind="opening"), move(ONE, TWO)),
    "a pair the wrong way round": (line(ONE, 1), line(TWO, -1), move(ONE, TWO)),
    "a line that is both": (line(ONE, 1), move(ONE, ONE)),
}


@pytest.mark.parametrize("what", UNPAIRED)
def test_a_line_without_its_pair_is_refused_when_it_is_committed(what: str, moved: Scene, as_role: AsRole) -> None:
    superuser = as_role("superuser")
    assert commits(superuser, UNPAIRED[what]) == f"{NO_PAIR} at commit"
    assert wrong_in_the_pot(superuser) == []


def test_a_pair_is_committed_and_a_second_for_the_same_request_or_line_is_not(moved: Scene, as_role: AsRole) -> None:
    superuser = as_role("superuser")
    again = (line(ONE, -1), line(TWO, 1), move(ONE, TWO, request=f"'{moved.request_id}'"))
    assert commits(superuser, again) == f"{TWICE} at once"
    assert commits(superuser, (line(ONE, -1), line(TWO, 1), move(ONE, TWO))) == "commit"
    assert commits(superuser, (move(ONE, TWO),)) == f"{TWICE} at once"
    assert wrong_in_the_pot(superuser) == []


OF_X = "request_id = '{}'"
CORRECTED = {"kind": "correction"}
# Lines of a pair that takes the move of Alder Council to Cedar Council back, each wrong in one way.
NOT_TAKEN_BACK = {
    "not the other way round": (line(ONE, -1, **CORRECTED), line(TWO, 1, **CORRECTED)),
    "of another landlord": (
        line(ONE, -1, whose="Fir Homes", **CORRECTED),
        line(TWO, 1, whose="Alder Council", **CORRECTED),
    ),
    "no correction": (line(ONE, -1, whose="Cedar Council"), line(TWO, 1, whose="Alder Council")),
}


@pytest.mark.parametrize("what", NOT_TAKEN_BACK)
def test_what_takes_a_move_back_is_its_pair_the_other_way_round(what: str, moved: Scene, as_role: AsRole) -> None:
    superuser = as_role("superuser")
    pair = back(ONE, TWO, OF_X.format(moved.request_id))
    assert commits(superuser, (*NOT_TAKEN_BACK[what], pair)) == f"{NO_PAIR} at commit"
    assert wrong_in_the_pot(superuser) == []


def test_a_move_is_taken_back_once_and_what_took_it_back_is_not(moved: Scene, as_role: AsRole) -> None:
    superuser = as_role("superuser")
    owes, owed = line(ONE, -1, whose="Cedar Council", **CORRECTED), line(TWO, 1, whose="Alder Council", **CORRECTED)
    of_x = OF_X.format(moved.request_id)
    assert commits(superuser, (owes, owed, back(ONE, TWO, of_x))) == "commit"
    three, four = line(THREE, -1, **CORRECTED), line(FOUR, 1, **CORRECTED)
    assert commits(superuser, (three, four, back(THREE, FOUR, of_x))) == f"{TWICE} at once"
    assert commits(superuser, (three, four, back(THREE, FOUR, f"owes_id = '{ONE}'"))) == f"{NO_PAIR} at commit"
    assert wrong_in_the_pot(superuser) == []


@pytest.mark.parametrize(("change", "month"), [(2, "2026-03-01"), (0, "2026-03-01"), (1, "2026-03-02")])
def test_a_line_is_one_home_and_has_a_month_and_no_day(change: int, month: str, moved: Scene, as_role: AsRole) -> None:
    assert commits(as_role("superuser"), (line(ONE, change, month),)) == f"{NOT_A_LINE} at once"


def test_nothing_in_the_pot_is_edited_even_with_all_rights(moved: Scene, as_role: AsRole) -> None:
    superuser = as_role("superuser")
    for statement in (
        "UPDATE ledger_line SET change = -change",
        "UPDATE ledger_line SET month = '2026-04-01'",
        "UPDATE ledger_pair SET recorded_at = '2026-04-01'",
        "DELETE FROM ledger_pair",
        "DELETE FROM ledger_line",
        "TRUNCATE ledger_pair",
        "TRUNCATE ledger_line, ledger_pair CASCADE",
    ):
        assert outcome(superuser, statement, []) == KEPT, statement
    assert wrong_in_the_pot(superuser) == []


def test_without_its_triggers_the_same_check_finds_what_is_wrong(moved: Scene, as_role: AsRole) -> None:
    superuser = as_role("superuser")
    with undone(superuser):
        superuser.execute("ALTER TABLE ledger_line DISABLE TRIGGER USER")
        superuser.execute(line(ONE, 1))
        assert wrong_in_the_pot(superuser) == ["the pot adds up to 1", f"line {ONE} is not half of one move"]
    with undone(superuser):
        superuser.execute("ALTER TABLE ledger_line DISABLE TRIGGER USER")
        superuser.execute("UPDATE ledger_line SET change = 1, kind = 'housed' WHERE change = -1")
        assert len(wrong_in_the_pot(superuser)) == 3  # the sum, and two moves that are no pairs


@pytest.mark.django_db
@pytest.mark.parametrize("reader", ["petra", "liam"])
def test_a_statement_has_the_own_lines_and_neither_a_day_nor_another_landlord(
    reader: str, now: Now, client_of: ClientOf
) -> None:
    empty = client_of(reader).get("/statement/").content.decode()
    scene_of_y("moved", now)
    assert _main(client_of(reader).get("/statement/").content.decode()) == _main(empty)  # a move of others is no line
    scene = scene_of_x("moved", now)
    page = _main(client_of(reader).get("/statement/").content.decode())
    assert page.count("One of your tenants moved") == 1
    assert "March 2026" in page
    for never in ("Cedar", "Birch", "Fir Homes", "You housed", "ARC-", "DR-", str(scene.request_id)):
        assert never not in page, never
    assert re.findall(r"\b\d{1,2} (?:March|Mar)\b|\d{4}-\d\d-\d\d|day \d", page) == []


def _main(page: str) -> str:
    """What stands between the frame of a page."""
    return page[page.index("<main") : page.index("</main>")]
