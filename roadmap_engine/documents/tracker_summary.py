"""The tracker's sheets «Сводка», which counts what the plan's sheet says, and «Как заполнять»."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap_engine.documents.prepared_books import Book
from roadmap_engine.documents.tracker_plan import STATE, STATUS, WHO, PlanSheet
from roadmap_engine.documents.tracker_states import STATES
from roadmap_engine.documents.tracker_values import estimate_height
from roadmap_engine.documents.workbooks import fit_cell
from roadmap_engine.model.filled_tracker import ALL_STATUSES, HELP_SHEET, STATUSES, SUMMARY_SHEET, CellValue
from roadmap_engine.model.plan_rows import Answerer

__all__ = ["write_help_sheet", "write_summary_sheet"]

# Where somebody's id stands, beside the table that counts by it.
_ID_COLUMN = 7
_NAME_WIDTH, _HELP_WIDTH = 44, 72


def write_summary_sheet(
    book: Book, sheet: PlanSheet, answerers: tuple[Answerer, ...], statuses: Mapping[CellValue, int]
) -> None:
    """Write the counts by status, by state of the due day, and by who answers.

    Args:
        book: the workbook.
        sheet: where the plan stands.
        answerers: everybody who answers for a row.
        statuses: how many rows have each status now.
    """
    page = book.add_worksheet(SUMMARY_SHEET)
    bold = book.add_format({"bold": True, "font_size": 13})
    head = book.add_format(
        {"bold": True, "border": 1, "bg_color": "#E3E8EE", "text_wrap": True, "valign": "vcenter"}
    )
    text = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    count = book.add_format({"border": 1, "valign": "top", "align": "center"})
    page.set_column(0, 0, _NAME_WIDTH)
    page.set_column(1, 5, 12)
    page.set_column(_ID_COLUMN, _ID_COLUMN, 10, None, {"hidden": True})
    page.write_string(0, 0, "Сводка по плану", bold)

    row = 2
    for caption, column, words in (("Статус", STATUS, ALL_STATUSES), ("Срок", STATE, STATES)):
        page.write_string(row, 0, caption, head)
        page.write_string(row, 1, "Строк", head)
        for offset, word in enumerate(words, 1):
            page.write_string(row + offset, 0, word, text)
            formula = f"=COUNTIF({sheet.column(column)},$A{row + offset + 1})"
            # A state depends on the reader's day: until the workbook has counted, its number is not known.
            known = statuses.get(word, 0) if column == STATUS else ""
            page.write_formula(row + offset, 1, formula, count, known)
        row += len(words) + 2

    captions = ("Кто отвечает", "Всего", *(status.capitalize() for status in STATUSES[:3]), "Просрочено")
    for column, caption in enumerate(captions):
        page.write_string(row, column, caption, head)
    for offset, answerer in enumerate(answerers, 1):
        page.set_row(row + offset, estimate_height([(_NAME_WIDTH, answerer.name)]))
        page.write_string(row + offset, 0, fit_cell(answerer.name), text)
        page.write_string(row + offset, _ID_COLUMN, answerer.id)
        for column, formula in enumerate(_answerer_formulas(sheet, row + offset + 1), 1):
            page.write_formula(row + offset, column, formula, count, "")
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)


def _answerer_formulas(sheet: PlanSheet, number: int) -> tuple[str, ...]:
    # Ids stand between bars on the plan's sheet, so that one name inside another is never counted.
    mine = f'{sheet.column(WHO)},"*|"&$H{number}&"|*"'
    by_status = (f'COUNTIFS({mine},{sheet.column(STATUS)},"{status}")' for status in STATUSES[:3])
    overdue = f'COUNTIFS({mine},{sheet.column(STATE)},"{STATES[0]}")'
    return tuple(f"={formula}" for formula in (f"COUNTIF({mine})", *by_status, overdue))


def write_help_sheet(book: Book, sheet: PlanSheet) -> None:
    """Write how to fill the tracker in."""
    page = book.add_worksheet(HELP_SHEET)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "font_size": 13})
    page.set_column(0, 0, _HELP_WIDTH)
    page.write_string(0, 0, "Как заполнять", bold)
    for row, line in enumerate(_help_lines(sheet), 2):
        page.set_row(row, estimate_height([(_HELP_WIDTH, line)]))
        page.write_string(row, 0, line, wrap)
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)


def _help_lines(sheet: PlanSheet) -> tuple[str, ...]:
    return (
        (
            "Заполняются столбцы «Статус», «Выполнено», «Примечание» и «Документ: номер, дата, ссылка» на "
            "листе «План»; остальное взято из плана."
        ),
        "Статус выбирают из списка: " + ", ".join(STATUSES) + ". «Возвращено» и «принято» ставит тот, кто "
        "проверяет. У «не применимо» и «отменено» в примечании должна стоять причина.",
        "«Выполнено» – день, когда работа закончена, в виде 28.05.2027.",
        "«Документ: ссылка» – адрес, где лежит документ, в виде https://…",
        "Новый день в «Сроке» – перенос срока; почему он перенесён, пишут в примечании.",
        (
            "Заполненный файл читает команда roadmap track import: она вносит в журнал то, что вы изменили, "
            "и называет ячейки, которых не поняла. До этого в журнале ничего нет."
        ),
        "«Состояние» и лист «Сводка» считаются сами, по сегодняшнему дню.",
        (
            "Когда план или журнал меняется, программа делает новую таблицу и переносит в неё всё, чего в "
            "журнале ещё нет; прежний файл остаётся рядом, с днём замены в имени. Что относилось к строкам, "
            "которых больше нет, стоит на листе «Снято с плана». Свои столбцы справа и свои листы "
            "переносятся значениями, без формул и цветов."
        ),
        (
            "«Просрочено» – срок прошёл, а работа не выполнена. Срок включает названный день: работа со "
            "сроком 28.05.2027 просрочена с 29.05.2027. Что сдано на проверку, не просрочено."
        ),
        (
            "«Проверьте дату» – вместо дня в «Сроке» или «Выполнено» стоит текст, вставленный из письма "
            "или другого файла. Наберите дату заново."
        ),
        f"«Скоро срок» – до срока осталось дней: {sheet.soon} или меньше.",
        (
            "«Ждёт» – срок станет известен после события из столбца «Чего ждёт». Когда оно "
            "наступило, его дату записывают в исходных данных плана и строят план заново; до этого день "
            "можно вписать в столбец «Срок» вручную."
        ),
        (
            "Если у мероприятия несколько сроков, у него несколько строк: каждая отмечается отдельно. "
            "У работы раз в неделю и чаще – строка на месяц."
        ),
        (
            "Не удаляйте строки и скрытые столбцы: по ним заполненный файл находит свой план. Сортировать и "
            "отбирать строки можно."
        ),
        "Не вписывайте сюда имена учащихся: таблицу пересылают и печатают.",
    )
