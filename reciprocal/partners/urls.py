"""Addresses about partners. The list stands with what they answered."""

from django.urls import path

from reciprocal.partners import views

urlpatterns = [
    path("partners/add/", views.partner_add, name="partner_add"),
    path("partners/<uuid:partner>/", views.partner_change, name="partner_change"),
    path("contact/", views.contact, name="contact"),
    path("places/", views.places, name="places"),
]
