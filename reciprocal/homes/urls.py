"""Addresses under /homes/ that are about the partner's own homes alone."""

from django.urls import path

from reciprocal.homes import views

urlpatterns = [
    path("declare/", views.home_declare, name="home_declare"),
    path("<uuid:id>/steps/<slug:key>/", views.home_step, name="home_step"),
]
