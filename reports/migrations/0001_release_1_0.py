import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import reports.models.issued


class Migration(migrations.Migration):
    # What development had before the first release: a database that has all of it has this.
    replaces = [
        ("reports", "0001_jobs"),
        ("reports", "0002_issued"),
    ]

    initial = True

    dependencies = [
        ("programs", "0001_release_1_0"),
        ("programs", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="IssuedReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pta", "Programa de Trabajo Anual"),
                            ("informe", "Informe trimestral"),
                        ],
                        max_length=10,
                        verbose_name="documento",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="ejercicio")),
                ("number", models.PositiveIntegerField(verbose_name="número")),
                ("folio", models.CharField(max_length=80, unique=True, verbose_name="folio")),
                ("title", models.CharField(max_length=400, verbose_name="título")),
                ("period", models.CharField(max_length=200, verbose_name="periodo")),
                ("payload", models.TextField(verbose_name="datos")),
                (
                    "payload_sha256",
                    models.CharField(max_length=64, verbose_name="SHA-256 de los datos"),
                ),
                ("act_number", models.PositiveIntegerField(verbose_name="acto del libro")),
                ("act_hash", models.CharField(max_length=64, verbose_name="huella del acto")),
                (
                    "errata",
                    models.JSONField(blank=True, default=list, verbose_name="fe de erratas"),
                ),
                ("issued_at", models.DateTimeField(verbose_name="emitido el")),
                (
                    "issued_by_name",
                    models.CharField(max_length=300, verbose_name="nombre de quien emitió"),
                ),
                (
                    "corte",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issued",
                        to="programs.corte",
                        verbose_name="corte",
                    ),
                ),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issued",
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="emitió",
                    ),
                ),
                (
                    "programa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issued",
                        to="programs.programa",
                        verbose_name="programa",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="reports.issuedreport",
                        verbose_name="reemplaza a",
                    ),
                ),
                (
                    "trimestre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issued",
                        to="programs.trimestre",
                        verbose_name="trimestre",
                    ),
                ),
            ],
            options={
                "verbose_name": "documento emitido",
                "verbose_name_plural": "documentos emitidos",
                "ordering": ["institucion", "-issued_at", "-pk"],
                "indexes": [
                    models.Index(fields=["programa", "kind", "trimestre"], name="issued_of")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institucion", "year", "kind", "number"),
                        name="issued_number_once",
                        violation_error_message="Ya se emitió un documento con ese número.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)),
                        name="issued_number_from_one",
                        violation_error_message="Los documentos se numeran desde 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("corte__isnull", True),
                                ("kind", "pta"),
                                ("trimestre__isnull", True),
                            ),
                            models.Q(
                                ("corte__isnull", False),
                                ("kind", "informe"),
                                ("trimestre__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="issued_informe_has_corte",
                        violation_error_message="Un informe se emite de un corte; el PTA, del programa.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IssuedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("pdf", "Documento (PDF)"),
                            ("xlsx", "Metas y resultados (Excel)"),
                            ("signed", "Copia firmada (PDF)"),
                        ],
                        max_length=10,
                        verbose_name="forma",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="número")),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        unique=True,
                        upload_to=reports.models.issued.issued_path,
                        verbose_name="archivo",
                    ),
                ),
                (
                    "original_name",
                    models.CharField(blank=True, max_length=255, verbose_name="nombre recibido"),
                ),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="SHA-256")),
                ("size", models.PositiveBigIntegerField(verbose_name="bytes")),
                ("versions", models.JSONField(blank=True, default=dict, verbose_name="versiones")),
                ("added_at", models.DateTimeField(verbose_name="archivado el")),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="archivó",
                    ),
                ),
                (
                    "issued",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="reports.issuedreport",
                        verbose_name="documento",
                    ),
                ),
            ],
            options={
                "verbose_name": "archivo de un documento emitido",
                "verbose_name_plural": "archivos de documentos emitidos",
                "ordering": ["issued", "form", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issued", "form", "number"),
                        name="issued_file_once",
                        violation_error_message="El documento ya tiene ese archivo.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1),
                            models.Q(("form", "signed"), ("number__gte", 1)),
                            _connector="OR",
                        ),
                        name="issued_file_number_from_one",
                        violation_error_message="Solo de la copia firmada hay varios archivos.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentJob",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="documento")),
                ("about", models.JSONField(default=dict, verbose_name="de qué")),
                ("address", models.TextField(verbose_name="dirección")),
                ("title", models.CharField(max_length=400, verbose_name="título")),
                ("file_name", models.CharField(max_length=200, verbose_name="nombre del archivo")),
                ("key", models.CharField(db_index=True, max_length=64, verbose_name="clave")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Espera turno"),
                            ("running", "Se está haciendo"),
                            ("done", "Listo"),
                            ("failed", "No se pudo hacer"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="estado",
                    ),
                ),
                (
                    "source",
                    models.BinaryField(blank=True, null=True, verbose_name="lo que se imprime"),
                ),
                ("step", models.PositiveSmallIntegerField(default=0, verbose_name="paso")),
                ("page", models.PositiveIntegerField(default=0, verbose_name="página")),
                (
                    "lease",
                    models.DateTimeField(blank=True, null=True, verbose_name="apartado hasta"),
                ),
                (
                    "token",
                    models.CharField(
                        blank=True, max_length=32, verbose_name="seña de quien lo hace"
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="intentos")),
                ("message", models.CharField(blank=True, max_length=300, verbose_name="qué pasó")),
                ("error", models.TextField(blank=True, verbose_name="lo que dijo el motor")),
                ("created_at", models.DateTimeField(verbose_name="pedido el")),
                (
                    "started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="empezado el"),
                ),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="terminado el"),
                ),
                (
                    "sha256",
                    models.CharField(blank=True, max_length=64, verbose_name="huella del archivo"),
                ),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="bytes")),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
            ],
            options={
                "verbose_name": "documento pedido",
                "verbose_name_plural": "documentos pedidos",
                "ordering": ["created_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "running"))),
                        fields=["created_at"],
                        name="document_active",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("waiting", "running", "done"))),
                        fields=("key",),
                        name="document_once",
                        violation_error_message="Ese documento ya está pedido.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentAsk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="cuándo")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="document_asks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="quién lo pidió",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asks",
                        to="reports.documentjob",
                        verbose_name="documento",
                    ),
                ),
            ],
            options={
                "verbose_name": "quién pidió un documento",
                "verbose_name_plural": "quiénes pidieron documentos",
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("job", "person"),
                        name="document_asked_once",
                        violation_error_message="Esa persona ya pidió el documento.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="documentjob",
            name="people",
            field=models.ManyToManyField(
                related_name="+",
                through="reports.DocumentAsk",
                to=settings.AUTH_USER_MODEL,
                verbose_name="quién lo pidió",
            ),
        ),
    ]
