from decimal import Decimal

import django.contrib.auth.models
import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import programs.models.base
import programs.models.evidencia
import programs.models.institucion
import programs.models.invitacion
import programs.values.labels
import programs.values.preparing
import programs.values.signers
import programs.values.tables


class Migration(migrations.Migration):
    # What development had before the first release: a database that has all of it has this.
    replaces = [
        ("programs", "0001_initial"),
        ("programs", "0002_capture"),
        ("programs", "0003_respaldos"),
        ("programs", "0004_review"),
        ("programs", "0005_notice_subject"),
        ("programs", "0006_notice_subject_filled"),
        ("programs", "0007_return_deadline"),
        ("programs", "0008_return_deadline_filled"),
        ("programs", "0009_stated_words"),
        ("programs", "0010_observacion_of_months"),
        ("programs", "0011_audit_people"),
        ("programs", "0012_audit_rows"),
        ("programs", "0013_stated_headings"),
        ("programs", "0014_programming_reason"),
        ("programs", "0015_emblem"),
        ("programs", "0016_in_informe"),
        ("programs", "0017_ledger_locks"),
        ("programs", "0018_doors"),
        ("programs", "0019_document_parts"),
        ("programs", "0020_document_notice"),
        ("programs", "0021_document_acts"),
        ("programs", "0022_try_count"),
        ("programs", "0023_first_visit"),
        ("programs", "0024_claves"),
        ("programs", "0025_verification"),
        ("programs", "0029_preparar"),
        ("programs", "0030_invitacion"),
        ("programs", "0032_next_year"),
        ("programs", "0033_adecuacion"),
        ("programs", "0034_headings"),
        ("programs", "0035_plan_review"),
        ("programs", "0036_choices"),
        ("programs", "0037_monthly_quantities"),
        ("programs", "0038_observed_rows_stay"),
        ("programs", "0039_second_factor"),
        ("programs", "0040_sessions"),
        ("programs", "0041_backups"),
        ("programs", "0042_retention"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="TryCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True, verbose_name="clave")),
                (
                    "failures",
                    models.PositiveIntegerField(default=0, verbose_name="intentos en vano"),
                ),
                ("last_at", models.DateTimeField(db_index=True, verbose_name="último intento")),
                (
                    "wait_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="espera hasta"),
                ),
                (
                    "signed_in_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="entró el"),
                ),
            ],
            options={
                "verbose_name": "cuenta de intentos",
                "verbose_name_plural": "cuentas de intentos",
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=150, verbose_name="first name"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=150, verbose_name="last name"),
                ),
                ("position", models.CharField(blank=True, max_length=150, verbose_name="cargo")),
                (
                    "extension",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="teléfono o extensión"
                    ),
                ),
                (
                    "first_visit_over",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="ya vio los primeros pasos"
                    ),
                ),
                (
                    "must_change_password",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Se la puso otra persona: al entrar elige la suya.",
                        verbose_name="debe cambiar su contraseña",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "persona",
                "verbose_name_plural": "personas",
                "abstract": False,
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
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
        migrations.CreateModel(
            name="Institucion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="clave")),
                ("name", models.CharField(max_length=250, verbose_name="nombre")),
                ("short_name", models.CharField(max_length=40, verbose_name="siglas")),
                ("state", models.CharField(max_length=60, verbose_name="entidad federativa")),
                (
                    "governing_body",
                    models.CharField(
                        blank=True,
                        help_text="Se imprime en la portada.",
                        max_length=250,
                        verbose_name="órgano que recibe el informe",
                    ),
                ),
                ("motto", models.CharField(blank=True, max_length=250, verbose_name="lema")),
                (
                    "contact",
                    models.CharField(blank=True, max_length=250, verbose_name="contacto de ayuda"),
                ),
                (
                    "emblem",
                    models.CharField(
                        default="img/emblem.svg",
                        help_text="Un archivo de los estáticos, o el nombre del que se subió.",
                        max_length=100,
                        verbose_name="emblema",
                    ),
                ),
                (
                    "brand_color",
                    models.CharField(
                        default="#6B1D3A",
                        help_text="Si el texto blanco no se lee sobre él, páginas y documentos usan el guinda general.",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9A-Fa-f]{6}$", "Escriba un color como #6B1D3A."
                            )
                        ],
                        verbose_name="color institucional",
                    ),
                ),
                (
                    "labels",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        validators=[programs.values.labels.validate_labels],
                        verbose_name="etiquetas impresas",
                    ),
                ),
                (
                    "pta_parts",
                    models.JSONField(
                        blank=True,
                        default=programs.models.institucion.every_pta_part,
                        validators=[programs.models.institucion.validate_pta_parts],
                        verbose_name="partes del PTA",
                    ),
                ),
                (
                    "informe_parts",
                    models.JSONField(
                        blank=True,
                        default=programs.models.institucion.every_informe_part,
                        validators=[programs.models.institucion.validate_informe_parts],
                        verbose_name="partes del informe",
                    ),
                ),
                (
                    "signers",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        validators=[programs.values.signers.validate_signers],
                        verbose_name="firmas",
                    ),
                ),
                (
                    "prepared",
                    models.JSONField(
                        blank=True,
                        default=list,
                        editable=False,
                        validators=[programs.values.preparing.validate_seen],
                        verbose_name="pasos de la preparación dados por buenos",
                    ),
                ),
                (
                    "line_numbering",
                    models.CharField(
                        choices=[("nested", "Eje y línea (3.11)"), ("plain", "Por eje, desde 1")],
                        default="nested",
                        max_length=10,
                        verbose_name="numeración de las líneas",
                    ),
                ),
                (
                    "sample",
                    models.BooleanField(
                        default=False,
                        help_text="Sus documentos llevan la marca MUESTRA.",
                        verbose_name="institución de muestra",
                    ),
                ),
                (
                    "month_due_days",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="días hábiles para el mes"
                    ),
                ),
                (
                    "quarter_due_days",
                    models.PositiveSmallIntegerField(
                        default=10, verbose_name="días hábiles para el trimestre"
                    ),
                ),
                (
                    "return_due_days",
                    models.PositiveSmallIntegerField(
                        default=5,
                        help_text="Desde que se devuelve, aunque la fecha límite ya haya pasado.",
                        verbose_name="días hábiles para corregir lo devuelto",
                    ),
                ),
                (
                    "escalate_days",
                    models.PositiveSmallIntegerField(
                        default=2,
                        help_text="De atraso; después se avisa también al titular del área.",
                        verbose_name="días hábiles para avisar al titular",
                    ),
                ),
                (
                    "escalate_head_days",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="días hábiles para avisar al Secretario Técnico"
                    ),
                ),
                (
                    "second_factor_required",
                    models.BooleanField(
                        default=False,
                        help_text="A su Secretario Técnico, a su segunda persona que valida, a su Planeación y a los superusuarios. Quien no la tiene la activa al entrar.",
                        verbose_name="exige verificación en dos pasos",
                    ),
                ),
                (
                    "evidence_series",
                    models.CharField(
                        blank=True,
                        help_text="Su clave en el catálogo de disposición documental.",
                        max_length=40,
                        verbose_name="serie documental de la evidencia",
                    ),
                ),
                (
                    "evidence_years",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Desde el fin del año en que sirvió. Vacío: nunca se depura. Lo que imprime un documento o cita uno emitido se conserva siempre.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="años que se conserva la evidencia",
                    ),
                ),
                (
                    "legal_hold",
                    models.CharField(
                        blank=True,
                        help_text="Por qué no se depura nada por ahora: un juicio, una auditoría. Vacía, rige el plazo.",
                        max_length=300,
                        verbose_name="reserva legal",
                    ),
                ),
                (
                    "red_below",
                    models.PositiveSmallIntegerField(
                        default=70, verbose_name="rojo por debajo de (%)"
                    ),
                ),
                (
                    "amber_below",
                    models.PositiveSmallIntegerField(
                        default=90, verbose_name="ámbar por debajo de (%)"
                    ),
                ),
                (
                    "green_to",
                    models.PositiveSmallIntegerField(default=110, verbose_name="verde hasta (%)"),
                ),
                (
                    "second_validator",
                    models.ForeignKey(
                        blank=True,
                        help_text="Valida lo que envió el propio Secretario Técnico.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="segunda persona que valida",
                    ),
                ),
            ],
            options={
                "verbose_name": "institución",
                "verbose_name_plural": "instituciones",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amber_below__lte", models.F("green_to")),
                            ("red_below__lt", models.F("amber_below")),
                        ),
                        name="institucion_thresholds_ascend",
                        violation_error_message="Los umbrales del semáforo van de menor a mayor: rojo, ámbar, verde.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=20, verbose_name="clave")),
                ("name", models.CharField(max_length=200, verbose_name="nombre")),
                (
                    "aliases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Como aparece en otros documentos.",
                        verbose_name="otros nombres",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("area", "Área"), ("subarea", "Subárea"), ("post", "Puesto")],
                        default="area",
                        max_length=10,
                        verbose_name="tipo",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="orden",
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="activa")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="programs.area",
                        verbose_name="depende de",
                    ),
                ),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="areas",
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
            ],
            options={
                "verbose_name": "área",
                "verbose_name_plural": "áreas",
                "ordering": ["institucion", "order", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institucion", "code"),
                        name="area_code_once",
                        violation_error_message="Ya existe un área con esa clave en la institución.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DiaInhabil",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="día")),
                ("name", models.CharField(max_length=120, verbose_name="motivo")),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days_off",
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
            ],
            options={
                "verbose_name": "día inhábil",
                "verbose_name_plural": "días inhábiles",
                "ordering": ["institucion", "day"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institucion", "day"),
                        name="dia_inhabil_once",
                        violation_error_message="Ese día ya está registrado.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Programa",
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
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2015),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="ejercicio",
                    ),
                ),
                (
                    "start_month",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="mes de inicio",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        default="Programa de Trabajo Anual", max_length=250, verbose_name="título"
                    ),
                ),
                (
                    "cover_date",
                    models.CharField(blank=True, max_length=60, verbose_name="fecha de portada"),
                ),
                (
                    "labels",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        validators=[programs.values.labels.validate_labels],
                        verbose_name="etiquetas impresas",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planning", "En planeación"),
                            ("review", "En revisión"),
                            ("approved", "Aprobado"),
                        ],
                        default="planning",
                        max_length=10,
                        verbose_name="estado",
                    ),
                ),
                (
                    "approval_agreement",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="acuerdo de aprobación"
                    ),
                ),
                (
                    "approval_session",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="sesión de aprobación"
                    ),
                ),
                (
                    "approved_on",
                    models.DateField(blank=True, null=True, verbose_name="fecha de aprobación"),
                ),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programas",
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
            ],
            options={
                "verbose_name": "programa de trabajo anual",
                "verbose_name_plural": "programas de trabajo anuales",
                "ordering": ["institucion", "-year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institucion", "year"),
                        name="programa_year_once",
                        violation_error_message="La institución ya tiene un programa de ese ejercicio.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("start_month__gte", 1), ("start_month__lte", 12)),
                        name="programa_start_month_exists",
                        violation_error_message="El mes de inicio va de 1 a 12.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "approved"), _negated=True),
                            models.Q(
                                ("approved_on__isnull", False),
                                models.Q(("approval_agreement", ""), _negated=True),
                                models.Q(("approval_session", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="programa_approved_is_stamped",
                        violation_error_message="Un programa aprobado lleva acuerdo, sesión y fecha.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Eje",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "clave",
                    models.CharField(
                        default=programs.models.base.new_clave,
                        editable=False,
                        max_length=20,
                        verbose_name="clave de la fila",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="orden")),
                ("name", models.CharField(max_length=400, verbose_name="nombre")),
                (
                    "table_name",
                    models.CharField(
                        blank=True,
                        help_text="Si difiere del nombre.",
                        max_length=400,
                        verbose_name="nombre en tareas y calendario",
                    ),
                ),
                ("objective", models.TextField(blank=True, verbose_name="objetivo")),
                (
                    "strategy",
                    models.TextField(
                        blank=True,
                        help_text="Una línea que empieza con «- » es un punto de lista.",
                        verbose_name="estrategia",
                    ),
                ),
                (
                    "labels",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        validators=[programs.values.labels.validate_labels],
                        verbose_name="etiquetas impresas",
                    ),
                ),
                (
                    "programa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ejes",
                        to="programs.programa",
                        verbose_name="programa",
                    ),
                ),
            ],
            options={
                "verbose_name": "eje",
                "verbose_name_plural": "ejes",
                "ordering": ["programa", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programa", "order"),
                        name="eje_order_once",
                        violation_error_message="Ya hay un eje en ese lugar del programa.",
                    ),
                    models.UniqueConstraint(
                        fields=("programa", "clave"),
                        name="eje_clave_once",
                        violation_error_message="Ya hay un eje con esa clave en el programa.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Responsable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=1, verbose_name="orden")),
                ("reports", models.BooleanField(default=False, verbose_name="captura el avance")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsabilidades",
                        to="programs.area",
                        verbose_name="área",
                    ),
                ),
                (
                    "eje",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responsables",
                        to="programs.eje",
                        verbose_name="eje",
                    ),
                ),
            ],
            options={
                "verbose_name": "responsable",
                "verbose_name_plural": "responsables",
                "ordering": ["eje", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("eje", "area"),
                        name="responsable_once",
                        violation_error_message="Esa área ya es responsable del eje.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reports", True)),
                        fields=("eje",),
                        name="responsable_one_reports",
                        violation_error_message="Solo un responsable captura el avance del eje.",
                    ),
                ],
            },
        ),
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
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registró",
                    ),
                ),
                (
                    "programa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="adecuaciones",
                        to="programs.programa",
                        verbose_name="programa",
                    ),
                ),
            ],
            options={
                "verbose_name": "adecuación",
                "verbose_name_plural": "adecuaciones",
                "ordering": ["programa", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programa", "number"),
                        name="adecuacion_once",
                        violation_error_message="El programa ya tiene una adecuación con ese número.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_quarter__gte", 1), ("from_quarter__lte", 4)),
                        name="adecuacion_quarter_exists",
                        violation_error_message="El trimestre va de 1 a 4.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LineaDeAccion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "clave",
                    models.CharField(
                        default=programs.models.base.new_clave,
                        editable=False,
                        max_length=20,
                        verbose_name="clave de la fila",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="orden")),
                ("auto_number", models.BooleanField(default=True, verbose_name="numerar sola")),
                (
                    "label",
                    models.CharField(blank=True, max_length=20, verbose_name="número impreso"),
                ),
                ("title", models.TextField(verbose_name="texto")),
                (
                    "verification",
                    models.TextField(
                        blank=True,
                        help_text="Con qué se comprueba: acta, acuse, listas de asistencia, informe.",
                        verbose_name="medio de verificación",
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="added",
                        to="programs.adecuacion",
                        verbose_name="adecuación que la agregó",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lineas",
                        to="programs.area",
                        verbose_name="área que reporta",
                    ),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="cancelled",
                        to="programs.adecuacion",
                        verbose_name="adecuación que la canceló",
                    ),
                ),
                (
                    "eje",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lineas",
                        to="programs.eje",
                        verbose_name="eje",
                    ),
                ),
            ],
            options={
                "verbose_name": "línea de acción",
                "verbose_name_plural": "líneas de acción",
                "ordering": ["eje", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("eje", "order"),
                        name="linea_order_once",
                        violation_error_message="Ya hay una línea en ese lugar del eje.",
                    ),
                    models.UniqueConstraint(
                        fields=("eje", "clave"),
                        name="linea_clave_once",
                        violation_error_message="Ya hay una línea con esa clave en el eje.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Trimestre",
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
                    "number",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "T1"), (2, "T2"), (3, "T3"), (4, "T4")], verbose_name="número"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("upcoming", "Por abrir"),
                            ("open", "Abierto"),
                            ("closed", "Cerrado"),
                        ],
                        default="upcoming",
                        max_length=10,
                        verbose_name="ventana",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="fecha límite")),
                (
                    "opened_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="abierto el"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="cerrado el"),
                ),
                (
                    "reopened_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reabierto el"),
                ),
                (
                    "reopen_reason",
                    models.TextField(blank=True, verbose_name="motivo de la reapertura"),
                ),
                (
                    "cover_title",
                    models.CharField(
                        blank=True,
                        help_text="Vacío: lo escribe el sistema.",
                        max_length=300,
                        verbose_name="título de portada",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="cerró",
                    ),
                ),
                (
                    "programa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trimestres",
                        to="programs.programa",
                        verbose_name="programa",
                    ),
                ),
                (
                    "reopened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reabrió",
                    ),
                ),
            ],
            options={
                "verbose_name": "trimestre",
                "verbose_name_plural": "trimestres",
                "ordering": ["programa", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programa", "number"),
                        name="trimestre_once",
                        violation_error_message="El programa ya tiene ese trimestre.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 4)),
                        name="trimestre_number_exists",
                        violation_error_message="El trimestre va de 1 a 4.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "closed"), _negated=True),
                            ("closed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="trimestre_closed_is_stamped",
                        violation_error_message="Un trimestre cerrado lleva la fecha de cierre.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reopened_at__isnull", True),
                            models.Q(("reopen_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="trimestre_reopened_has_reason",
                        violation_error_message="Escriba por qué se reabre el trimestre.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tarea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "clave",
                    models.CharField(
                        default=programs.models.base.new_clave,
                        editable=False,
                        max_length=20,
                        verbose_name="clave de la fila",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="orden")),
                ("text", models.TextField(verbose_name="tarea")),
                (
                    "in_table",
                    models.BooleanField(default=True, verbose_name="en la tabla de tareas"),
                ),
                (
                    "monthly_projection",
                    models.TextField(blank=True, verbose_name="proyección mensual"),
                ),
                ("goal", models.TextField(blank=True, verbose_name="meta")),
                (
                    "expected_result",
                    models.TextField(blank=True, verbose_name="resultado esperado"),
                ),
                (
                    "verification",
                    models.TextField(
                        blank=True,
                        help_text="Con qué se comprueba: acta, acuse, listas de asistencia, informe.",
                        verbose_name="medio de verificación",
                    ),
                ),
                ("in_calendar", models.BooleanField(default=True, verbose_name="en el calendario")),
                (
                    "calendar_text",
                    models.TextField(
                        blank=True,
                        help_text="Si difiere del de la tabla.",
                        verbose_name="texto en el calendario",
                    ),
                ),
                (
                    "auto_number",
                    models.BooleanField(default=True, verbose_name="numerar sola en el calendario"),
                ),
                (
                    "calendar_label",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="número en el calendario"
                    ),
                ),
                (
                    "demand_driven",
                    models.BooleanField(default=False, verbose_name="depende de la demanda"),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tareas",
                        to="programs.area",
                        verbose_name="área que reporta",
                    ),
                ),
                (
                    "eje",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tareas",
                        to="programs.eje",
                        verbose_name="eje",
                    ),
                ),
                (
                    "linea",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tareas",
                        to="programs.lineadeaccion",
                        verbose_name="línea de acción",
                    ),
                ),
            ],
            options={
                "verbose_name": "tarea",
                "verbose_name_plural": "tareas",
                "ordering": ["eje", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("eje", "order"),
                        name="tarea_order_once",
                        violation_error_message="Ya hay una tarea en ese lugar del eje.",
                    ),
                    models.UniqueConstraint(
                        fields=("eje", "clave"),
                        name="tarea_clave_once",
                        violation_error_message="Ya hay una tarea con esa clave en el eje.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_table", True), ("in_calendar", True), _connector="OR"
                        ),
                        name="tarea_stands_somewhere",
                        violation_error_message="La tarea va en la tabla, en el calendario o en ambos.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalMarcaMensual",
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
                ("programmed", models.BooleanField(default=True, verbose_name="programada")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unreported", "Falta reportar"),
                            ("done", "Realizada"),
                            ("not_done", "No realizada"),
                        ],
                        default="unreported",
                        max_length=10,
                        verbose_name="avance",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="motivo")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="nota")),
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
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reportó",
                    ),
                ),
                (
                    "tarea",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.tarea",
                        verbose_name="tarea",
                    ),
                ),
            ],
            options={
                "verbose_name": "historial de la marca",
                "verbose_name_plural": "historical marcas mensuales",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MarcaMensual",
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
                ("programmed", models.BooleanField(default=True, verbose_name="programada")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unreported", "Falta reportar"),
                            ("done", "Realizada"),
                            ("not_done", "No realizada"),
                        ],
                        default="unreported",
                        max_length=10,
                        verbose_name="avance",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="motivo")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="nota")),
                (
                    "reported_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reportada el"),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reportó",
                    ),
                ),
                (
                    "tarea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marcas",
                        to="programs.tarea",
                        verbose_name="tarea",
                    ),
                ),
            ],
            options={
                "verbose_name": "marca mensual",
                "verbose_name_plural": "marcas mensuales",
                "ordering": ["tarea", "month"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tarea", "month"),
                        name="marca_month_once",
                        violation_error_message="La tarea ya tiene una marca en ese mes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__gte", 1), ("month__lte", 12)),
                        name="marca_month_exists",
                        violation_error_message="El mes va de 1 a 12.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("programmed", True), ("status", "done"), _connector="OR"
                        ),
                        name="marca_means_something",
                        violation_error_message="Una marca está programada o realizada.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "not_done"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="marca_not_done_has_reason",
                        violation_error_message="Escriba por qué no se realizó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reported_at__isnull", True), ("status", "unreported")),
                            models.Q(
                                models.Q(("status", "unreported"), _negated=True),
                                ("reported_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="marca_reported_is_stamped",
                        violation_error_message="Un avance reportado lleva la fecha en que se reportó.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConfirmacionMensual",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
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
                ("confirmed_at", models.DateTimeField(verbose_name="confirmado el")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmaciones",
                        to="programs.area",
                        verbose_name="área",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmó",
                    ),
                ),
                (
                    "programa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmaciones",
                        to="programs.programa",
                        verbose_name="programa",
                    ),
                ),
            ],
            options={
                "verbose_name": "confirmación mensual",
                "verbose_name_plural": "confirmaciones mensuales",
                "ordering": ["programa", "month", "area"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programa", "area", "month"),
                        name="confirmacion_once",
                        violation_error_message="El área ya confirmó ese mes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__gte", 1), ("month__lte", 12)),
                        name="confirmacion_month_exists",
                        violation_error_message="El mes va de 1 a 12.",
                    ),
                ],
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
                (
                    "adecuacion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meses",
                        to="programs.adecuacion",
                        verbose_name="adecuación",
                    ),
                ),
                (
                    "tarea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="modificaciones",
                        to="programs.tarea",
                        verbose_name="tarea",
                    ),
                ),
            ],
            options={
                "verbose_name": "modificación de meses",
                "verbose_name_plural": "modificaciones de meses",
                "ordering": ["adecuacion", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("adecuacion", "order"), name="meses_order_once"
                    ),
                    models.UniqueConstraint(
                        fields=("adecuacion", "tarea"),
                        name="meses_once_an_adecuacion",
                        violation_error_message="La adecuación ya cambia los meses de esa tarea.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.CharField(max_length=50, verbose_name="clave de la institución")),
                ("number", models.PositiveIntegerField(verbose_name="número")),
                ("at", models.DateTimeField(verbose_name="fecha y hora")),
                ("actor", models.CharField(max_length=150, verbose_name="persona")),
                ("actor_name", models.CharField(max_length=300, verbose_name="nombre")),
                (
                    "action",
                    models.CharField(
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
                ("subject", models.CharField(max_length=300, verbose_name="sobre")),
                ("data", models.JSONField(blank=True, default=dict, verbose_name="datos")),
                ("previous", models.CharField(max_length=64, verbose_name="huella anterior")),
                ("hash", models.CharField(max_length=64, verbose_name="huella")),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger",
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
            ],
            options={
                "verbose_name": "acto del libro",
                "verbose_name_plural": "libro de actos",
                "ordering": ["institucion", "-number"],
                "indexes": [
                    models.Index(fields=["institucion", "action", "number"], name="audit_action")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institucion", "number"),
                        name="audit_number_once",
                        violation_error_message="Ya hay un acto con ese número.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)),
                        name="audit_number_from_one",
                        violation_error_message="Los actos se numeran desde 1.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerHead",
            fields=[
                (
                    "institucion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="ledger_head",
                        serialize=False,
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="último acto")),
                ("hash", models.CharField(max_length=64, verbose_name="huella")),
            ],
            options={
                "verbose_name": "cuenta del libro",
                "verbose_name_plural": "cuentas de los libros",
                "ordering": ["institucion"],
            },
        ),
        migrations.CreateModel(
            name="Corte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="número de corte")),
                ("payload", models.JSONField(verbose_name="datos")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("made_at", models.DateTimeField(verbose_name="hecho el")),
                (
                    "missing_reason",
                    models.TextField(blank=True, verbose_name="por qué se cerró con faltantes"),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="cerró",
                    ),
                ),
                (
                    "trimestre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cortes",
                        to="programs.trimestre",
                        verbose_name="trimestre",
                    ),
                ),
            ],
            options={
                "verbose_name": "corte",
                "verbose_name_plural": "cortes",
                "ordering": ["trimestre", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trimestre", "number"),
                        name="corte_number_once",
                        violation_error_message="El trimestre ya tiene un corte con ese número.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AvanceTrimestral",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "En captura"),
                            ("submitted", "Enviada"),
                            ("returned", "Con observaciones"),
                            ("validated", "Validada"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="trámite",
                    ),
                ),
                ("ready", models.BooleanField(default=False, verbose_name="lista")),
                (
                    "cause",
                    models.TextField(
                        blank=True,
                        help_text="Se imprime después de «lo cual».",
                        verbose_name="causa de variación",
                    ),
                ),
                (
                    "closing",
                    models.CharField(
                        choices=[
                            ("automatic", "La escribe el sistema"),
                            ("stated", "Porcentaje declarado, con motivo"),
                            ("omitted", "Sin frase, con motivo"),
                        ],
                        default="automatic",
                        max_length=10,
                        verbose_name="frase de cierre",
                    ),
                ),
                (
                    "stated_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=7,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                0, "El porcentaje no puede ser negativo."
                            )
                        ],
                        verbose_name="porcentaje declarado",
                    ),
                ),
                (
                    "closing_reason",
                    models.TextField(
                        blank=True,
                        help_text="Por qué se declara otro porcentaje, o por qué no hay frase.",
                        verbose_name="motivo",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="enviada el"),
                ),
                (
                    "returned_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="devuelta el"),
                ),
                (
                    "validated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="validada el"),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="devolvió",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="envió",
                    ),
                ),
                (
                    "validated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="validó",
                    ),
                ),
                (
                    "linea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="avances",
                        to="programs.lineadeaccion",
                        verbose_name="línea de acción",
                    ),
                ),
                (
                    "trimestre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="avances",
                        to="programs.trimestre",
                        verbose_name="trimestre",
                    ),
                ),
            ],
            options={
                "verbose_name": "avance trimestral",
                "verbose_name_plural": "avances trimestrales",
                "ordering": ["trimestre", "linea__eje__order", "linea__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trimestre", "linea"),
                        name="avance_once_a_quarter",
                        violation_error_message="La línea ya tiene un avance en ese trimestre.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closing", "stated"),
                                ("stated_percent__isnull", False),
                                models.Q(("closing_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("closing", "stated"), _negated=True),
                                ("stated_percent__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="avance_stated_has_figure_and_reason",
                        violation_error_message="Un porcentaje declarado lleva la cifra y su motivo.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closing", "omitted"), _negated=True),
                            models.Q(("closing_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="avance_omitted_has_reason",
                        violation_error_message="Escriba por qué la línea no lleva frase de cierre.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stated_percent__isnull", True),
                            ("stated_percent__gte", 0),
                            _connector="OR",
                        ),
                        name="avance_stated_not_negative",
                        violation_error_message="El porcentaje no puede ser negativo.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "submitted"), _negated=True),
                            ("submitted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="avance_submitted_is_stamped",
                        violation_error_message="El estado del avance lleva la fecha de ese paso.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "returned"), _negated=True),
                            ("returned_at__isnull", False),
                            _connector="OR",
                        ),
                        name="avance_returned_is_stamped",
                        violation_error_message="El estado del avance lleva la fecha de ese paso.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "validated"), _negated=True),
                            ("validated_at__isnull", False),
                            _connector="OR",
                        ),
                        name="avance_validated_is_stamped",
                        violation_error_message="El estado del avance lleva la fecha de ese paso.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalEvidencia",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(db_index=True, max_length=32, verbose_name="clave")),
                ("original", models.TextField(max_length=100, verbose_name="original")),
                ("original_name", models.CharField(max_length=255, verbose_name="nombre recibido")),
                ("media_type", models.CharField(max_length=100, verbose_name="tipo de archivo")),
                ("size", models.PositiveBigIntegerField(verbose_name="bytes")),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="SHA-256")),
                ("width", models.PositiveIntegerField(blank=True, null=True, verbose_name="ancho")),
                ("height", models.PositiveIntegerField(blank=True, null=True, verbose_name="alto")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="tomada el")),
                ("sample", models.BooleanField(default=False, verbose_name="imagen de muestra")),
                (
                    "shows_people",
                    models.BooleanField(default=False, verbose_name="personas identificables"),
                ),
                (
                    "shows_minors",
                    models.BooleanField(default=False, verbose_name="menores de edad"),
                ),
                (
                    "uploaded_at",
                    models.DateTimeField(blank=True, editable=False, verbose_name="recibida el"),
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
                    "avance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.avancetrimestral",
                        verbose_name="respalda",
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
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="subió",
                    ),
                ),
                (
                    "institucion",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
            ],
            options={
                "verbose_name": "historial de la evidencia",
                "verbose_name_plural": "historical evidencias",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Evidencia",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=32, unique=True, verbose_name="clave")),
                (
                    "original",
                    models.FileField(
                        upload_to=programs.models.evidencia.original_path, verbose_name="original"
                    ),
                ),
                ("original_name", models.CharField(max_length=255, verbose_name="nombre recibido")),
                ("media_type", models.CharField(max_length=100, verbose_name="tipo de archivo")),
                ("size", models.PositiveBigIntegerField(verbose_name="bytes")),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="SHA-256")),
                ("width", models.PositiveIntegerField(blank=True, null=True, verbose_name="ancho")),
                ("height", models.PositiveIntegerField(blank=True, null=True, verbose_name="alto")),
                (
                    "renditions",
                    models.JSONField(
                        blank=True, default=list, verbose_name="copias para ver e imprimir"
                    ),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="tomada el")),
                ("sample", models.BooleanField(default=False, verbose_name="imagen de muestra")),
                (
                    "shows_people",
                    models.BooleanField(default=False, verbose_name="personas identificables"),
                ),
                (
                    "shows_minors",
                    models.BooleanField(default=False, verbose_name="menores de edad"),
                ),
                (
                    "uploaded_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="recibida el"),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidencias",
                        to="programs.area",
                        verbose_name="área",
                    ),
                ),
                (
                    "avance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="respaldos",
                        to="programs.avancetrimestral",
                        verbose_name="respalda",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="subió",
                    ),
                ),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidencias",
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidencia",
                "verbose_name_plural": "evidencias",
                "ordering": ["-uploaded_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("shows_minors", False), ("shows_people", True), _connector="OR"
                        ),
                        name="evidencia_minors_are_people",
                        violation_error_message="Si hay menores de edad, hay personas identificables.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seccion",
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
                ("key", models.SlugField(max_length=80, unique=True, verbose_name="clave")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("presentation", "Presentación"),
                            ("background", "Antecedentes"),
                            ("mission", "Misión"),
                            ("vision", "Visión"),
                            ("principles", "Principios rectores"),
                            ("structure", "Estructura organizacional"),
                            ("other", "Otra sección"),
                            ("plan", "Programa de trabajo (tarjetas de ejes)"),
                            ("implementation", "Implementación y seguimiento (tablas de tareas)"),
                            ("calendar", "Calendarización"),
                            ("report", "Informe del trimestre (líneas)"),
                        ],
                        max_length=16,
                        verbose_name="tipo",
                    ),
                ),
                ("heading", models.CharField(max_length=250, verbose_name="título impreso")),
                (
                    "auto_number",
                    models.BooleanField(
                        default=False,
                        help_text="Si no, se imprime el número escrito, o ninguno.",
                        verbose_name="numerar sola",
                    ),
                ),
                (
                    "number_label",
                    models.CharField(blank=True, max_length=20, verbose_name="número impreso"),
                ),
                (
                    "contents_number",
                    models.CharField(blank=True, max_length=20, verbose_name="número en el índice"),
                ),
                (
                    "contents_heading",
                    models.CharField(
                        blank=True,
                        help_text="Si difiere del impreso.",
                        max_length=250,
                        verbose_name="título en el índice",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=1, verbose_name="orden")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="secciones",
                        to="programs.area",
                        verbose_name="área",
                    ),
                ),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="secciones",
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
                (
                    "programa",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="secciones",
                        to="programs.programa",
                        verbose_name="programa",
                    ),
                ),
                (
                    "trimestre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="secciones",
                        to="programs.trimestre",
                        verbose_name="trimestre",
                    ),
                ),
            ],
            options={
                "verbose_name": "sección",
                "verbose_name_plural": "secciones",
                "ordering": ["institucion", "order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("programa__isnull", True), ("trimestre__isnull", True), _connector="OR"
                        ),
                        name="seccion_one_document",
                        violation_error_message="La sección es del programa o del trimestre, no de ambos.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bloque",
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
                ("order", models.PositiveSmallIntegerField(verbose_name="orden")),
                (
                    "kind",
                    models.CharField(
                        choices=[("text", "Texto"), ("table", "Tabla"), ("figures", "Figuras")],
                        max_length=8,
                        verbose_name="tipo",
                    ),
                ),
                ("html", models.TextField(blank=True, verbose_name="texto")),
                (
                    "rows",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Filas de celdas.",
                        validators=[programs.values.tables.validate_rows],
                        verbose_name="tabla",
                    ),
                ),
                (
                    "header_rows",
                    models.PositiveSmallIntegerField(default=1, verbose_name="filas de encabezado"),
                ),
                (
                    "title",
                    models.CharField(blank=True, max_length=300, verbose_name="título de la tabla"),
                ),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="fuente")),
                (
                    "caption_kind",
                    models.CharField(
                        choices=[
                            ("none", "Sin numeración"),
                            ("image", "Imagen"),
                            ("photo", "Fotografía"),
                            ("table", "Tabla"),
                        ],
                        default="none",
                        max_length=6,
                        verbose_name="palabra del pie",
                    ),
                ),
                ("caption", models.TextField(blank=True, verbose_name="pie")),
                (
                    "first_number",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Vacío: sigue la numeración.",
                        null=True,
                        verbose_name="primer número",
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="quitado el"
                    ),
                ),
                (
                    "avance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bloques",
                        to="programs.avancetrimestral",
                        verbose_name="avance",
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
                    "seccion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bloques",
                        to="programs.seccion",
                        verbose_name="sección",
                    ),
                ),
            ],
            options={
                "verbose_name": "bloque",
                "verbose_name_plural": "bloques",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("avance__isnull", False), ("seccion__isnull", True)),
                            models.Q(("avance__isnull", True), ("seccion__isnull", False)),
                            _connector="OR",
                        ),
                        name="bloque_one_owner",
                        violation_error_message="El bloque es de un avance o de una sección.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_number__isnull", True),
                            ("first_number__gte", 1),
                            _connector="OR",
                        ),
                        name="bloque_first_number_positive",
                        violation_error_message="La numeración empieza en 1.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalFigura",
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
                ("order", models.PositiveSmallIntegerField(verbose_name="orden")),
                ("alt", models.CharField(blank=True, max_length=300, verbose_name="¿qué se ve?")),
                (
                    "in_informe",
                    models.BooleanField(default=True, verbose_name="sale en el informe"),
                ),
                (
                    "informe_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="por qué puede salir en el informe"
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
                    "bloque",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.bloque",
                        verbose_name="bloque",
                    ),
                ),
                (
                    "evidencia",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.evidencia",
                        verbose_name="archivo",
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
            ],
            options={
                "verbose_name": "historial de la figura",
                "verbose_name_plural": "historical figuras",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Figura",
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
                ("order", models.PositiveSmallIntegerField(verbose_name="orden")),
                ("alt", models.CharField(blank=True, max_length=300, verbose_name="¿qué se ve?")),
                (
                    "in_informe",
                    models.BooleanField(default=True, verbose_name="sale en el informe"),
                ),
                (
                    "informe_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="por qué puede salir en el informe"
                    ),
                ),
                (
                    "bloque",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figuras",
                        to="programs.bloque",
                        verbose_name="bloque",
                    ),
                ),
                (
                    "evidencia",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figuras",
                        to="programs.evidencia",
                        verbose_name="archivo",
                    ),
                ),
            ],
            options={
                "verbose_name": "figura",
                "verbose_name_plural": "figuras",
                "ordering": ["bloque", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("bloque", "order"),
                        name="figura_order_once",
                        violation_error_message="Ya hay una figura en ese lugar del bloque.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Meta",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=400, verbose_name="meta, como se escribió")),
                (
                    "starts_on",
                    models.DateField(blank=True, null=True, verbose_name="fecha de inicio"),
                ),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="fecha de término"),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("pooled", "Suma simple"),
                            ("average", "Promedio"),
                            ("each", "Cada componente"),
                        ],
                        default="pooled",
                        max_length=10,
                        verbose_name="regla de las metas compuestas",
                    ),
                ),
                (
                    "due_quarters",
                    models.CharField(
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
                        help_text="Cuándo toca, aunque no se haya dicho cuánto.",
                        max_length=7,
                        verbose_name="programada en",
                    ),
                ),
                (
                    "programming_reason",
                    models.CharField(
                        blank=True,
                        help_text="Si los trimestres no dan la meta anual, o no hay meta anual. Se pide antes de aprobar el programa.",
                        max_length=300,
                        verbose_name="por qué es correcta la programación",
                    ),
                ),
                (
                    "linea",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meta",
                        to="programs.lineadeaccion",
                        verbose_name="línea de acción",
                    ),
                ),
            ],
            options={
                "verbose_name": "meta",
                "verbose_name_plural": "metas",
                "ordering": ["linea"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_quarters", ""),
                            (
                                "due_quarters__in",
                                [
                                    "1",
                                    "2",
                                    "1,2",
                                    "3",
                                    "1,3",
                                    "2,3",
                                    "1,2,3",
                                    "4",
                                    "1,4",
                                    "2,4",
                                    "1,2,4",
                                    "3,4",
                                    "1,3,4",
                                    "2,3,4",
                                    "1,2,3,4",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="meta_due_quarters_exist",
                        violation_error_message="Los trimestres van de 1 a 4, en orden y sin repetir.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ComponenteDeMeta",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "clave",
                    models.CharField(
                        default=programs.models.base.new_clave,
                        editable=False,
                        max_length=20,
                        verbose_name="clave de la fila",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=1, verbose_name="orden")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sum", "Suma"),
                            ("percent", "Porcentaje"),
                            ("demand", "Demanda (atendido / recibido)"),
                            ("milestone", "Hito"),
                            ("unquantified", "Sin cuantificar"),
                        ],
                        default="sum",
                        max_length=14,
                        verbose_name="tipo",
                    ),
                ),
                (
                    "quantity",
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
                        verbose_name="cantidad anual",
                    ),
                ),
                ("unit", models.CharField(max_length=160, verbose_name="unidad")),
                (
                    "programmed_q1",
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
                        verbose_name="programado T1",
                    ),
                ),
                (
                    "programmed_q2",
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
                        verbose_name="programado T2",
                    ),
                ),
                (
                    "programmed_q3",
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
                        verbose_name="programado T3",
                    ),
                ),
                (
                    "programmed_q4",
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
                        verbose_name="programado T4",
                    ),
                ),
                (
                    "monthly",
                    models.BooleanField(
                        default=False,
                        help_text="Se programa y se reporta cada mes; el trimestre es la suma de sus tres meses.",
                        verbose_name="por mes",
                    ),
                ),
                (
                    "meta",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="componentes",
                        to="programs.meta",
                        verbose_name="meta",
                    ),
                ),
            ],
            options={
                "verbose_name": "componente de meta",
                "verbose_name_plural": "componentes de meta",
                "ordering": ["meta", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meta", "order"),
                        name="componente_order_once",
                        violation_error_message="Ya hay un componente en ese lugar de la meta.",
                    ),
                    models.UniqueConstraint(
                        fields=("meta", "clave"),
                        name="componente_clave_once",
                        violation_error_message="Ya hay un componente con esa clave en la meta.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("monthly", False), ("kind__in", ["sum", "demand"]), _connector="OR"
                        ),
                        name="componente_monthly_adds_up",
                        violation_error_message="Por mes se llevan solo cantidades que se suman: elija «Suma» o «Demanda».",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quantity__isnull", True), ("quantity__gte", 0), _connector="OR"
                        ),
                        name="componente_quantity_not_negative",
                        violation_error_message="La cantidad anual no puede ser negativa.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("programmed_q1__isnull", True),
                            ("programmed_q1__gte", 0),
                            _connector="OR",
                        ),
                        name="componente_programmed_q1_not_negative",
                        violation_error_message="Lo programado no puede ser negativo.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("programmed_q2__isnull", True),
                            ("programmed_q2__gte", 0),
                            _connector="OR",
                        ),
                        name="componente_programmed_q2_not_negative",
                        violation_error_message="Lo programado no puede ser negativo.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("programmed_q3__isnull", True),
                            ("programmed_q3__gte", 0),
                            _connector="OR",
                        ),
                        name="componente_programmed_q3_not_negative",
                        violation_error_message="Lo programado no puede ser negativo.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("programmed_q4__isnull", True),
                            ("programmed_q4__gte", 0),
                            _connector="OR",
                        ),
                        name="componente_programmed_q4_not_negative",
                        violation_error_message="Lo programado no puede ser negativo.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ModificacionDeMeta",
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
                        verbose_name="cantidad original",
                    ),
                ),
                (
                    "adjusted",
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
                        verbose_name="cantidad ajustada",
                    ),
                ),
                (
                    "adjusted_text",
                    models.CharField(
                        blank=True, max_length=400, verbose_name="meta ajustada, como se imprime"
                    ),
                ),
                (
                    "adjusted_due",
                    models.CharField(
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
                (
                    "adjusted_q1",
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
                        verbose_name="programado T1, ajustado",
                    ),
                ),
                (
                    "adjusted_q2",
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
                        verbose_name="programado T2, ajustado",
                    ),
                ),
                (
                    "adjusted_q3",
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
                        verbose_name="programado T3, ajustado",
                    ),
                ),
                (
                    "adjusted_q4",
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
                        verbose_name="programado T4, ajustado",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True, help_text="Vacío: el de la adecuación.", verbose_name="motivo"
                    ),
                ),
                (
                    "adecuacion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="metas",
                        to="programs.adecuacion",
                        verbose_name="adecuación",
                    ),
                ),
                (
                    "componente",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="modificaciones",
                        to="programs.componentedemeta",
                        verbose_name="componente",
                    ),
                ),
                (
                    "meta",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="modificaciones",
                        to="programs.meta",
                        verbose_name="meta",
                    ),
                ),
            ],
            options={
                "verbose_name": "modificación de meta",
                "verbose_name_plural": "modificaciones de meta",
                "ordering": ["adecuacion", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("adecuacion", "order"), name="modificacion_order_once"
                    ),
                    models.UniqueConstraint(
                        fields=("adecuacion", "componente"),
                        name="modificacion_once_an_adecuacion",
                        violation_error_message="La adecuación ya cambia esa cantidad.",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAvanceTrimestral",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "En captura"),
                            ("submitted", "Enviada"),
                            ("returned", "Con observaciones"),
                            ("validated", "Validada"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="trámite",
                    ),
                ),
                ("ready", models.BooleanField(default=False, verbose_name="lista")),
                (
                    "cause",
                    models.TextField(
                        blank=True,
                        help_text="Se imprime después de «lo cual».",
                        verbose_name="causa de variación",
                    ),
                ),
                (
                    "closing",
                    models.CharField(
                        choices=[
                            ("automatic", "La escribe el sistema"),
                            ("stated", "Porcentaje declarado, con motivo"),
                            ("omitted", "Sin frase, con motivo"),
                        ],
                        default="automatic",
                        max_length=10,
                        verbose_name="frase de cierre",
                    ),
                ),
                (
                    "stated_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=7,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                0, "El porcentaje no puede ser negativo."
                            )
                        ],
                        verbose_name="porcentaje declarado",
                    ),
                ),
                (
                    "closing_reason",
                    models.TextField(
                        blank=True,
                        help_text="Por qué se declara otro porcentaje, o por qué no hay frase.",
                        verbose_name="motivo",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="enviada el"),
                ),
                (
                    "returned_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="devuelta el"),
                ),
                (
                    "validated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="validada el"),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="devolvió",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="envió",
                    ),
                ),
                (
                    "validated_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="validó",
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
            ],
            options={
                "verbose_name": "historial del avance",
                "verbose_name_plural": "historical avances trimestrales",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAvanceDeComponente",
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
                    "quantity",
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
                        verbose_name="cantidad del trimestre",
                    ),
                ),
                (
                    "received",
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
                        verbose_name="recibido",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="Para una cantidad poco usual: cero, muy por encima de lo programado, una parte de lo que se cuenta en enteros, o más atendidas que recibidas.",
                        max_length=300,
                        verbose_name="por qué es correcta",
                    ),
                ),
                (
                    "adjustment",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Se suma al acumulado desde este trimestre; los anteriores no cambian.",
                        max_digits=14,
                        null=True,
                        verbose_name="ajuste a trimestres anteriores",
                    ),
                ),
                (
                    "adjustment_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="motivo del ajuste"),
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
                    "avance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.avancetrimestral",
                        verbose_name="avance",
                    ),
                ),
                (
                    "componente",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.componentedemeta",
                        verbose_name="componente",
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
            ],
            options={
                "verbose_name": "historial de la cantidad",
                "verbose_name_plural": "historical cantidades del trimestre",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AvanceDeComponente",
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
                    "quantity",
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
                        verbose_name="cantidad del trimestre",
                    ),
                ),
                (
                    "received",
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
                        verbose_name="recibido",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="Para una cantidad poco usual: cero, muy por encima de lo programado, una parte de lo que se cuenta en enteros, o más atendidas que recibidas.",
                        max_length=300,
                        verbose_name="por qué es correcta",
                    ),
                ),
                (
                    "adjustment",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Se suma al acumulado desde este trimestre; los anteriores no cambian.",
                        max_digits=14,
                        null=True,
                        verbose_name="ajuste a trimestres anteriores",
                    ),
                ),
                (
                    "adjustment_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="motivo del ajuste"),
                ),
                (
                    "avance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cantidades",
                        to="programs.avancetrimestral",
                        verbose_name="avance",
                    ),
                ),
                (
                    "componente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="avances",
                        to="programs.componentedemeta",
                        verbose_name="componente",
                    ),
                ),
            ],
            options={
                "verbose_name": "cantidad del trimestre",
                "verbose_name_plural": "cantidades del trimestre",
                "ordering": ["avance", "componente__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("avance", "componente"),
                        name="cantidad_once",
                        violation_error_message="El componente ya tiene cantidad en ese trimestre.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("quantity__isnull", True), ("quantity__gte", 0), _connector="OR"
                            ),
                            models.Q(
                                ("received__isnull", True), ("received__gte", 0), _connector="OR"
                            ),
                        ),
                        name="cantidad_not_negative",
                        violation_error_message="La cantidad no puede ser negativa.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("adjustment__isnull", True),
                            models.Q(("adjustment_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="cantidad_adjustment_has_reason",
                        violation_error_message="Escriba el motivo del ajuste.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalBloque",
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
                ("order", models.PositiveSmallIntegerField(verbose_name="orden")),
                (
                    "kind",
                    models.CharField(
                        choices=[("text", "Texto"), ("table", "Tabla"), ("figures", "Figuras")],
                        max_length=8,
                        verbose_name="tipo",
                    ),
                ),
                ("html", models.TextField(blank=True, verbose_name="texto")),
                (
                    "rows",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Filas de celdas.",
                        validators=[programs.values.tables.validate_rows],
                        verbose_name="tabla",
                    ),
                ),
                (
                    "header_rows",
                    models.PositiveSmallIntegerField(default=1, verbose_name="filas de encabezado"),
                ),
                (
                    "title",
                    models.CharField(blank=True, max_length=300, verbose_name="título de la tabla"),
                ),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="fuente")),
                (
                    "caption_kind",
                    models.CharField(
                        choices=[
                            ("none", "Sin numeración"),
                            ("image", "Imagen"),
                            ("photo", "Fotografía"),
                            ("table", "Tabla"),
                        ],
                        default="none",
                        max_length=6,
                        verbose_name="palabra del pie",
                    ),
                ),
                ("caption", models.TextField(blank=True, verbose_name="pie")),
                (
                    "first_number",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Vacío: sigue la numeración.",
                        null=True,
                        verbose_name="primer número",
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="quitado el"
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
                    "avance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.avancetrimestral",
                        verbose_name="avance",
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
                    "seccion",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.seccion",
                        verbose_name="sección",
                    ),
                ),
            ],
            options={
                "verbose_name": "historial del bloque",
                "verbose_name_plural": "historical bloques",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
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
                (
                    "componente",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.componentedemeta",
                        verbose_name="componente",
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
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reportó",
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
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reportó",
                    ),
                ),
                (
                    "componente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meses",
                        to="programs.componentedemeta",
                        verbose_name="componente",
                    ),
                ),
            ],
            options={
                "verbose_name": "cantidad mensual",
                "verbose_name_plural": "cantidades mensuales",
                "ordering": ["componente", "month"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("componente", "month"),
                        name="cantidad_mensual_once",
                        violation_error_message="La cantidad ya tiene ese mes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__gte", 1), ("month__lte", 12)),
                        name="cantidad_mensual_month_exists",
                        violation_error_message="El mes va de 1 a 12.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("programmed__isnull", True),
                                ("programmed__gte", 0),
                                _connector="OR",
                            ),
                            models.Q(("done__isnull", True), ("done__gte", 0), _connector="OR"),
                        ),
                        name="cantidad_mensual_not_negative",
                        violation_error_message="La cantidad no puede ser negativa.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done__isnull", True),
                                ("reason", ""),
                                ("reported_at__isnull", True),
                            ),
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
                ],
            },
        ),
        migrations.CreateModel(
            name="Encabezado",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sheet", models.CharField(blank=True, max_length=20, verbose_name="hoja")),
                ("heading", models.CharField(max_length=200, verbose_name="título")),
                ("key", models.CharField(blank=True, max_length=40, verbose_name="columna")),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="encabezados",
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
            ],
            options={
                "verbose_name": "título de otro libro",
                "verbose_name_plural": "títulos de otros libros",
                "ordering": ["institucion", "sheet", "heading"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institucion", "sheet", "heading"),
                        name="encabezado_once",
                        violation_error_message="Ese título ya tiene su columna.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
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
                            ("opened", "Se abrió el trimestre"),
                            ("reopened", "Se reabrió el trimestre"),
                            ("moved", "Cambió la fecha límite"),
                            ("extended", "Prórroga"),
                            ("submitted", "Por revisar"),
                            ("returned", "Devuelta con observaciones"),
                            ("answered", "Observaciones atendidas"),
                            ("validated", "Validada"),
                            ("due", "Por vencer"),
                            ("late", "Vencida"),
                            ("escalated", "Atraso escalado"),
                            ("reminded", "Recordatorio"),
                            ("closed", "Trimestre cerrado"),
                            ("plan_review", "Plan en revisión"),
                            ("plan_noted", "Plan observado"),
                            ("plan_answer", "Observaciones del plan, atendidas"),
                            ("function", "Cambio en sus funciones"),
                            ("function_ask", "Función por conceder"),
                            ("function_end", "Función resuelta"),
                            ("document", "Documento"),
                            ("security", "Seguridad de su cuenta"),
                        ],
                        max_length=12,
                        verbose_name="tipo",
                    ),
                ),
                (
                    "month",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="mes del periodo"
                    ),
                ),
                ("key", models.CharField(max_length=120, verbose_name="clave")),
                ("text", models.CharField(max_length=400, verbose_name="aviso")),
                ("path", models.CharField(max_length=300, verbose_name="dirección")),
                ("created_at", models.DateTimeField(verbose_name="creado el")),
                ("seen_at", models.DateTimeField(blank=True, null=True, verbose_name="visto el")),
                (
                    "done_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="cumplido el"),
                ),
                (
                    "emailed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="enviado por correo el"
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="intentos")),
                (
                    "next_try_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="siguiente intento"),
                ),
                (
                    "error",
                    models.CharField(blank=True, max_length=300, verbose_name="última falla"),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programs.area",
                        verbose_name="área",
                    ),
                ),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="para",
                    ),
                ),
                (
                    "programa",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programs.programa",
                        verbose_name="programa",
                    ),
                ),
                (
                    "trimestre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programs.trimestre",
                        verbose_name="trimestre",
                    ),
                ),
            ],
            options={
                "verbose_name": "aviso",
                "verbose_name_plural": "avisos",
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["person"],
                        name="notice_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "key"),
                        name="notice_once",
                        violation_error_message="Ese aviso ya se dio a esa persona.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membresia",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("enlace", "Enlace de área"),
                            ("titular", "Titular de área"),
                            ("planeacion", "Planeación"),
                            ("secretario", "Secretario Técnico"),
                            ("consulta", "Consulta"),
                            ("auditoria", "Auditoría"),
                        ],
                        max_length=12,
                        verbose_name="función",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="membresias",
                        to="programs.area",
                        verbose_name="área",
                    ),
                ),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="membresias",
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="membresias",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="persona",
                    ),
                ),
            ],
            options={
                "verbose_name": "membresía",
                "verbose_name_plural": "membresías",
                "ordering": ["institucion", "role", "area"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("area__isnull", False), ("role__in", ("enlace", "titular"))),
                            models.Q(
                                models.Q(("role__in", ("enlace", "titular")), _negated=True),
                                ("area__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="membresia_area_fits_role",
                        violation_error_message="El enlace y el titular actúan por un área; las demás funciones, por toda la institución.",
                    ),
                    models.UniqueConstraint(
                        fields=("user", "institucion", "area", "role"),
                        name="membresia_once",
                        violation_error_message="La persona ya tiene esa función.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("area__isnull", True)),
                        fields=("user", "institucion", "role"),
                        name="membresia_institution_role_once",
                        violation_error_message="La persona ya tiene esa función.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitacion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "secret",
                    models.CharField(
                        default=programs.models.invitacion.new_secret,
                        editable=False,
                        max_length=32,
                        verbose_name="secreto",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="hecha el")),
                (
                    "mailed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="enviada por correo el"
                    ),
                ),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programs.institucion",
                        verbose_name="institución",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="la hizo",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitacion",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="persona",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitación",
                "verbose_name_plural": "invitaciones",
                "ordering": ["institucion", "person"],
            },
        ),
        migrations.CreateModel(
            name="FuncionPedida",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_name", models.CharField(max_length=150, verbose_name="nombre")),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=150, verbose_name="apellidos"),
                ),
                ("email", models.CharField(max_length=254, verbose_name="correo")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("enlace", "Enlace de área"),
                            ("titular", "Titular de área"),
                            ("planeacion", "Planeación"),
                            ("secretario", "Secretario Técnico"),
                            ("consulta", "Consulta"),
                            ("auditoria", "Auditoría"),
                        ],
                        max_length=12,
                        verbose_name="función",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="pedida el")),
                (
                    "area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programs.area",
                        verbose_name="área",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="la pidió",
                    ),
                ),
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
                "verbose_name": "función pedida",
                "verbose_name_plural": "funciones pedidas",
                "ordering": ["institucion", "asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institucion", "email", "role", "area"),
                        name="funcion_pedida_once",
                        violation_error_message="Esa función ya se pidió.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("area__isnull", True)),
                        fields=("institucion", "email", "role"),
                        name="funcion_pedida_institution_once",
                        violation_error_message="Esa función ya se pidió.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Leccion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("never", "No se empezó"),
                            ("early", "Cumplida en el 1er trimestre"),
                            ("over", "Rebasó la meta"),
                            ("late", "Siempre atrás"),
                            ("demand", "Dependió de la demanda"),
                            ("stated", "Cifra declarada a mano"),
                            ("year", "Nombra el año anterior"),
                        ],
                        max_length=10,
                        verbose_name="lección",
                    ),
                ),
                ("accepted", models.BooleanField(verbose_name="propuesta aceptada")),
                ("decided_at", models.DateTimeField(verbose_name="decidida el")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decidió",
                    ),
                ),
                (
                    "linea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lecciones",
                        to="programs.lineadeaccion",
                        verbose_name="línea de acción",
                    ),
                ),
            ],
            options={
                "verbose_name": "lección del año anterior",
                "verbose_name_plural": "lecciones del año anterior",
                "ordering": ["linea", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("linea", "code"),
                        name="leccion_once",
                        violation_error_message="Esa lección ya se decidió.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalEntregaDeArea",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "En captura"),
                            ("submitted", "Enviada"),
                            ("returned", "Con observaciones"),
                            ("validated", "Validada"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="trámite",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=0, verbose_name="envíos")),
                (
                    "folio",
                    models.CharField(blank=True, max_length=60, verbose_name="folio del acuse"),
                ),
                (
                    "statement",
                    models.CharField(blank=True, max_length=300, verbose_name="declaración"),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="enviada el"),
                ),
                (
                    "review_started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="en revisión desde"),
                ),
                (
                    "returned_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="devuelta el"),
                ),
                (
                    "return_due_on",
                    models.DateField(blank=True, null=True, verbose_name="plazo para corregir"),
                ),
                (
                    "validated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="validada el"),
                ),
                (
                    "extended_to",
                    models.DateField(blank=True, null=True, verbose_name="prórroga hasta"),
                ),
                (
                    "extension_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="motivo de la prórroga"
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
                    "extended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dio la prórroga",
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
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="devolvió",
                    ),
                ),
                (
                    "review_started_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="inició la revisión",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="envió",
                    ),
                ),
                (
                    "validated_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="validó",
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
            ],
            options={
                "verbose_name": "historial de la entrega",
                "verbose_name_plural": "historical entregas de áreas",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="EntregaDeArea",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "En captura"),
                            ("submitted", "Enviada"),
                            ("returned", "Con observaciones"),
                            ("validated", "Validada"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="trámite",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=0, verbose_name="envíos")),
                (
                    "folio",
                    models.CharField(blank=True, max_length=60, verbose_name="folio del acuse"),
                ),
                (
                    "statement",
                    models.CharField(blank=True, max_length=300, verbose_name="declaración"),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="enviada el"),
                ),
                (
                    "review_started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="en revisión desde"),
                ),
                (
                    "returned_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="devuelta el"),
                ),
                (
                    "return_due_on",
                    models.DateField(blank=True, null=True, verbose_name="plazo para corregir"),
                ),
                (
                    "validated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="validada el"),
                ),
                (
                    "extended_to",
                    models.DateField(blank=True, null=True, verbose_name="prórroga hasta"),
                ),
                (
                    "extension_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="motivo de la prórroga"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entregas",
                        to="programs.area",
                        verbose_name="área",
                    ),
                ),
                (
                    "extended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dio la prórroga",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="devolvió",
                    ),
                ),
                (
                    "review_started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="inició la revisión",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="envió",
                    ),
                ),
                (
                    "validated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="validó",
                    ),
                ),
                (
                    "trimestre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entregas",
                        to="programs.trimestre",
                        verbose_name="trimestre",
                    ),
                ),
            ],
            options={
                "verbose_name": "entrega de área",
                "verbose_name_plural": "entregas de áreas",
                "ordering": ["trimestre", "area__order", "area__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trimestre", "area"),
                        name="entrega_once",
                        violation_error_message="El área ya tiene una entrega en ese trimestre.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            models.Q(
                                ("submitted_at__isnull", False),
                                ("submitted_by__isnull", False),
                                models.Q(("folio", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="entrega_submitted_is_stamped",
                        violation_error_message="Una entrega enviada lleva fecha, persona y folio.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "returned"), _negated=True),
                            models.Q(
                                ("returned_at__isnull", False), ("returned_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="entrega_returned_is_stamped",
                        violation_error_message="Una entrega devuelta lleva fecha y persona.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "validated"), _negated=True),
                            models.Q(
                                ("validated_at__isnull", False), ("validated_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="entrega_validated_is_stamped",
                        violation_error_message="Una entrega validada lleva fecha y persona.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("extended_to__isnull", True),
                            models.Q(("extension_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="entrega_extension_has_reason",
                        violation_error_message="Escriba el motivo de la prórroga.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Observacion",
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
                ("text", models.TextField(verbose_name="observación")),
                ("seen", models.TextField(blank=True, verbose_name="lo observado")),
                ("proposed", models.TextField(blank=True, verbose_name="texto propuesto")),
                (
                    "accepted_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="propuesta aceptada el"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Pendiente de enviar"),
                            ("sent", "Por atender"),
                            ("answered", "Atendida"),
                            ("resolved", "Resuelta"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="estado",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="escrita el")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="enviada el")),
                ("answer", models.TextField(blank=True, verbose_name="respuesta")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="atendida el"),
                ),
                (
                    "resolved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="resuelta el"),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="atendió",
                    ),
                ),
                (
                    "avance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="observaciones",
                        to="programs.avancetrimestral",
                        verbose_name="avance",
                    ),
                ),
                (
                    "bloque",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="observaciones",
                        to="programs.bloque",
                        verbose_name="bloque",
                    ),
                ),
                (
                    "cantidad",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="observaciones",
                        to="programs.avancedecomponente",
                        verbose_name="cantidad",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="escribió",
                    ),
                ),
                (
                    "entrega",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="observaciones",
                        to="programs.entregadearea",
                        verbose_name="entrega",
                    ),
                ),
                (
                    "figura",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="observaciones",
                        to="programs.figura",
                        verbose_name="figura",
                    ),
                ),
                (
                    "linea",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="observaciones",
                        to="programs.lineadeaccion",
                        verbose_name="línea de acción",
                    ),
                ),
                (
                    "marca",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="observaciones",
                        to="programs.marcamensual",
                        verbose_name="mes",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="resolvió",
                    ),
                ),
                (
                    "programa",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="observaciones",
                        to="programs.programa",
                        verbose_name="programa",
                    ),
                ),
                (
                    "seccion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="observaciones",
                        to="programs.seccion",
                        verbose_name="sección",
                    ),
                ),
                (
                    "tarea",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="observaciones",
                        to="programs.tarea",
                        verbose_name="tarea",
                    ),
                ),
            ],
            options={
                "verbose_name": "observación",
                "verbose_name_plural": "observaciones",
                "ordering": ["created_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("entrega__isnull", False),
                                ("linea__isnull", True),
                                ("programa__isnull", True),
                                ("tarea__isnull", True),
                            ),
                            models.Q(
                                models.Q(
                                    ("linea__isnull", True),
                                    ("tarea__isnull", True),
                                    _connector="OR",
                                ),
                                ("avance__isnull", True),
                                ("entrega__isnull", True),
                                ("programa__isnull", False),
                                ("seccion__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="observacion_one_review",
                        violation_error_message="La observación es de una entrega o de un plan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("avance__isnull", True), ("seccion__isnull", True), _connector="OR"
                        ),
                        name="observacion_one_owner",
                        violation_error_message="La observación es de una línea o de una sección.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="observacion_says_something",
                        violation_error_message="Escriba la observación.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", True), ("status", "pending")),
                            models.Q(
                                models.Q(("status", "pending"), _negated=True),
                                ("sent_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="observacion_sent_is_stamped",
                        violation_error_message="Una observación enviada lleva la fecha de envío.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "answered"), _negated=True),
                            models.Q(
                                ("answered_at__isnull", False), ("answered_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="observacion_answered_is_stamped",
                        violation_error_message="Una observación atendida lleva fecha y persona.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "resolved"), _negated=True),
                            models.Q(
                                ("resolved_at__isnull", False), ("resolved_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="observacion_resolved_is_stamped",
                        violation_error_message="Una observación resuelta lleva fecha y persona.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HallazgoAceptado",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="revisión")),
                ("subject", models.CharField(max_length=40, verbose_name="renglón")),
                (
                    "fingerprint",
                    models.CharField(max_length=16, verbose_name="huella de lo hallado"),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="por qué es correcto")),
                ("accepted_at", models.DateTimeField(verbose_name="aceptado el")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="aceptó",
                    ),
                ),
                (
                    "programa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aceptados",
                        to="programs.programa",
                        verbose_name="programa",
                    ),
                ),
            ],
            options={
                "verbose_name": "hallazgo aceptado",
                "verbose_name_plural": "hallazgos aceptados",
                "ordering": ["programa", "code", "subject"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programa", "code", "subject"),
                        name="hallazgo_once",
                        violation_error_message="Ese hallazgo ya tiene un motivo.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="hallazgo_has_reason",
                        violation_error_message="Escriba por qué es correcto.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="eje",
            name="responsibles",
            field=models.ManyToManyField(
                related_name="ejes",
                through="programs.Responsable",
                to="programs.area",
                verbose_name="responsables",
            ),
        ),
    ]
