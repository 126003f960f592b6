"""Who may do what, and who may read what: written by hand from the design, and never derived from the code.

The world: request X of Nadia (Lantern Support), whose applicant is a tenant of Alder Council (Liam its named lead,
Petra its partner manager). It goes to Cedar Council (Lena) among others. Dogwood Homes (Bart) is kept away from it,
although it has homes in the safe places. Request Y is of another officer (Harbour Advice) and another landlord
(Birch Homes); it goes to Fir Homes and to Dogwood Homes, and never to Cedar Council.

A moment is a place in the life of X, of the offer of one home for it and of that home. Everything that is not
written here is forbidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Table = dict[str, dict[str, str]]
ACTORS: Final = ("nadia", "liam", "lena", "clare", "petra", "max", "anya", "audrey", "bart", "otto", "nobody")


@dataclass(frozen=True)
class Moment:
    """The states of the request, of the offer (empty: none was made) and of the home."""

    request: str
    offer: str = ""
    home: str = "open"


MOMENTS: Final[dict[str, Moment]] = {
    "draft": Moment("draft"),
    "submitted": Moment("submitted"),
    "information_needed": Moment("information_needed"),  # the coordinator asked; the landlord knows of nothing
    "awaiting_landlord": Moment("awaiting_landlord"),
    "landlord_asked": Moment("information_needed"),  # the landlord asked
    "decline_proposed": Moment("decline_proposed"),
    "declined": Moment("declined"),
    "second_look": Moment("awaiting_landlord"),  # Liam declined; the one other person of Alder Council is its manager
    "approved": Moment("approved"),
    "circulating": Moment("circulating"),
    "on_hold": Moment("on_hold"),
    "closed": Moment("closed", home="off_list"),
    "under_offer": Moment("under_offer", "sent", "offered"),
    "refused": Moment("circulating", "refused"),  # for a reason that never counts
    "ruling_awaited": Moment("ruling_awaited", "refused"),
    "used_up": Moment("closed", "refused"),  # the coordinator ruled that it counts
    "lapsed": Moment("on_hold", "lapsed"),
    "withdrawn": Moment("circulating", "withdrawn"),
    "void": Moment("circulating", "void"),
    "moving": Moment("moving", "accepted", "offered"),
    "signed": Moment("moving", "signed", "offered"),
    "moved": Moment("moved", "started", "taken"),
}

# Groups of moments, so that a line below can be read.
_SENT = (
    "submitted information_needed awaiting_landlord landlord_asked decline_proposed declined second_look approved"
    " circulating on_hold closed under_offer refused ruling_awaited used_up lapsed withdrawn void moving"
    " signed moved"
)
_ASKED = " ".join(m for m in _SENT.split() if m not in ("submitted", "information_needed"))
_CIRCULATES = "circulating refused withdrawn void"
_LIVE_OFFER = "under_offer moving signed"
# An offer that ended is gone for its partner, as it is when a bar ends it.
_OFFER_STANDS = f"{_LIVE_OFFER} moved"
_OFFER_MADE = f"{_LIVE_OFFER} refused ruling_awaited used_up lapsed withdrawn void moved"
_BEFORE_OFFER = (
    "submitted information_needed awaiting_landlord landlord_asked decline_proposed second_look approved on_hold"
    f" ruling_awaited lapsed {_CIRCULATES}"
)
_NOT_ENDED = f"{_BEFORE_OFFER} {_LIVE_OFFER}"
_EVER = f"draft {_SENT}"
_HAS_ENDED = "declined closed used_up moved"
_HOME_OPEN = " ".join(m for m in MOMENTS if MOMENTS[m].home == "open")

# Step → who may take it, and when.
STEPS: Final[Table] = {
    # The officer's own: a draft is nobody else's, and the applicant speaks through the officer alone.
    "start_request": {"nadia": _EVER},
    "submit": {"nadia": "draft"},
    "delete_draft": {"nadia": "draft"},
    "answer_information": {"nadia": "information_needed landlord_asked"},
    "correct_facts": {"nadia": "decline_proposed"},
    "nothing_to_correct": {"nadia": "decline_proposed"},
    "second_look": {"nadia": "declined"},
    "change_request": {
        "nadia": f"submitted awaiting_landlord second_look decline_proposed approved on_hold lapsed ruling_awaited"
        f" under_offer {_CIRCULATES}"
    },
    "review": {"nadia": _CIRCULATES},
    "not_safe_tonight": {"nadia": _NOT_ENDED},
    "what_was_done": {"nadia": _NOT_ENDED},
    "hand_over": {"nadia": f"draft {_NOT_ENDED}"},
    "no_longer_needed": {"nadia": f"{_BEFORE_OFFER} under_offer"},
    "withdraw_consent": {"nadia": f"draft {_NOT_ENDED}"},
    "ask_time": {"nadia": "under_offer"},
    "arrange_viewing": {"nadia": "under_offer"},
    "record_viewing": {"nadia": "under_offer"},
    "accept": {"nadia": "under_offer"},
    "refuse": {"nadia": "under_offer"},
    "not_safe": {"nadia": _LIVE_OFFER},
    "ask_second_ruling": {"nadia": "used_up"},
    "follow_up": {"nadia": "moved"},
    # The coordinator's, once the request was sent.
    "ask_information": {"clare": "submitted"},
    "seek_approval": {"clare": "submitted"},
    "settle_kept_away": {"clare": "submitted"},
    "circulate": {"clare": "approved"},
    "change_band": {"clare": _NOT_ENDED},
    # Whoever a request waits for is rung; nobody else is ever asked on the telephone.
    "ring_landlord": {"clare": "awaiting_landlord second_look decline_proposed"},
    "ring_officer": {"clare": f"information_needed landlord_asked on_hold lapsed under_offer {_CIRCULATES}"},
    "ring_partner": {"clare": "moving signed"},
    # Whoever it waits for says where it stands by themselves; for a landlord, who decides for it.
    "landlord_says": {"liam": "awaiting_landlord decline_proposed", "petra": "second_look"},
    "officer_says": {"nadia": f"information_needed landlord_asked on_hold lapsed under_offer {_CIRCULATES}"},
    "partner_says": {"lena": "moving signed"},
    "remind": {
        "clare": f"awaiting_landlord second_look decline_proposed information_needed landlord_asked on_hold lapsed"
        f" under_offer {_CIRCULATES}"
    },
    "close": {"clare": _BEFORE_OFFER},
    "find_officer": {"clare": "on_hold lapsed"},
    "void_offer": {"clare": _LIVE_OFFER},
    "rule": {"clare": "ruling_awaited"},
    "allow_home": {"clare": _CIRCULATES},
    "rule_again": {"clare": "used_up"},
    "cancel_move": {"clare": "moved"},
    "legal_hold": {"clare": _HAS_ENDED},
    "lift_legal_hold": {"clare": _HAS_ENDED},
    # Either of them. A bar may be put up as long as the request lives; under offer a hold withdraws the offer.
    "keep_away": {"nadia": f"draft {_NOT_ENDED}", "clare": _NOT_ENDED},
    "hold": {
        "nadia": f"awaiting_landlord second_look approved under_offer {_CIRCULATES}",
        "clare": f"awaiting_landlord second_look approved under_offer {_CIRCULATES}",
    },
    "resume": {"nadia": "on_hold lapsed", "clare": "on_hold lapsed"},
    # The applicant's landlord decides, once it was asked and while it is its turn. Nobody decides twice.
    "approve": {"liam": "awaiting_landlord decline_proposed", "petra": "second_look"},
    "landlord_asks": {"liam": "awaiting_landlord", "petra": "second_look"},
    # What was agreed to changed or is in doubt: open wherever the request has got to, so that the landlord learns
    # nothing of that.
    "agree_again": {"liam": f"approved on_hold ruling_awaited lapsed {_CIRCULATES} {_LIVE_OFFER}"},
    "confirm_tenancy": {
        "liam": "awaiting_landlord decline_proposed approved on_hold ruling_awaited lapsed"
        f" {_CIRCULATES} {_LIVE_OFFER}",
        "petra": "second_look",
    },
    "set_panel_date": {"liam": "awaiting_landlord", "petra": "second_look"},
    "propose_decline": {"liam": "awaiting_landlord", "petra": "second_look"},
    "decline": {"liam": "decline_proposed awaiting_landlord", "petra": "second_look"},
    # Lettings: an offer needs a profile; what follows needs the own offer; a home is whose it is.
    "send_offer": {"lena": _CIRCULATES},
    "withdraw_offer": {"lena": "under_offer moving"},
    "hold_offer": {"lena": "under_offer"},
    "record_signing": {"lena": "moving"},
    "record_start": {"lena": "signed"},
    "declare_home": {"lena": _EVER, "bart": _EVER},
    "ask_partner": {"clare": _CIRCULATES},
    "change_home": {"lena": _HOME_OPEN},
    "hold_longer": {"lena": _HOME_OPEN},
    "take_off": {"lena": _HOME_OPEN},
    # The service's own: none of the eleven can ever take them.
    "purge_draft": {},
    "erase_soon": {},
    "erase_sealed": {},
    "erase_narrative": {},
    "officer_left": {},
    "expire": {},
    "lapse": {},
    "rule_by_time": {},
}

# Step that the service itself takes when a day comes → the moments of X in which it may. No page has them.
BY_THE_SERVICE: Final = {
    "purge_draft": "draft",
    "erase_soon": _HAS_ENDED,
    "erase_sealed": _HAS_ENDED,
    "erase_narrative": _HAS_ENDED,
    "expire": _HOME_OPEN,
    "lapse": "under_offer",
    "rule_by_time": "ruling_awaited",
    "officer_left": " ".join(
        m for m in f"{_BEFORE_OFFER} under_offer".split() if m not in ("on_hold", "lapsed", "ruling_awaited")
    ),
}
# What the service may do with the rows of which closed table; with no other it may do anything.
TABLES_OF_THE_SERVICE: Final = {
    "property_requests_propertyrequest": "select update",
    "property_requests_approval": "select",
    "property_requests_chase": "select",  # a reminder that was asked for
    "circulation_profile": "select",
    "offers_offer": "select update",
    "offers_opening": "select",  # by which reference a scheme manager knows what was asked for
    "homes_home": "select update",
    "workflow_happening": "insert",
    "ledger_line": "select",  # whose statement is ready
    "ledger_dispute": "select",
    "notifications_notice": "select insert",
    "notifications_mail": "select insert update",
    "notifications_digest": "select insert",
    "notifications_reminded": "select insert",
    "circulation_weekanswer": "select",
}

# Document → who reads it, and when. One document has one page.
READS: Final[Table] = {
    "request": {"nadia": _EVER, "clare": _SENT},
    "approval": {"liam": _ASKED, "petra": "second_look"},
    "profile": {"lena": f"{_CIRCULATES} {_LIVE_OFFER}"},  # after the start of the tenancy there is no need of it
    "offer": {"nadia": _OFFER_MADE, "clare": _OFFER_MADE, "lena": _OFFER_STANDS},
    # What is sealed with an offer opens by a click while it stands.
    "address": {"nadia": _OFFER_STANDS, "clare": _OFFER_STANDS, "lena": _OFFER_STANDS},
    "viewing": {"nadia": _OFFER_STANDS, "clare": _OFFER_STANDS, "lena": _OFFER_STANDS},
    "home": {"lena": _EVER, "clare": _EVER},
}
# Pages without a thing.
LISTS: Final[dict[str, str]] = {
    "request_list": "nadia clare",
    "request_new": "nadia",
    "phone_enquiry": "clare",
    "decision_list": "liam",
    "home_list": "lena bart clare",
    "home_declare": "lena bart",
    "coming_home": "liam petra",
    "profile_list": "lena bart",
    "this_week": "lena bart",
    "call_list": "clare",
    "sealed_facts": "clare max",
    "chase": "clare",
    "offer_list": "lena bart clare",
    "statement": "liam petra",
    "statement_dispute": "liam petra",
    "pot": "clare",
    "pot_opening": "clare",
    "pot_correction": "clare",
    "log": "max audrey",
    "partner_list": "clare",
    "partner_add": "clare",
    "contact": "liam petra",
    "places": "petra",
    "teams": "petra",
    "team_add": "petra",
    "people": "petra clare max",
    "people_invite": "petra clare max",
    "agencies": "clare",
    "change_post": "nadia liam lena clare petra max anya audrey bart",
    "your_details": "nadia liam lena clare petra max anya audrey bart",
    "your_cover": "nadia liam lena clare petra max anya audrey bart",
    "offered_back": "nadia liam lena clare petra max anya audrey bart",
    "worklist": "nadia liam lena clare petra max anya audrey bart",
}

# Table → who reads rows about X in it, and when, wherever there are any.
ROWS: Final[Table] = {
    "property_requests_propertyrequest": {"nadia": _EVER, "clare": _SENT},
    "property_requests_risk": {"nadia": _EVER, "clare": _SENT},
    "property_requests_saved": {"nadia": _EVER},
    "property_requests_requestplace": {"nadia": _EVER, "clare": _SENT},
    "property_requests_supportingagency": {"nadia": _EVER, "clare": _SENT},
    "property_requests_householdmember": {"nadia": _EVER, "clare": _SENT},
    "property_requests_cover": {"nadia": _EVER, "clare": _SENT},
    "property_requests_contact": {"nadia": _EVER, "clare": _SENT, "liam": _ASKED, "petra": "second_look"},
    "property_requests_equalityanswer": {},  # written by the officer, and read by nobody
    "property_requests_bar": {"clare": _SENT},
    "property_requests_conflict": {"clare": _SENT},
    "property_requests_policereference": {"liam": _ASKED, "petra": "second_look"},
    "circulation_priority": {"clare": _SENT},
    "circulation_allowedplace": {"clare": _SENT},
    "property_requests_informationasked": {"nadia": _EVER, "clare": _SENT, "liam": "landlord_asked"},
    "property_requests_approval": {"nadia": _ASKED, "clare": _ASKED, "liam": _ASKED, "petra": "second_look"},
    "property_requests_approvalmember": {"nadia": _ASKED, "clare": _ASKED, "liam": _ASKED, "petra": "second_look"},
    "property_requests_decision": {"nadia": _ASKED, "clare": _ASKED, "liam": _ASKED, "petra": "second_look"},
    "property_requests_review": {"nadia": _EVER, "clare": _SENT},
    "property_requests_bandchange": {"clare": _SENT},  # nobody else is shown the band
    "property_requests_sectionchecked": {"clare": _SENT},  # what was looked at
    "property_requests_chase": {"clare": _SENT},  # what was said on the telephone
    "property_requests_handover": {"nadia": _EVER, "clare": _SENT},
    "property_requests_wavedon": {"nadia": _EVER, "clare": _SENT},  # where words were marked, and who let them stand
    "property_requests_cleared": {"nadia": _EVER, "clare": _SENT},
    "property_requests_declinefact": {"nadia": _ASKED, "clare": _ASKED, "liam": _ASKED, "petra": "second_look"},
    "circulation_profile": {"clare": _SENT, "lena": f"{_CIRCULATES} {_LIVE_OFFER}"},
    # What the coordinator asked a partner about its profile, and what the partner said.
    "circulation_partnerasked": {"clare": _SENT, "lena": f"{_CIRCULATES} {_LIVE_OFFER}"},
    "circulation_profileanswer": {"clare": _SENT, "lena": f"{_CIRCULATES} {_LIVE_OFFER}"},
    "offers_offer": {"nadia": _OFFER_MADE, "clare": _OFFER_MADE, "lena": _OFFER_STANDS},
    # A home that was allowed although it does not fit, and why. Its partner reads only that it may be offered.
    "offers_allowed": {"nadia": _EVER, "clare": _SENT},
    "offers_viewing": {"nadia": _OFFER_MADE, "clare": _OFFER_MADE, "lena": _OFFER_STANDS},
    "offers_homeaddress": {"nadia": _OFFER_STANDS, "clare": _OFFER_STANDS, "lena": _OFFER_STANDS},
    "offers_viewingplan": {"nadia": _OFFER_STANDS, "clare": _OFFER_STANDS, "lena": _OFFER_STANDS},
    # Who asked to see what is sealed; a scheme manager decides and reads nothing else of a request.
    "offers_opening": {"clare": _SENT, "max": _SENT},
    "offers_timeasked": {"nadia": _OFFER_MADE, "clare": _OFFER_MADE},  # what a household needs time for
    "offers_answer": {"nadia": _OFFER_MADE, "clare": _OFFER_MADE},  # the applicant's own words
    "offers_ruling": {"nadia": _OFFER_MADE, "clare": _OFFER_MADE},  # read to the applicant
    "offers_firewalltick": {"nadia": _OFFER_MADE, "clare": _OFFER_MADE, "lena": _OFFER_STANDS},
    "offers_movetick": {"nadia": _OFFER_MADE, "clare": _OFFER_MADE},  # its lines would tell the reason
    "offers_followup": {"nadia": _OFFER_MADE, "clare": _OFFER_MADE},
    "offers_cannothouse": {"clare": _SENT},  # what a landlord said about a household that it cannot house
    "offers_voided": {"nadia": _OFFER_MADE, "clare": _OFFER_MADE},  # a reason that may be about safety
    "workflow_happening": {
        "nadia": _EVER,
        "clare": _SENT,
        "liam": _ASKED,
        "petra": "second_look",
        "lena": _OFFER_STANDS,
    },
}

ROWS_OF_Y: Final[Table] = {
    **{table: {"clare": who["clare"]} for table, who in ROWS.items() if "clare" in who},
    "circulation_profile": {"clare": _SENT, "bart": "circulating under_offer"},
    "circulation_partnerasked": {"clare": _SENT, "bart": "circulating under_offer"},
    "circulation_profileanswer": {"clare": _SENT, "bart": "circulating under_offer"},
}
# Where a table has rows for several readers: the column and the value that make a row this reader's.
ONLY: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "circulation_profile": {
        "lena": ("organisation_id", "Cedar Council"),
        "bart": ("organisation_id", "Dogwood Homes"),
    },
    "circulation_partnerasked": {
        "lena": ("organisation_id", "Cedar Council"),
        "bart": ("organisation_id", "Dogwood Homes"),
    },
    "circulation_profileanswer": {
        "lena": ("organisation_id", "Cedar Council"),
        "bart": ("organisation_id", "Dogwood Homes"),
    },
    "property_requests_informationasked": {"liam": ("asked_by", "landlord")},
    "workflow_happening": {
        "nadia": ("audience", "case"),
        "clare": ("audience", "case"),
        "liam": ("audience", "landlord"),
        "petra": ("audience", "landlord"),
        "lena": ("audience", "offering"),
    },
}
# Tables that are not about one request: who reads the rows of the own organisation or post, and who reads all.
OWN_ROWS: Final[dict[str, tuple[str, str, str]]] = {
    "property_requests_enquiry": ("", "", "clare"),
    "property_requests_landlordwanted": ("", "", "clare"),
    "property_requests_phoneenquiry": ("", "", "clare"),
    "homes_home": ("organisation_id", "lena bart", "clare"),
    "homes_cominghome": ("organisation_id", "liam petra lena bart", ""),
    "homes_compromised": ("", "", ""),
    "circulation_weekanswer": ("organisation_id", "lena bart", "clare"),
    "circulation_codeasked": ("membership_id", "lena bart", "clare"),
    "ledger_line": ("organisation_id", "liam petra lena bart", "clare"),
    "ledger_agreed": ("organisation_id", "liam petra", "clare"),
    "ledger_dispute": ("organisation_id", "liam petra", "clare"),
    "ledger_pair": ("", "", "clare"),  # which two lines belong together
    "notifications_notice": ("membership_id", "nadia liam lena clare petra max anya audrey bart", ""),
    "audit_entry": ("", "", "max audrey"),
    "audit_head": ("", "", "max audrey"),
    "audit_subjectkey": ("", "", ""),
    "property_requests_fingerprint": ("", "", ""),
    "notifications_mail": ("", "", ""),
    "notifications_digest": ("", "", ""),
    "notifications_reminded": ("", "", ""),
    "accounts_session": ("", "", ""),
    "accounts_invitation": ("organisation_id", "petra", "clare max"),
    "accounts_lostfactor": ("organisation_id", "petra", "clare max"),
    # An officer chooses a team to keep away, and never learns who is in it.
    "accounts_team": ("organisation_id", "petra", "clare nadia"),
    "accounts_inteam": ("organisation_id", "petra", "clare"),
    "property_requests_savedview": ("membership_id", "clare", ""),
    "accounts_sentform": ("membership_id", "nadia liam lena clare petra max anya audrey bart", ""),
    "accounts_keptpage": ("membership_id", "nadia liam lena clare petra max anya audrey bart", ""),
}
# Tables that the web process has no right to read at all.
NOBODY_READS: Final = {table for table, readers in OWN_ROWS.items() if readers == ("", "", "")} | {
    "property_requests_equalityanswer"  # for statistics alone
}
# Tables without a row about a household, a home or a balance: the only ones without row-level security.
OPEN_TABLES: Final = {
    "accounts_membership",
    "accounts_person",
    "partners_organisation",
    "partners_domain",
    "partners_placewithhomes",
    "demo_democlock",
    "demo_sentmail",
    "access_installed",
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "django_migrations",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
}

# Of request Y the eleven read and do this alone; its own officer and landlord are not among them.
STEPS_OF_Y: Final[Table] = {
    **{step: {"clare": who["clare"]} for step, who in STEPS.items() if "clare" in who},
    "send_offer": {"bart": "circulating"},
    "start_request": STEPS["start_request"],
    "declare_home": STEPS["declare_home"],
}
READS_OF_Y: Final[Table] = {
    "request": {"clare": _SENT},
    "profile": {"bart": "circulating under_offer"},  # that of Dogwood Homes
    "offer": {"clare": _OFFER_MADE},  # made by Fir Homes
    "address": {"clare": _OFFER_STANDS},
    "viewing": {"clare": _OFFER_STANDS},
    "home": {"clare": _EVER},
}


def may(table: Table, line: str, actor: str, moment: str) -> bool:
    """Read one cell of a table of this file."""
    return moment in table.get(line, {}).get(actor, "").split()


# Every change of a state that is possible at all, and who of the eleven (and "system") may cause it in the database
# while an offer of Cedar Council is live: before → after → actors. An insert begins in the first state of each table.
PAIRS: Final[dict[str, Table]] = {
    "property_requests_propertyrequest": {
        "draft": {"submitted": "nadia", "closed": "nadia"},
        "submitted": {
            "information_needed": "clare",
            "awaiting_landlord": "clare",
            "on_hold": "system",
            "closed": "clare nadia",
        },
        "information_needed": {
            "submitted": "nadia",
            "awaiting_landlord": "nadia",
            "on_hold": "system",
            "closed": "clare nadia",
        },
        "awaiting_landlord": {
            "approved": "liam",
            "information_needed": "liam",
            "decline_proposed": "liam",
            "declined": "liam",
            "on_hold": "nadia clare system",
            "closed": "clare nadia",
        },
        "decline_proposed": {
            "approved": "liam",
            "awaiting_landlord": "nadia",
            "declined": "liam",
            "on_hold": "system",
            "closed": "clare nadia",
        },
        "declined": {"awaiting_landlord": "nadia"},
        "approved": {"circulating": "clare", "on_hold": "nadia clare system", "closed": "clare nadia"},
        "circulating": {"under_offer": "lena", "on_hold": "nadia clare system", "closed": "clare nadia"},
        "under_offer": {
            "moving": "nadia",
            "circulating": "nadia lena clare",
            "ruling_awaited": "nadia",
            "on_hold": "nadia clare system",
            "closed": "nadia",
        },
        "ruling_awaited": {"circulating": "clare system", "closed": "clare nadia"},
        "moving": {"moved": "lena", "circulating": "nadia lena clare", "closed": "nadia"},
        "on_hold": {
            "submitted": "nadia clare",
            "awaiting_landlord": "nadia clare",
            "decline_proposed": "nadia clare",
            "approved": "nadia clare",
            "circulating": "nadia clare",
            "closed": "clare nadia",
        },
        "moved": {},
        "closed": {"circulating": "clare"},  # by a second look at the ruling that closed it
    },
    "offers_offer": {
        "sent": {
            "lapsed": "system",
            "accepted": "nadia",
            "refused": "nadia",
            "withdrawn": "lena nadia clare system",
            "void": "nadia clare",
        },
        "accepted": {"signed": "lena", "withdrawn": "lena", "void": "nadia clare"},
        "signed": {"started": "lena", "void": "nadia clare"},
        "started": {},
        "refused": {},
        "lapsed": {},
        "withdrawn": {},
        "void": {},
    },
    "homes_home": {
        "open": {"offered": "lena", "off_list": "lena system"},
        "offered": {"open": "nadia lena clare system", "taken": "lena"},
        "taken": {},
        "off_list": {},
    },
}
FIRST: Final = {"property_requests_propertyrequest": "draft", "offers_offer": "sent", "homes_home": "open"}
