"""Whether a tenancy that is offered is at least as secure as the one that is held now.

The sentences about the law come from the rules R1, R3 and R4; a housing solicitor must confirm them before
they decide about real households.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from reciprocal.rulebook.parts import WEAKNESSES, TenancyType
from reciprocal.rulebook.scheme import Scheme

COUNCIL: Final = "council"
AS_SECURE: Final = "At least as secure. Nothing needed."
STOP: Final = "A lifetime tenancy is needed here. If you cannot give one, ask {coordinator}"
READ_ADVICE: Final = "Read the advice below to the applicant and record what they say."
ADVICE: Final = (
    "You have the right to take time and get legal advice. If you say no because the tenancy is weaker, it "
    "does not count."
)
NOT_COMPARED: Final = "The two tenancies cannot be compared. Ask {coordinator} before you go on."
GAP: Final = (
    "There is a gap between the tenancies. The council may be able to use a trial tenancy. Ask for the old "
    "tenancy to run until the new one starts."
)


@dataclass(frozen=True)
class Comparison:
    """The verdict, the one sentence that everybody reads, and the rule behind it for those who may know it.

    `rule` is for the officer, the coordinator and the approving landlord, never for the partner that offers:
    it would tell the reason for the move. "" where no law forbids the offer.
    """

    verdict: Literal["as_secure", "weaker", "cannot", "not_compared"]
    sentence: str
    rule: str = ""


def compare(
    held: TenancyType,
    offered: TenancyType,
    landlord_kind: str,
    scheme: Scheme,
    on: date,
    *,
    abuse_in_household: bool = False,
    without_gap: bool = True,
) -> Comparison:
    """Compare the tenancy held now with the one that is offered (rule 24).

    A council must offer a lifetime tenancy to whoever holds one, whatever the reason for moving: a stop that
    only some households get would tell the partner the reason. Everywhere else a weaker tenancy goes on after
    advice.

    Args: `landlord_kind` is that of the landlord who offers; `abuse_in_household`: the applicant or anyone in
    the household has suffered domestic abuse; `without_gap`: the new tenancy starts when the old one ends.
    """
    if not offered.tier or not held.tier:
        return Comparison("not_compared", NOT_COMPARED)
    if landlord_kind == COUNCIL and held.lifetime and not offered.lifetime:
        return Comparison("cannot", STOP, _law(offered, scheme, on, abuse_in_household, without_gap))
    if offered.tier > held.tier:
        what = f"Weaker: {WEAKNESSES[offered.weakness]}. {READ_ADVICE}"
        rule = scheme.rules["weaker_tenancy"]
        return Comparison("weaker", what, rule.sentence if rule.holds(on) else "")
    return Comparison("as_secure", AS_SECURE)


def _law(offered: TenancyType, scheme: Scheme, on: date, abuse: bool, without_gap: bool) -> str:
    """Give the law's reason for a stop; "" where it is the scheme's own and the coordinator may lift it."""
    if offered.weakness == "fixed_term" and abuse and scheme.in_force("not_flexible", on):
        return scheme.rules["not_flexible"].sentence
    if offered.weakness == "trial" and scheme.in_force("not_trial", on):
        return scheme.rules["not_trial"].sentence if without_gap else GAP
    return ""
