"""The approval view in words: what the applicant's own landlord reads, and nothing of where to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from reciprocal import clock
from reciprocal.matching.types import ACCESS, CANNOT_TAKE, HIGHEST_FLOOR
from reciprocal.property_requests import household
from reciprocal.property_requests.models import Approval, ApprovalMember, Contact
from reciprocal.property_requests.sections.shared import youth_violence
from reciprocal.property_requests.sections.support import NOBODY
from reciprocal.rulebook.answers import NONE_OF_THESE, NOT_KNOWN, OPTIONS
from reciprocal.rulebook.places import in_words
from reciprocal.rulebook.scheme import current
from reciprocal.ui.words import long_date, month_year

Row = dict[str, str]
# How the officer said that the landlord's own homes will not do, as its named lead reads it.
_OWN_HOMES: Final = {
    "cannot": "the landlord has tried and cannot",
    "no_homes_outside": "it has no homes outside this {place}",
    "none_safe": "no home of this landlord would be safe",
    "asked": "the landlord was asked and has not answered yet",
    "no_answer": "the landlord has said no or has not answered",
}

_BEDROOMS_BY: Final = {
    "landlord": ", as the landlord assessed",
    "council": ", as a council assessed",
    "therapist": ", as an occupational therapist assessed",
}


def approval_rows(approval: Approval, members: Iterable[ApprovalMember], officer: str, contact: Contact) -> list[Row]:
    """Give the approval view as short rows: what the landlord needs to decide, and nothing of where to.

    Args:
        approval: the copy made for the landlord.
        members: those who are moving, as copied for it.
        officer: the nominating officer's name.
        contact: how to reach the officer at work, as they gave it with the request.
    """
    scheme = current()
    reached = f"{officer}, {contact.officer_role}, {contact.officer_phone}"
    ask = f"Ask the nominating officer for the name: {reached}. "
    rows = [
        ("Your tenant", ask + "Do not enter it here."),
        (scheme.place_word.capitalize(), f"{_place_name(approval.home_place)} · {_tenancy(approval)}"),
        ("Home now", _home_now(approval)),
        ("Household", _household(approval, members)),
        ("Home needed", _home_needed(approval)),
        ("Own homes", f"The officer says: {_own_homes(approval)}."),
        ("Reason", _reason(approval)),
        ("Summary", approval.risk_summary),
        *_places(approval),
        ("Practical points", _all("practical_points", approval.practical_points, ". ")),
        ("Consent", f"Recorded on {long_date(approval.consent_date)}"),
    ]
    return [{"label": label, "text": text} for label, text in rows if text]


def _place_name(code: str) -> str:
    return current().place(code).name if current().has_place(code) else "Not known"


def _own_homes(approval: Approval) -> str:
    return _OWN_HOMES.get(approval.own_stock, "not answered").format_map(current().words())


def _label(question: str, code: str) -> str:
    return dict(OPTIONS[question]).get(code, "Not answered")


def _tenancy(approval: Approval) -> str:
    kind = current().tenancy_type(approval.tenancy_type).label
    if approval.tenancy_route == "owed":
        return f"{kind} · Owed, not held yet"
    joint = approval.tenancy_route == "joint"
    joint_with = f", with {_lower(_label('joint_with', approval.joint_with))}" if approval.joint_with else ""
    shared = f"Joint{joint_with}" if joint else "Sole"
    held = "In place" if approval.tenancy_held == "yes" else _label("tenancy_held", approval.tenancy_held)
    return " · ".join([kind, shared, held, *_arrears(approval)])


def _arrears(approval: Approval) -> list[str]:
    if not approval.arrears:
        return []
    if approval.arrears == "no":
        return ["Arrears: none"]
    amount = f", £{approval.arrears_amount:,.2f}" if approval.arrears_amount is not None else ""
    return [f"Arrears: {_lower(_label('arrears', approval.arrears))}{amount}"]


def _home_now(approval: Approval) -> str:
    if approval.current_bedrooms is None:
        return ""
    size = "No bedroom" if approval.current_bedrooms == 0 else _bedrooms(approval.current_bedrooms)
    kind = f"{_lower(_label('current_floor', approval.current_floor))} floor" * bool(approval.current_floor)
    home = ", ".join(filter(None, (size, kind, _lower(_label("current_type", approval.current_type)))))
    crowded = f"Overcrowded: {_lower(_label('overcrowded', approval.overcrowded))}"
    return f"{home} · {crowded} · Now {_lower(_label('where_now', approval.where_now))}"


def _home_needed(approval: Approval) -> str:
    highest = HIGHEST_FLOOR.get(approval.highest_floor, "not answered")
    parts = [
        f"Floor: {_lower(highest)}",
        f"lift: {'needed' if approval.lift_needed == 'yes' else 'not needed'}",
        f"access: {_lower(ACCESS.get(approval.access_need, 'not answered'))}",
        f"pets: {'none' if approval.pets == 'none' else _lower(_label('pets', approval.pets))}",
        *([approval.access_detail] if approval.access_detail else []),
        *(["outside space"] if approval.outside_space == "yes" else []),
        *([f"not {_lower(CANNOT_TAKE[code])}" for code in approval.cannot_take if code in CANNOT_TAKE]),
        *(_lower(_label("security_need", code)) for code in approval.security_need if code != NONE_OF_THESE),
        *(_lower(_help(approval, code)) for code in approval.communication if code != NONE_OF_THESE),
    ]
    return " · ".join(parts)


def _help(approval: Approval, code: str) -> str:
    return approval.other_help if code == "other" and approval.other_help else _label("communication", code)


def _all(question: str, codes: Iterable[str], between: str) -> str:
    return between.join(_label(question, code) for code in codes if code != NONE_OF_THESE)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _bedrooms(n: int) -> str:
    return f"{n} bedroom{'' if n == 1 else 's'}" if n else "a studio"


def _household(approval: Approval, members: Iterable[ApprovalMember]) -> str:
    baby = f". A baby is due in {month_year(approval.baby_due)}" if approval.baby_due else ""
    return f"{household.in_words(members)}{baby} · Needs {_bedrooms(approval.bedrooms)}{_assessed(approval)}"


def _assessed(approval: Approval) -> str:
    """Whose count the bedrooms are, where it is not the officer's own, and why none of the rules gives it."""
    by = _BEDROOMS_BY.get(approval.bedrooms_by, "")
    return f"{by}. {approval.bedrooms_why}" if approval.bedrooms_why else by


def _reason(approval: Approval) -> str:
    """Why they must move, how high the risk is, and who is involved. Nothing says what the police hold or do not."""
    others = [code for code in approval.other_reasons if current().has_reason(code)]
    parts = [current().reason(code).label for code in (approval.primary_reason, *others)]
    if approval.risk_tool not in ("", "none_yet"):
        score = f" {approval.dash_score}" if approval.dash_score is not None else ""
        day = f" on {long_date(approval.assessed_on)}" if approval.assessed_on else ""
        parts.append(f"{_label('risk_tool', approval.risk_tool)}{score}{day}")
    parts += [_label("risk_basis", code) for code in approval.risk_basis]
    if approval.marac == "yes":
        parts.append(f"MARAC {long_date(approval.marac_on)}" if approval.marac_on else "MARAC")
    parts += _agencies(approval)
    parts += [_label("orders", code) for code in approval.orders if code not in (NONE_OF_THESE, NOT_KNOWN)]
    return " · ".join(parts)


def _agencies(approval: Approval) -> list[str]:
    since = [*approval.agencies_since, *[None] * len(approval.agencies)]
    return [
        f"{_label('agencies', code)} {f'since {month_year(began)}' if began else 'involved'}"
        for code, began in zip(approval.agencies, since, strict=False)
        if code != NOBODY
    ]


def _places(approval: Approval) -> list[tuple[str, str]]:
    """Say which places are not safe, and that enough safe ones were chosen; never which those are."""
    words = current().places_word
    unsafe = [("Not safe", in_words(approval.unsafe_places, current()))]
    if youth_violence({"primary_reason": approval.primary_reason}):
        return [
            *unsafe,
            (f"Other {words}", _area(approval)),
            ("Support", f"{approval.new_area_support} In the new area: {_support(approval)}".strip()),
            ("Risk management", _managed(approval)),
        ]
    needed = current().number("min_places", clock.today())
    chosen = (f"Safe {words}", f"{approval.safe_count} chosen, {needed} needed")
    return [chosen, *(unsafe if approval.unsafe_places else [])]


def _area(approval: Approval) -> str:
    """Say whether the other places were assessed as safe, when and by whom; never which they are."""
    if approval.area_assessed != "yes":
        return "Not assessed yet"
    by = f" by {_lower(_label('area_assessed_by', approval.area_assessed_by))}" if approval.area_assessed_by else ""
    return f"Assessed as safe{_on(approval.area_assessed_on)}{by}"


def _support(approval: Approval) -> str:
    return f"confirmed{_on(approval.support_confirmed_on)}" if approval.support == "yes" else "not confirmed"


def _managed(approval: Approval) -> str:
    """Say who manages the risk, and whether there is a written plan."""
    if approval.risk_managed not in ("yes", "another_agency"):
        return "Nobody yet"
    who = "By the same agency" if approval.risk_managed == "yes" else "By another agency"
    plan = f"plan{_on(approval.plan_on, 'of')}" if approval.plan_written == "yes" else "no written plan yet"
    return " · ".join(filter(None, (who, approval.risk_worker, plan)))


def _on(day: date | None, word: str = "on") -> str:
    return f" {word} {long_date(day)}" if day else ""
