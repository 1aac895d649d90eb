"""What the YAML parser stumbled over, to a problem that says what to do about it.

The parser's own words are for those who know the grammar of YAML; here they only tell the cases apart.
"""

from __future__ import annotations

import re

import yaml

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.yaml_text.characters import HIDDEN, ODD_BLANK, name_character

__all__ = ["explain_yaml_error"]

# Words of the parser → code, and whether the beginning of the construct is what to show.
_CASES: tuple[tuple[str, str, bool], ...] = (
    ("found a tab character where an indentation space", "RM110", False),
    ("mapping values are not allowed", "RM114", False),
    ("could not find expected ':'", "RM115", True),
    ("found unexpected end of stream", "RM112", True),
    ("found unexpected document indicator", "RM112", True),
    ("did not find expected ',' or", "RM113", True),
    ("found unknown escape character", "RM117", False),
    ("did not find expected hexdecimal number", "RM117", False),
    ("found invalid Unicode character escape code", "RM117", False),
    ("did not find expected alphabetic or numeric character", "RM121", True),
    ("did not find expected <document start>", "RM120", False),
    ("did not find expected '-' indicator", "RM111", False),
    ("did not find expected key", "RM111", False),
    ("block sequence entries are not allowed", "RM114", False),
)


def explain_yaml_error(error: yaml.YAMLError, text: str, file: str, *, deepest: int) -> Problem:
    """Give the problem behind an error of the parser.

    Args:
        error: what it raised.
        text: the text it stopped in.
        file: what the text is called.
        deepest: how many levels a text may have; the parser's own limit is far above.
    """
    mark = None
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
    if not isinstance(error, yaml.MarkedYAMLError) or mark is None:
        return Problem.of("RM119", location=Location(file))
    words = error.problem or ""
    lines = re.split(r"\r\n|\r|\n", text)
    if "exceeded max" in words:
        return Problem.of("RM126", location=_at(lines, mark, file), limit=deepest)
    if odd := _find_odd_blank(lines, mark, words, file):
        return odd
    if "cannot start any token" in words:
        return _explain_character(lines, mark, file)
    if "block sequence entries" in words and _rest(lines, mark) == "-":
        # «name: -» means that there is no name, and to YAML it is the beginning of a list.
        return Problem.of("RM116", location=_at(lines, mark, file), character="-")
    code, from_start = next(
        ((code, from_start) for known, code, from_start in _CASES if known in words), ("RM119", False)
    )
    return _located(code, lines, error.context_mark if from_start and error.context_mark else mark, file)


def _located(code: str, lines: list[str], mark: yaml.Mark, file: str) -> Problem:
    """Locate a problem, and tell apart what the parser calls by one name."""
    # An error at the very end is put after the last line; the last line is where it can be mended.
    row = min(mark.line, len(lines) - 1)
    line = lines[row]
    column = min(mark.column, len(line))
    if code == "RM111" and line[:column].strip():
        # Something stands before it on its line: not the indentation is at fault.
        code = "RM113" if line[column : column + 1] in {"]", "}"} else "RM118"
    length = 1 if code in {"RM112", "RM113", "RM114"} else max(1, len(line.rstrip()) - column)
    return Problem.of(code, location=Location(file, row + 1, column + 1, length))


def _explain_character(lines: list[str], mark: yaml.Mark, file: str) -> Problem:
    line = lines[mark.line] if mark.line < len(lines) else ""
    character = line[mark.column : mark.column + 1]
    return Problem.of("RM116", location=Location(file, mark.line + 1, mark.column + 1), character=character)


def _rest(lines: list[str], mark: yaml.Mark) -> str:
    return lines[mark.line][mark.column :].strip() if mark.line < len(lines) else ""


def _at(lines: list[str], mark: yaml.Mark, file: str) -> Location:
    row = min(mark.line, len(lines) - 1)
    return Location(file, row + 1, min(mark.column, len(lines[row])) + 1)


# Inside quotation marks and brackets a line may begin as it likes.
_ANYHOW = ("found unexpected end of stream", "did not find expected ',' or")
_ENTRY = re.compile(r" *(- +)*[\w-]+:( |$)")
_BLANKS = re.compile(rf"[\t {ODD_BLANK.pattern[1:-1]}{HIDDEN.pattern[1:-1]}]*")
_AFTER_MARK = re.compile(rf" *(?:- *)?(?:[\w-]+:|-)(?P<odd>{ODD_BLANK.pattern}|{HIDDEN.pattern})")


def _find_odd_blank(lines: list[str], mark: yaml.Mark, words: str, file: str) -> Problem | None:
    """Find the blank that is none to YAML and made it stop, on that line or on one it goes on from.

    A line that begins with such a blank is taken for the rest of the one above, so the parser stops later.
    """
    if any(each in words for each in _ANYHOW):
        return None
    last = min(mark.line, len(lines) - 1)
    for row in range(last, max(-1, last - _FAR), -1):
        line = lines[row]
        blanks = _BLANKS.match(line)
        odd = next((index for index, each in enumerate(blanks[0] if blanks else "") if each != " "), None)
        if odd is not None and line.strip():
            location = Location(file, row + 1, odd + 1)
            if line[odd] == "\t":
                return Problem.of("RM110", location=location)
            return Problem.of("RM180", location=location, character=name_character(line[odd]))
        if found := _AFTER_MARK.match(line):
            location = Location(file, row + 1, found.start("odd") + 1)
            return Problem.of("RM175", location=location, character=name_character(found["odd"]))
        if row < last and _ENTRY.match(line):
            return None
    return None


_FAR = 30
"""So many lines back a text that goes on may begin."""
