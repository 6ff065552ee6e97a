from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0020_document_notice"),
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
                    ("programa_approve", "Aprobación del programa"),
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
