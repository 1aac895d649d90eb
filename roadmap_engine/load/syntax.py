"""What the YAML parser stumbled over, to a problem that says what to do about it.

The parser's own words are for those who know the grammar of YAML; here they only tell the cases apart.
"""

from __future__ import annotations

import re

import yaml

from roadmap_engine.diagnostics import Location, Problem

__all__ = ["explain_yaml_error"]

# Words of the parser → code, and whether the beginning of the construct is the place to show.
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


def explain_yaml_error(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Give the problem behind an error of the parser."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Problem.of("RM119", location=Location(file))
    words = error.problem or ""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Problem.of("RM119", location=Location(file))
    lines = re.split(r"\r\n|\r|\n", text)
    if "cannot start any token" in words:
        return _explain_character(lines, mark, file)
    for known, code, from_start in _CASES:
        if known in words:
            place = error.context_mark if from_start and error.context_mark else mark
            return _placed(code, lines, place, file)
    return _placed("RM119", lines, mark, file)


def _placed(code: str, lines: list[str], mark: yaml.Mark, file: str) -> Problem:
    """Place a problem, and tell apart what the parser calls by one name."""
    # An error at the very end is put after the last line; the last line is where it can be mended.
    row = min(mark.line, len(lines) - 1)
    line = lines[row]
    column = min(mark.column, len(line))
    if code in {"RM111", "RM114", "RM115"} and _indented_by_tab(line):
        return Problem.of("RM110", location=Location(file, row + 1, line.index("\t") + 1))
    if code == "RM111" and line[:column].strip():
        # Something stands before the place on its line: not the indentation is at fault.
        code = "RM113" if line[column : column + 1] in {"]", "}"} else "RM118"
    length = 1 if code in {"RM112", "RM113", "RM114"} else max(1, len(line.rstrip()) - column)
    return Problem.of(code, location=Location(file, row + 1, column + 1, length))


def _explain_character(lines: list[str], mark: yaml.Mark, file: str) -> Problem:
    line = lines[mark.line] if mark.line < len(lines) else ""
    if _indented_by_tab(line):
        return Problem.of("RM110", location=Location(file, mark.line + 1, line.index("\t") + 1))
    character = line[mark.column : mark.column + 1]
    return Problem.of("RM116", location=Location(file, mark.line + 1, mark.column + 1), character=character)


def _indented_by_tab(line: str) -> bool:
    return "\t" in line[: len(line) - len(line.lstrip())]
