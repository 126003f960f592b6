"""Who may be referred, when a request may be sent, when it may go to partners, and how high the risk is.

Each condition is a rule of `rules.py`, judged here by one small function over the answers. A rule that the
scheme has not in force on the day is not looked at. A missing answer never counts as a good one.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from reciprocal.rulebook.answers import (
    NONE_OF_THESE,
    NOT_IN_LIST,
    NOT_KNOWN,
    OPTIONS,
    OUTSIDE,
    Answers,
)
from reciprocal.rulebook.places import is_youth_violence, left_by_unsafe
from reciprocal.rulebook.scheme import Scheme
from reciprocal.rulebook.sentences import fill
from reciprocal.rulebook.workdays import months_after

Block = tuple[str, str]
"""What stands in the way: the key of the page where it can be mended, and what is missing, in a sentence."""
Check = Callable[[Answers, date, Scheme], Iterator[Block]]

ENDS: Final[Mapping[tuple[str, str], str]] = {
    ("is_professional", "applicant"): "E1",
    ("is_professional", "friend"): "E1",
    ("primary_reason", NONE_OF_THESE): "E2",
    ("tenancy_route", "none"): "E3",
    ("tenancy_route", "ended"): "E3b",
    ("tenancy_held", "no"): "E3b",
    ("landlord", NOT_IN_LIST): "E4",
    ("home_place", OUTSIDE): "E5",
    ("wants_to_leave", "no"): "E6",
    ("own_stock", "not_yet"): "E7",
    ("risk_here", "no"): "E9",
}
"""Answers that end the questions, and the page they lead to."""

TENANCY_ENDED: Final = (
    "Send is blocked: the tenancy has ended. Change that answer if the landlord keeps it or gives it back"
)


def exit_for(question: str, value: str, scheme: Scheme, on: date | None = None) -> str | None:
    """Say whether an answer ends the questions: the key of the page that explains why, else None.

    A reason that the scheme has paused ends them too (rule 40); without a day, any pause counts.
    """
    end = ENDS.get((question, value))
    if end is None and question == "primary_reason" and scheme.has_reason(value):
        reason = scheme.reason(value)
        if reason.paused(on or date.max):
            return "E8"
    return end


def needs_emergency_page(answers: Answers) -> bool:
    """Say whether emergency help is shown before anything else (rule 39)."""
    return answers.danger_now in ("yes", "not_sure") or answers.safe_tonight in ("no", NOT_KNOWN)


def blocks_submit(answers: Answers, on: date, scheme: Scheme) -> list[Block]:
    """List what keeps a request from being sent on a day: page and sentence each, in order.

    It is empty exactly when the scheme's rules for sending are met. Arrears, a low score, no police reference
    and a notice given are not in it: they never keep a request from being sent.
    """
    return _blocks(SUBMIT, answers, on, scheme)


def blocks_circulation(answers: Answers, on: date, scheme: Scheme) -> list[Block]:
    """List what keeps a request from partners on a day: page and sentence each (rules 3, 7, 8 and 25)."""
    return _blocks(CIRCULATION, answers, on, scheme)


def _blocks(checks: Mapping[str, Check], answers: Answers, on: date, scheme: Scheme) -> list[Block]:
    return [
        (page, fill(sentence, scheme, on, landlord=answers.landlord_name or "the landlord"))
        for rule, check in checks.items()
        if scheme.in_force(rule, on)
        for page, sentence in check(answers, on, scheme)
    ]


def risk_band(answers: Answers, on: date, scheme: Scheme) -> int:
    """Give the risk band, which orders every list: 1 not safe tonight, 2 high, 3 otherwise.

    High is a DASH of the setting `dash_high` or more, or the officer's judgement, so that a household without
    a DASH is not behind one that has it. The coordinator may change the band with a reason. Nobody else is
    shown it.
    """
    if answers.safe_tonight in ("no", NOT_KNOWN):
        return 1
    if answers.dash_score is not None and answers.dash_score >= scheme.number("dash_high", on):
        return 2
    if "judgement" in answers.risk_basis or "worse" in answers.risk_basis:
        return 2
    return 2 if answers.dash_score is None and "score" in answers.risk_basis else 3


def _emergency_first(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if answers.danger_now not in dict(OPTIONS["danger_now"]):
        yield "danger_now", "Select yes if anyone is in danger today"
    if answers.safe_tonight not in dict(OPTIONS["safe_tonight"]):
        yield "safe_tonight", "Select whether the household has somewhere safe to stay tonight"


def _professional(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if answers.is_professional != "yes":
        yield "is_professional", "A professional has to send the request"
    if not answers.officer_present:
        yield "officer_1", "Give the name and the work contact of the nominating officer"
    if answers.safe_contact_held not in ("when_known", "when_not_known"):
        yield "safe_contact_held", "Agree a safe way to contact the applicant before you send the request"


def _social_tenancy(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if answers.tenancy_route == "ended":
        yield "tenancy_route", TENANCY_ENDED
    elif answers.tenancy_route not in ("sole", "joint", "owed"):
        yield "tenancy_route", "They need a social tenancy for this scheme, or one that a council owes them"
    elif answers.tenancy_type == NOT_KNOWN:
        yield "tenancy_type", "Ask the landlord which kind of tenancy it is, then select it"
    elif answers.tenancy_type not in {kind.code for kind in scheme.tenancy_types(on)}:
        yield "tenancy_type", "Select the kind of tenancy"


def _partner_landlord(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if not answers.landlord_is_partner:
        yield "landlord", "Send is blocked: {landlord} is not a partner"


def _other_place(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if answers.home_place == OUTSIDE:
        yield "home_place", "The home is outside {area}"
    elif not scheme.has_place(answers.home_place):
        yield "home_place", "Select the {place} the home is in"
    elif answers.home_place in answers.safe_places and not is_youth_violence(answers, scheme):
        home = scheme.place(answers.home_place).name
        yield (
            "safe_places",
            f"{home} is where the home is now, so it does not count. Choose a different {{place}}",
        )
    if answers.wants_to_leave != "yes":
        yield (
            "wants_to_leave",
            "The scheme is for moves to a different {place}. Ask the applicant, then change this",
        )


def _risk_here(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if answers.risk_here not in ("yes", "not_sure"):
        yield "risk_here", "The scheme moves people away from a risk in the {place} of their home"


def _right_landlord(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if answers.tenancy_route == "owed" and answers.landlord_kind not in ("", "council"):
        yield "landlord", "A council owes the tenancy. Choose the council that owes it"
    if answers.landlord_only_placed_them:
        yield (
            "where_now",
            "{landlord} placed them but is not the landlord of their tenancy. Go back and choose the landlord whose "
            "tenancy they hold",
        )
    if answers.where_now == "temporary" and answers.held_before == "no" and answers.tenancy_route in ("sole", "joint"):
        yield "where_now", TENANCY_ENDED


def _options_explained(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if "homelessness" not in answers.options_explained:
        yield "options_explained", "Explain a homelessness application to the applicant, then tick it here"


def _own_stock(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    known = {code for question in ("own_stock", "own_stock_go_on") for code, _ in OPTIONS[question]}
    if answers.own_stock not in known - {"not_yet", "ask_first"}:
        yield (
            "own_stock",
            "Ask the landlord first. The scheme is for needs the landlord cannot meet from its own homes",
        )


def _not_paused(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if not scheme.has_reason(answers.primary_reason):
        yield "primary_reason", "Select the main reason they need to move"
    elif scheme.reason(answers.primary_reason).paused(on):
        yield "primary_reason", "New requests for this reason are paused"


def _consent(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if not {code for code, _ in OPTIONS["explained"]} <= set(answers.explained):
        yield (
            "explained",
            "Tick each thing that you have explained. If you have not explained one yet, save this draft and come back",
        )
    if not answers.consent_apply:
        yield (
            "consent_apply",
            "The applicant has to agree before you go on. If they have not decided, save this draft and come back",
        )
    elif answers.consent_date is None:
        yield "consent_apply", "Enter the date they agreed"
    elif answers.consent_date > on:
        yield "consent_apply", "The date they agreed must be today or in the past"
    elif months_after(answers.consent_date, scheme.number("consent_months", on)) < on:
        yield (
            "consent_apply",
            "They agreed more than {consent_months} months ago. Ask them again and enter the new date",
        )


def _consent_still(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if not answers.consent_apply or answers.consent_date is None:
        yield "consent_apply", "The applicant has not agreed, or no longer agrees. Nothing goes to partners"


def _tenancy_not_ended(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if answers.tenancy_route not in ("sole", "joint"):
        return
    if answers.tenancy_held == "no":
        yield "tenancy_held", TENANCY_ENDED
    elif answers.tenancy_held not in dict(OPTIONS["tenancy_held"]):
        yield "tenancy_held", "Select whether the tenancy is still in place"


def _tenancy_held(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if answers.tenancy_route == "owed" or answers.tenancy_confirmed:
        return
    if answers.tenancy_route not in ("sole", "joint") or answers.tenancy_held not in (
        "yes",
        "landlord_notice",
    ):
        yield (
            "tenancy_held",
            "The tenancy may not be in place. Change that answer when the landlord confirms that it is",
        )


def _enough_places(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if is_youth_violence(answers, scheme):
        return
    chosen = {place.code for place in scheme.places if place.code in answers.safe_places} - {answers.home_place}
    for code in sorted(chosen.intersection(answers.unsafe_places)):
        yield "safe_places", f"{scheme.place(code).name} is marked safe and unsafe. Choose one"
    if not chosen:
        yield "safe_places", "Select at least {min_places} safe {places}"
    elif len(chosen) < scheme.number("min_places", on):
        yield (
            "safe_places",
            f"You have chosen {len(chosen)}. Choose at least {{min_places}}. More safe {{places}} means "
            "more homes that "
            "could be offered. If there are not {min_places} that are safe, save this draft and call {phone}",
        )


def _unsafe_places(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if not is_youth_violence(answers, scheme):
        return
    if not any(scheme.has_place(code) for code in answers.unsafe_places):
        yield "unsafe_places", "Select at least one unsafe {place}"
    left = len(left_by_unsafe(answers, scheme))
    if left < scheme.number("min_places", on):
        yield "unsafe_places", f"That leaves {left} safe {{places}}. Check each one, or call {{phone}}"


def _area_assessed(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if is_youth_violence(answers, scheme) and answers.area_assessed != "yes":
        yield (
            "area_assessed",
            "It cannot go to partners until a professional has assessed the other {places} as safe",
        )


def _support_first(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if not is_youth_violence(answers, scheme):
        return
    if answers.support_confirmed != "yes":
        yield "support_confirmed", "It cannot go to partners until support in the new area is confirmed"
    if answers.risk_managed not in ("yes", "another_agency"):
        yield "risk_managed", "It cannot go to partners until an agency manages the risk"
    elif answers.plan_written != "yes":
        yield "plan_written", "It cannot go to partners until there is a written plan for the risk"


def _told_of_a_service(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if answers.abuse_service == "not_yet":
        yield "abuse_service", "Tell the applicant about a specialist service, then change this answer"


def _other_scheme_first(answers: Answers, on: date, scheme: Scheme) -> Iterator[Block]:
    if answers.housing_moves == "not_yet":
        yield "housing_moves", "Register them with {other_scheme} first. The rules of {scheme} ask for it"


SUBMIT: Final[Mapping[str, Check]] = {
    "emergency_first": _emergency_first,
    "professional": _professional,
    "not_paused": _not_paused,
    "social_tenancy": _social_tenancy,
    "partner_landlord": _partner_landlord,
    "right_landlord": _right_landlord,
    "other_place": _other_place,
    "risk_here": _risk_here,
    "own_stock": _own_stock,
    "options_explained": _options_explained,
    "consent": _consent,
    "tenancy_held": _tenancy_not_ended,
    "enough_places": _enough_places,
    "unsafe_places": _unsafe_places,
    "specialist_service": _told_of_a_service,
    "other_scheme_first": _other_scheme_first,
}
CIRCULATION: Final[Mapping[str, Check]] = {
    "consent": _consent_still,
    "tenancy_held": _tenancy_held,
    "unsafe_places": _area_assessed,
    "support_first": _support_first,
}
