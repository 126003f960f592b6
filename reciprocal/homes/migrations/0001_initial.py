import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partners", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Home",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=60)),
                ("place", models.CharField(max_length=20)),
                ("bedrooms", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("floor", models.SmallIntegerField(help_text="0 is the ground floor, -1 a basement.")),
                ("lift", models.BooleanField()),
                ("access", models.CharField(max_length=20)),
                ("tenancy", models.CharField(max_length=20)),
                ("rent", models.DecimalField(decimal_places=2, max_digits=7)),
                ("ready_from", models.DateField()),
                ("hold_until", models.DateField()),
                ("state", models.CharField(default="open", max_length=20)),
                ("state_since", models.DateTimeField()),
                ("due_on", models.DateField(null=True)),
                ("fate", models.CharField(blank=True, max_length=20)),
                ("fate_why", models.CharField(blank=True, max_length=20)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="homes", to="partners.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["off_list", "offered", "open", "taken"])),
                        name="home_state_known",
                    )
                ],
            },
        ),
    ]
