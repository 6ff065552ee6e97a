"""Backups as they were made or failed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0039_second_factor"),
    ]

    operations = [
        migrations.CreateModel(
            name="BackupRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started_at", models.DateTimeField(db_index=True, verbose_name="empezó")),
                ("ended_at", models.DateTimeField(verbose_name="terminó")),
                (
                    "problem",
                    models.CharField(blank=True, max_length=500, verbose_name="por qué falló"),
                ),
                ("files", models.PositiveIntegerField(default=0, verbose_name="archivos")),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="bytes")),
                (
                    "manifest_sha256",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="SHA-256 del manifiesto"
                    ),
                ),
            ],
            options={
                "verbose_name": "respaldo del sistema",
                "verbose_name_plural": "respaldos del sistema",
                "ordering": ["-started_at", "-pk"],
            },
        ),
    ]
