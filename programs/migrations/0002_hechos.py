"""Hechos, their kinds, and the rules by which quantities follow of them."""

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import programs.models.hecho
import programs.values.hechos.kind_checks

KINDS = [
    (
        "oficio",
        "Oficio o memorándum",
        "Oficios y memorándums",
        "Número, como está escrito",
        [
            {
                "key": "tipo",
                "label": "Tipo",
                "kind": "choice",
                "choices": ["Oficio", "Memorándum", "Circular"],
            },
            {"key": "remitente", "label": "Remitente", "kind": "text"},
            {"key": "destinatario", "label": "Destinatario", "kind": "text"},
            {"key": "asunto", "label": "Asunto", "kind": "text"},
            {"key": "desde", "label": "Periodo que abarca, desde", "kind": "date"},
            {"key": "hasta", "label": "Periodo que abarca, hasta", "kind": "date"},
        ],
    ),
    (
        "sesion",
        "Sesión",
        "Sesiones",
        "Nombre de la sesión",
        [
            {"key": "organo", "label": "Órgano", "kind": "text"},
            {"key": "ordinal", "label": "Número de la sesión", "kind": "number", "group": "aparte"},
            {
                "key": "tipo",
                "label": "Tipo",
                "kind": "choice",
                "choices": ["Ordinaria", "Extraordinaria", "Solemne"],
            },
            {"key": "sede", "label": "Sede", "kind": "text"},
            {"key": "convocatorias", "label": "Convocatorias", "kind": "number"},
            {"key": "invitaciones", "label": "Invitaciones", "kind": "number"},
            {"key": "actas", "label": "Actas", "kind": "number"},
            {"key": "acuerdos", "label": "Acuerdos aprobados", "kind": "number"},
            {"key": "por_publicar", "label": "Acuerdos por publicar", "kind": "number"},
        ],
    ),
    (
        "curso",
        "Curso o evento",
        "Cursos y eventos",
        "Nombre del curso o evento",
        [
            {
                "key": "modalidad",
                "label": "Modalidad",
                "kind": "choice",
                "choices": ["Presencial", "En línea", "Mixta"],
            },
            {"key": "sede", "label": "Sede", "kind": "text"},
            {"key": "organiza", "label": "Quién lo organiza", "kind": "text"},
            {"key": "mujeres", "label": "Mujeres", "kind": "number", "group": "sexo"},
            {"key": "hombres", "label": "Hombres", "kind": "number", "group": "sexo"},
            {"key": "sin_dato", "label": "Sin dato de sexo", "kind": "number", "group": "sexo"},
            {"key": "publico", "label": "Sector público", "kind": "number", "group": "sector"},
            {"key": "privado", "label": "Sector privado", "kind": "number", "group": "sector"},
            {"key": "social", "label": "Sociedad civil", "kind": "number", "group": "sector"},
            {"key": "academico", "label": "Sector académico", "kind": "number", "group": "sector"},
        ],
    ),
    (
        "documento",
        "Documento",
        "Documentos",
        "Nombre del documento",
        [
            {"key": "clase", "label": "Qué documento es", "kind": "text"},
            {"key": "destinatario", "label": "Para quién", "kind": "text"},
        ],
    ),
    (
        "convenio",
        "Convenio o contrato",
        "Convenios y contratos",
        "Nombre del convenio o contrato",
        [
            {
                "key": "estado",
                "label": "Estado",
                "kind": "choice",
                "choices": ["Proyecto", "Suscrito", "Publicado"],
            },
            {"key": "parte", "label": "Con quién", "kind": "text"},
            {"key": "objeto", "label": "Objeto", "kind": "text"},
        ],
    ),
    (
        "solicitud",
        "Solicitud",
        "Solicitudes",
        "Folio o nombre",
        [
            {"key": "recibidas", "label": "Recibidas", "kind": "number"},
            {"key": "atendidas", "label": "Atendidas", "kind": "number"},
            {
                "key": "dias",
                "label": "Días en que se atendió",
                "kind": "number",
                "group": "aparte",
            },
        ],
    ),
    (
        "corte",
        "Corte de sistema",
        "Cortes de sistema",
        "Sistema",
        [
            {"key": "registros", "label": "Registros", "kind": "number"},
            {"key": "sujetos", "label": "Sujetos", "kind": "number"},
        ],
    ),
]


def kinds_make(apps, schema_editor):
    """Give each institution the kinds of hechos with which a new one begins, as of this version."""
    kind_model = apps.get_model("programs", "TipoDeHecho")
    using = schema_editor.connection.alias
    kind_model.objects.using(using).bulk_create(
        kind_model(
            institucion=institucion,
            key=key,
            order=order,
            name=name,
            plural=plural,
            name_label=name_label,
            field_rows=fields,
        )
        for institucion in apps.get_model("programs", "Institucion").objects.using(using).all()
        for order, (key, name, plural, name_label, fields) in enumerate(KINDS, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0001_release_1_0"),
    ]

    operations = [
        migrations.AddField(
            model_name="avancedecomponente",
            name="rule",
            field=models.CharField(
                choices=[
                    ("none", "Sin desglose"),
                    ("count", "Cuántos hay"),
                    ("sum", "Suma de un dato"),
                ],
                default="none",
                max_length=5,
                verbose_name="desglose",
            ),
        ),
        migrations.AddField(
            model_name="avancedecomponente",
            name="rule_field",
            field=models.CharField(blank=True, max_length=30, verbose_name="dato que se suma"),
        ),
        migrations.AddField(
            model_name="avancedecomponente",
            name="rule_value",
            field=models.CharField(blank=True, max_length=300, verbose_name="solo los que dicen"),
        ),
        migrations.AddField(
            model_name="avancedecomponente",
            name="rule_where",
            field=models.CharField(blank=True, max_length=30, verbose_name="solo según el dato"),
        ),
        migrations.AddField(
            model_name="historicalavancedecomponente",
            name="rule",
            field=models.CharField(
                choices=[
                    ("none", "Sin desglose"),
                    ("count", "Cuántos hay"),
                    ("sum", "Suma de un dato"),
                ],
                default="none",
                max_length=5,
                verbose_name="desglose",
            ),
        ),
        migrations.AddField(
            model_name="historicalavancedecomponente",
            name="rule_field",
            field=models.CharField(blank=True, max_length=30, verbose_name="dato que se suma"),
        ),
        migrations.AddField(
            model_name="historicalavancedecomponente",
            name="rule_value",
            field=models.CharField(blank=True, max_length=300, verbose_name="solo los que dicen"),
        ),
        migrations.AddField(
            model_name="historicalavancedecomponente",
            name="rule_where",
            field=models.CharField(blank=True, max_length=30, verbose_name="solo según el dato"),
        ),
        migrations.CreateModel(
            name="Hecho",
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
                ("key", models.CharField(max_length=100, unique=True, verbose_name="clave")),
                ("name", models.CharField(max_length=300, verbose_name="nombre")),
                ("day", models.DateField(verbose_name="fecha")),
                (
                    "values",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        validators=[programs.models.hecho.validate_values],
                        verbose_name="datos",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hechos",
                        to="programs.area",
                        verbose_name="área",
                    ),
                ),
                (
                    "institucion",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
                (
                    "trimestre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hechos",
                        to="programs.trimestre",
                        verbose_name="trimestre",
                    ),
                ),
            ],
            options={
                "verbose_name": "hecho",
                "verbose_name_plural": "hechos",
                "ordering": ["trimestre", "day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HechoEnLinea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("counts", models.BooleanField(default=False, verbose_name="cuenta en la línea")),
                (
                    "hecho",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enlaces",
                        to="programs.hecho",
                        verbose_name="hecho",
                    ),
                ),
                (
                    "linea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hechos",
                        to="programs.lineadeaccion",
                        verbose_name="línea de acción",
                    ),
                ),
            ],
            options={
                "verbose_name": "hecho en la línea",
                "verbose_name_plural": "hechos en las líneas",
                "ordering": ["hecho", "linea"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalHechoEnLinea",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("counts", models.BooleanField(default=False, verbose_name="cuenta en la línea")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "hecho",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.hecho",
                        verbose_name="hecho",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "linea",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.lineadeaccion",
                        verbose_name="línea de acción",
                    ),
                ),
            ],
            options={
                "verbose_name": "historial del hecho en la línea",
                "verbose_name_plural": "historical hechos en las líneas",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="TipoDeHecho",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=30, verbose_name="clave")),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="orden",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="nombre")),
                ("plural", models.CharField(max_length=80, verbose_name="nombre de varios")),
                (
                    "name_label",
                    models.CharField(
                        help_text="Por ejemplo: Número del oficio.",
                        max_length=80,
                        verbose_name="qué se escribe como nombre",
                    ),
                ),
                (
                    "field_rows",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[programs.values.hechos.kind_checks.validate_fields],
                        verbose_name="campos",
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="en uso")),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tipos_de_hecho",
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
            ],
            options={
                "verbose_name": "tipo de hecho",
                "verbose_name_plural": "tipos de hecho",
                "ordering": ["institucion", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalHecho",
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
                ("key", models.CharField(db_index=True, max_length=100, verbose_name="clave")),
                ("name", models.CharField(max_length=300, verbose_name="nombre")),
                ("day", models.DateField(verbose_name="fecha")),
                (
                    "values",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        validators=[programs.models.hecho.validate_values],
                        verbose_name="datos",
                    ),
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
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.area",
                        verbose_name="área",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "institucion",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
                (
                    "trimestre",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.trimestre",
                        verbose_name="trimestre",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.tipodehecho",
                        verbose_name="tipo",
                    ),
                ),
            ],
            options={
                "verbose_name": "historial del hecho",
                "verbose_name_plural": "historical hechos",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="hecho",
            name="kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hechos",
                to="programs.tipodehecho",
                verbose_name="tipo",
            ),
        ),
        migrations.AddField(
            model_name="avancedecomponente",
            name="rule_kind",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programs.tipodehecho",
                verbose_name="hechos que se cuentan",
            ),
        ),
        migrations.AddField(
            model_name="historicalavancedecomponente",
            name="rule_kind",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="programs.tipodehecho",
                verbose_name="hechos que se cuentan",
            ),
        ),
        migrations.AddConstraint(
            model_name="avancedecomponente",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("rule", "none"),
                        ("rule_field", ""),
                        ("rule_kind__isnull", True),
                        ("rule_value", ""),
                        ("rule_where", ""),
                    ),
                    models.Q(("rule", "count"), ("rule_field", ""), ("rule_kind__isnull", False)),
                    models.Q(
                        ("rule", "sum"),
                        ("rule_kind__isnull", False),
                        models.Q(("rule_field", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="cantidad_rule_is_whole",
                violation_error_message="El desglose dice qué hechos se cuentan, y qué se suma.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hechoenlinea",
            constraint=models.UniqueConstraint(
                fields=("hecho", "linea"),
                name="hecho_en_linea_once",
                violation_error_message="El hecho ya está en esa línea.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tipodehecho",
            constraint=models.UniqueConstraint(
                fields=("institucion", "key"),
                name="tipo_de_hecho_once",
                violation_error_message="La institución ya tiene un tipo de hecho con esa clave.",
            ),
        ),
        migrations.AddIndex(
            model_name="hecho",
            index=models.Index(fields=["trimestre", "area"], name="hecho_of_area"),
        ),
        migrations.RunPython(kinds_make, migrations.RunPython.noop, elidable=False),
    ]
