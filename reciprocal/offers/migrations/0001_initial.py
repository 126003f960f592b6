import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("circulation", "0001_initial"),
        ("homes", "0001_initial"),
        ("partners", "0001_initial"),
        ("property_requests", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=11)),
                ("label", models.CharField(max_length=60)),
                ("place", models.CharField(max_length=20)),
                ("bedrooms", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("floor", models.SmallIntegerField()),
                ("lift", models.BooleanField()),
                ("access", models.CharField(max_length=20)),
                ("rent", models.DecimalField(decimal_places=2, max_digits=7)),
                ("ready_from", models.DateField()),
                ("tenancy", models.CharField(max_length=20)),
                ("starts_on", models.DateField()),
                ("answer_by", models.DateField()),
                ("time_asked_until", models.DateField(null=True)),
                ("state", models.CharField(default="sent", max_length=20)),
                ("state_since", models.DateTimeField()),
                ("due_on", models.DateField(null=True)),
                ("signed_on", models.DateField(null=True)),
                ("started_on", models.DateField(null=True)),
                ("end_reason", models.CharField(blank=True, max_length=40)),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="homes.home"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.organisation"
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="offers", to="circulation.profile"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="property_requests.propertyrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("yes", models.BooleanField()),
                ("words", models.CharField(blank=True, max_length=500)),
                ("reason", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="property_requests.propertyrequest",
                    ),
                ),
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answer", to="offers.offer"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Viewing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("planned_at", models.DateTimeField()),
                ("outcome", models.CharField(blank=True, max_length=20)),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="viewings", to="offers.offer"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="property_requests.propertyrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Voided",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reason", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="voided", to="offers.offer"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="property_requests.propertyrequest",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["accepted", "refused", "sent", "signed", "started", "void", "withdrawn"])
                ),
                name="offer_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("sent", "accepted", "signed"))),
                fields=("request",),
                name="one_live_offer_a_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("sent", "accepted", "signed"))),
                fields=("home",),
                name="one_live_offer_a_home",
            ),
        ),
    ]
