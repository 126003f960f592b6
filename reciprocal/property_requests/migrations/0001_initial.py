import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("partners", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="PropertyRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("draft_reference", models.CharField(max_length=9, unique=True)),
                ("code", models.CharField(max_length=11, null=True, unique=True)),
                ("state", models.CharField(default="draft", max_length=20)),
                ("state_since", models.DateTimeField()),
                ("due_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "form_version",
                    models.PositiveSmallIntegerField(default=1, help_text="Which version of the form was answered."),
                ),
                ("returns_to", models.CharField(blank=True, default="", max_length=40)),
                ("held_from", models.CharField(blank=True, default="", max_length=40)),
                ("hold_reason", models.CharField(blank=True, default="", max_length=40)),
                ("closed_reason", models.CharField(blank=True, default="", max_length=40)),
                ("going_without_cover", models.CharField(blank=True, default="", max_length=40)),
                ("danger_now", models.CharField(blank=True, default="", max_length=40)),
                ("safe_tonight", models.CharField(blank=True, default="", max_length=40)),
                ("is_professional", models.CharField(blank=True, default="", max_length=40)),
                ("tenancy_route", models.CharField(blank=True, default="", max_length=40)),
                ("home_place", models.CharField(blank=True, default="", max_length=40)),
                ("wants_to_leave", models.CharField(blank=True, default="", max_length=40)),
                ("own_stock", models.CharField(blank=True, default="", max_length=40)),
                (
                    "explained",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("consent_apply", models.BooleanField(default=False)),
                ("consent_statistics", models.BooleanField(default=False)),
                ("consent_date", models.DateField(null=True)),
                ("tenancy_type", models.CharField(blank=True, default="", max_length=40)),
                ("tenancy_held", models.CharField(blank=True, default="", max_length=40)),
                (
                    "adults",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "children",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), default=list, size=None
                    ),
                ),
                ("ages_as_of", models.DateField(null=True)),
                ("bedrooms", models.PositiveSmallIntegerField(null=True)),
                ("fewer_accepted", models.CharField(blank=True, default="", max_length=40)),
                ("highest_floor", models.CharField(blank=True, default="", max_length=40)),
                ("lift_needed", models.CharField(blank=True, default="", max_length=40)),
                ("access_need", models.CharField(blank=True, default="", max_length=40)),
                ("safe_contact_held", models.CharField(blank=True, default="", max_length=40)),
                ("kept_away", models.CharField(blank=True, default="", max_length=40)),
                ("created_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("circulated_at", models.DateTimeField(null=True)),
                (
                    "landlord",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.organisation",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="accounts.membership"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="risk",
                        serialize=False,
                        to="property_requests.propertyrequest",
                    ),
                ),
                ("primary_reason", models.CharField(blank=True, default="", max_length=40)),
                ("risk_here", models.CharField(blank=True, default="", max_length=40)),
                (
                    "risk_basis",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("dash_score", models.PositiveSmallIntegerField(null=True)),
                ("area_assessed", models.CharField(blank=True, default="", max_length=40)),
                ("support_confirmed", models.CharField(blank=True, default="", max_length=40)),
                ("risk_managed", models.CharField(blank=True, default="", max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name="Bar",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.organisation"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bars",
                        to="property_requests.propertyrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, default="", max_length=40)),
                ("facts", models.CharField(blank=True, max_length=1000)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("would_change", models.CharField(blank=True, max_length=300)),
                ("panel_on", models.DateField(null=True)),
                ("correction", models.CharField(blank=True, max_length=1000)),
                ("corrected_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="property_requests.propertyrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InformationAsked",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "asked_by",
                    models.CharField(help_text="The relation of who asked: scheme or landlord.", max_length=20),
                ),
                (
                    "sections",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                ("message", models.CharField(max_length=500)),
                ("asked_at", models.DateTimeField()),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked",
                        to="property_requests.propertyrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RequestPlace",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.CharField(max_length=20)),
                ("verdict", models.CharField(max_length=6)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="property_requests.propertyrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="approval",
                        serialize=False,
                        to="property_requests.propertyrequest",
                    ),
                ),
                ("draft_reference", models.CharField(max_length=9)),
                ("status", models.CharField(default="deciding", max_length=20)),
                ("due_on", models.DateField(null=True)),
                ("panel_on", models.DateField(null=True)),
                ("moved_on", models.DateField(null=True)),
                ("home_place", models.CharField(blank=True, default="", max_length=40)),
                ("tenancy_type", models.CharField(blank=True, default="", max_length=40)),
                ("tenancy_held", models.CharField(blank=True, default="", max_length=40)),
                ("tenancy_route", models.CharField(blank=True, default="", max_length=40)),
                (
                    "adults",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "children",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), default=list, size=None
                    ),
                ),
                ("bedrooms", models.PositiveSmallIntegerField()),
                ("own_stock", models.CharField(blank=True, default="", max_length=40)),
                ("primary_reason", models.CharField(blank=True, default="", max_length=40)),
                (
                    "risk_basis",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("dash_score", models.PositiveSmallIntegerField(null=True)),
                (
                    "unsafe_places",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                ("safe_count", models.PositiveSmallIntegerField()),
                ("support", models.CharField(blank=True, default="", max_length=40)),
                ("consent_date", models.DateField()),
                (
                    "landlord",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.organisation"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Cover",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="cover",
                        serialize=False,
                        to="property_requests.propertyrequest",
                    ),
                ),
                ("accepted_at", models.DateTimeField(null=True)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="propertyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "approved",
                            "awaiting_landlord",
                            "circulating",
                            "closed",
                            "decline_proposed",
                            "declined",
                            "draft",
                            "information_needed",
                            "moved",
                            "moving",
                            "on_hold",
                            "submitted",
                            "under_offer",
                        ],
                    )
                ),
                name="request_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="propertyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__isnull", True), ("approved_at__isnull", False), _connector="OR"),
                name="no_code_before_approval",
            ),
        ),
        migrations.AddConstraint(
            model_name="bar",
            constraint=models.UniqueConstraint(fields=("request", "organisation"), name="barred_once"),
        ),
        migrations.AddConstraint(
            model_name="requestplace",
            constraint=models.UniqueConstraint(fields=("request", "place"), name="place_safe_or_unsafe_not_both"),
        ),
        migrations.AddConstraint(
            model_name="requestplace",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["safe", "unsafe"])), name="verdict_known"
            ),
        ),
    ]
