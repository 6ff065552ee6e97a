import hashlib
import json
from datetime import UTC

import django.db.models.deletion
from django.db import migrations, models


def computed(entry, slug):
    """Return the hash of an act, as `programs.values.chain.entry_hash` wrote it until now."""
    values = {
        "institucion": slug,
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "actor_name": entry.actor_name,
        "action": entry.action,
        "subject": entry.subject,
        "data": entry.data,
        "previous": entry.previous,
    }
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def write_slugs(apps, schema_editor):
    """Say in each act the slug of its institution on that day, and count each ledger.

    The slug stands in the hash alone. Where that of today does not give the hash of the first act
    and of the last, the institution was renamed: each act takes the first of its slugs that does,
    from those that the acts themselves tell of. One that none explains keeps the slug of today.
    """
    Institucion = apps.get_model("programs", "Institucion")
    AuditEntry = apps.get_model("programs", "AuditEntry")
    LedgerHead = apps.get_model("programs", "LedgerHead")
    for institucion in Institucion.objects.all():
        rows = AuditEntry.objects.filter(institucion=institucion).order_by("number")
        first, last = rows.first(), rows.last()
        if last is None:
            continue
        rows.update(slug=institucion.slug)
        LedgerHead.objects.create(institucion=institucion, number=last.number, hash=last.hash)
        if all(computed(entry, institucion.slug) == entry.hash for entry in (first, last)):
            continue
        slugs = list(dict.fromkeys([institucion.slug, *earlier_slugs(rows)]))
        found = {slug: [] for slug in slugs}
        for entry in rows.iterator(chunk_size=2000):
            slug = next((s for s in slugs if computed(entry, s) == entry.hash), institucion.slug)
            found[slug].append(entry.pk)
        for slug in slugs[1:]:
            for start in range(0, len(found[slug]), 500):
                AuditEntry.objects.filter(pk__in=found[slug][start : start + 500]).update(slug=slug)


def earlier_slugs(rows):
    """Yield the slugs that the acts of a ledger say the institution had."""
    for act in rows.filter(action="settings_change"):
        for label, *values in act.data.get("changes", ()):
            if label == "clave":
                yield from (value for value in values if value)


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0016_in_informe"),
    ]

    operations = [
        migrations.AddField(
            model_name="auditentry",
            name="slug",
            field=models.CharField(
                default="", max_length=50, verbose_name="clave de la institución"
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["institucion", "action", "number"], name="audit_action"),
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
        # Going back drops what it wrote.
        migrations.RunPython(write_slugs, migrations.RunPython.noop),
    ]
