"""Right answers to every form, as a browser sends them."""

from __future__ import annotations

from typing import Any

from reciprocal.demo.cast import organisation_id
from reciprocal.property_requests.tests import filling
from tests.guarantees import pages
from tests.guarantees.scene import Scene
from tests.screens.examples import Example

# What no other test fills in: by the screen.
OTHERS: dict[str, dict[str, Any]] = {
    "request_interruption danger_now": {"read": "yes"},
    "request_interruption tenancy_held": {},
    "cover": {},
    "landlord_wanted": {"name": "Hazel Homes"},
    "equality age_and_sex": {"age": "25_34"},
    "equality ethnic_group_and_religion": {"religion": "none"},
    "equality disability_and_orientation": {"disabled": "no"},
    "equality status_and_language": {"english_most": "yes"},
    "request_new": {},
    "move_list": {"firewall": ["1"]},
    "step answer_information": {"places": "The school does not say."},
    "step record_viewing": {},  # each outcome is a button
    # Each answer is a form of its own; the first one asks for a day.
    "step landlord_says": {"until_panel-day": "27", "until_panel-month": "3", "until_panel-year": "2026"},
    "step officer_says": {"until_working-day": "27", "until_working-month": "3", "until_working-year": "2026"},
    "step partner_says": {"until_repairs-day": "27", "until_repairs-month": "3", "until_repairs-year": "2026"},
    "phone_enquiry": {"caller": "friend", "about": "not_said", "outcome": "how_to_send"},
    "coming_home": {"comes_back": "no"},
    "home": {"code": "ARC-1111-26"},
    "home_code": {"code": "ARC-1111-26"},
    "profile": {},
    "this_week": {},
    "call_list": {},
    "offer_address": {},
    "offer_viewing": {},
    "sealed_facts": {},
    "sealed_ask": {"what": "kept_away", "why": "The officer asks whether it still holds."},
    "sealed_fact": {},  # each decision is a button
    "step ask_partner": {},
    "home_gone": {"fate": "let_elsewhere"},
    "home_declare": pages.ANSWERS["declare_home"],
    "request_question unsafe_places": {"unsafe_places": ["hackney"]},
    "request_question new_area_support": {
        "new_area_support": "A worker of the youth justice team, from the first week.",
        "support_confirmed": "not_yet",
        "risk_managed": "nobody",
    },
    "request_question joint_with": {"joint_with": "moving_too"},
    "request_question area_assessed": {
        "area_assessed": "yes",
        "area_assessed_on-day": "2",
        "area_assessed_on-month": "3",
        "area_assessed_on-year": "2026",
        "area_assessed_by": "youth_justice",
    },
    # Somebody is kept away from the request of these scenes already.
    "request_question kept_away": {"kept_away": "yes"},
    "request_question partner_connected": {"partner_connected": "no"},
    "members adults": {"another": "no"},
    "members children": {"another": "no"},
    "member_new adults": {**filling.ANSWERS["adults"], "relationship": "sibling"},
    "member_new children": filling.ANSWERS["children"],
    "member adults": filling.ANSWERS["adults"],
    "member children": filling.ANSWERS["children"],
    "member_remove adults": {},
    "member_remove children": {},
    "request_change_new adults": {**filling.ANSWERS["adults"], "relationship": "sibling"},
    "request_change_new children": filling.ANSWERS["children"],
    "request_change_person adults": filling.ANSWERS["adults"],
    "request_change_person children": filling.ANSWERS["children"],
    "request_change_remove adults": {},
    "request_change_remove children": {},
    "decision": {"our_tenant": "yes"},
    "front": {},
    "tour": {},
    "partner_list": {},
    "partner_add": {
        "name": "Quince Homes",
        "kind": "housing_association",
        "domain": "quince-homes.example",
        "places": ["hackney", "newham"],
        "bedroom_rule": "national",
    },
    "partner_change": {"places": ["hackney"], "bedroom_rule": "benefit"},
    "contact": {"contact": "Rehousing team, 020 7946 0044"},
    "places": {"places": ["hackney"]},
    "teams": {},
    "team_add": {"name": "Empty homes"},
    "team_change": {"name": "Rehousing and moves"},
    "team_remove": {},
    "people": {},
    "people_invite": {"email": "new.person@alder-council.example", "role": "named_lead"},
    "people_change_role": {"role": "partner_manager"},
    "people_stop": {},
    "people_lost": {"rang_back": "yes"},
    "agencies": {},
    "change_post": {},
    "your_details": {"name": "Nadia", "phone": "020 7946 0001"},
    "your_cover": {},
    "offered_back": {},
    "statement_dispute": {"line": "none", "what": "missing", "words": "A household of ours moved in January."},
    "pot_opening": {"balances": "Alder Council -2\nFir Homes 2", "reason": "The list of the year's end."},
    "pot_correction": {
        "owes": str(organisation_id("Alder Council")),
        "owed": str(organisation_id("Fir Homes")),
        "month-month": "1",
        "month-year": "2026",
        "reason": "From the minutes of January.",
    },
    "pot_dispute": {"answer": "left", "words": "The line is right: you were asked in January."},
}


def answers_for(example: Example, scene: Scene) -> dict[str, Any] | None:
    """Give what to fill in on a screen, by the name of each field; None where nobody wrote it down."""
    screen = example.screen
    if screen.name == "chase":
        return {"remind": [str(scene.request_id)]}
    if str(screen) in OTHERS:
        return OTHERS[str(screen)]
    if screen.name == "step":
        return pages.answers(screen.key, example.actor, scene)
    if screen.name == "request_section":
        return filling.FINISHED
    if screen.name in ("request_question", "request_change"):
        return filling.ANSWERS.get(screen.key)
    return None
