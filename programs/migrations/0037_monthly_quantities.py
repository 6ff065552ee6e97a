"""Quantities that are programmed and reported by month."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0036_choices"),
    ]

    operations = [
        migrations.CreateModel(
            name="CantidadMensual",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versión"),
                ),
                (
                    "month",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="mes del periodo",
                    ),
                ),
                (
                    "programmed",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=14,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), "La cantidad no puede ser negativa."
                            )
                        ],
                        verbose_name="programado",
                    ),
                ),
                (
                    "done",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=14,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), "La cantidad no puede ser negativa."
                            )
                        ],
                        verbose_name="realizado",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="motivo")),
                (
                    "reported_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reportada el"),
                ),
            ],
            options={
                "verbose_name": "cantidad mensual",
                "verbose_name_plural": "cantidades mensuales",
                "ordering": ["componente", "month"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCantidadMensual",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versión"),
                ),
                (
                    "month",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="mes del periodo",
                    ),
                ),
                (
                    "programmed",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=14,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), "La cantidad no puede ser negativa."
                            )
                        ],
                        verbose_name="programado",
                    ),
                ),
                (
                    "done",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=14,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), "La cantidad no puede ser negativa."
                            )
                        ],
                        verbose_name="realizado",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="motivo")),
                (
                    "reported_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reportada el"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historial de la cantidad mensual",
                "verbose_name_plural": "historical cantidades mensuales",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="componentedemeta",
            name="monthly",
            field=models.BooleanField(
                default=False,
                help_text="Se programa y se reporta cada mes; el trimestre es la suma de sus tres meses.",
                verbose_name="por mes",
            ),
        ),
        migrations.AddConstraint(
            model_name="componentedemeta",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("monthly", False), ("kind__in", ["sum", "demand"]), _connector="OR"
                ),
                name="componente_monthly_adds_up",
                violation_error_message="Por mes se llevan solo cantidades que se suman: elija «Suma» o «Demanda».",
            ),
        ),
        migrations.AddField(
            model_name="cantidadmensual",
            name="componente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="meses",
                to="programs.componentedemeta",
                verbose_name="componente",
            ),
        ),
        migrations.AddField(
            model_name="cantidadmensual",
            name="reported_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="reportó",
            ),
        ),
        migrations.AddField(
            model_name="historicalcantidadmensual",
            name="componente",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="programs.componentedemeta",
                verbose_name="componente",
            ),
        ),
        migrations.AddField(
            model_name="historicalcantidadmensual",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalcantidadmensual",
            name="reported_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="reportó",
            ),
        ),
        migrations.AddConstraint(
            model_name="cantidadmensual",
            constraint=models.UniqueConstraint(
                fields=("componente", "month"),
                name="cantidad_mensual_once",
                violation_error_message="La cantidad ya tiene ese mes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cantidadmensual",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__gte", 1), ("month__lte", 12)),
                name="cantidad_mensual_month_exists",
                violation_error_message="El mes va de 1 a 12.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cantidadmensual",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("programmed__isnull", True), ("programmed__gte", 0), _connector="OR"),
                    models.Q(("done__isnull", True), ("done__gte", 0), _connector="OR"),
                ),
                name="cantidad_mensual_not_negative",
                violation_error_message="La cantidad no puede ser negativa.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cantidadmensual",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done__isnull", True), ("reason", ""), ("reported_at__isnull", True)),
                    models.Q(
                        ("reported_at__isnull", False),
                        models.Q(
                            ("done__isnull", False),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="cantidad_mensual_reported_is_stamped",
                violation_error_message="Un avance reportado lleva la fecha en que se reportó.",
            ),
        ),
    ]
