"""The account of an import against the file and the text: what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, assert_never

from roadmap_engine.diagnostics import Problem
from roadmap_engine.importing.accounts import Account, Became, RowAccount
from roadmap_engine.importing.captions import normalise_caption
from roadmap_engine.importing.manuscript import Manuscript, Row
from roadmap_engine.importing.merging import MARK
from roadmap_engine.model.provenance import Path

__all__ = ["find_faults"]


def find_faults(
    manuscript: Manuscript, account: Account, tree: Mapping[str, Any], problems: Sequence[Problem]
) -> tuple[str, ...]:
    """Find what is wrong with the account of an import; nothing where it keeps the law.

    Args:
        manuscript: the file.
        account: of its import.
        tree: the text it gave, as values.
        problems: what was told about it.
    """
    return tuple(_Auditor(manuscript, account, tree, problems).faults())


_WORD_OF_NOTICE = 40

_LONGEST_CELL = 3_900
"""What is cut off behind is told; see `sections.LONGEST_CELL`."""

_OF_CAPTIONS = ("RM869", "RM883")

_FEWEST_LETTERS = 2

_SHOWN = 80


class _Auditor:
    """Compares rows, text and notices."""

    def __init__(
        self, manuscript: Manuscript, account: Account, tree: Mapping[str, Any], problems: Sequence[Problem]
    ) -> None:
        self.manuscript, self.account, self.tree = manuscript, account, tree
        self.told = [(each.code, each.words) for each in problems]
        self.heads: set[str] = set()

    def faults(self) -> Iterator[str]:
        """Give every fault as a sentence."""
        for table, row in self.account.missing(self.manuscript):
            yield f"table {table}, row {row.number}: nobody knows where it went: {_shown(row)}"
        rows = {
            (table.number, row.number): row
            for table in self.manuscript.tables()
            for row in table.rows
            if row.filled()
        }
        for entry in self.account.rows:
            if entry.place not in rows:
                yield f"table {entry.table}, row {entry.row}: there is no such row"
        for place in dict.fromkeys(entry.place for entry in self.account.rows if entry.place in rows):
            yield from self._faults_of_row(rows[place], [e for e in self.account.rows if e.place == place])
        yield from self._faults_of_measures()

    def _faults_of_row(self, row: Row, entries: Sequence[RowAccount]) -> Iterator[str]:
        where = f"table {entries[0].table}, row {row.number}"
        kinds = {entry.became for entry in entries}
        if len(kinds - {Became.MEASURE}) > 1 or (len(kinds) > 1 and Became.MEASURE not in kinds):
            yield f"{where}: it became {sorted(kinds)} at once"
        # Of a row that was unfolded some cells may be measures, and others told.
        partly = Became.NOTICE in kinds and Became.MEASURE in kinds
        for kind in kinds - ({Became.NOTICE} if partly else set()):
            match kind:
                case Became.MEASURE | Became.REST | Became.HEADING:
                    yield from self._faults_of_words(row, entries, where)
                case Became.CAPTIONS:
                    yield from self._faults_of_head(row, entries[0], where)
                case Became.NOTICE:
                    if not self._is_told(row, entries[0]):
                        yield f"{where}: left out without a word: {_shown(row)}"
                case Became.PREFACE:
                    written = _letters(" ".join(_strings([self.tree.get(k) for k in ("title", "intro")])))
                    if "order" not in self.tree and any(
                        _letters(c.text) not in written for c in row.filled()
                    ):
                        yield f"{where}: words of the title are nowhere: {_shown(row)}"
                case _:
                    assert_never(kind)

    def _faults_of_words(self, row: Row, entries: Sequence[RowAccount], where: str) -> Iterator[str]:
        """What a cell says stands in the measure or the stage, in a comment there or in a notice.

        A mark says no words: it is the month it stands under.
        """
        places = [self._words_at(entry.path) for entry in entries]
        told = [word for _code, words in self.told for word in words.values()]
        partly = any(entry.became is Became.NOTICE for entry in entries)
        written = _letters(" ".join([*(told if partly else self._told_of(entries[0])), *places]))
        for cell in row.filled():
            if not MARK.fullmatch(cell.text) and not self._has(
                written, cell.text[:_LONGEST_CELL], entries[0].table
            ):
                yield f"{where}: words are nowhere: {cell.text[:_SHOWN]!r}"

    def _has(self, written: str, text: str, table: int) -> bool:
        """Tell whether words are written: as they stand, or each by itself where a table was unfolded."""
        if _letters(text) in written:
            return True
        unfolded = any(code == "RM880" and words.get("table") == str(table) for code, words in self.told)
        return unfolded and all(_letters(word) in written for word in text.split())

    def _faults_of_head(self, row: Row, entry: RowAccount, where: str) -> Iterator[str]:
        """A later head says the same as one before, or is told; a row of numbers counts the columns."""
        said = {_letters(normalise_caption(cell.text)) for cell in row.filled()}
        begins = entry.path[1:] == (entry.row,)
        first = not self.heads and (begins or not entry.path)
        within = bool(entry.path) and not begins
        told = any(
            code == "RM883" and (words.get("table"), words.get("row")) == (str(entry.table), str(entry.row))
            for code, words in self.told
        )
        counted = not entry.path and all(re.fullmatch(r"(?:гр)?[\dа-яa-z]{1,2}", text) for text in said)
        again = all(any(text in part for part in self.heads) for text in said)
        if not (first or within or told or counted or again):
            yield f"{where}: captions that nobody was told of: {_shown(row)}"
        self.heads |= said

    def _faults_of_measures(self) -> Iterator[str]:
        measures = [entry for entry in self.account.rows if entry.became in (Became.MEASURE, Became.REST)]
        paths = {
            ("stages", place, "measures", number)
            for place, stage in enumerate(self.tree.get("stages", ()))
            for number, _measure in enumerate(stage["measures"])
        }
        if not measures:
            return
        for path in sorted(paths - {entry.path for entry in measures if entry.became is Became.MEASURE}):
            yield f"{path}: a measure of no row"
        for path in sorted(paths):
            yield from self._faults_of_deadline(path, [entry for entry in measures if entry.path == path])

    def _faults_of_deadline(self, path: Path, entries: Sequence[RowAccount]) -> Iterator[str]:
        measure, stage = _get(self.tree, path), _get(self.tree, path[:2])
        deadline = measure.get("deadline", "")
        printed = measure.get("as_printed", {}).get("deadline") or (
            deadline.get("text", "") if isinstance(deadline, dict) else deadline
        )
        own = _letters(" ".join(entry.deadline for entry in entries))
        around = _letters(
            " ".join(
                [
                    stage["title"],
                    *(str(c) for each in self.tree.get("columns", ()) for c in _strings([each])),
                    *(words["text"] for code, words in self.told if code == "RM861" and "text" in words),
                    # A second column of days is told with its caption, which stands before its day.
                    *(word for code, words in self.told if code in _OF_CAPTIONS for word in words.values()),
                    *(word for entry in entries for word in self._told_of(entry)),
                ]
            )
        )
        for word in re.findall(r"[^\W_]+", printed.lower().replace("ё", "е")):
            stem = word[: max(_FEWEST_LETTERS, len(word) - 2)]
            joins = word in ("с", "со", "по", "до", "и", "год", "годы", "г")
            if word not in own and stem not in own and stem not in around and not joins:
                yield f"{path}: the deadline has a word of no row of its own, {word!r}: {printed!r}"

    def _words_at(self, path: Path) -> str:
        """Give all that the text says at a place: a measure with its stage, people and comments."""
        stage = _get(self.tree, path[:2]) if path else {}
        number = stage.get("number", f"{int(path[1]) + 1}.") if path else ""
        words = [number, *_strings([stage.get("title")]), *self.account.notes.get(path[:2], ())]
        if len(path) > 2:  # noqa: PLR2004 -- a measure
            measure = _get(self.tree, path)
            words += _strings([value for key, value in measure.items() if key not in _NAMED])
            words += self.account.notes.get(path, ())
            words.append(self._number(path, stage))
            for key, kind in _NAMED.items():
                named = measure.get(key, [])
                names = [named] if isinstance(named, str) else named
                words.append(" ".join(_title(self.tree[kind][name]) for name in names))
        return " ".join(words)

    def _number(self, path: Path, stage: Mapping[str, Any]) -> str:
        """Give the number a measure has where none is written down."""
        counted = [m for m in stage["measures"][: int(path[3]) + 1] if m.get("number") != ""]
        own = re.match(r"\d+", str(stage.get("number", "")))
        return f"{own[0] if own else int(path[1]) + 1}.{len(counted)}."

    def _told_of(self, entry: RowAccount) -> list[str]:
        """Give the words of the notices about a row or its stage."""
        return [
            word
            for _code, words in self.told
            if words.get("table") == str(entry.table) and words.get("row") == str(entry.row)
            for name, word in words.items()
            if name not in ("table", "row", "column")
        ] + [words["text"] for code, words in self.told if code == "RM870"]

    def _is_told(self, row: Row, entry: RowAccount) -> bool:
        """Tell whether a row that became nothing was told of, by its words or with its whole table."""
        whole = ("RM884", "RM885")
        if any(code in whole and words.get("table") == str(entry.table) for code, words in self.told):
            return True
        notices = [_letters(" ".join(words.values())) for _code, words in self.told]
        said = (_letters(cell.text)[:_WORD_OF_NOTICE] for cell in row.filled())
        return all(any(text in notice for notice in notices) for text in said)


_NAMED = {"participants": "roles", "responsible": "roles", "output": "outputs"}


def _get(tree: Any, path: Path) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def _title(named: Mapping[str, Any]) -> str:
    return f"{named['title']} (при наличии)" if named.get("optional") else str(named["title"])


def _strings(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from _strings(value.values())
        elif isinstance(value, Iterable):
            yield from _strings(value)


def _shown(row: Row) -> str:
    return repr(row.words()[:_SHOWN])


def _letters(text: str) -> str:
    """Give the letters and digits of a text alone: line ends, hyphens and signs are the layout's."""
    return re.sub(r"[\W_]+", "", text.lower().replace("ё", "е"))
