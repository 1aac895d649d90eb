"""The process in which templates from anybody are filled: it gives up what could do harm, then serves.

    request   pickled by the parent: template, name, fitting, values and card, or no values for a check alone
    answer    JSON: the problems, and whether a document follows

It ends with the parent, at a limit, or with `UNLIMITED` where the system cannot limit it.
"""

from __future__ import annotations

import codecs
import contextlib
import json
import math
import pickle
import sys
from typing import BinaryIO

import jinja2
import jinja2.debug

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word import counting
from roadmap_engine.documents.word.compiling import find_damage
from roadmap_engine.documents.word.fields import Listing, Record, Text
from roadmap_engine.documents.word.filling import Fitting
from roadmap_engine.documents.word.fitted import check_template, compile_fitted
from roadmap_engine.documents.word.frames import read_frame, write_frame
from roadmap_engine.documents.word.part_names import CONTENT_TYPES
from roadmap_engine.documents.word.properties import Properties
from roadmap_engine.documents.word.template import WordTemplate
from roadmap_engine.storage.packing import join_parts, pack_part

__all__ = ["UNLIMITED", "serve"]

UNLIMITED = 3
_MAX_REQUEST = 256 * 1024 * 1024

# What is loaded only when it is first needed comes too late once no file can be opened: what Jinja needs
# when a template fails, what counts cells again, and the alphabets of strings in tags and of names in a ZIP.
_LOADED = jinja2.debug, counting
_ENCODINGS = ("ascii", "latin-1", "utf-8", "utf-8-sig", "utf-16", "unicode-escape", "cp437")


def serve(seconds: int, megabytes: int) -> None:
    """Answer requests until there are no more.

    Args:
        seconds: of processor time for one request.
        megabytes: of address space.
    """
    source, target = sys.stdin.buffer, sys.stdout.buffer
    try:
        import resource  # noqa: PLC0415 -- Windows has none

        _warm_up()
        _give_up(megabytes)
    except (ImportError, OSError, ValueError):
        sys.exit(UNLIMITED)
    write_frame(target, b"")
    with contextlib.suppress(EOFError):
        while True:
            request = read_frame(source, _MAX_REQUEST)
            used = resource.getrusage(resource.RUSAGE_SELF)
            # The parent looks at the clock and comes first; this is for when it is gone.
            until = math.ceil(used.ru_utime + used.ru_stime) + seconds + 1
            resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))
            _answer(target, request)


def _give_up(megabytes: int) -> None:
    """Give up memory beyond a limit, and for good: files, sockets, pipes, child processes, core dumps."""
    import resource  # noqa: PLC0415 -- Windows has none

    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    for name in ("RLIMIT_NOFILE", "RLIMIT_FSIZE", "RLIMIT_NPROC", "RLIMIT_CORE"):
        resource.setrlimit(getattr(resource, name), (0, 0))


def _answer(target: BinaryIO, request: bytes) -> None:
    template, name, fitting, values, properties = pickle.loads(request)  # noqa: S301  (from the parent)
    document = None
    try:
        if values is None:
            problems = check_template(template, name, fitting)
        else:
            word, problems = compile_fitted(template, name, fitting)
            if word is not None:
                document, found = _fill(word, name, values, properties)
                problems += found
    except MemoryError:
        # Nothing is sure any more: the parent takes silence for what it is.
        sys.exit(1)
    told = [{"code": each.code, "lessened": each.lessened, "words": each.words} for each in problems]
    write_frame(target, json.dumps({"problems": told, "drawn": document is not None}).encode())
    if document is not None:
        write_frame(target, document)


def _fill(
    word: WordTemplate, name: str, values: dict[str, object], properties: Properties
) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Fill a template, and look at every part before it is believed to be a Word document."""
    try:
        filled, images = word.fill_parts(values)
    except ValueError:  # a part beyond any document
        sys.exit(1)
    except jinja2.TemplateError:
        return None, (Problem.of("RM621", template=name, part="word/document.xml"),)
    damages = ((part, find_damage(xml)) for part, xml in filled.items())
    problems = tuple(Problem.of(code, template=name, part=part) for part, code in damages if code)
    return (None, problems) if problems else (word.pack(filled, images, properties), ())


def _warm_up() -> None:
    """Compile and fill something small while modules can still be loaded."""
    for name in _ENCODINGS:
        codecs.lookup(name)
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    body = "{% if a %}{{ a|upper }}{% endif %}{% for b in c %}{{ b }}{% endfor %}{{ c|join('; ') }}{{ d }}"
    parts = {
        CONTENT_TYPES: (
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" Type="{office}"'
            ' Target="a.xml"/></Relationships>'
        ),
        "a.xml": (
            f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:body></w:document>'
        ),
    }
    file = join_parts({name: pack_part(xml.encode()) for name, xml in parts.items()})
    check_template(
        file,
        "",
        Fitting(Record.of("", a=Text("", optional=True), c=Listing("", Text("")), d=Text("")), None),
    )
