import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "membership",
                    models.UUIDField(help_text="No foreign key: the log never hinders live data.", null=True),
                ),
                ("role", models.CharField(blank=True, max_length=30)),
                ("kind", models.CharField(max_length=10)),
                ("event", models.CharField(max_length=60)),
                ("subject", models.UUIDField(null=True)),
                ("payload", models.BinaryField()),
                ("payload_hash", models.BinaryField()),
                ("previous", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("count", models.BigIntegerField()),
                ("hash", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="SubjectKey",
            fields=[
                ("subject", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("wrapped", models.BinaryField()),
                ("master", models.CharField(help_text="Which master key wrapped it.", max_length=16)),
            ],
        ),
    ]
