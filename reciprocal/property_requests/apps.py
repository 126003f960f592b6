from django.apps import AppConfig


class PropertyRequestsConfig(AppConfig):
    name = "reciprocal.property_requests"
    label = "property_requests"
    default_auto_field = "django.db.models.BigAutoField"
