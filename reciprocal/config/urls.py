"""Every address of the service."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from reciprocal.access.guard import not_found, problem, public
from reciprocal.accounts import sign_in_views
from reciprocal.accounts import urls as accounts
from reciprocal.audit import views as audit
from reciprocal.circulation import urls as circulation
from reciprocal.demo import urls as demo
from reciprocal.offers import urls as offers
from reciprocal.property_requests import urls as property_requests
from reciprocal.worklist import chase_views
from reciprocal.worklist import views as worklist


@public
def health(request: HttpRequest) -> HttpResponse:
    """Says that the service answers. Tells nothing else, so that it may be asked by anybody."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("health", health, name="health"),
    *accounts.urlpatterns,
    path("chase/", chase_views.chase_list, name="chase"),
    path("worklist/", worklist.worklist, name="worklist"),
    path("", include(property_requests.own_urlpatterns)),
    path("requests/", include(offers.request_urlpatterns)),
    path("requests/", include(property_requests.urlpatterns)),
    path("decisions/", include(property_requests.decision_urlpatterns)),
    path("homes/", include("reciprocal.homes.urls")),
    path("homes/", include(offers.home_urlpatterns)),
    path("profiles/", include("reciprocal.circulation.urls")),
    path("profiles/", include(offers.profile_urlpatterns)),
    path("offers/", include(offers.urlpatterns)),
    path("", include(circulation.week_urlpatterns)),
    path("", include(offers.call_urlpatterns)),
    path("", include("reciprocal.partners.urls")),
    path("", include("reciprocal.ledger.urls")),
    path("log/", audit.log_page, name="log"),
    *(demo.urlpatterns if settings.DEMO else [path("", sign_in_views.front, name="front")]),
]

handler404 = not_found
handler500 = problem
