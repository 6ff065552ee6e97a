"""How long an institution keeps its evidence, and the act that purges it."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0040_sessions"),
    ]

    operations = [
        migrations.AddField(
            model_name="institucion",
            name="evidence_series",
            field=models.CharField(
                blank=True,
                help_text="Su clave en el catálogo de disposición documental.",
                max_length=40,
                verbose_name="serie documental de la evidencia",
            ),
        ),
        migrations.AddField(
            model_name="institucion",
            name="evidence_years",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Desde el fin del año en que sirvió. Vacío: nunca se depura. Lo que imprime un documento o cita uno emitido se conserva siempre.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="años que se conserva la evidencia",
            ),
        ),
        migrations.AddField(
            model_name="institucion",
            name="legal_hold",
            field=models.CharField(
                blank=True,
                help_text="Por qué no se depura nada por ahora: un juicio, una auditoría. Vacía, rige el plazo.",
                max_length=300,
                verbose_name="reserva legal",
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
                    ("programa_review", "Envío del plan a revisión"),
                    ("programa_draft", "Regreso del plan a borrador"),
                    ("observacion_send", "Envío de observaciones al plan"),
                    ("finding_accept", "Hallazgo del plan, aceptado"),
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
                    ("sessions_close", "Cierre de sesiones"),
                    ("settings_change", "Cambio en los datos de la institución"),
                    ("month_confirm", "Confirmación de un mes"),
                    ("month_unconfirm", "Confirmación de un mes, retirada"),
                    ("row_add", "Alta de un registro"),
                    ("row_change", "Cambio en un registro"),
                    ("row_delete", "Baja de un registro"),
                    ("rows_import", "Importación"),
                    ("evidence_purge", "Depuración de evidencia"),
                ],
                max_length=40,
                verbose_name="acto",
            ),
        ),
    ]
