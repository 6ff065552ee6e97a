"""An act for what changes an approved programa; the changes of metas so far get theirs."""

from datetime import datetime, time
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.timezone import make_aware


def gather(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give each change of a meta the adecuación of its agreement, date and quarter.

    They are numbered by date within their programa. A reason that all changes of one share becomes
    that of the adecuación; other reasons stay with their change too.
    """
    modificacion = apps.get_model("programs", "ModificacionDeMeta")
    groups: dict[tuple, list] = {}
    rows = modificacion.objects.select_related("componente__meta__linea__eje")
    for row in rows.order_by("agreed_on", "from_quarter", "pk"):
        programa = row.componente.meta.linea.eje.programa_id
        key = (programa, row.agreed_on, row.from_quarter, row.agreement)
        groups.setdefault(key, []).append(row)
    numbers: dict[int, int] = {}
    for (programa, agreed_on, quarter, agreement), changes in groups.items():
        numbers[programa] = numbers.get(programa, 0) + 1
        reasons = list(dict.fromkeys(change.reason for change in changes))
        adecuacion = apps.get_model("programs", "Adecuacion").objects.create(
            programa_id=programa,
            number=numbers[programa],
            agreement=agreement,
            agreed_on=agreed_on,
            from_quarter=quarter,
            reason=" ".join(reasons),
            made_at=make_aware(datetime.combine(agreed_on, time(12))),
        )
        for order, change in enumerate(changes, start=1):
            change.adecuacion, change.order = adecuacion, order
            change.meta_id = change.componente.meta_id
            change.reason = change.reason if len(reasons) > 1 else ""
        modificacion.objects.bulk_update(changes, ["adecuacion", "order", "meta", "reason"])
    # PostgreSQL does not alter a table whose links are still to be checked.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0032_next_year"),
    ]

    operations = [
        migrations.CreateModel(
            name="Adecuacion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="número",
                    ),
                ),
                ("agreement", models.CharField(max_length=120, verbose_name="acuerdo")),
                ("session", models.CharField(blank=True, max_length=200, verbose_name="sesión")),
                ("agreed_on", models.DateField(verbose_name="fecha del acuerdo")),
                (
                    "from_quarter",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "T1"), (2, "T2"), (3, "T3"), (4, "T4")],
                        verbose_name="rige desde el trimestre",
                    ),
                ),
                ("reason", models.TextField(verbose_name="motivo")),
                ("made_at", models.DateTimeField(verbose_name="registrada el")),
            ],
            options={
                "verbose_name": "adecuación",
                "verbose_name_plural": "adecuaciones",
                "ordering": ["programa", "number"],
            },
        ),
        migrations.CreateModel(
            name="ModificacionDeMeses",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=1, verbose_name="orden")),
                (
                    "original",
                    models.JSONField(blank=True, default=list, verbose_name="meses originales"),
                ),
                (
                    "adjusted",
                    models.JSONField(blank=True, default=list, verbose_name="meses ajustados"),
                ),
            ],
            options={
                "verbose_name": "modificación de meses",
                "verbose_name_plural": "modificaciones de meses",
                "ordering": ["adecuacion", "order"],
            },
        ),
        migrations.AddField(
            model_name="adecuacion",
            name="made_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="registró",
            ),
        ),
        migrations.AddField(
            model_name="adecuacion",
            name="programa",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="adecuaciones",
                to="programs.programa",
                verbose_name="programa",
            ),
        ),
        migrations.AddConstraint(
            model_name="adecuacion",
            constraint=models.UniqueConstraint(
                fields=("programa", "number"),
                name="adecuacion_once",
                violation_error_message="El programa ya tiene una adecuación con ese número.",
            ),
        ),
        migrations.AddConstraint(
            model_name="adecuacion",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_quarter__gte", 1), ("from_quarter__lte", 4)),
                name="adecuacion_quarter_exists",
                violation_error_message="El trimestre va de 1 a 4.",
            ),
        ),
        migrations.AlterModelOptions(
            name="modificaciondemeta",
            options={
                "ordering": ["adecuacion", "order"],
                "verbose_name": "modificación de meta",
                "verbose_name_plural": "modificaciones de meta",
            },
        ),
        migrations.RemoveConstraint(
            model_name="modificaciondemeta",
            name="modificacion_once_a_quarter",
        ),
        migrations.RemoveConstraint(
            model_name="modificaciondemeta",
            name="modificacion_changes_something",
        ),
        migrations.RemoveConstraint(
            model_name="modificaciondemeta",
            name="modificacion_quarter_exists",
        ),
        migrations.AddField(
            model_name="modificaciondemeta",
            name="adjusted_due",
            field=models.CharField(
                blank=True,
                choices=[
                    ("1", "T1"),
                    ("2", "T2"),
                    ("1,2", "T1 y T2"),
                    ("3", "T3"),
                    ("1,3", "T1 y T3"),
                    ("2,3", "T2 y T3"),
                    ("1,2,3", "T1 y T2 y T3"),
                    ("4", "T4"),
                    ("1,4", "T1 y T4"),
                    ("2,4", "T2 y T4"),
                    ("1,2,4", "T1 y T2 y T4"),
                    ("3,4", "T3 y T4"),
                    ("1,3,4", "T1 y T3 y T4"),
                    ("2,3,4", "T2 y T3 y T4"),
                    ("1,2,3,4", "T1 y T2 y T3 y T4"),
                ],
                max_length=7,
                verbose_name="programada en, ajustado",
            ),
        ),
        migrations.AddField(
            model_name="modificaciondemeta",
            name="adjusted_q1",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=14,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(
                        Decimal("0"), "La cantidad no puede ser negativa."
                    )
                ],
                verbose_name="programado T1, ajustado",
            ),
        ),
        migrations.AddField(
            model_name="modificaciondemeta",
            name="adjusted_q2",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=14,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(
                        Decimal("0"), "La cantidad no puede ser negativa."
                    )
                ],
                verbose_name="programado T2, ajustado",
            ),
        ),
        migrations.AddField(
            model_name="modificaciondemeta",
            name="adjusted_q3",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=14,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(
                        Decimal("0"), "La cantidad no puede ser negativa."
                    )
                ],
                verbose_name="programado T3, ajustado",
            ),
        ),
        migrations.AddField(
            model_name="modificaciondemeta",
            name="adjusted_q4",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=14,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(
                        Decimal("0"), "La cantidad no puede ser negativa."
                    )
                ],
                verbose_name="programado T4, ajustado",
            ),
        ),
        migrations.AlterField(
            model_name="modificaciondemeta",
            name="adjusted",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=14,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(
                        Decimal("0"), "La cantidad no puede ser negativa."
                    )
                ],
                verbose_name="cantidad ajustada",
            ),
        ),
        migrations.AlterField(
            model_name="modificaciondemeta",
            name="adjusted_text",
            field=models.CharField(
                blank=True, max_length=400, verbose_name="meta ajustada, como se imprime"
            ),
        ),
        migrations.AlterField(
            model_name="modificaciondemeta",
            name="componente",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="modificaciones",
                to="programs.componentedemeta",
                verbose_name="componente",
            ),
        ),
        migrations.AlterField(
            model_name="modificaciondemeta",
            name="original",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=14,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(
                        Decimal("0"), "La cantidad no puede ser negativa."
                    )
                ],
                verbose_name="cantidad original",
            ),
        ),
        migrations.AlterField(
            model_name="modificaciondemeta",
            name="reason",
            field=models.TextField(
                blank=True, help_text="Vacío: el de la adecuación.", verbose_name="motivo"
            ),
        ),
        migrations.AddField(
            model_name="lineadeaccion",
            name="added_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="added",
                to="programs.adecuacion",
                verbose_name="adecuación que la agregó",
            ),
        ),
        migrations.AddField(
            model_name="lineadeaccion",
            name="cancelled_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="cancelled",
                to="programs.adecuacion",
                verbose_name="adecuación que la canceló",
            ),
        ),
        migrations.AddField(
            model_name="modificaciondemeses",
            name="adecuacion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="meses",
                to="programs.adecuacion",
                verbose_name="adecuación",
            ),
        ),
        migrations.AddField(
            model_name="modificaciondemeses",
            name="tarea",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="modificaciones",
                to="programs.tarea",
                verbose_name="tarea",
            ),
        ),
        migrations.AddConstraint(
            model_name="modificaciondemeses",
            constraint=models.UniqueConstraint(
                fields=("adecuacion", "order"), name="meses_order_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="modificaciondemeses",
            constraint=models.UniqueConstraint(
                fields=("adecuacion", "tarea"),
                name="meses_once_an_adecuacion",
                violation_error_message="La adecuación ya cambia los meses de esa tarea.",
            ),
        ),
        migrations.AddField(
            model_name="modificaciondemeta",
            name="meta",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="modificaciones",
                to="programs.meta",
                verbose_name="meta",
            ),
        ),
        migrations.AddField(
            model_name="modificaciondemeta",
            name="adecuacion",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="metas",
                to="programs.adecuacion",
                verbose_name="adecuación",
            ),
        ),
        migrations.AddField(
            model_name="modificaciondemeta",
            name="order",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="orden"),
        ),
        migrations.RunPython(gather, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="modificaciondemeta",
            name="meta",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="modificaciones",
                to="programs.meta",
                verbose_name="meta",
            ),
        ),
        migrations.AlterField(
            model_name="modificaciondemeta",
            name="adecuacion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="metas",
                to="programs.adecuacion",
                verbose_name="adecuación",
            ),
        ),
        migrations.RemoveField(
            model_name="modificaciondemeta",
            name="agreed_on",
        ),
        migrations.RemoveField(
            model_name="modificaciondemeta",
            name="agreement",
        ),
        migrations.RemoveField(
            model_name="modificaciondemeta",
            name="from_quarter",
        ),
        migrations.AddConstraint(
            model_name="modificaciondemeta",
            constraint=models.UniqueConstraint(
                fields=("adecuacion", "order"), name="modificacion_order_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="modificaciondemeta",
            constraint=models.UniqueConstraint(
                fields=("adecuacion", "componente"),
                name="modificacion_once_an_adecuacion",
                violation_error_message="La adecuación ya cambia esa cantidad.",
            ),
        ),
        migrations.AddConstraint(
            model_name="modificaciondemeta",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("adjusted__isnull", False),
                    models.Q(("adjusted_text", ""), _negated=True),
                    models.Q(("adjusted_due", ""), _negated=True),
                    ("adjusted_q1__isnull", False),
                    ("adjusted_q2__isnull", False),
                    ("adjusted_q3__isnull", False),
                    ("adjusted_q4__isnull", False),
                    _connector="OR",
                ),
                name="modificacion_changes_something",
                violation_error_message="La modificación debe cambiar algo de la meta.",
            ),
        ),
        migrations.AddConstraint(
            model_name="modificaciondemeta",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("adjusted__isnull", True),
                    models.Q(
                        ("adjusted__gt", 0),
                        models.Q(
                            ("original__isnull", True),
                            models.Q(("original", models.F("adjusted")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="modificacion_adjusts_to_another",
                violation_error_message="La cantidad ajustada debe ser distinta y mayor que cero.",
            ),
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="action",
            field=models.CharField(
                choices=[
                    ("entrega_submit", "Envío del trimestre"),
                    ("entrega_withdraw", "Retiro del envío"),
                    ("entrega_return", "Devolución con observaciones"),
                    ("entrega_validate", "Validación del área"),
                    ("entrega_extend", "Prórroga"),
                    ("avance_validate", "Validación de una línea"),
                    ("observacion_answer", "Respuesta a una observación"),
                    ("observacion_resolve", "Observación resuelta"),
                    ("trimestre_open", "Apertura del trimestre"),
                    ("trimestre_move", "Cambio de fecha límite"),
                    ("trimestre_close", "Cierre del trimestre"),
                    ("trimestre_reopen", "Reapertura del trimestre"),
                    ("programa_approve", "Aprobación del programa"),
                    ("programa_continue", "Inicio del ejercicio siguiente"),
                    ("lesson_decide", "Lección del año anterior"),
                    ("programa_adjust", "Adecuación del programa"),
                    ("document_issue", "Emisión de un documento"),
                    ("document_file", "Archivo de un documento emitido"),
                    ("quantity_adjust", "Ajuste de un acumulado"),
                    ("reminder_send", "Recordatorio a las áreas"),
                    ("person_create", "Alta de una persona"),
                    ("person_change", "Cambio en una persona"),
                    ("person_delete", "Baja de una persona"),
                    ("membership_change", "Cambio de funciones"),
                    ("settings_change", "Cambio en los datos de la institución"),
                    ("month_confirm", "Confirmación de un mes"),
                    ("month_unconfirm", "Confirmación de un mes, retirada"),
                    ("row_add", "Alta de un registro"),
                    ("row_change", "Cambio en un registro"),
                    ("row_delete", "Baja de un registro"),
                    ("rows_import", "Importación"),
                ],
                max_length=40,
                verbose_name="acto",
            ),
        ),
    ]
