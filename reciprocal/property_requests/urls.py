"""Addresses of requests, and of the decisions of the applicant's landlord."""

from django.urls import path

from reciprocal.property_requests import (
    chase_views,
    cover_views,
    decision_views,
    enquiry_views,
    equality_views,
    form_views,
    household_views,
    list_views,
    mark_views,
    ongoing_views,
    request_views,
    say_views,
    section_views,
    step_views,
)

_STEPS = {
    "submit": step_views.submit,
    "delete_draft": step_views.delete_draft,
    "ask_information": step_views.ask_information,
    "answer_information": step_views.answer_information,
    "seek_approval": step_views.seek_approval,
    "hold": step_views.hold,
    "resume": step_views.resume,
    "close": step_views.close,
    "withdraw_consent": step_views.withdraw_consent,
    "correct_facts": step_views.correct_facts,
    "nothing_to_correct": step_views.nothing_to_correct,
    "settle_kept_away": ongoing_views.settle_kept_away,
    "legal_hold": ongoing_views.legal_hold,
    "lift_legal_hold": ongoing_views.lift_legal_hold,
    "second_look": step_views.second_look,
    "change_request": ongoing_views.change_request,
    "not_safe_tonight": ongoing_views.not_safe_tonight,
    "what_was_done": ongoing_views.what_was_done,
    "no_longer_needed": ongoing_views.no_longer_needed,
    "hand_over": ongoing_views.hand_over,
    "find_officer": ongoing_views.find_officer,
    "ring_landlord": chase_views.ring_landlord,
    "ring_officer": chase_views.ring_officer,
    "remind": chase_views.remind,
    "officer_says": say_views.officer_says,
    "landlord_says": say_views.landlord_says,
    "approve": decision_views.approve,
    "confirm_tenancy": decision_views.confirm_tenancy,
    "agree_again": decision_views.agree_again,
    "landlord_asks": decision_views.landlord_asks,
    "set_panel_date": decision_views.set_panel_date,
    "propose_decline": decision_views.propose_decline,
    "decline": decision_views.decline,
}

urlpatterns = [
    path("", list_views.request_list, name="request_list"),
    path("enquiry/", enquiry_views.phone_enquiry, name="phone_enquiry"),
    path("new/", form_views.request_new, name="request_new"),
    path("<uuid:id>/", request_views.request_page, name="request"),
    path("<uuid:id>/questions/<slug:key>/", form_views.request_question, name="request_question"),
    path("<uuid:id>/people/<slug:key>/", household_views.members, name="members"),
    path("<uuid:id>/people/<slug:key>/new/", household_views.member_new, name="member_new"),
    path("<uuid:id>/people/<slug:key>/<uuid:member>/", household_views.member, name="member"),
    path("<uuid:id>/people/<slug:key>/<uuid:member>/remove/", household_views.member_remove, name="member_remove"),
    path("<uuid:id>/now/<slug:key>/", form_views.request_interruption, name="request_interruption"),
    path("<uuid:id>/sections/<slug:key>/", section_views.request_section, name="request_section"),
    path("<uuid:id>/print/", section_views.request_print, name="request_print"),
    path("<uuid:id>/landlord/", section_views.landlord_wanted, name="landlord_wanted"),
    path("<uuid:id>/equality/", equality_views.equality_start, name="equality_start"),
    path("<uuid:id>/equality/<slug:key>/", equality_views.equality, name="equality"),
    path("<uuid:id>/check/", request_views.request_check, name="request_check"),
    path("<uuid:id>/checked/", request_views.request_checked, name="request_checked"),
    path("<uuid:id>/marks/", mark_views.request_marks, name="request_marks"),
    path("<uuid:id>/sent/", request_views.request_sent, name="request_sent"),
    path("<uuid:id>/cover/", request_views.cover, name="cover"),
    *(path(f"<uuid:id>/steps/{key}/", view, {"key": key}, name="request_step") for key, view in _STEPS.items()),
]

own_urlpatterns = [path("cover/", cover_views.your_cover, name="your_cover")]

decision_urlpatterns = [
    path("", decision_views.decision_list, name="decision_list"),
    path("<uuid:id>/", decision_views.decision, name="decision"),
]
