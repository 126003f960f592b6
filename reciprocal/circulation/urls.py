"""Addresses under /profiles/."""

from django.urls import path

from reciprocal.circulation import answer_views, partner_views, pot_views, views

urlpatterns = [
    path("", views.profile_list, name="profile_list"),
    path("preview/<uuid:id>/", views.preview, name="request_preview"),
    path("look-over/<uuid:id>/", views.look_over, name="request_look_over"),
    path("<uuid:id>/", views.profile, name="profile"),
    path("<uuid:id>/answer/", answer_views.profile_answer, name="profile_answer"),
]

# Under /
week_urlpatterns = [
    path("this-week/", answer_views.this_week, name="this_week"),
    path("partners/", partner_views.partner_list, name="partner_list"),
    path("pot/", pot_views.pot, name="pot"),
]
