"""The answers that the scheme's rules look at, and the options that those questions offer.

An answer that was not given is "", None or empty; no rule takes a missing answer for a good one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from reciprocal.rulebook.options_needs import OPTIONS_OF_NEEDS

NOT_KNOWN: Final = "not_known"
NOT_IN_LIST: Final = "not_in_list"
OUTSIDE: Final = "outside"
NONE_OF_THESE: Final = "none"
ASK_FIRST: Final = "ask_first"  # the landlord is asked for a home of its own before the request goes on
OWED: Final = "OWED"  # the kind of a tenancy that a council owes and nobody holds yet
NOT_SAID: Final = "not_said"

OPTIONS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    **OPTIONS_OF_NEEDS,
    "danger_now": (("yes", "Yes"), ("no", "No"), ("not_sure", "I am not sure")),
    "safe_tonight": (
        ("here", "Yes, they are safe where they are"),
        ("elsewhere", "Yes, they are staying somewhere else"),
        ("no", "No"),
        (NOT_KNOWN, "I do not know"),
    ),
    "is_professional": (
        ("yes", "Yes"),
        ("applicant", "No, I am the person who needs to move"),
        ("friend", "No, I am a friend or relative"),
    ),
    "tenancy_route": (
        ("sole", "Yes, in their own name"),
        ("joint", "Yes, a joint tenancy"),
        ("owed", "No, but a council owes them one"),
        ("ended", "They had one and it has ended"),
        ("none", "No"),
    ),
    "personal_connection": (("yes", "Yes"), ("no", "No"), ("not_sure", "I am not sure")),
    "risk_here": (("yes", "Yes"), ("no", "No, it is only somewhere else"), ("not_sure", "I am not sure")),
    "wants_to_leave": (
        ("yes", "Yes"),
        ("no", "No, they want to stay in the same {place}"),
        ("not_sure", "They are not sure yet"),
    ),
    "own_stock": (
        ("cannot", "Yes, and it cannot"),
        ("no_homes_outside", "It has no homes outside this {place}"),
        ("none_safe", "No home of this landlord would be safe"),
        ("asked", "We asked and are waiting"),
        ("not_yet", "Not yet"),
    ),
    "own_stock_go_on": (
        ("no_answer", "The landlord has said no or has not answered"),
        ("no_homes_outside", "It has no homes outside this {place}"),
        ("none_safe", "No home of this landlord would be safe"),
        (ASK_FIRST, "I will ask and come back"),
    ),
    "options_explained": (
        ("homelessness", "A homelessness application to any council"),
        ("sanctuary", "Making the current home safer (a sanctuary scheme)"),
        ("transfer", "A transfer by their own landlord"),
        ("refuge", "Refuge or other emergency accommodation"),
        ("court_orders", "Court orders"),
        (NONE_OF_THESE, "None of these yet"),
    ),
    "explained": (
        ("not_emergency", "This is not emergency housing"),
        (
            "no_promise",
            "A move depends on a suitable home in a safe place. It can take time and may not happen",
        ),
        ("keep_tenancy", "They should not give up their tenancy"),
        (
            "no_name",
            "Their name is not on the request. Their own landlord will be told it by me",
        ),
        (
            "what_partners_see",
            "Other landlords see what kind of home is needed and where it is safe, not who they are or what happened",
        ),
        (
            "offers",
            "They can have {offers}. Some refusals do not count, for example if the place is not safe",
        ),
        ("can_stop", "They can change their mind at any time and the request stops at once"),
    ),
    "consent_manner": (
        ("face_to_face", "Face to face"),
        ("phone", "By phone"),
        ("video", "By video"),
        ("writing", "In writing"),
    ),
    "interpreter_used": (
        ("professional", "Yes, a professional interpreter"),
        ("not_needed", "No, they did not need one"),
        ("relative", "A relative or friend interpreted"),
    ),
    "tenant_since_2012": (("yes", "Yes"), ("no", "No"), (NOT_KNOWN, "I do not know")),
    "joint_with": (
        ("person_causing_harm", "The person causing harm"),
        ("moving_too", "Someone who is moving too"),
        ("someone_else", "Someone else"),
    ),
    "tenancy_held": (
        ("yes", "Yes"),
        ("notice", "Yes, but the tenant has given notice"),
        ("landlord_notice", "Yes, but the landlord has served notice or is going to court"),
        ("no", "No"),
        (NOT_KNOWN, "I do not know"),
    ),
    "current_floor": (
        ("basement", "Basement"),
        ("ground", "Ground"),
        ("low", "1st to 3rd"),
        ("high", "4th or higher"),
        ("several", "More than one floor inside"),
    ),
    "current_type": (
        ("bedsit", "Bedsit or studio"),
        ("flat", "Flat or maisonette"),
        ("house", "House"),
        ("bungalow", "Bungalow"),
        ("other", "Something else"),
    ),
    "overcrowded": (("yes", "Yes"), ("no", "No"), (NOT_KNOWN, "I do not know")),
    "where_now": (
        ("home", "At the home"),
        ("refuge", "In a refuge"),
        ("temporary", "In temporary accommodation"),
        ("family_or_friends", "With family or friends"),
        ("hospital", "In hospital"),
        ("custody", "In custody"),
        ("elsewhere", "Somewhere else"),
        ("apart", "The household is apart"),
    ),
    "held_before": (("yes", "Yes"), ("no", "No")),
    "arrears": (
        ("no", "No"),
        ("agreed", "Yes, with an agreement to pay"),
        ("not_agreed", "Yes, without an agreement"),
        (NOT_KNOWN, "I do not know"),
    ),
    "sex": (
        ("female", "Female"),
        ("male", "Male"),
        ("another", "Another term"),
        (NOT_SAID, "Prefer not to say"),
    ),
    "relationship": (
        ("applicant", "The applicant"),
        ("partner", "Husband, wife or partner"),
        ("adult_child", "Adult child"),
        ("parent", "Parent"),
        ("sibling", "Brother or sister"),
        ("relative", "Other relative"),
        ("carer", "Carer"),
        ("other", "Other"),
    ),
    "applies": (
        ("disabled", "Disabled or long-term ill"),
        ("cared_for", "Depends on the applicant for care"),
        ("cares", "Gives care to someone who is moving"),
        ("own_tenancy", "Has a tenancy of their own elsewhere"),
        (NONE_OF_THESE, "None of these"),
    ),
    "partner_connected": (("no", "No"), ("not_sure", "I am not sure")),
    "lives_there": (
        ("always", "All the time"),
        ("part", "Part of the week"),
        ("court", "Not decided by a court yet"),
    ),
    "area_assessed": (("yes", "Yes"), ("not_yet", "Not yet")),
    "area_assessed_by": (
        ("police", "Police"),
        ("youth_justice", "Youth justice"),
        ("gang_exit", "Gang-exit service"),
        ("social_care", "Social care"),
        ("community_safety", "Community safety"),
        ("other", "Other"),
    ),
    "place_reasons": (
        ("people", "Family or friends who help"),
        ("support", "A support service"),
        ("health", "Health care"),
        ("school", "A child's school"),
        ("work", "Work or training"),
        ("worship", "A place of worship"),
        (NONE_OF_THESE, "Nothing in particular"),
    ),
    "support_confirmed": (("yes", "Yes"), ("not_yet", "Not yet")),
    "risk_managed": (("yes", "Yes"), ("another_agency", "No, another agency does"), ("nobody", "Nobody yet")),
    "risk_basis": (
        ("score", "The score"),
        ("judgement", "Professional judgement"),
        ("worse", "It is getting worse"),
    ),
    "safe_contact_held": (
        ("when_known", "Yes, and I know when it is safe to call"),
        ("when_not_known", "Yes, but I do not know when it is safe"),
        ("no", "No"),
    ),
}
"""Code and label of each option, by question. Reasons, places and kinds of tenancy stand in the scheme."""


@dataclass(frozen=True)
class Answers:
    """What the officer has answered so far about one household, as the rules need it.

    Choices are codes of `OPTIONS` or of the scheme. Ages are in whole years. `dash_score` is the number of
    answers of yes on a DASH checklist, None where there is none.
    """

    danger_now: str = ""
    safe_tonight: str = ""
    is_professional: str = ""
    primary_reason: str = ""
    tenancy_route: str = ""
    landlord_is_partner: bool = False
    landlord_name: str = ""
    landlord_kind: str = ""
    home_place: str = ""
    risk_here: str = ""
    wants_to_leave: str = ""
    own_stock: str = ""
    options_explained: Collection[str] = ()
    explained: Collection[str] = ()
    consent_apply: bool = False
    consent_date: date | None = None
    tenancy_type: str = ""
    tenancy_held: str = ""
    tenancy_confirmed: bool = False
    where_now: str = ""
    held_before: str = ""
    landlord_only_placed_them: bool = False
    adults: Collection[int] = ()
    children: Collection[int] = ()
    safe_places: Collection[str] = ()
    unsafe_places: Collection[str] = ()
    area_assessed: str = ""
    support_confirmed: str = ""
    risk_managed: str = ""
    plan_written: str = ""
    abuse_service: str = ""
    housing_moves: str = ""
    risk_basis: Collection[str] = ()
    dash_score: int | None = None
    bedrooms: int | None = None
    safe_contact_held: str = ""
    officer_present: bool = False
