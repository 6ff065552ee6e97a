"""The S2 fixture word for word: sections, captions, tables and the text of every row."""

import re
from collections import Counter

from programs.enums import BlockKind, CaptionKind, SeccionKind
from programs.models import Area, Bloque, Figura
from programs.values.phrases import figure_label, short_date
from programs.values.section_numbers import contents_numbers, section_numbers
from programs.values.snapshot import SectionSnapshot
from tests.programs.sesaech_oracle import LINEAS, FixtureCase, plain, seed
from tests.seedtext import EXTRACTION_TAG, first_difference, tokens

CAPTION = re.compile(r"^((Imagen|Imágenes|Fotografías?|Tabla) [\d, y]+)\. (.*)$", re.M)
NO_DIFFERENCE = {"missing": Counter(), "extra": Counter()}


class DocumentTests(FixtureCase):
    """Sections, captions and the words of every row, in printed order."""

    def owners(self) -> list:
        """Return what holds blocks, in printed order: sections, then líneas."""
        return [*self.snapshot.sections, *(li.avance for li in self.lineas())]

    def numbered(self) -> list[tuple[SectionSnapshot, str, str]]:
        """Return (section, number of its heading, number in the contents) as they print."""
        sections = self.snapshot.sections
        numbers = section_numbers(sections)
        return list(zip(sections, numbers, contents_numbers(sections, numbers), strict=True))

    def captions(self) -> list[tuple[str, list[int], str]]:
        """Return (word, numbers, caption) of each captioned block, numbered as the documents do."""
        last, found = Counter(), []
        for block in (block for owner in self.owners() for block in owner.blocks):
            if block.caption_kind == CaptionKind.NONE:
                continue
            first = block.first_number or last[block.caption_kind] + 1
            count = len(block.figures) if block.kind == BlockKind.FIGURES else 1
            last[block.caption_kind] = first + count - 1
            found.append((block.caption_kind, list(range(first, first + count)), block.caption))
        return found

    def caption_text(self, kind: str, run: list[int], caption: str) -> str:
        """Return a caption as printed, with its word and its numbers."""
        return f"{figure_label(*CaptionKind(kind).words, run[0], len(run))}. {caption}"

    def test_captions_run_as_printed(self):
        numbers = {kind: [] for kind in ("image", "photo", "table")}
        for kind, run, _ in self.captions():
            numbers[kind] += run
        self.assertEqual(numbers["image"], [*range(1, 12), 13, 14])
        self.assertEqual(numbers["photo"], list(range(1, 22)))
        self.assertEqual(numbers["table"], [1, 2])
        typed = Bloque.objects.filter(first_number__isnull=False)
        self.assertEqual([bloque.first_number for bloque in typed], [13])

    def test_caption_words_are_those_of_the_document(self):
        printed = [self.caption_text(*caption) for caption in self.captions()]
        seeds = [
            f"{re.sub(r',(?=[0-9])', ', ', label)}. {caption}"
            for label, _, caption in CAPTION.findall(seed())
        ]
        self.assertEqual(len(printed), 17)
        self.assertEqual(printed, seeds)

    def test_each_picture_waits_for_its_sample_and_says_that_it_is_one(self):
        figuras = Figura.objects.all()
        self.assertEqual(len(figuras), 33)
        for figura in figuras:
            self.assertIsNone(figura.evidencia)
            self.assertTrue(figura.alt.startswith("Imagen de muestra: "), figura.alt)

    def test_tables_have_the_rows_and_the_heads_of_the_document(self):
        tables = Bloque.objects.filter(kind=BlockKind.TABLE)
        shapes = {
            bloque.caption: (bloque.caption_kind, len(bloque.rows), len(bloque.rows[0]))
            for bloque in tables
        }
        self.assertEqual(
            sorted(shapes.values()), [("image", 22, 2), ("table", 3, 6), ("table", 5, 3)]
        )
        ficha = tables.get(caption_kind="image")
        self.assertEqual((ficha.title, ficha.header_rows), ("Indicadores de interés público", 0))
        self.assertEqual(ficha.rows[19], ["Nota", ""])
        self.assertEqual(sorted(t.header_rows for t in tables), [0, 1, 2])

    def test_contents_and_headings_are_off_by_one_as_printed(self):
        contents = [
            (listed, section.contents_heading)
            for section, _, listed in self.numbered()
            if section.contents_heading
        ]
        self.assertEqual(
            contents,
            [
                *(("1.", "Presentación"), ("2.", "Misión"), ("3.", "Visión")),
                *(("4.", "Principios Rectores"), ("5.", "Estructura Organizacional")),
                ("6.", "Informe del Primer Trimestre 2024 (Enero - Marzo)"),
            ],
        )
        headings = [f"{number} {s.heading}".strip() for s, number, _ in self.numbered()]
        self.assertEqual(headings[0], "PRESENTACIÓN")
        self.assertEqual(len(headings), 12)
        for heading in headings:
            self.assertIn(f"\n{heading}\n", seed())
        self.assertEqual(
            [heading[:2] for heading in headings if heading[0].isdigit()],
            ["1.", "2.", "3.", "4.", "5."],
        )

    def test_each_area_presents_itself_in_its_turn(self):
        areas = [section.area for section in self.snapshot.sections if section.area]
        names = dict(Area.objects.values_list("name", "code"))
        self.assertEqual([names[area] for area in areas], list(LINEAS))

    def test_rows_are_in_the_words_and_the_order_of_the_document(self):
        # Without the boxes: the extraction reads some of them by columns.
        found = tokens("\n".join(self.printed(boxes=False)))
        self.assertIsNone(first_difference(found, tokens(seed()), allow_extra=True))

    def test_rows_hold_each_word_of_the_document_as_often_as_it_does(self):
        found = Counter(tokens("\n".join(self.printed(boxes=True))))
        wanted = Counter(tokens(EXTRACTION_TAG.sub(" ", seed())))
        self.assertEqual({"missing": wanted - found, "extra": found - wanted}, NO_DIFFERENCE)

    def printed(self, *, boxes: bool) -> list[str]:
        """Return every text that the rows give to the informe, in printed order."""
        labels = iter(self.captions())
        institucion = self.snapshot.institucion
        words = [self.trimestre.cover_title, institucion.governing_body]
        words.append(self.snapshot.words["contents"])
        for section, _, listed in self.numbered():
            words += [listed, section.contents_heading]
        for section, number, _ in self.numbered():
            if section.kind == SeccionKind.MISSION:
                words.append(institucion.motto)  # it closes the presentación
            words += [number, section.heading, *self.texts(section, labels)]
        for eje in self.snapshot.ejes:
            words += [eje.name, eje.words["report_objective"], eje.objective]
            words += [eje.words["report_strategy"], eje.strategy]
            for li in eje.lineas:
                words += [eje.words["line"], li.number, li.title]
                if boxes:
                    words += [eje.words["report_goal"], li.meta.text]
                    words += [eje.words["report_start"], short_date(li.meta.starts_on)]
                    words += [eje.words["report_end"], short_date(li.meta.ends_on)]
                words.append(eje.words["report_activities"])
                words += [*self.texts(li.avance, labels), self.closing(li)[1]]
        return words

    def texts(self, owner, labels) -> list[str]:
        """Return the texts of the blocks of a section or an entry, with the next captions."""
        found = []
        for block in owner.blocks:
            found += [plain(block.html), block.title, *(" ".join(row) for row in block.rows)]
            if block.caption_kind != CaptionKind.NONE:
                found.append(self.caption_text(*next(labels)))
        return found
