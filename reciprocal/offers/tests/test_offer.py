"""One offer as each of its readers sees it, and the pages of its steps."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.offers.models import Answer, Offer
from reciprocal.property_requests.tests.filling import words
from reciprocal.rulebook.move_list import FIREWALL
from tests.guarantees import pages
from tests.people import NOON, as_, request_row, take

TICKS = dict.fromkeys(("read_offer", "read_tenancies", "know_how_long", "agree_to_name"), "yes") | {
    "ages_changed": "no"
}


def test_the_officer_reads_the_tenancies_compared_and_which_offer_it_is(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    page = client_of("nadia").get(f"/offers/{story.offer_id}/").content.decode()
    for text in (
        "Tenancy compared",
        "At least as secure. Nothing needed.",
        "This is offer 1 of 1.",
        "Cedar Council",
        "The applicant says yes",
        "Lena, 020 7946 0000",
    ):
        assert text in page, text
    assert page.index("This offer is not safe") < page.index("The applicant says yes")


def test_the_landlord_reads_its_own_side_alone(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    page = client_of("lena").get(f"/offers/{story.offer_id}/").content.decode()
    assert "Withdraw this offer" in page
    assert "Nadia, Lantern Support, 020 7946 0000" in page
    for text in ("Tenancy compared", "offer 1 of", "domestic", "Alder", "Camden", "DR-"):
        assert text not in page, text


@pytest.mark.parametrize("key", ["liam", "petra", "bart", "max", "otto"])
def test_nobody_else_finds_it(client_of: Any, staged: Any, key: str) -> None:
    story = staged("under_offer")
    answer = client_of(key).get(f"/offers/{story.offer_id}/")
    assert answer.status_code in (404, 302)
    assert b"ARC-" not in answer.content


def test_a_yes_needs_every_tick(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    nadia, url = client_of("nadia"), f"/offers/{story.offer_id}/steps/accept/"
    page = nadia.post(url, TICKS | {"read_tenancies": ""}).content.decode()
    assert "Tick this first: I read them the comparison of tenancies" in page
    page = nadia.post(url, TICKS, follow=True).content.decode()
    assert "Cedar Council will contact you, not the household." in page


def test_a_weaker_tenancy_is_taken_only_after_the_advice(client_of: Any, staged: Any) -> None:
    from reciprocal.offers.tests.test_send_offer import home_of, offer

    story = staged("circulating")
    sent = offer("bart", story.profiles["Dogwood Homes"], home_of("bart", tenancy="AST_FIXED"), "AST_FIXED")
    nadia, url = client_of("nadia"), f"/offers/{sent}/steps/accept/"
    assert "You have the right to take time and get legal advice." in nadia.get(url).content.decode()
    assert (
        "Tick to say the advice was read, or record that the applicant says no"
        in nadia.post(url, TICKS).content.decode()
    )
    assert nadia.post(url, TICKS | {"advice_read": "yes"}).status_code == 302


def test_a_no_is_kept_in_the_applicants_words(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    nadia, url = client_of("nadia"), f"/offers/{story.offer_id}/steps/refuse/"
    page = nadia.post(url, {"words": "", "reason": ""}).content.decode()
    assert "Enter what the applicant said" in page
    assert "Select which is closest" in page
    answer = nadia.post(url, {"words": "It is too dear for us.", "reason": "rent"})
    assert answer.headers["Location"] == f"/requests/{story.request_id}/"
    with as_("nadia"):
        assert Answer.objects.get().words == "It is too dear for us."
    page = nadia.get(f"/offers/{story.offer_id}/").content.decode()
    assert "It is too dear for us." in page
    assert "too dear" not in client_of("lena").get(f"/offers/{story.offer_id}/").content.decode()


def test_the_way_to_the_keys_on_the_screens(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    nadia, lena, url = client_of("nadia"), client_of("lena"), f"/offers/{story.offer_id}/steps/"
    safe = pages.ANSWERS["arrange_viewing"]
    page = nadia.post(f"{url}arrange_viewing/", safe | {"safety_1": "no", "safety_3": ""}).content.decode()
    assert "Answer every question, or say &quot;Not needed&quot;" in page
    page = nadia.post(f"{url}arrange_viewing/", safe | {"safety_1": "no", "safety_2": "yes"}).content.decode()
    assert "Ask them first." in page
    assert "Change the time or place, and tell the coordinator." in page
    assert nadia.post(f"{url}arrange_viewing/", safe).status_code == 302
    later = {"until-day": "20", "until-month": "3", "until-year": "2026", "what_for": "health"}
    assert (
        "Time is asked for until 20 March 2026." in nadia.post(f"{url}ask_time/", later, follow=True).content.decode()
    )
    assert "The officer has asked for time until 20 March 2026." in lena.get(f"{url}withdraw_offer/").content.decode()
    nadia.post(f"{url}record_viewing/", {"outcome": "took_place"})
    nadia.post(f"{url}accept/", TICKS)
    day = {"signed_on-day": "3", "signed_on-month": "3", "signed_on-year": "2026"}
    assert lena.post(f"{url}record_signing/", day).status_code == 302
    start = {"started_on-day": "3", "started_on-month": "3", "started_on-year": "2026"}
    some = start | {"firewall": ["1", "2", "3"]}
    assert "Finish the new-address list first: 5 left" in lena.post(f"{url}record_start/", some).content.decode()
    every = start | {"firewall": list(FIREWALL.lines)}
    page = lena.post(f"{url}record_start/", every, follow=True).content.decode()
    assert "Recorded. Your balance is now: is owed 1." in page


def test_a_start_cannot_lie_ahead(client_of: Any, staged: Any) -> None:
    story = staged("moving")
    take(story, "record_signing", NOON)
    ahead = {"started_on-day": "4", "started_on-month": "3", "started_on-year": "2026"}
    every = ahead | {"firewall": list(FIREWALL.lines)}
    page = client_of("lena").post(f"/offers/{story.offer_id}/steps/record_start/", every).content.decode()
    assert "The date must be today or in the past" in page


def test_what_is_not_safe_stops_and_the_landlord_reads_no_reason(client_of: Any, staged: Any, now: Any) -> None:
    story = staged("under_offer")
    nadia = client_of("nadia")
    now.forward(minutes=1)
    answer = nadia.post(f"/offers/{story.offer_id}/steps/not_safe/", {"reason": "person_near"})
    assert answer.headers["Location"] == f"/requests/{story.request_id}/"
    assert "Someone connected with the risk is near" in nadia.get(f"/offers/{story.offer_id}/").content.decode()
    lena = client_of("lena")
    assert lena.get(f"/offers/{story.offer_id}/").status_code == 404
    assert "The home is free again" in lena.get(f"/homes/{story.home_id}/").content.decode()


def test_after_withdrawing_the_landlord_goes_on_to_the_next_or_says_what_became_of_the_home(
    client_of: Any, staged: Any
) -> None:
    lena = client_of("lena")
    for reason, place in (("other_move", ""), ("let_elsewhere", "steps/take_off/?fate=let_elsewhere")):
        story = staged("under_offer")
        answer = lena.post(f"/offers/{story.offer_id}/steps/withdraw_offer/", {"reason": reason})
        assert answer.headers["Location"] == f"/homes/{story.home_id}/{place}"
    page = lena.get(answer.headers["Location"]).content.decode()
    assert 'value="let_elsewhere" checked' in page


def test_only_whoever_takes_a_step_has_its_page(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    refused = client_of("lena").get(f"/offers/{story.offer_id}/steps/accept/")
    assert refused.status_code == 409
    assert client_of("bart").get(f"/offers/{story.offer_id}/steps/withdraw_offer/").status_code == 404
    with as_("nadia"):
        assert Offer.objects.get().state == "sent"


def test_an_offer_that_a_hold_took_back_says_only_that_it_does_not_count(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    take(story, "hold", NOON)
    assert "It does not count." in client_of("nadia").get(f"/offers/{story.offer_id}/").content.decode()
    assert client_of("lena").get(f"/offers/{story.offer_id}/").status_code == 404


def test_a_birthday_before_the_yes_is_recorded_and_the_home_is_looked_at_again(client_of: Any, staged: Any) -> None:
    story, nadia = staged("under_offer"), client_of("nadia")
    url = f"/offers/{story.offer_id}/steps/accept/"
    assert "Select whether an age has changed" in words(nadia.post(url, {**TICKS, "ages_changed": ""}))
    told = {**TICKS, "ages_changed": "yes", "age_0": "34", "age_1": "9", "age_2": "5"}
    said = words(nadia.post(url, told, follow=True))
    assert "The live offer will be checked at once. It still stands." in said
    assert request_row(story).state == "moving"
