import re

from django.db import migrations

# What the keys of notices said in letters: a quarter, an área's quarter, an área's month.
QUARTER = re.compile(r"\w+:t(\d+):\d+")
AREA = re.compile(r"\w+:q(\d+)-(\d+)(?::.*)?")
MONTH = re.compile(r"\w+:m(\d+)-(\d+)-(\d+)(?::.*)?")
ENTREGA = re.compile(r"\w+:(\d+):\d+:\d+")


def fill_subjects(apps, schema_editor):
    """Say in columns what the notices are about, where it still exists."""
    notice_model = apps.get_model("programs", "Notice")
    rows = apps.get_model("programs", "Trimestre").objects.values_list("pk", "programa", "number")
    quarters, by_place = set(), {}
    for pk, programa, number in rows:
        quarters.add(pk)
        by_place[programa, number] = pk
    areas = set(apps.get_model("programs", "Area").objects.values_list("pk", flat=True))
    entregas = {
        pk: (trimestre, area)
        for pk, trimestre, area in apps.get_model("programs", "EntregaDeArea").objects.values_list(
            "pk", "trimestre", "area"
        )
    }
    changed = []
    for notice in notice_model.objects.all():
        trimestre = area = month = None
        if found := QUARTER.fullmatch(notice.key):
            trimestre = int(found[1])
        elif found := AREA.fullmatch(notice.key):
            trimestre, area = int(found[1]), int(found[2])
        elif found := MONTH.fullmatch(notice.key):
            programa, month, area = (int(part) for part in found.groups())
            trimestre = by_place.get((programa, (month - 1) // 3 + 1))
        elif found := ENTREGA.fullmatch(notice.key):
            trimestre, area = entregas.get(int(found[1]), (None, None))
        if trimestre in quarters and (area is None or area in areas):
            notice.trimestre_id, notice.area_id, notice.month = trimestre, area, month
            changed.append(notice)
    notice_model.objects.bulk_update(changed, ["trimestre", "area", "month"], batch_size=200)


class Migration(migrations.Migration):
    # By itself: PostgreSQL makes no index on rows that the same transaction changed.
    dependencies = [
        ("programs", "0005_notice_subject"),
    ]

    operations = [
        migrations.RunPython(fill_subjects, migrations.RunPython.noop),
    ]
