"""Sessions say whose they are. Those of before end: their table had no place for it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0041_backups"),
    ]

    operations = [
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
                ],
                max_length=40,
                verbose_name="acto",
            ),
        ),
        migrations.CreateModel(
            name="Sesion",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="session key"
                    ),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("entered_at", models.DateTimeField(null=True, verbose_name="entró el")),
                ("used_at", models.DateTimeField(verbose_name="último uso")),
                ("address", models.CharField(max_length=64, verbose_name="dirección")),
                ("browser", models.CharField(max_length=60, verbose_name="navegador")),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sesiones",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="persona",
                    ),
                ),
            ],
            options={
                "verbose_name": "sesión",
                "verbose_name_plural": "sesiones",
            },
        ),
        migrations.RunSQL("DROP TABLE IF EXISTS django_session", migrations.RunSQL.noop),
    ]
