from django.db import migrations, models

import reciprocal.workflow.models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Happening",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=reciprocal.workflow.models.in_order, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("audience", models.CharField(max_length=10)),
                ("request_id", models.UUIDField(db_index=True, null=True)),
                ("offer_id", models.UUIDField(null=True)),
                ("home_id", models.UUIDField(null=True)),
                ("organisation_id", models.UUIDField(help_text="The partner whose row it is.", null=True)),
                ("step", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("about", models.DateField(help_text="The date that the sentence names, e.g. of a panel.", null=True)),
                (
                    "by_membership",
                    models.UUIDField(help_text="Empty where this audience may not know who it was.", null=True),
                ),
                ("by_role", models.CharField(max_length=30)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["case", "landlord", "offering"])), name="audience_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("audience", "landlord"), _negated=True),
                            models.Q(
                                ("home_id__isnull", True), ("offer_id__isnull", True), ("organisation_id__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="landlord_learns_of_no_offer",
                    ),
                ],
            },
        ),
    ]
