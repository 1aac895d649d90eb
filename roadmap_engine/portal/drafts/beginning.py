"""A draft begun: from a Word or Excel plan, from a text, from what is published, or from nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile

from roadmap_engine.desk.publishing import read_published_index
from roadmap_engine.diagnostics.limits import IMPORT_BYTES
from roadmap_engine.diagnostics.translation import DEFAULT_LANGUAGE, translator
from roadmap_engine.importing.text import SCHEMA
from roadmap_engine.model.base import is_slug
from roadmap_engine.pipeline.creating import read_base, write_draft
from roadmap_engine.pipeline.filled_texts import describe_base
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.publishing import pin_roadmap
from roadmap_engine.portal.drafts.begun import Begun
from roadmap_engine.portal.drafts.laying import published_folder
from roadmap_engine.portal.drafts.numbering import list_published, number_next
from roadmap_engine.portal.drafts.reading import read_draft
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.publishing.sources import read_bundle_file
from roadmap_engine.questionnaire.drafting import draft_text
from roadmap_engine.questionnaire.filling import Given, fill_in
from roadmap_engine.questionnaire.overlay import OVERLAY
from roadmap_engine.russian.ids import make_slug
from roadmap_engine.yaml_text.source import decode_source

__all__ = [
    "SaidNew",
    "begin_from_bundle",
    "begin_layer",
    "is_name",
    "is_text",
    "read_new",
    "take_text",
]

_LONGEST_NAME = 100
_LONGEST_FILE_NAME = 200
_TEXTS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class SaidNew:
    """What somebody filled in to begin a draft; the words stay as she typed them.

    Attributes:
        name: the id that the roadmap gets.
        table: the only table to read, by number or by the name of its sheet.
        file: what was handed in, and what it was called.
    """

    name: str
    table: str
    file_name: str = ""
    file: bytes = b""
    errors: Mapping[str, str] = field(default_factory=dict)


def is_name(name: str) -> bool:
    """Tell whether a roadmap can be called so."""
    return is_slug(name) and len(name) <= _LONGEST_NAME


def read_new(words: Mapping[str, str], files: list[UploadedFile]) -> SaidNew:
    """Read what somebody filled in; of a file that is too large no more than tells so."""
    errors: dict[str, str] = {}
    name, table = words.get("name", "").strip(), words.get("table", "").strip()
    file = files[0] if files else None
    file_name = PurePath((file.name or "") if file is not None else "").name[-_LONGEST_FILE_NAME:]
    data = b""
    if file is None:
        errors["file"] = _("Приложите файл: таблицу Word или Excel, или текст карты .yaml.")
    else:
        data = file.read(IMPORT_BYTES.most + 1)
    wanted = name or make_slug(PurePath(file_name).stem, words=12)
    if file is not None and not is_name(wanted):
        errors["name"] = _("Имя – малые латинские буквы, цифры и дефисы: plan-2027. Наберите его.")
    return SaidNew(name or wanted, table, file_name, data, errors)


def is_text(said: SaidNew) -> bool:
    """Tell whether what was handed in is the text of a roadmap, which needs no reading."""
    return PurePath(said.file_name).suffix.casefold() in _TEXTS


def take_text(said: SaidNew) -> Outcome[Begun]:
    """Take a text as it is; what is wrong with it is told where it is edited."""
    text, problems = decode_source(said.file, said.file_name)
    if text is None:
        return Outcome(None, problems)
    own = read_draft(text, said.file_name).word("roadmap")
    return Outcome(Begun(own if is_name(own) else said.name, text))


def begin_layer(name: str, version: str, layer: str) -> Outcome[Begun]:
    """Write the text of a layer over a version that is published here, as `roadmap new overlay` does.

    Args:
        name: id of the roadmap it stands over.
        version: that it is begun over; any later one that keeps the meaning of ids will do.
        layer: its own id.
    """
    pinned = pin_roadmap(str(published_folder()), name, version)
    if pinned.value is None:
        return Outcome(None, pinned.problems)
    base = read_base(pinned.value.name, published_folder(), pinned.value)
    if base.value is None:
        return Outcome(None, base.problems)
    given = {"roadmap": Given(layer)}
    filled = fill_in(OVERLAY, describe_base(base.value, {}), given, speak=translator(DEFAULT_LANGUAGE))
    return Outcome(Begun(layer, write_draft(draft_text(OVERLAY, filled), SCHEMA).decode()))


def begin_from_bundle(name: str, version: str) -> Outcome[Begun]:
    """Take the text of a version that is published here, letter by letter but for the number it has next."""
    index = read_published_index(published_folder()).value
    release = index.roadmaps.get(name, {}).get(version) if index is not None else None
    if release is None:
        return Outcome(None)
    bundle, problems = read_bundle_file(published_folder() / release.file)
    text = bundle.texts.get(name) if bundle is not None else None
    if bundle is None or text is None:
        return Outcome(None, problems)
    own = {
        entry.removeprefix("templates/"): bundle.files[entry]
        for entry, known in bundle.manifest.files.items()
        if known.written_by == "publisher" and PurePath(entry).parent == PurePath("templates")
    }
    taken = read_draft(text.decode("utf-8"), f"{name}.yaml")
    return Outcome(Begun(name, number_next(taken, list_published(name)), {"templates": own}))
