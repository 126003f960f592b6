"""Who may do what: permission → any of → all of → small named conditions over the actor and the facts.

Pure: no database, no framework. The database answers the same question by row-level security, written separately
in `sql/`; a test asserts that both say the same for every actor, relation and state.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from reciprocal.access.facts import NOTHING, Actor, Facts
from reciprocal.rulebook import roles
from reciprocal.rulebook.lifecycle import Step
from reciprocal.rulebook.states import NEW, OFFER_ITS_PARTNER_READS, STATES, WITH_PROFILE

Condition = Callable[[Actor, Facts], bool]


@dataclass(frozen=True)
class Allowed:
    """It may be done."""


@dataclass(frozen=True)
class Hidden:
    """The actor may not even learn that the thing exists: the answer is the same as for a missing one."""


@dataclass(frozen=True)
class Refused:
    """The actor may see the thing but not do this now; `why` is a sentence for the page."""

    why: str


Decision = Allowed | Hidden | Refused


def _role(role: str) -> Condition:
    def holds(actor: Actor, facts: Facts) -> bool:
        return actor.role == role

    holds.__name__ = f"is_{role}"
    return holds


def signed_in_with_a_post(actor: Actor, facts: Facts) -> bool:
    """The actor holds an active post."""
    return not actor.is_nobody


def not_kept_away(actor: Actor, facts: Facts) -> bool:
    """The actor is not barred from the request. A bar always wins."""
    return not facts.barred


def officer_of_it(actor: Actor, facts: Facts) -> bool:
    """The actor is the nominating officer of the request, or the cover who accepted."""
    return actor.role == roles.NOMINATING_OFFICER and actor.membership in (facts.officer, facts.cover)


def coordinator_once_sent(actor: Actor, facts: Facts) -> bool:
    """The actor is a coordinator and the request has been sent; drafts are the officer's own."""
    return actor.role == roles.COORDINATOR and facts.was_sent


def named_lead_who_was_asked(actor: Actor, facts: Facts) -> bool:
    """The actor is a named lead of the applicant's own landlord, and that landlord has been asked."""
    return actor.role == roles.NAMED_LEAD and actor.organisation == facts.landlord and facts.landlord_was_asked


def manager_for_a_second_look(actor: Actor, facts: Facts) -> bool:
    """The actor manages the applicant's own landlord, which has no other named lead for the second look."""
    return (
        actor.role == roles.PARTNER_MANAGER
        and actor.organisation == facts.landlord
        and facts.landlord_was_asked
        and facts.manager_decides
    )


def did_not_decline_before(actor: Actor, facts: Facts) -> bool:
    """The actor is not the person whose decision is looked at again."""
    return actor.person != facts.declined_by


def recipient_while_it_circulates(actor: Actor, facts: Facts) -> bool:
    """The actor lets homes at a partner that has the profile, and partners may read it in this state."""
    return (
        actor.role == roles.LETTINGS_OFFICER
        and facts.has_profile
        and facts.request_state in WITH_PROFILE
        and actor.organisation != facts.landlord
    )


def offering_partner(actor: Actor, facts: Facts) -> bool:
    """The actor lets homes at the partner that has made the offer, and the offer stands or led to a move."""
    if actor.role != roles.LETTINGS_OFFICER or not facts.has_offered:
        return False
    own = facts.offer_organisation == actor.organisation
    return facts.offer is None or (own and facts.offer_state in OFFER_ITS_PARTNER_READS)


def of_an_offer_that_stands(actor: Actor, facts: Facts) -> bool:
    """The offer is live or has led to a move. What was sealed with another one nobody opens by a click."""
    return facts.offer_state in OFFER_ITS_PARTNER_READS


def not_the_own_landlord(actor: Actor, facts: Facts) -> bool:
    """The actor, in whatever role, is not at the applicant's own landlord."""
    return actor.organisation != facts.landlord


def with_a_live_offer(actor: Actor, facts: Facts) -> bool:
    """The actor's partner has an offer for the request that still stands."""
    return actor.role == roles.LETTINGS_OFFICER and facts.has_live_offer


def profile_is_own(actor: Actor, facts: Facts) -> bool:
    """The profile was made for the actor's own organisation."""
    return facts.profile is None or facts.profile_organisation == actor.organisation


def the_service_itself(actor: Actor, facts: Facts) -> bool:
    """The service itself acts, when a day comes. The database lets nobody but the worker's login be that."""
    return actor.role == roles.SYSTEM


def owner_of_the_home(actor: Actor, facts: Facts) -> bool:
    """The actor lets homes at the partner that declared this home."""
    return (
        actor.role == roles.LETTINGS_OFFICER
        and facts.home is not None
        and facts.home_organisation == actor.organisation
    )


is_coordinator = _role(roles.COORDINATOR)
is_officer = _role(roles.NOMINATING_OFFICER)
is_named_lead = _role(roles.NAMED_LEAD)
is_lettings_officer = _role(roles.LETTINGS_OFFICER)
is_partner_manager = _role(roles.PARTNER_MANAGER)
is_scheme_manager = _role(roles.SCHEME_MANAGER)
is_auditor = _role(roles.AUDITOR)

Alternatives = tuple[tuple[Condition, ...], ...]

_SEALED_WITH_AN_OFFER: Final = (not_kept_away, not_the_own_landlord, of_an_offer_that_stands)
_OPENS_SEALED: Final[Alternatives] = (
    (*_SEALED_WITH_AN_OFFER, officer_of_it),
    (*_SEALED_WITH_AN_OFFER, coordinator_once_sent),
    (*_SEALED_WITH_AN_OFFER, offering_partner),
)

# Asking for what no click opens, and deciding on it, is for the two who run the scheme.
_DECIDES_ON_SEALED: Final[Alternatives] = (
    (not_kept_away, not_the_own_landlord, coordinator_once_sent),
    (not_kept_away, not_the_own_landlord, is_scheme_manager),
)

PERMISSIONS: Final[dict[str, Alternatives]] = {
    "worklist.read": ((signed_in_with_a_post,),),
    "request.start": ((is_officer,),),
    "enquiry.record": ((is_coordinator,),),
    "request.list": ((is_officer,), (is_coordinator,)),
    "request.read": ((not_kept_away, officer_of_it), (not_kept_away, coordinator_once_sent)),
    "request.bars": ((not_kept_away, coordinator_once_sent),),
    "request.edit": ((not_kept_away, officer_of_it),),
    "approval.list": ((is_named_lead,),),
    "approval.read": ((not_kept_away, named_lead_who_was_asked), (not_kept_away, manager_for_a_second_look)),
    "profile.list": ((is_lettings_officer,),),
    "week.answer": ((is_lettings_officer,),),
    "call.list": ((is_coordinator,),),
    "chase.list": ((is_coordinator,),),
    "profile.read": (
        (not_kept_away, profile_is_own, recipient_while_it_circulates),
        (not_kept_away, profile_is_own, with_a_live_offer),
    ),
    "offer.list": ((is_lettings_officer,), (is_coordinator,)),
    "offer.read": (
        (not_kept_away, officer_of_it),
        (not_kept_away, coordinator_once_sent),
        (not_kept_away, offering_partner),
    ),
    "offer.answer": ((not_kept_away, officer_of_it), (not_kept_away, coordinator_once_sent)),
    "address.open": _OPENS_SEALED,
    "viewing.open": _OPENS_SEALED,
    "sealed.list": ((is_coordinator,), (is_scheme_manager,)),
    "sealed.ask": _DECIDES_ON_SEALED[:1],
    "sealed.decide": _DECIDES_ON_SEALED,
    "move.tick": ((not_kept_away, officer_of_it), (not_kept_away, offering_partner)),
    "home.list": ((is_lettings_officer,), (is_coordinator,)),
    "home.read": ((owner_of_the_home,), (is_coordinator,)),
    "home.expect": ((is_named_lead,), (is_partner_manager,)),
    "home.match": ((owner_of_the_home,),),
    "statement.read": ((is_named_lead,), (is_partner_manager,)),
    "pot.read": ((is_coordinator,),),
    "pot.write": ((is_coordinator,),),
    "partner.list": ((is_coordinator,),),
    "partner.write": ((is_coordinator,),),
    "contact.keep": ((is_named_lead,), (is_partner_manager,)),
    "places.keep": ((is_partner_manager,),),
    "people.manage": ((is_partner_manager,), (is_coordinator,), (is_scheme_manager,)),
    "teams.keep": ((is_partner_manager,),),
    "agency.check": ((is_coordinator,),),
    "post.change": ((signed_in_with_a_post,),),
    "log.read": ((is_auditor,), (is_scheme_manager,)),
}

# Which permission opens the rows of which table; the row-level security of the database must agree.
TABLE_READERS: Final[dict[str, tuple[str, ...]]] = {
    "property_requests_propertyrequest": ("request.read",),
    "property_requests_risk": ("request.read",),
    "property_requests_saved": ("request.edit",),
    "property_requests_requestplace": ("request.read",),
    "property_requests_contact": ("request.read", "approval.read"),
    "property_requests_householdmember": ("request.read",),
    "property_requests_supportingagency": ("request.read",),
    "property_requests_cover": ("request.read",),
    "property_requests_bar": ("request.bars",),
    "property_requests_conflict": ("request.bars",),
    "property_requests_policereference": ("approval.read",),
    "property_requests_informationasked": ("request.read",),
    "property_requests_approval": ("request.read", "approval.read"),
    "property_requests_approvalmember": ("request.read", "approval.read"),
    "property_requests_decision": ("request.read", "approval.read"),
    "property_requests_review": ("request.read",),
    "property_requests_bandchange": ("request.bars",),
    "property_requests_chase": ("request.bars",),
    "property_requests_sectionchecked": ("request.bars",),
    "property_requests_handover": ("request.read",),
    "property_requests_wavedon": ("request.read",),
    "property_requests_cleared": ("request.read",),
    "property_requests_declinefact": ("request.read", "approval.read"),
    "circulation_profile": ("request.bars", "profile.read"),
    "circulation_priority": ("request.bars",),
    "circulation_allowedplace": ("request.bars",),
    "circulation_partnerasked": ("request.bars", "profile.read"),
    "circulation_profileanswer": ("request.bars", "profile.read"),
    "offers_offer": ("offer.read",),
    "offers_allowed": ("offer.answer",),
    "offers_viewing": ("offer.read",),
    "offers_answer": ("offer.answer",),
    "offers_homeaddress": ("address.open",),
    "offers_viewingplan": ("viewing.open",),
    "offers_opening": ("sealed.decide",),
    "offers_timeasked": ("offer.answer",),
    "offers_firewalltick": ("offer.read",),
    "offers_movetick": ("offer.answer",),
    "offers_followup": ("offer.answer",),
    "offers_voided": ("offer.answer",),
    "offers_cannothouse": ("request.bars",),
    "offers_ruling": ("offer.answer",),
}

RELATION_CONDITIONS: Final[dict[str, Alternatives]] = {
    roles.OFFICER: ((not_kept_away, officer_of_it),),
    roles.SCHEME: ((not_kept_away, coordinator_once_sent),),
    roles.LANDLORD: PERMISSIONS["approval.read"],
    roles.DECIDER: tuple((*every, did_not_decline_before) for every in PERMISSIONS["approval.read"]),
    roles.RECIPIENT: ((not_kept_away, profile_is_own, recipient_while_it_circulates),),
    roles.OFFERING: ((not_kept_away, offering_partner),),
    roles.OWNER: ((owner_of_the_home,),),
    roles.SYSTEM: ((the_service_itself,),),
}

# Whoever has one of these on a thing may know that it exists.
_READS: Final = {
    "request": ("request.read", "approval.read"),
    "profile": ("profile.read",),
    "offer": ("offer.read",),
    "home": ("home.read",),
}


def allows(permission: str, actor: Actor, facts: Facts = NOTHING) -> bool:
    """Tell whether the actor has a permission on a thing. Raises KeyError for a permission that does not exist."""
    return any(all(condition(actor, facts) for condition in every) for every in PERMISSIONS[permission])


def may_know_of(kind: str, actor: Actor, facts: Facts) -> bool:
    """Tell whether the actor may know that a request, a profile, an offer or a home exists."""
    return any(allows(permission, actor, facts) for permission in _READS[kind])


def relations(actor: Actor, facts: Facts) -> frozenset[str]:
    """Tell in which relations the actor stands to a thing, e.g. officer of the request."""
    return frozenset(
        relation
        for relation, alternatives in RELATION_CONDITIONS.items()
        if any(all(condition(actor, facts) for condition in every) for every in alternatives)
    )


def decide_step(step: Step, actor: Actor, facts: Facts) -> Decision:
    """Decide on a step of the lifecycle: allowed, hidden, or refused with a sentence.

    Whoever may not read the thing learns nothing; whoever may, reads why the step is not theirs or not open now. The
    sentence names when the step is open and never the present state, since not every reader may know that one.
    """
    if step.from_ == (NEW,) and step.machine != "offer":
        role = roles.ROLE_OF_RELATION[step.who[0]]
        return Allowed() if actor.role == role else Hidden()
    if not relations(actor, facts).intersection(step.who):
        # A new offer begins on the profile.
        if may_know_of("profile" if step.from_ == (NEW,) else step.machine, actor, facts):
            return Refused(f"“{step.label}” is for: {_roles_in_words(step)}.")
        return Hidden()
    for change in step.changes or ():
        if not change.if_any and facts.state_of(change.machine) not in _open(change.from_):
            return Refused(_only_while(step.label, change.machine, change.from_))
    if step.from_ != (NEW,) and facts.state_of(step.machine) not in step.from_:
        return Refused(_only_while(step.label, step.machine, step.from_))
    return Allowed()


def _open(states: tuple[str, ...]) -> tuple[str, ...]:
    return ("",) if states == (NEW,) else states


def _roles_in_words(step: Step) -> str:
    people = [roles.ROLE_OF_RELATION[who] for who in step.who if who != roles.SYSTEM]
    names = dict.fromkeys([roles.ROLES[role].label.lower() for role in people] or ["the service itself"])
    return " or ".join(names)


def _only_while(label: str, machine: str, states: tuple[str, ...]) -> str:
    names = ", ".join(STATES[machine][key].label.lower() for key in states)  # type: ignore[index]
    return f"“{label}” is open only while the {machine} is: {names}. Look at what is there now."
