"""Addresses that exist in the demonstration only."""

from django.urls import path

from reciprocal.demo import views

urlpatterns = [
    path("", views.front, name="front"),
    path("step-in/<slug:key>/", views.step_in, name="step_in"),
    path("tour/", views.tour, name="tour"),
    path("tour/<int:number>/", views.tour_stop, name="tour_stop"),
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<uuid:id>/", views.mailbox_mail, name="mailbox_mail"),
    path("clock/<slug:how>/", views.move_clock, name="move_clock"),
]
