"""Addresses under /profiles/."""

from django.urls import path

from reciprocal.circulation import views

urlpatterns = [
    path("", views.profile_list, name="profile_list"),
    path("<uuid:id>/", views.profile, name="profile"),
]
