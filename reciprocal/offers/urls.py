"""Addresses of offers, and those of other things that stand in this app because they need homes and requests."""

from django.urls import path

from reciprocal.circulation import views as circulation
from reciprocal.offers import (
    allow_views,
    ask_views,
    change_views,
    chase_views,
    code_views,
    home_gone,
    home_views,
    keep_away_views,
    move_views,
    opening_views,
    review_views,
    sealed_views,
    step_views,
    views,
)

urlpatterns = [
    path("", views.offer_list, name="offer_list"),
    path("<uuid:id>/", views.offer, name="offer"),
    path("<uuid:id>/address/", sealed_views.offer_address, name="offer_address"),
    path("<uuid:id>/viewing/", sealed_views.offer_viewing, name="offer_viewing"),
    path("<uuid:id>/move/", move_views.move_list, name="move_list"),
    path("<uuid:id>/move/not-safe/", move_views.move_not_safe, name="move_not_safe"),
    path("<uuid:id>/steps/<slug:key>/", step_views.offer_step, name="offer_step"),
]

# Under /homes/
home_urlpatterns = [
    path("", home_views.home_list, name="home_list"),
    path("<uuid:id>/", home_views.home, name="home"),
    path("<uuid:id>/gone/", home_gone.home_gone, name="home_gone"),
    path("<uuid:id>/looked-at/", home_gone.home_looked_at, name="home_looked_at"),
    path("<uuid:id>/code/", code_views.home_code, name="home_code"),
    path("<uuid:id>/allow/<uuid:profile>/", code_views.home_allow, name="home_allow"),
    path("<uuid:id>/offer/<uuid:profile>/", home_views.offer_new, name="offer_new"),
]

# Under /profiles/
profile_urlpatterns = [path("<uuid:id>/offer/", home_views.profile_offer, name="profile_offer")]

# Under /requests/, before the addresses of the request itself: its page with the offers, and four steps
request_urlpatterns = [
    path("<uuid:id>/", views.request_page, name="request"),
    path("<uuid:id>/sealed/", opening_views.sealed_ask, name="sealed_ask"),
    path("<uuid:id>/changes/<slug:key>/", change_views.request_change, name="request_change"),
    path("<uuid:id>/changes/<slug:key>/new/", change_views.request_change_person, name="request_change_new"),
    path(
        "<uuid:id>/changes/<slug:key>/<uuid:member>/", change_views.request_change_person, name="request_change_person"
    ),
    path(
        "<uuid:id>/changes/<slug:key>/<uuid:member>/remove/",
        change_views.request_change_remove,
        name="request_change_remove",
    ),
    path("<uuid:id>/steps/review/", review_views.review, {"key": "review"}, name="request_step"),
    path("<uuid:id>/steps/change_band/", circulation.change_band, {"key": "change_band"}, name="request_step"),
    path("<uuid:id>/steps/circulate/", circulation.circulate_step, name="request_circulate"),
    path("<uuid:id>/steps/ask_partner/", ask_views.ask_partner, name="request_ask_partner"),
    path("<uuid:id>/steps/ring_partner/", chase_views.ring_partner, name="request_ring_partner"),
    path("<uuid:id>/steps/allow_home/", allow_views.allow_home, name="request_allow_home"),
    path("<uuid:id>/steps/keep_away/", keep_away_views.keep_away, name="request_keep_away"),
]

# Under /
call_urlpatterns = [
    path("calls/", ask_views.call_list, name="call_list"),
    path("sealed/", opening_views.sealed_facts, name="sealed_facts"),
    path("sealed/<uuid:id>/", opening_views.sealed_fact, name="sealed_fact"),
]
