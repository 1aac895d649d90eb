"""The tree of a roadmap's text to YAML as people write it: short things on a line, long ones folded.

Comments stand above what they are about. The same tree gives the same bytes, and a reader of YAML gets back
the tree, letter by letter.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from roadmap_engine.model import COLUMN_CAPTIONS
from roadmap_engine.model.base import is_slug

__all__ = ["write_text"]

WIDTH = 104
Path = tuple[str | int, ...]
Comments = Mapping[Path, Sequence[str]]

_PLAIN = re.compile(r"[А-Яа-яЁёA-Za-z«„№(/][^\x00-\x1f\x7f]*")
# Words that YAML of one version or another reads as something else than text.
_WORDS = re.compile(r"(?:y|n|yes|no|true|false|on|off|null|none|nan|inf)", re.IGNORECASE)
_FLOW_SIGNS = re.compile(r"[,\[\]{}\"']")
_TITLED = ("roles", "events", "outputs")


def write_text(
    tree: Mapping[str, Any], head: Sequence[str], comments: Comments
) -> tuple[str, Mapping[Path, int]]:
    """Write a text.

    Args:
        tree: of the text, its keys in the order wanted.
        head: lines of the comment at the top.
        comments: words about a place of the tree, to stand above it.

    Returns:
        The text, and the line of every place in it.
    """
    writer = _Writer(comments)
    for line in head:
        writer.comment(line, 0)
    writer.lines.append("")
    for key, value in tree.items():
        if isinstance(value, dict | list) and key != "basis":
            writer.blank()
        writer.entry((key,), key, value, 0)
    return "\n".join(writer.lines) + "\n", writer.places


class _Writer:
    def __init__(self, comments: Comments) -> None:
        self.lines: list[str] = []
        self.places: dict[Path, int] = {}
        self._comments = comments

    def blank(self) -> None:
        """Part what follows from what stands above; never twice."""
        if self.lines and self.lines[-1] and not self.lines[-1].endswith(":"):
            self.lines.append("")

    def comment(self, words: str, indent: int) -> None:
        """Write a comment, over several lines where it is long."""
        for line in textwrap.wrap(words, WIDTH - indent - 2, break_long_words=False, break_on_hyphens=False):
            self.lines.append(f"{' ' * indent}# {line}")

    def place(self, path: Path, indent: int) -> None:
        """Write the comments about a place and remember its line."""
        for words in self._comments.get(path, ()):
            self.comment(words, indent)
        self.places[path] = len(self.lines) + 1

    def entry(self, path: Path, key: str, value: Any, indent: int, lead: str = "") -> None:
        """Write a key with its value; `lead` is what stands before the key, the dash of an item."""
        pad = " " * indent
        if not lead:
            self.place(path, indent)
        start = f"{pad}{lead}{key}:"
        inner = indent + len(lead)
        if isinstance(value, str):
            self.lines += _scalar_lines(start, value, inner + 2)
        elif isinstance(value, dt.date | bool):
            self.lines.append(f"{start} {_bare(value)}")
        elif (
            isinstance(value, list)
            and key != "intro"
            and all(isinstance(each, str) and is_slug(each) for each in value)
        ):
            # Paragraphs of an introduction are words, «2026» among them; other lists are of ids.
            self.lines += _slug_lines(start, value, inner + 2)
        elif isinstance(value, list):
            self.lines.append(start)
            self.items(path, value, inner + 2)
        elif key in _TITLED and len(path) == 1:
            self.lines.append(start)
            for name, thing in value.items():
                self.definition((*path, name), name, thing, inner + 2)
        else:
            flow = _flow(value)
            if flow is not None and len(start) + 1 + len(flow) <= WIDTH and not self._commented(path):
                self.lines.append(f"{start} {flow}")
                return
            self.lines.append(start)
            for name, part in value.items():
                self.entry((*path, name), name, part, inner + 2)

    def _commented(self, path: Path) -> bool:
        return any(each[: len(path)] == path and len(each) > len(path) for each in self._comments)

    def definition(self, path: Path, name: str, thing: Mapping[str, Any], indent: int) -> None:
        """Write a role, an event or a document: its title alone where it has no more."""
        self.entry(path, name, thing["title"] if set(thing) == {"title"} else thing, indent)

    def items(self, path: Path, values: Sequence[Any], indent: int) -> None:
        """Write the items of a list, things with an id parted by blank lines."""
        pad = " " * indent
        for position, value in enumerate(values):
            here = (*path, position)
            if isinstance(value, str):
                self.place(here, indent)
                self.lines += _scalar_lines(f"{pad}-", value, indent + 2)
            elif path == ("columns",):
                self.place(here, indent)
                self.lines += self.column(value, indent)
            else:
                if position and "id" in value:
                    self.blank()
                self.item(here, value, indent)

    def item(self, path: Path, value: Mapping[str, Any], indent: int) -> None:
        """Write one thing of a list; the comments about its first key stand above all of it."""
        self.place(path, indent)
        for place, (key, part) in enumerate(value.items()):
            if place == 0:
                self.entry((*path, key), key, part, indent, "- ")
                self.places[(*path, key)] = self.places[path]
            else:
                self.entry((*path, key), key, part, indent + 2)

    def column(self, value: Mapping[str, str], indent: int) -> Iterator[str]:
        """Write a column: its field alone, or with its caption, or with what parts its names."""
        pad = " " * indent
        name, caption = value["field"], value["caption"]
        if "separator" in value:
            flow = _flow(dict(value))
            yield from (
                [f"{pad}- {flow}"]
                if flow is not None
                else [f"{pad}- field: {name}", *_scalar_lines(f"{pad}  caption:", caption, indent + 4),
                      f"{pad}  separator: {_quote(value['separator'])}"]
            )  # fmt: skip
        elif COLUMN_CAPTIONS[name] == caption:
            yield f"{pad}- {name}"
        else:
            yield from _scalar_lines(f"{pad}- {name}:", caption, indent + 4)


def _scalar_lines(start: str, value: str, indent: int) -> list[str]:
    """Write a text behind its key: plain if that is safe, quoted if it is short, folded if it is long."""
    if "\n" not in value and len(start) + 1 + len(value) <= WIDTH:
        written = value if _is_plain(value) else _quote(value)
        if len(start) + 1 + len(written) <= WIDTH:
            return [f"{start} {written}"]
    if value != value.strip() or any(line != " ".join(line.split(" ")).strip() for line in value.split("\n")):
        return [f"{start} {_quote(value)}"]
    if re.search(r"  |[^\S \n]|\n\n|[\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff]", value):
        return [f"{start} {_quote(value)}"]
    lines = [f"{start} >-"]
    for position, paragraph in enumerate(value.split("\n")):
        if position:
            lines.append("")
        lines += [" " * indent + line for line in _wrap(paragraph, WIDTH - indent)]
    return lines


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _is_plain(value: str) -> bool:
    """Tell whether a text reads as itself without quotes.

    >>> _is_plain("до 1 октября"), _is_plain("нет: да"), _is_plain("no"), _is_plain("11 января 2021 г.")
    (True, False, False, True)
    """
    if re.fullmatch(r"\d+\.\d+\.\d+|20\d\d/20\d\d", value):
        return True
    if re.match(r"\d{1,2} [а-яё]", value):
        return not re.search(r":(?:\s|$)|\s#", value)
    return (
        _PLAIN.fullmatch(value) is not None
        and not re.search(r":(?:\s|$)|\s#|[\u2028\u2029\x85\ufeff]|[\ud800-\udfff]", value)
        and not _WORDS.fullmatch(value)
        and value == value.strip()
    )


def _quote(value: str) -> str:
    r"""Write a text in double quotes.

    >>> _quote("1.1"), _quote("а\nб")
    ('"1.1"', '"а\\nб"')
    """
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    special = re.sub(
        r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]", lambda sign: f"\\u{ord(sign[0]):04x}", escaped
    )
    return f'"{special}"'


def _bare(value: dt.date | bool) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value).lower()


def _flow(value: Mapping[str, Any]) -> str | None:
    """Write a small thing on one line; None where it has parts that do not fit there."""
    parts = []
    for key, part in value.items():
        if isinstance(part, dt.date | bool):
            parts.append(f"{key}: {_bare(part)}")
        elif isinstance(part, str):
            if "\n" in part and key != "separator":
                return None
            safe = _is_plain(part) and not _FLOW_SIGNS.search(part)
            parts.append(f"{key}: {part if safe else _quote(part)}")
        elif isinstance(part, list) and all(isinstance(each, str) and is_slug(each) for each in part):
            parts.append(f"{key}: [{', '.join(part)}]")
        elif isinstance(part, list) and key == "phrases" and all("\n" not in each for each in part):
            parts.append(f"{key}: [{', '.join(_quote(each) for each in part)}]")
        else:
            return None
    return f"{{{', '.join(parts)}}}"


def _slug_lines(start: str, values: Sequence[str], indent: int) -> list[str]:
    if len(values) == 1 and not start.endswith(("filled_by:", "phrases:")):
        return [f"{start} {values[0]}"]
    line = f"{start} [{', '.join(values)}]"
    if len(line) <= WIDTH:
        return [line]
    return [start, *(f"{' ' * indent}- {value}" for value in values)]
