"""Addresses of the statement, and of what is written into the pot."""

from django.urls import path

from reciprocal.ledger import views

urlpatterns = [
    path("statement/", views.statement_page, name="statement"),
    path("statement/dispute/", views.dispute, name="statement_dispute"),
    path("pot/opening/", views.opening, name="pot_opening"),
    path("pot/correction/", views.correction, name="pot_correction"),
    path("pot/disputes/<uuid:id>/", views.answer, name="pot_dispute"),
]
