"""Petra agrees to a statement or disputes a line of it, and Clare answers."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from reciprocal.ledger.models import Dispute, Line, Pair
from reciprocal.ledger.queries import balance
from tests.people import as_, organisation_id

ALDER = organisation_id("Alder Council")


def main(response: Any) -> str:
    """What stands between the frame of a page."""
    return response.content.decode().split("<main")[1]


def disputed(petra: Any, what: str = "no_move", line: str = "", words: str = "Nobody of ours moved then.") -> Any:
    with as_("petra"):
        first = Line.objects.order_by("-month").first()
    answers = {"line": line or str(first and first.pk), "what": what, "words": words}
    return petra.post("/statement/dispute/", answers, follow=True)


def the_dispute() -> Dispute:
    with as_("clare"):
        return Dispute.objects.get()


@pytest.fixture
def april(staged: Any, now: Any) -> None:
    """A household of Alder Council moved on 3 March; it is 2 April."""
    staged("moved")
    now.forward(days=30)


def test_a_statement_is_agreed_to_once_its_month_is_over(client_of: Any, staged: Any, now: Any) -> None:
    staged("moved")
    petra = client_of("petra")
    assert "is ready" not in main(petra.get("/statement/"))
    now.forward(days=30)
    page = main(petra.get("/statement/"))
    assert "The statement for March 2026 is ready" in page
    # Ten working days after 1 April, without Good Friday and Easter Monday.
    assert "If we hear nothing by Friday 17 April 2026 we take it as agreed. You can still dispute later." in page
    page = main(petra.post("/statement/", {"month": "2026-03-01"}, follow=True))
    assert "Saved. You agreed to the statement for March 2026." in page
    assert "You have agreed to it." in page
    assert ">Agree<" not in page


def test_silence_is_taken_as_agreed_after_the_day(client_of: Any, april: Any, now: Any) -> None:
    now.forward(days=16)
    page = main(client_of("liam").get("/statement/"))
    assert "We heard nothing by Friday 17 April 2026 and took it as agreed. You can still dispute a line." in page


def test_a_month_that_is_not_over_cannot_be_agreed_to(client_of: Any, april: Any) -> None:
    for month in ("2026-04-01", "2026-02-01", "nonsense"):
        answer = client_of("petra").post("/statement/", {"month": month})
        assert answer.status_code == 409
        assert "There is no statement of this month to agree to" in answer.content.decode()


def test_a_line_that_comes_in_late_asks_for_agreement_again(client_of: Any, april: Any, staged: Any, now: Any) -> None:
    petra = client_of("petra")
    petra.post("/statement/", {"month": "2026-03-01"})
    now.forward(days=-5)
    staged("moved")
    now.forward(days=5)
    assert "If we hear nothing by" in main(petra.get("/statement/"))


def test_a_dispute_says_by_when_it_is_answered_and_waits_for_the_coordinator(client_of: Any, april: Any) -> None:
    page = main(disputed(client_of("petra")))
    assert "Sent. Example Moves Team answers by Monday 13 April 2026." in page
    assert "There was no such move. Nobody of ours moved then." in page
    pot = main(client_of("clare").get("/pot/"))
    assert "Disputes to answer" in pot
    assert "March 2026: One of your tenants moved, −1" in pot
    assert "Nobody of ours moved then." in main(client_of("clare").get(f"/pot/disputes/{the_dispute().pk}/"))


def test_it_waits_on_the_worklist_of_who_has_to_act(client_of: Any, april: Any) -> None:
    petra, clare = client_of("petra"), client_of("clare")
    for key in ("petra", "liam"):
        assert "Your statement for March 2026 is ready" in main(client_of(key).get("/worklist/"))
    assert "disputes a line" not in main(clare.get("/worklist/"))
    disputed(petra)
    assert "A partner disputes a line of its statement" in main(clare.get("/worklist/"))
    petra.post("/statement/", {"month": "2026-03-01"})
    assert "is ready" not in main(petra.get("/worklist/"))
    for key in ("birch_lead", "lena"):
        assert "Your statement for" not in main(client_of(key).get("/worklist/"))


def test_more_that_is_asked_waits_until_the_partner_writes_again(client_of: Any, april: Any, now: Any) -> None:
    petra = client_of("petra")
    disputed(petra, what="missing", line="none")
    client_of("clare").post(f"/pot/disputes/{the_dispute().pk}/", {"answer": "asked", "words": "In which month?"})
    assert "asks for more about a line" in main(petra.get("/worklist/"))
    now.forward(days=1)
    disputed(petra, what="missing", line="none", words="In January.")
    assert "asks for more about a line" not in main(petra.get("/worklist/"))


def test_each_answer_has_its_own_error_and_what_was_typed_is_kept(client_of: Any, april: Any) -> None:
    petra = client_of("petra")
    page = main(petra.post("/statement/dispute/", {"words": ""}))
    for error in ("Select the line", "Select what is wrong", "Explain what is wrong"):
        assert error in page
    page = main(petra.post("/statement/dispute/", {"line": "none", "what": "no_move", "words": "Look again."}))
    assert "Select “A line that is not there” for a line that is missing" in page
    assert "Look again." in page


def test_the_line_of_another_landlord_cannot_be_disputed(client_of: Any, april: Any) -> None:
    with as_("clare"):
        of_cedar = Line.objects.get(change=1)
    assert "Select the line" in main(disputed(client_of("petra"), line=str(of_cedar.pk)))
    columns = "id, organisation_id, line_id, what, words, sent_at, sent_by, due_on, answer, answer_words"
    with as_("petra") as petra, pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO ledger_dispute ({columns}) VALUES (%s, %s, %s, 'other', 'x', '2026-04-02', %s,"
            " '2026-04-02', '', '')",
            [uuid4(), ALDER, of_cedar.pk, petra.membership],
        )


def test_a_line_is_disputed_once_at_a_time(client_of: Any, april: Any) -> None:
    petra = client_of("petra")
    disputed(petra)
    with as_("petra"):
        line = Line.objects.get(organisation_id=ALDER)
    assert "Select the line" in main(disputed(petra, line=str(line.pk)))


def test_corrected_takes_both_lines_back(client_of: Any, april: Any) -> None:
    disputed(client_of("petra"))
    clare = client_of("clare")
    right = {"answer": "corrected", "read_as": "no_move", "words": "Recorded twice by hand."}
    assert "Saved." in main(clare.post(f"/pot/disputes/{the_dispute().pk}/", right, follow=True))
    page = main(client_of("petra").get("/statement/"))
    assert "You are even." in page
    assert "Correction: a line of March 2026 is taken back. There was no such move." in page
    assert "Corrected. The line is taken back. See the correction on your statement." in page
    assert "Recorded twice by hand." not in page
    assert "Disputes to answer" not in main(clare.get("/pot/"))


def test_a_wrong_month_is_taken_back_and_written_again(client_of: Any, april: Any) -> None:
    disputed(client_of("petra"), what="wrong_month")
    right = {"answer": "corrected", "read_as": "wrong_month", "month-month": "2", "month-year": "2026", "words": "So."}
    client_of("clare").post(f"/pot/disputes/{the_dispute().pk}/", right)
    page = main(client_of("petra").get("/statement/"))
    assert page.index("Correction for February 2026") < page.index("Correction for March 2026")
    assert "Correction: a line of February 2026 is added. A line was missing." in page
    assert "You owe the pot 1 home." in page


@pytest.mark.parametrize(
    ("answer", "says"), [("left", "Left as it is. It was yours."), ("asked", "More was asked. It was yours.")]
)
def test_left_or_asked_changes_no_line_and_can_be_disputed_again(
    client_of: Any, april: Any, answer: str, says: str
) -> None:
    petra = client_of("petra")
    disputed(petra)
    client_of("clare").post(f"/pot/disputes/{the_dispute().pk}/", {"answer": answer, "words": "It was yours."})
    assert says in main(petra.get("/statement/"))
    with as_("clare"):
        assert Pair.objects.count() == 1
    assert "Sent." in main(disputed(petra))


def test_a_missing_line_is_added_and_that_answers_the_dispute(client_of: Any, april: Any) -> None:
    disputed(client_of("petra"), what="missing", line="none")
    clare = client_of("clare")
    where = f"/pot/correction/?dispute={the_dispute().pk}"
    assert where in main(clare.get(f"/pot/disputes/{the_dispute().pk}/"))
    right = {"owes": str(ALDER), "owed": str(organisation_id("Fir Homes")), "month-month": "1", "month-year": "2026"}
    clare.post(where, {**right, "reason": "From the minutes of January."})
    assert the_dispute().answer == "corrected"
    with as_("petra") as petra:
        assert balance(petra.organisation) == -2


def test_a_dispute_is_answered_once_and_its_words_stay(client_of: Any, april: Any, now: Any) -> None:
    disputed(client_of("petra"))
    found = the_dispute()
    where = f"/pot/disputes/{found.pk}/"
    client_of("clare").post(where, {"answer": "left", "words": "It was yours."})
    assert client_of("clare").post(where, {"answer": "left", "words": "Again."}).status_code == 409
    for change in ("answer = 'asked'", "words = 'x'", "answer_words = 'x'"):
        with as_("clare"), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE ledger_dispute SET {change}")


def test_others_read_nothing_of_it_and_learn_nothing(client_of: Any, april: Any) -> None:
    disputed(client_of("petra"))
    where = f"/pot/disputes/{the_dispute().pk}/"
    for key in ("petra", "liam", "lena", "nadia", "bart", "max", "birch_lead"):
        client = client_of(key)
        there, missing = client.get(where), client.get(f"/pot/disputes/{uuid4()}/")
        assert (there.status_code, there.content) == (404, missing.content)
    with as_("birch_lead"):
        assert not Dispute.objects.exists()
    assert "What you disputed" not in main(client_of("birch_lead").get("/statement/"))
