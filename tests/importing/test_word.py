"""What Word shows is read, whatever it is made of: tracked changes, controls, text boxes, counted numbers."""

from __future__ import annotations

import io
import zipfile

from docx import Document

from tests.importing.making import Imported, change_part, import_bytes, make_docx

HEAD = ["№ п/п", "Мероприятия", "Сроки", "Ответственные"]
WORD = make_docx(
    "=План на 2026/2027 учебный год", [HEAD, ["1", "АБВ", "май", "Директор"], ["2", "Отчёт", "июнь", "Завуч"]]
)
RUN = "<w:r><w:t>АБВ</w:t></w:r>"


def _xml() -> str:
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
        return archive.read("word/document.xml").decode()


WORD_XML = _xml()


def imported(old: str, new: str) -> Imported:
    """Import the document with a piece of its XML in place of another."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return import_bytes(change_part(WORD, "word/document.xml", change))


def test_tracked_changes_are_read_as_accepted() -> None:
    """Insertions are text, deletions and what was moved away are not."""
    run = (
        '<w:ins w:id="1" w:author="a"><w:r><w:t>Новый</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText>Старый</w:delText></w:r></w:del>'
        '<w:moveFrom w:id="3" w:author="a"><w:r><w:t>Откуда</w:t></w:r></w:moveFrom>'
    )
    assert imported(RUN, run).titles()[0] == "Новый"


def test_a_row_that_was_deleted_is_no_measure() -> None:
    """A row struck out with track changes on is gone."""
    start = WORD_XML.rfind("<w:tr>")
    row = WORD_XML[start:]
    changed = row.replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="3" w:author="a"/></w:trPr>', 1)
    assert imported(row, changed).titles() == ["АБВ"]


def test_content_controls_links_tabs_and_hyphens() -> None:
    """Blanks and hyphens of every kind are plain, soft hyphens are nothing."""
    run = (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:hyperlink><w:r><w:t>Анализ</w:t><w:tab/><w:t>ВПР</w:t>"
        "<w:noBreakHyphen/><w:t>2027, со\u00adгла\u00adсо\u00adва\u00adние\u00a0работ</w:t>"
        '<w:footnoteReference w:id="2"/></w:r></w:hyperlink></w:sdtContent></w:sdt>'
    )
    assert imported(RUN, run).titles()[0] == "Анализ ВПР-2027, согласование работ"


def test_hidden_text_and_field_codes_are_not_read() -> None:
    """What nobody sees on paper stands in no text."""
    run = (
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайное</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>Явное</w:t></w:r>"
    )
    assert imported(RUN, run).titles()[0] == "Явное"


def test_a_text_box_is_read_once() -> None:
    """Word keeps a box twice, for newer and for older programs."""
    box = "<w:txbxContent><w:p><w:r><w:t>УТВЕРЖДАЮ</w:t></w:r></w:p></w:txbxContent>"
    drawn = (
        '<w:body><w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    plan = imported("<w:body>", drawn)
    assert plan.codes.count("RM868") == 1


def test_a_table_inside_a_control_is_the_plan() -> None:
    """A control around the table is looked through."""
    start, end = WORD_XML.index("<w:tbl>"), WORD_XML.index("</w:tbl>") + len("</w:tbl>")
    table = WORD_XML[start:end]
    assert imported(table, f"<w:sdt><w:sdtContent>{table}</w:sdtContent></w:sdt>").titles() == [
        "АБВ",
        "Отчёт",
    ]


def test_numbers_that_word_counts_are_the_numbers() -> None:
    """An empty cell of a list shows its number; bullets are signs."""
    document = Document()
    document.add_paragraph("План мероприятий", style="Title")
    table = document.add_table(rows=3, cols=4)
    rows = [HEAD, ["", "Анализ", "май", "Директор"], ["", "Отчёт:", "июнь", "Завуч"]]
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(place, column).text = text
    for place in (1, 2):
        table.cell(place, 0).paragraphs[0].style = document.styles["List Number"]
    for item in ("подготовка;", "проведение"):
        table.cell(2, 1).add_paragraph(item, style="List Bullet")
    stream = io.BytesIO()
    document.save(stream)
    plan = import_bytes(stream.getvalue())
    assert [measure.number for measure in plan.measures] == ["1.", "2."]
    assert plan.titles()[1] == "Отчёт:\n• подготовка;\n• проведение"


def test_a_table_in_a_cell_reads_row_by_row() -> None:
    """A table inside a cell is words of that cell."""
    inner = "".join(
        f"<w:tr><w:tc><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:tc></w:tr>" for word in ("Один:", "Два")
    )
    changed = imported(f"{RUN}</w:p>", f"{RUN}</w:p><w:tbl>{inner}</w:tbl><w:p/>")
    assert changed.titles()[0] == "АБВ\nОдин:\nДва"
