"""Addresses under /homes/ that are about the partner's own homes alone."""

from django.urls import path

from reciprocal.homes import coming_views, views

urlpatterns = [
    path("coming/", coming_views.coming_home, name="coming_home"),
    path("declare/", views.home_declare, name="home_declare"),
    path("<uuid:id>/steps/<slug:key>/", views.home_step, name="home_step"),
]
