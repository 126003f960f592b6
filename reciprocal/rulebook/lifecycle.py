"""Every step that moves a request, an offer or a home: from where, to where, by whom, and who is told.

This is the one table of the scheme's procedure. Buttons, permissions, the worklist, the notices, the timeline, the
database's triggers, the generated documents and the tests are read from it. States are in `states.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reciprocal.rulebook import chasing
from reciprocal.rulebook.roles import DECIDER, LANDLORD, OFFERING, OFFICER, OWNER, RECIPIENT, SCHEME, SYSTEM
from reciprocal.rulebook.states import ENDED, LIVE_OFFER, NEW, OPEN_REQUEST, STATES, Machine, State


@dataclass(frozen=True)
class Change:
    """One state that a step changes. `if_any`: only where such a thing exists, e.g. a live offer."""

    machine: Machine
    from_: tuple[str, ...]
    to: tuple[str, ...]
    if_any: bool = False


@dataclass(frozen=True)
class Step:
    """One step of the procedure.

    `machine` is what the button stands on. `to` empty: the state stays. Several in `to`: the action chooses among
    them (for example back to whoever asked). `needs` are named conditions that the app checks. `tells` are pairs of
    notice and relation. `event` is the sentence on the timeline of officer and coordinator; `seen_by` lists
    who else reads an event, with its sentence. `erases`: the thing is gone with the step, and of all that was kept
    about it only the log stays.
    """

    key: str
    machine: Machine
    label: str
    who: tuple[str, ...]
    from_: tuple[str, ...]
    to: tuple[str, ...] = ()
    also: tuple[Change, ...] = ()
    needs: tuple[str, ...] = ()
    tells: tuple[tuple[str, str], ...] = ()
    event: str = ""
    seen_by: tuple[tuple[str, str], ...] = ()
    final: bool = False
    erases: bool = False

    @property
    def changes(self) -> tuple[Change, ...]:
        """All state changes of the step, its own first."""
        own = (Change(self.machine, self.from_, self.to),) if self.to else ()
        return own + self.also


_BEFORE_OFFER = tuple(s for s in OPEN_REQUEST if s not in ("draft", "under_offer", "moving"))
_BEFORE_OFFER_AND_HOLD = tuple(s for s in _BEFORE_OFFER if s not in ("on_hold", "ruling_awaited"))
_SENT_AND_OPEN = tuple(s for s in OPEN_REQUEST if s != "draft")
# What the landlord may do in one of these is open in all: by opening its page it must not learn which of them it is.
_AGREED = ("approved", "circulating", "under_offer", "ruling_awaited", "moving", "on_hold")
_LIVE_OFFER_FALLS = (
    Change("offer", ("sent",), ("withdrawn",), if_any=True),
    Change("home", ("offered",), ("open",), if_any=True),
)
_OFFER_ENDS = (
    Change("request", ("under_offer", "moving"), ("circulating",)),
    Change("home", ("offered",), ("open",)),
)

REQUEST_STEPS: Final = (
    Step(
        "start_request",
        "request",
        "Start a property request",
        (OFFICER,),
        (NEW,),
        ("draft",),
        event="The request was started.",
    ),
    Step(
        "submit",
        "request",
        "Send request",
        (OFFICER,),
        ("draft",),
        ("submitted",),
        needs=("agency_checked", "rules_met", "declared"),
        tells=(("received", OFFICER), ("to_check", SCHEME)),
        event="The officer sent the request.",
    ),
    Step(
        "delete_draft",
        "request",
        "Delete this draft",
        (OFFICER,),
        ("draft",),
        event="The officer deleted the draft.",
        final=True,
        erases=True,
    ),
    Step(
        "purge_draft",
        "request",
        "Delete an old draft",
        (SYSTEM,),
        ("draft",),
        needs=("not_changed_for_long",),
        event="The draft was deleted, since nobody went on with it.",
        final=True,
        erases=True,
    ),
    Step(
        "erase_soon",
        "request",
        "Say that it is erased soon",
        (SYSTEM,),
        ENDED,
        needs=("its_time", "not_held"),
        tells=(("update", OFFICER), ("update", SCHEME)),
        event="Places and sealed facts are erased soon.",
    ),
    Step(
        "erase_sealed",
        "request",
        "Erase what was sealed",
        (SYSTEM,),
        ENDED,
        needs=("its_time", "not_held"),
        event="Places and sealed facts were erased on schedule.",
    ),
    Step(
        "erase_narrative",
        "request",
        "Erase the narrative",
        (SYSTEM,),
        ENDED,
        needs=("its_time", "not_held"),
        event="The narrative was erased on schedule.",
    ),
    Step(
        "legal_hold",
        "request",
        "Hold back the erasure",
        (SCHEME,),
        ENDED,
        needs=("not_held",),
        event="The coordinator held back the erasure.",
    ),
    Step(
        "lift_legal_hold",
        "request",
        "Let it be erased on schedule",
        (SCHEME,),
        ENDED,
        needs=("held",),
        event="The erasure goes on by schedule.",
    ),
    Step(
        "ask_information",
        "request",
        "Ask the officer for more",
        (SCHEME,),
        ("submitted",),
        ("information_needed",),
        tells=(("needs_answer", OFFICER),),
        event="The coordinator asked for more.",
    ),
    Step(
        "seek_approval",
        "request",
        "Ask the landlord to decide",
        (SCHEME,),
        ("submitted",),
        ("awaiting_landlord",),
        needs=("landlord_not_kept_away", "kept_away_is_known"),
        tells=(("to_decide", LANDLORD), ("update", OFFICER)),
        event="The coordinator asked the landlord to decide.",
        seen_by=((LANDLORD, "You were asked to decide."),),
    ),
    Step(
        "settle_kept_away",
        "request",
        "Settle who is kept away",
        (SCHEME,),
        ("submitted",),
        needs=("something_to_settle",),
        event="The coordinator settled with the officer who is kept away.",
    ),
    Step(
        "approve",
        "request",
        "We agree",
        (DECIDER,),
        ("awaiting_landlord", "decline_proposed"),
        ("approved",),
        needs=("our_tenant",),
        tells=(("update", OFFICER), ("next_step", SCHEME)),
        event="The landlord agreed. The code was given.",
        seen_by=((LANDLORD, "You agreed."),),
    ),
    Step(
        "confirm_tenancy",
        "request",
        "Confirm the tenancy",
        (DECIDER,),
        ("awaiting_landlord", "decline_proposed", *_AGREED),
        needs=("tenancy_in_doubt",),
        tells=(("update", OFFICER), ("next_step", SCHEME)),
        event="The landlord confirmed that the tenancy is in place.",
        seen_by=((LANDLORD, "You confirmed that the tenancy is in place."),),
    ),
    Step(
        "agree_again",
        "request",
        "We still agree",
        (DECIDER,),
        _AGREED,
        needs=("asked_again",),
        tells=(("update", OFFICER), ("next_step", SCHEME)),
        event="The landlord still agrees.",
        seen_by=((LANDLORD, "You still agreed."),),
    ),
    Step(
        "landlord_asks",
        "request",
        "We need to know more",
        (DECIDER,),
        ("awaiting_landlord",),
        ("information_needed",),
        tells=(("needs_answer", OFFICER),),
        event="The landlord asked for more.",
        seen_by=((LANDLORD, "You asked for more."),),
    ),
    Step(
        "answer_information",
        "request",
        "Send answers",
        (OFFICER,),
        ("information_needed",),
        ("submitted", "awaiting_landlord"),
        needs=("each_section_answered", "rules_met"),
        tells=(("answered", SCHEME), ("to_decide", LANDLORD)),
        event="The officer answered.",
        seen_by=((LANDLORD, "The officer answered."),),
    ),
    Step(
        "set_panel_date",
        "request",
        "Our panel decides",
        (DECIDER,),
        ("awaiting_landlord",),
        needs=("panel_not_moved_before",),
        tells=(("update", OFFICER), ("update", SCHEME)),
        event="The landlord decides at its panel on {about}.",
        seen_by=((LANDLORD, "You named {about} as the date of your panel."),),
    ),
    Step(
        "propose_decline",
        "request",
        "We are minded to decline",
        (DECIDER,),
        ("awaiting_landlord",),
        ("decline_proposed",),
        tells=(("update", OFFICER),),
        event="The landlord is minded to decline and gave its facts.",
        seen_by=((LANDLORD, "You were minded to decline and gave your facts."),),
    ),
    Step(
        "correct_facts",
        "request",
        "Correct the facts",
        (OFFICER,),
        ("decline_proposed",),
        ("awaiting_landlord",),
        needs=("something_corrected",),
        tells=(("to_decide", LANDLORD),),
        event="The officer corrected the facts.",
        seen_by=((LANDLORD, "The officer corrected the facts."),),
    ),
    Step(
        "nothing_to_correct",
        "request",
        "Nothing to correct",
        (OFFICER,),
        ("decline_proposed",),
        ("awaiting_landlord",),
        tells=(("to_decide", LANDLORD),),
        event="The officer had nothing to correct.",
        seen_by=((LANDLORD, "The officer had nothing to correct."),),
    ),
    Step(
        "decline",
        "request",
        "Decline the request",
        (DECIDER,),
        ("decline_proposed", "awaiting_landlord"),
        ("declined",),
        needs=("correction_time_over",),
        tells=(("update", OFFICER), ("update", SCHEME)),
        event="The landlord declined.",
        seen_by=((LANDLORD, "You declined."),),
        final=True,
    ),
    Step(
        "second_look",
        "request",
        "Ask for a second look",
        (OFFICER,),
        ("declined",),
        ("awaiting_landlord",),
        needs=("second_look_not_used", "second_look_in_time", "somebody_else_decides"),
        tells=(("second_look", DECIDER), ("update", SCHEME)),
        event="The officer asked for a second look by another person.",
        seen_by=((LANDLORD, "The officer asked for a second look by another person."),),
    ),
    Step(
        "ring_landlord",
        "request",
        "I have rung the landlord",
        (SCHEME,),
        chasing.states(LANDLORD),
        event="{coordinator} rang {landlord}.",
        seen_by=((LANDLORD, "{coordinator} rang you."),),
    ),
    Step(
        "ring_officer",
        "request",
        "I have rung the officer",
        (SCHEME,),
        chasing.states(OFFICER),
        event="{coordinator} rang the officer.",
    ),
    Step(
        "ring_partner",
        "request",
        "I have rung the landlord of the home",
        (SCHEME,),
        chasing.states(OFFERING),
        event="{coordinator} rang the landlord of the home.",
    ),
    Step(
        "landlord_says",
        "request",
        "Say where it stands",
        (DECIDER,),
        chasing.states(LANDLORD),
        needs=("is_late",),
        event="The landlord said where it stands.",
        seen_by=((LANDLORD, "You said where it stands."),),
    ),
    Step(
        "officer_says",
        "request",
        "Say where it stands",
        (OFFICER,),
        chasing.states(OFFICER),
        needs=("is_late",),
        event="The officer said where it stands.",
    ),
    Step(
        "remind",
        "request",
        "Send a reminder",
        (SCHEME,),
        (*chasing.states(LANDLORD), *chasing.states(OFFICER)),
        needs=("is_late", "not_reminded_today"),
        event="{coordinator} sent a reminder.",
    ),
    Step(
        "circulate",
        "request",
        "Circulate now",
        (SCHEME,),
        ("approved",),
        ("circulating",),
        needs=("rules_met", "somebody_to_ask"),
        tells=(("update", OFFICER),),
        event="The profile went to partners with homes in the safe places.",
    ),
    Step(
        "change_band",
        "request",
        "Change the risk band",
        (SCHEME,),
        _SENT_AND_OPEN,
        event="The coordinator looked at the risk again.",
    ),
    Step(
        "ask_partner",
        "request",
        "Ask a partner",
        (SCHEME,),
        ("circulating",),
        needs=("has_the_profile",),
        tells=(("update", RECIPIENT),),
        event="The coordinator asked a partner whether it has a home.",
    ),
    Step(
        "allow_home",
        "request",
        "Allow a home that does not fit",
        (SCHEME,),
        ("circulating",),
        needs=("could_be_allowed", "officer_agreed"),
        tells=(("update", OFFICER), ("update", RECIPIENT)),
        event="The coordinator allowed a home that does not fit. Refused for that, it does not count.",
    ),
    Step(
        "change_request",
        "request",
        "Change the request",
        (OFFICER,),
        tuple(s for s in _SENT_AND_OPEN if s not in ("information_needed", "moving")),
        needs=("rules_met",),
        tells=(("update", SCHEME),),
        event="The officer changed the request.",
    ),
    Step(
        "review",
        "request",
        "Review now",
        (OFFICER,),
        ("circulating",),
        event="Review: still needed.",
    ),
    Step(
        "not_safe_tonight",
        "request",
        "They are not safe tonight",
        (OFFICER,),
        _SENT_AND_OPEN,
        tells=(("act_today", SCHEME),),
        event="Not safe tonight. Emergency steps were shown.",
    ),
    Step(
        "what_was_done",
        "request",
        "What has been done?",
        (OFFICER,),
        _SENT_AND_OPEN,
        needs=("was_not_safe",),
        tells=(("update", SCHEME),),
        event="The officer recorded what has been done.",
    ),
    Step(
        "keep_away",
        "request",
        "Keep somebody away",
        (OFFICER, SCHEME),
        OPEN_REQUEST,
        needs=("not_own_organisation",),
        tells=(("act_today", SCHEME),),
        event="Somebody is kept away from this request.",
    ),
    Step(
        "hold",
        "request",
        "Put on hold",
        (OFFICER, SCHEME),
        ("awaiting_landlord", "approved", "circulating", "under_offer"),
        ("on_hold",),
        also=_LIVE_OFFER_FALLS,
        tells=(("update", OFFICER), ("update", SCHEME), ("update", OFFERING)),
        event="The request was put on hold.",
        seen_by=((OFFERING, "The offer was withdrawn. It does not count."),),
    ),
    Step(
        "resume",
        "request",
        "Take off hold",
        (OFFICER, SCHEME),
        ("on_hold",),
        ("submitted", "awaiting_landlord", "decline_proposed", "approved", "circulating"),
        tells=(("update", OFFICER), ("update", SCHEME)),
        event="The request was taken off hold.",
    ),
    Step(
        "officer_left",
        "request",
        "Nobody speaks for it",
        (SYSTEM,),
        (*_BEFORE_OFFER_AND_HOLD, "under_offer"),
        ("on_hold",),
        also=_LIVE_OFFER_FALLS,
        needs=("nobody_acts_for_it",),
        tells=(("nobody_speaks", SCHEME), ("update", OFFERING)),
        event="The officer has left and nobody covers. The request rests until somebody speaks for it.",
        seen_by=((OFFERING, "The offer was withdrawn. It does not count."),),
    ),
    Step(
        "find_officer",
        "request",
        "Find a cover",
        (SCHEME,),
        ("on_hold",),
        needs=("may_speak_for_it",),
        tells=(("changed_hands", OFFICER),),
        event="The coordinator found a new nominating officer.",
    ),
    Step(
        "hand_over",
        "request",
        "Hand over to a cover",
        (OFFICER,),
        OPEN_REQUEST,
        needs=("applicant_knows", "has_a_cover"),
        tells=(("changed_hands", OFFICER), ("update", SCHEME)),
        event="The request was handed over to another nominating officer.",
    ),
    Step(
        "no_longer_needed",
        "request",
        "The move is no longer needed",
        (OFFICER,),
        (*_BEFORE_OFFER, "under_offer"),
        ("closed",),
        also=_LIVE_OFFER_FALLS,
        tells=(("update", SCHEME), ("update", OFFERING)),
        event="The move is no longer needed. The request is closed.",
        seen_by=((LANDLORD, "The request is closed."), (OFFERING, "The offer was withdrawn. It does not count.")),
        final=True,
    ),
    Step(
        "close",
        "request",
        "Close the request",
        (SCHEME,),
        _BEFORE_OFFER,
        ("closed",),
        tells=(("update", OFFICER),),
        event="The coordinator closed the request.",
        seen_by=((LANDLORD, "The request is closed."),),
        final=True,
    ),
    Step(
        "withdraw_consent",
        "request",
        "The applicant withdraws consent",
        (OFFICER,),
        OPEN_REQUEST,
        ("closed",),
        also=(
            Change("offer", LIVE_OFFER, ("void",), if_any=True),
            Change("home", ("offered",), ("open",), if_any=True),
        ),
        tells=(("stopped", SCHEME), ("update", OFFERING)),
        event="The applicant withdrew consent. Everything stopped.",
        seen_by=((LANDLORD, "The request is closed."), (OFFERING, "The offer could not stand.")),
        final=True,
    ),
)

OFFER_STEPS: Final = (
    Step(
        "send_offer",
        "offer",
        "Offer this home",
        (RECIPIENT,),
        (NEW,),
        ("sent",),
        also=(
            Change("request", ("circulating",), ("under_offer",)),
            Change("home", ("open",), ("offered",)),
        ),
        needs=("home_may_be_offered", "home_fits", "lifetime_tenancy_kept", "home_is_empty"),
        tells=(("update", OFFICER), ("update", SCHEME)),
        event="A landlord made an offer.",
        seen_by=((OFFERING, "You made an offer."),),
    ),
    Step(
        "ask_time",
        "offer",
        "Ask for more time",
        (OFFICER,),
        ("sent",),
        tells=(("update", OFFERING), ("update", SCHEME)),
        event="The officer asked for more time, until {about}. This is not a refusal.",
        seen_by=((OFFERING, "The officer asked for more time, until {about}. This is not a refusal."),),
    ),
    Step(
        "hold_offer",
        "offer",
        "Say until when you can hold it",
        (OFFERING,),
        ("sent",),
        needs=("time_asked",),
        tells=(("update", OFFICER), ("update", SCHEME)),
        event="The landlord holds the home until {about}.",
        seen_by=((OFFERING, "You said that you hold the home until {about}."),),
    ),
    Step(
        "arrange_viewing",
        "offer",
        "Arrange viewing",
        (OFFICER,),
        ("sent",),
        needs=("no_viewing_planned",),
        tells=(("update", OFFERING),),
        event="A viewing is planned.",
        seen_by=((OFFERING, "A viewing is planned."),),
    ),
    Step(
        "record_viewing",
        "offer",
        "Record the viewing",
        (OFFICER,),
        ("sent",),
        needs=("viewing_planned",),
        event="The officer recorded the viewing.",
    ),
    Step(
        "accept",
        "offer",
        "The applicant says yes",
        (OFFICER,),
        ("sent",),
        ("accepted",),
        also=(Change("request", ("under_offer",), ("moving",)),),
        needs=("receiving_area_checked", "tenancy_may_be_given", "read_to_applicant"),
        tells=(("update", OFFERING), ("update", SCHEME)),
        event="The applicant said yes.",
        seen_by=((OFFERING, "The applicant said yes."),),
    ),
    Step(
        "refuse",
        "offer",
        "The applicant says no",
        (OFFICER,),
        ("sent",),
        ("refused",),
        # A refusal that never counts goes on at once; any other waits for the coordinator's ruling.
        also=(
            Change("request", ("under_offer",), ("circulating", "ruling_awaited")),
            Change("home", ("offered",), ("open",)),
        ),
        tells=(("update", OFFERING), ("update", SCHEME)),
        event="The applicant said no.",
        seen_by=((OFFERING, "The offer was not accepted."),),
    ),
    Step(
        "rule",
        "offer",
        "Rule on the refusal",
        (SCHEME,),
        ("refused",),
        also=(Change("request", ("ruling_awaited",), ("circulating", "closed")),),
        needs=("ruling_awaited", "told_of_cap"),
        tells=(("update", OFFICER),),
        event="The coordinator ruled whether the refusal counts.",
    ),
    Step(
        "ask_second_ruling",
        "offer",
        "Ask for a second look",
        (OFFICER,),
        ("refused",),
        also=(Change("request", ("closed",), ("closed",)),),
        needs=("refusal_counted", "asked_in_time", "not_asked_before"),
        tells=(("needs_answer", SCHEME),),
        event="The officer asked for a second look at the ruling.",
    ),
    Step(
        "rule_again",
        "offer",
        "Take the second look",
        (SCHEME,),
        ("refused",),
        # Where the ruling stays, the request stays closed.
        also=(Change("request", ("closed",), ("closed", "circulating")),),
        needs=("second_look_asked", "somebody_else_ruled", "told_of_cap", "places_there"),
        tells=(("update", OFFICER),),
        event="Somebody else looked at the ruling again.",
    ),
    Step(
        "rule_by_time",
        "offer",
        "Nobody ruled in time",
        (SYSTEM,),
        ("refused",),
        also=(Change("request", ("ruling_awaited",), ("circulating",)),),
        needs=("ruling_awaited", "due_has_passed"),
        tells=(("update", OFFICER), ("update", SCHEME)),
        event="Nobody ruled in time, so the refusal does not count.",
    ),
    Step(
        "lapse",
        "offer",
        "The offer lapses",
        (SYSTEM,),
        ("sent",),
        ("lapsed",),
        also=(
            Change("request", ("under_offer",), ("on_hold",)),
            Change("home", ("offered",), ("open",)),
        ),
        needs=("due_has_passed",),
        tells=(("update", OFFICER), ("update", OFFERING), ("act_today", SCHEME)),
        event="Nobody answered by the day, and the offer lapsed. It does not count.",
        seen_by=((OFFERING, "The offer was not accepted."),),
        final=True,
    ),
    Step(
        "not_safe",
        "offer",
        "This offer is not safe",
        (OFFICER,),
        LIVE_OFFER,
        ("void",),
        also=_OFFER_ENDS,
        tells=(("call_today", SCHEME), ("update", OFFERING)),
        event="The offer was stopped. It is void and does not count.",
        seen_by=((OFFERING, "The offer could not stand."),),
        final=True,
    ),
    Step(
        "withdraw_offer",
        "offer",
        "Withdraw this offer",
        (OFFERING,),
        ("sent", "accepted"),
        ("withdrawn",),
        also=_OFFER_ENDS,
        tells=(("update", OFFICER), ("update", SCHEME)),
        event="The landlord withdrew the offer. It does not count.",
        seen_by=((OFFERING, "You withdrew the offer."),),
        final=True,
    ),
    Step(
        "void_offer",
        "offer",
        "This offer cannot stand",
        (SCHEME,),
        LIVE_OFFER,
        ("void",),
        also=_OFFER_ENDS,
        tells=(("update", OFFICER), ("update", OFFERING)),
        event="The offer could not stand. It does not count.",
        seen_by=((OFFERING, "The offer could not stand."),),
        final=True,
    ),
    Step(
        "partner_says",
        "offer",
        "Say where it stands",
        (OFFERING,),
        ("accepted", "signed"),
        event="The landlord of the home said where it stands.",
        seen_by=((OFFERING, "You said where it stands."),),
    ),
    Step(
        "record_signing",
        "offer",
        "Record signing",
        (OFFERING,),
        ("accepted",),
        ("signed",),
        tells=(("update", OFFICER), ("update", SCHEME)),
        event="The tenancy was signed.",
        seen_by=((OFFERING, "You recorded the signing."),),
    ),
    Step(
        "record_start",
        "offer",
        "Record start of tenancy",
        (OFFERING,),
        ("signed",),
        ("started",),
        also=(
            Change("request", ("moving",), ("moved",)),
            Change("home", ("offered",), ("taken",)),
        ),
        needs=("not_in_future", "new_address_list"),
        tells=(("update", OFFICER), ("update", SCHEME), ("statement", LANDLORD)),
        event="The tenancy started. The household has moved.",
        seen_by=((OFFERING, "You recorded the start of the tenancy."), (LANDLORD, "Moved. One home owed.")),
    ),
    Step(
        "cancel_move",
        "offer",
        "The tenancy was cancelled",
        (SCHEME,),
        ("started",),
        needs=("not_cancelled_before", "in_first_week"),
        tells=(("update", OFFICER), ("update", OFFERING), ("statement", LANDLORD)),
        event="The tenancy was cancelled in its first week. The pot took both lines back.",
        seen_by=(
            (OFFERING, "The tenancy was cancelled. The pot took its line back."),
            (LANDLORD, "The tenancy was cancelled. No home is owed for it."),
        ),
        final=True,
    ),
    Step(
        "follow_up",
        "offer",
        "How is it going?",
        (OFFICER,),
        ("started",),
        needs=("four_weeks_later",),
        event="The officer said how it is going.",
    ),
)

HOME_STEPS: Final = (
    Step(
        "declare_home",
        "home",
        "Declare a home",
        (OWNER,),
        (NEW,),
        ("open",),
        needs=("still_a_partner", "place_is_yours"),
        event="The home was declared.",
    ),
    Step(
        "change_home",
        "home",
        "Change",
        (OWNER,),
        ("open",),
        event="The details of the home were changed.",
    ),
    Step(
        "hold_longer",
        "home",
        "Hold it longer",
        (OWNER,),
        ("open",),
        needs=("day_to_come",),
        event="The home is held until {about}.",
    ),
    Step(
        "take_off",
        "home",
        "Take off the list",
        (OWNER,),
        ("open",),
        ("off_list",),
        event="The home was taken off the list.",
    ),
    Step(
        "expire",
        "home",
        "The date passed without an answer",
        (SYSTEM,),
        ("open",),
        ("off_list",),
        needs=("date_has_passed",),
        event="The date of the home passed without an answer. It left the list.",
    ),
)

STEPS: Final[dict[str, Step]] = {step.key: step for step in REQUEST_STEPS + OFFER_STEPS + HOME_STEPS}


def state(machine: Machine, key: str) -> State:
    """Give one state of the lifecycle by its key. Raises KeyError for a state that does not exist."""
    return STATES[machine][key]


def steps_from(machine: Machine, state_key: str, relations: frozenset[str]) -> tuple[Step, ...]:
    """List the steps that somebody in these relations may take from a state, in the order of the table.

    This is what the buttons of a page are made from.
    """
    return tuple(
        step
        for step in STEPS.values()
        if step.machine == machine and state_key in step.from_ and relations.intersection(step.who)
    )


def first_with_same_sentence(step: Step, relation: str) -> str:
    """Give the key under which a reader's row is kept: the same for all steps that read the same to them.

    So the row does not tell what the sentence hides, for example which of three reasons ended an offer.
    """
    sentence = dict(step.seen_by).get(relation)
    return next((s.key for s in STEPS.values() if dict(s.seen_by).get(relation) == sentence), step.key)


def pairs(machine: Machine) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """List every change of state that may happen: from, to, and the relations that may cause it.

    The database's triggers are generated from this list, so that no other change is possible.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for step in STEPS.values():
        for change in step.changes:
            if change.machine == machine:
                for before in change.from_:
                    for after in (state for state in change.to if state != before):
                        found.setdefault((before, after), set()).update(step.who)
    return tuple((before, after, tuple(sorted(who))) for (before, after), who in sorted(found.items()))
