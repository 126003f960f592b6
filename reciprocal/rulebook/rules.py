"""The conditions of the scheme by name: what each asks for, in a sentence that a housing officer understands.

A rule's sentence is the same in every scheme. Whether it holds, from which day to which, and which source
says so stands in the scheme's file, so that a request is judged by the rules of its day.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Condition:
    """What a rule asks for: its key, its number in the list of rules ("" where it has none), its sentence.

    `always`: no scheme may switch it off.
    """

    key: str
    number: str
    sentence: str
    always: bool = False


@dataclass(frozen=True)
class Rule:
    """A rule as one scheme has it: the condition, where it comes from, and from which day to which it holds.

    `mark` says how sure the source is: V read in a source, P partly, I inferred, D our own design.
    `since` is None for a rule that the scheme has switched off; `off` then says why.
    `confirm` names who must confirm the rule before it decides about real households, where somebody must.
    """

    key: str
    number: str
    sentence: str
    source: str
    mark: str
    since: date | None
    until: date | None = None
    off: str = ""
    confirm: str = ""

    def holds(self, on: date) -> bool:
        """Say whether the rule is in force on a day."""
        return self.since is not None and self.since <= on and (self.until is None or on <= self.until)


CONDITIONS: tuple[Condition, ...] = (
    Condition(
        "emergency_first",
        "39",
        "Whether anyone is in danger today, and where they are tonight, is asked before anything else.",
        always=True,
    ),
    Condition(
        "professional",
        "2",
        "A professional sends the request and gives a work contact, and holds a safe way to reach the applicant.",
        always=True,
    ),
    Condition("social_tenancy", "", "The applicant has a social tenancy, or a council owes them one."),
    Condition("partner_landlord", "4", "The applicant's landlord is a partner."),
    Condition("other_place", "5", "The move is to a different {place} than the one of the home."),
    Condition("risk_here", "", "The risk is where the home is."),
    Condition(
        "right_landlord",
        "10",
        "The landlord of the tenancy decides, not the council that placed the household; where a tenancy is owed, the "
        "council that owes it.",
    ),
    Condition("own_stock", "", "The landlord cannot meet the need from its own homes."),
    Condition("options_explained", "", "The applicant knows of a homelessness application, which can run beside."),
    Condition("not_paused", "40", "The scheme takes new requests for this reason."),
    Condition(
        "consent",
        "3",
        "The applicant has agreed, knowing what it means, on a day that is recorded.",
        always=True,
    ),
    Condition("tenancy_held", "25", "The tenancy is still in place."),
    Condition(
        "enough_places",
        "6",
        "A request names at least {min_places} safe {places}, unless the main reason is youth violence.",
    ),
    Condition(
        "unsafe_places",
        "7",
        "After youth violence the unsafe {places} are named; all others count as safe once a professional "
        "has assessed them.",
    ),
    Condition(
        "support_first",
        "8",
        "After youth violence, support and risk management are confirmed before partners see the request.",
    ),
    Condition(
        "specialist_service",
        "",
        "After domestic abuse or sexual violence the applicant is told about a specialist service first.",
    ),
    Condition(
        "other_scheme_first",
        "",
        "Whoever can use {other_scheme} is registered with it before the request is sent.",
    ),
    Condition(
        "clock_stops",
        "",
        "While the officer is asked for more, and while a request rests, the clock stands still: what was due "
        "is due as many working days later.",
    ),
    Condition(
        "not_flexible",
        "R1",
        "A council cannot give a flexible tenancy here. The person or someone in their household has "
        "experienced domestic abuse, and they have held a lifetime tenancy. Choose 'secure, lifetime'.",
    ),
    Condition(
        "not_trial",
        "R3",
        "This person is moving straight from a secure or assured tenancy, so the new council tenancy cannot "
        "be a trial tenancy.",
    ),
    Condition(
        "weaker_tenancy",
        "R4",
        "This tenancy is less secure than the one held now. Explain this and offer independent housing "
        "advice before an answer is given.",
    ),
)
BY_KEY: dict[str, Condition] = {condition.key: condition for condition in CONDITIONS}
