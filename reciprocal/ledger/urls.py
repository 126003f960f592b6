"""Addresses of the statement and the pot."""

from django.urls import path

from reciprocal.ledger import views

urlpatterns = [
    path("statement/", views.statement_page, name="statement"),
    path("pot/", views.pot, name="pot"),
]
