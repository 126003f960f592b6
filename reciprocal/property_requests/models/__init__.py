"""The property request, split into one table an audience: nobody reads a column of another's table.

Officer and coordinator read the request, its places and its risk; the bars are the coordinator's alone; the
applicant's landlord reads the approval view, a copy made for it, and its own decisions. There is no field for a name.
"""

from reciprocal.property_requests.models.chase import Chase
from reciprocal.property_requests.models.checked import SavedView, SectionChecked
from reciprocal.property_requests.models.cover import Contact, Cover
from reciprocal.property_requests.models.decisions import Approval, Decision, DeclineFact, InformationAsked
from reciprocal.property_requests.models.fingerprint import Fingerprint
from reciprocal.property_requests.models.marks import Cleared, WavedOn
from reciprocal.property_requests.models.members import ApprovalMember, HouseholdMember
from reciprocal.property_requests.models.places import Bar, RequestPlace
from reciprocal.property_requests.models.request import PropertyRequest
from reciprocal.property_requests.models.review import BandChange, Handover, Review
from reciprocal.property_requests.models.risk import Risk, SupportingAgency
from reciprocal.property_requests.models.saved import Saved
from reciprocal.property_requests.models.sealed import Conflict, PoliceReference
from reciprocal.property_requests.models.statistics import Enquiry, EqualityAnswer, LandlordWanted, PhoneEnquiry

__all__ = [
    "Approval",
    "ApprovalMember",
    "BandChange",
    "Bar",
    "Chase",
    "Cleared",
    "Conflict",
    "Contact",
    "Cover",
    "Decision",
    "DeclineFact",
    "Enquiry",
    "EqualityAnswer",
    "Fingerprint",
    "Handover",
    "HouseholdMember",
    "InformationAsked",
    "LandlordWanted",
    "PhoneEnquiry",
    "PoliceReference",
    "PropertyRequest",
    "RequestPlace",
    "Review",
    "Risk",
    "Saved",
    "SavedView",
    "SectionChecked",
    "SupportingAgency",
    "WavedOn",
]
