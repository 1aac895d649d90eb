"""A publisher's folder and a school beside it, for tests of updating."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.pipeline.publishing import pin_roadmap
from tests.publishing.bundles import bundle_of, lay_out_folder

__all__ = ["FIRST", "Neighbours"]

FIRST = """\
roadmap: tiny
version: 1.0.0
title: План
changes:
  1.0.0: первая версия
columns: [number, title, deadline, responsible]
roles:
  head: {title: руководитель, filled_by: [head]}
  deputies: {title: заместители, filled_by: [deputy-head]}
stages:
  - id: analysis
    title: Аналитический этап
    measures:
      - id: by-class
        title: Анализ по классам
        deadline: до 15 января 2027 г.
        responsible: head
      - id: by-school
        title: Анализ школы
        deadline: до 20 января 2027 г.
        responsible: [head, deputies]
"""

_SCHOOL = """\
organisation: school-7
name: МБОУ «Школа № 7»
place: г. Томск
people:
  head: {name: Орлова Мария Петровна, post: директор}
  deputy-head: {name: Ким А. В., post: заместитель директора по УВР, gender: f}
"""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A folder with what is published, and schools beside it."""

    folder: Path

    @property
    def published(self) -> Path:
        """The publisher's folder."""
        return self.folder / "published"

    def publish(self, *texts: str) -> None:
        """Publish versions of one roadmap."""
        versions = (text.split("version: ")[1].split("\n")[0] for text in texts)
        bundles = (bundle_of(version, text=text) for version, text in zip(versions, texts, strict=True))
        lay_out_folder(self.published, *bundles)

    def adopt(self, local: str = "", *, version: str = "1.0.0", school: str = "school") -> Path:
        """Let a school adopt a version, pinned to the publisher's folder; gives its text."""
        home = self.folder / school
        pinned = pin_roadmap("published", "tiny", version, beside=self.folder, home=home).value
        assert pinned is not None
        (home / "bundles").mkdir(parents=True)
        for name, content in pinned.files.items():
            (home / name).write_bytes(content)
        (home / "organisation.yaml").write_text(_SCHOOL, encoding="utf-8")
        adoption = home / "adoption.yaml"
        adoption.write_text(
            f"# Школа № 7\nadoption: {school}\nroadmap: tiny@{version}\n"
            f"pinned: {{source: {pinned.pin.source}, sha256: {pinned.pin.sha256}}}  # из министерства\n"
            f"organisation: organisation.yaml\nprocedure: vpr\nschool_year: 2026/2027\n{local}",
            encoding="utf-8",
        )
        return adoption
