"""Values to commented YAML that a person goes on with: the reverse of reading a text.

A text is tried in the plainest style first and read back by the reader of this package; the first style
that gives back every character is taken. So whatever was answered, `no`, `12:30`, «# x», a line break,
stands in the text as itself. Long texts are folded, short lists and mappings stand on one line.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping

import yaml

from roadmap_engine.model.commented import Entry, Scalar, Section, Value
from roadmap_engine.yaml_text.characters import find_refused_character
from roadmap_engine.yaml_text.composing import compose

__all__ = ["runs_on", "write_entry", "write_item", "write_key", "write_scalar", "write_text"]

WIDTH = 110
STEP = 2
NARROWEST = 40
_SLUG = re.compile(r"[a-z][a-z_-]*")
_RESOLVER = yaml.resolver.Resolver()
_TEXT_TAG = "tag:yaml.org,2002:str"


def write_text(entries: Iterable[Entry], *, schema: str | None = None, heading: str = "") -> str:
    r"""Write a whole text.

    Args:
        entries: of the top level, in the order to read them.
        schema: where an editor finds the schema of the text: a path seen from the text, or an address.
        heading: a comment under the schema's line.

    >>> write_text([Entry("roadmap", "tiny"), Entry("number", "012", beside="в кавычках")])
    'roadmap: tiny\nnumber: "012"  # в кавычках\n'
    """
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    lines += _comment(heading, 0)
    lines += _entries(entries, 0)
    return "\n".join(lines) + "\n"


def write_scalar(value: Scalar) -> str:
    """Write a value on one line, as it may stand after a key or inside brackets.

    >>> [write_scalar(value) for value in ("ул. Мира, 5", "да: нет", "no", 5, True, None)]
    ['"ул. Мира, 5"', '"да: нет"', '"no"', '5', 'true', 'null']
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if not isinstance(value, str):
        return str(value)
    # Inside brackets readers disagree on what a «?» or a «:» means.
    plain = _is_plain(value) and not {"?", ":"} & set(value) and _reads_as(f"[{value}]", [value])
    return value if plain else _quote(value)


def _entries(entries: Iterable[Entry], indent: int) -> Iterator[str]:
    for entry in entries:
        if entry.spaced:
            yield ""
        yield from _comment(entry.above, indent)
        if not entry.key:
            continue
        first, *rest = write_entry(entry, 0 if entry.offered else indent)
        mark = f"{'':{indent}}# " if entry.offered else ""
        beside = f"  # {' '.join(_readable(entry.beside).split())}" if entry.beside else ""
        if len(mark) + len(first) + len(beside) > WIDTH:
            # Too long for one line: what would stand beside stands above.
            yield from _comment(entry.beside, indent)
            beside = ""
        yield f"{mark}{first}{beside}".rstrip()
        yield from (f"{mark}{line}".rstrip() for line in rest)


def write_entry(entry: Entry, indent: int = 0) -> list[str]:
    """Write the lines of one entry without its comments, as it may be put into a text that is there.

    >>> write_entry(Entry("remove", ("council-meeting",)), 2)
    ['  remove: [council-meeting]']
    """
    start = f"{'':{indent}}{write_key(entry.key)}:"
    first, *rest = _value(entry.value, indent, len(start) + 1)
    return [f"{start} {first}".rstrip(), *rest]


def _value(value: Value, indent: int, column: int) -> list[str]:
    """Give the words that follow on the key's line, and the lines under it."""
    if isinstance(value, str):
        return _text(value, indent, column)
    line = _inline(value)
    if line is not None and (column + len(line) <= WIDTH or not isinstance(value, Mapping | tuple)):
        return [line]
    if isinstance(value, tuple):
        return ["", *(line for each in value for line in write_item(each, indent + STEP))]
    return ["", *_entries(_listed(value), indent + STEP)]


def _listed(value: Value) -> Iterable[Entry]:
    """Give what stands one under another."""
    if isinstance(value, Section):
        return value.entries
    return (Entry(key, each) for key, each in value.items()) if isinstance(value, Mapping) else ()


def write_item(value: Value | Entry, indent: int = 0) -> list[str]:
    """Write the lines of one thing of a list: what stands in it is set in as far as the dash takes."""
    if isinstance(value, Entry):
        return [*_comment(value.above, indent), *write_item(value.value, indent)]
    line = _inline(value)
    if isinstance(value, Section | Mapping) and (line is None or len(line) + indent + STEP > WIDTH):
        lines = list(_entries(_listed(value), indent + STEP))
        # The dash takes the place of the first entry's indent; what stands over it stays over the dash.
        place = next(place for place, line in enumerate(lines) if line.strip() and line.lstrip()[0] != "#")
        comments = [line[STEP:] for line in lines[:place]]
        return [*comments, f"{'':{indent}}- {lines[place].lstrip()}", *lines[place + 1 :]]
    first, *rest = _value(value, indent, indent + STEP)
    return [f"{'':{indent}}- {first}", *rest]


def _inline(value: Value | Entry) -> str | None:
    """Give a value as it stands inside a line; a mapping or list is put there if it holds no other."""
    if isinstance(value, Entry | Section):
        return None
    if not isinstance(value, Mapping | tuple):
        return write_scalar(value)
    if any(_is_deep(each) for each in (value.values() if isinstance(value, Mapping) else value)):
        return None
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{write_key(key)}: {_inline(each)}' for key, each in value.items())}}}"
    return f"[{', '.join(str(_inline(each)) for each in value)}]"


def _is_deep(value: Value | Entry) -> bool:
    """Tell whether a value is better not put on a line with others: it holds others, or lines of its own."""
    if isinstance(value, tuple):
        return any(_is_deep(each) for each in value)
    return isinstance(value, (Entry, Section, Mapping)) or (
        isinstance(value, str) and "\n" in value.strip("\n")
    )


def _text(text: str, indent: int, column: int) -> list[str]:
    """Write a text after a key: plain, quoted, folded or line by line, whichever is plainest and true."""
    if column + len(text) <= WIDTH:
        if _is_plain(text) and _reads_as(f"key: {text}", {"key": text}):
            return [text]
        if "\n" not in text:
            return [_quote(text)]
    for mark, lines in ((">-", _fold(text, indent + STEP)), ("|-", text.split("\n"))):
        if any(line != line.rstrip() for line in lines):
            continue  # many an editor takes away the blanks at the end of a line
        block = [f"{'':{indent + STEP}}{line}" if line else "" for line in lines]
        if _reads_as("\n".join([f"key: {mark}", *(line[indent:] for line in block)]), {"key": text}):
            return [mark, *block]
    return [_quote(text)]


def _fold(text: str, indent: int) -> list[str]:
    # Only where a single space stands may a folded text be broken: the break becomes that space again.
    return textwrap.wrap(
        text,
        max(NARROWEST, WIDTH - indent),
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
        replace_whitespace=False,
        expand_tabs=False,
    )


def _is_plain(text: str) -> bool:
    """Tell whether a word without quotes is a text to other readers of YAML too, `no` and 2.10 are not."""
    # Some readers take no tab in a plain word, and lose a blank of any kind at its ends.
    if not text or "\t" in text or text != text.strip():
        return False
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag == _TEXT_TAG)


def _quote(text: str) -> str:
    words = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{words}"'.replace("\r", "\\r").replace("\u00a0", "\\_")


def write_key(key: str) -> str:
    """Write a key so that it is read as these words; «on» needs no quotes here, nor in a list in brackets."""
    return key if _SLUG.fullmatch(key) or _reads_as(f"{{{key}: 1}}", {key: 1}) else _quote(key)


def _reads_as(text: str, value: object) -> bool:
    composed = compose(text, "")
    return composed.whole and not composed.problems and composed.value == value


def _comment(words: str, indent: int) -> Iterator[str]:
    for paragraph in _readable(words).splitlines():
        inside = "  " if paragraph.startswith("- ") else ""
        width = max(NARROWEST, WIDTH - indent - STEP)
        for line in textwrap.wrap(paragraph, width, subsequent_indent=inside) or [""]:
            yield f"{'':{indent}}# {line}".rstrip()


def runs_on(line: str, below: str) -> bool:
    """Tell whether a comment goes on in the line below it: its next word had no room any more.

    >>> runs_on("# " + "о " * 60, "# котором"), runs_on("# коротко", "# другое")
    (True, False)
    """
    words, rest = line.strip().removeprefix("# "), below.strip().removeprefix("# ")
    indent, under = (len(each) - len(each.lstrip()) for each in (line, below))
    width = max(NARROWEST, WIDTH - indent - STEP)
    return indent == under and bool(rest) and len(words) + 1 + len(rest.split()[0]) > width


def _readable(words: str) -> str:
    """Leave out of a comment the characters that no text may hold."""
    if find_refused_character(words) is None:
        return words
    return "".join(each for each in words if not find_refused_character(each))
