import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120, unique=True)),
                ("kind", models.CharField(max_length=30)),
                (
                    "joined_on",
                    models.DateField(help_text="The day it became a partner; empty for who is none.", null=True),
                ),
                ("left_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["council", "housing_association", "agency", "coordinator", "funder"])
                        ),
                        name="organisation_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("joined_on__isnull", True),
                            ("kind__in", ["council", "housing_association"]),
                            _connector="OR",
                        ),
                        name="only_landlords_are_partners",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaceWithHomes",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.CharField(help_text="Code of the place in the scheme's rulebook.", max_length=20)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="partners.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "place"), name="place_once_per_organisation")
                ],
            },
        ),
    ]
