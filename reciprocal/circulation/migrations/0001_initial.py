import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partners", "0001_initial"),
        ("property_requests", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Priority",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="priority",
                        serialize=False,
                        to="property_requests.propertyrequest",
                    ),
                ),
                ("risk_band", models.PositiveSmallIntegerField()),
                ("waiting_since", models.DateField()),
                (
                    "draw",
                    models.BigIntegerField(
                        help_text="A logged draw, so that ties are never broken by order of arrival."
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AllowedPlace",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.CharField(max_length=20)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="allowed_places",
                        to="property_requests.propertyrequest",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("request", "place"), name="allowed_once")],
            },
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=11)),
                ("people", models.CharField(max_length=40)),
                (
                    "adults",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                (
                    "children",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("bedrooms", models.PositiveSmallIntegerField()),
                ("fewer_accepted", models.BooleanField()),
                ("highest_floor", models.CharField(max_length=20)),
                ("lift_needed", models.BooleanField(help_text="Empty where it was not answered.", null=True)),
                ("access_need", models.CharField(max_length=20)),
                ("lifetime", models.BooleanField()),
                (
                    "for_all",
                    models.BooleanField(
                        default=False, help_text="Sent to all partners: it stays without a safe place."
                    ),
                ),
                (
                    "listed_places",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
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
                        related_name="profiles",
                        to="property_requests.propertyrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("request", "organisation"), name="one_profile_a_recipient")
                ],
            },
        ),
    ]
