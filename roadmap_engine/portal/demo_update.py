"""What the demo has of a newer version: it is published, and a school whose order is signed may take it.

The newer version moves two deadlines, changes what the school has changed too, and forbids one thing that the
school has otherwise. Words are invented; the text is the shipped one with a few lines of its own.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from roadmap_engine.desk.publishing import PUBLISHED, put_out
from roadmap_engine.desk.signing import sign_papers
from roadmap_engine.load.files import shipped_folder
from roadmap_engine.model.paper import Paper
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.releasing import publish
from roadmap_engine.pipeline.signing import Asked
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.plans.reading import path_of, read_standing
from roadmap_engine.portal.schools.drawing_all import draw_kinds
from roadmap_engine.storage.roots import Root
from roadmap_engine.storage.writing import replace_file

__all__ = ["NEWER", "ROADMAP", "SCHOOL", "let_differ", "publish_newer", "sign_order_of"]

ROADMAP, NEWER = "sakha-2021-order-441", "1.1.0"
SCHOOL = "school-12"
"""Whose order is signed, and who may take the newer version first."""
_OWN = """\
  # Так решил Педсовет: до отпусков.
  learning-skills-programme: {deadline: до 25 июня 2027 г.}
"""
_CHANGES = f"""\
version: {NEWER}
changes:
  {NEWER}: >-
    рабочие программы правят в течение 5 недель; анализ по классам – дело учителей; срок программы развития
    универсальных учебных действий больше не меняют
allow:
  measures:
    learning-skills-programme: {{deadline: locked}}
"""
_ALL = "[subject-teachers, heads-of-associations, deputy-heads, heads]"
_WEEKS = "deadline: После получения результатов в течение 5 недель"
_SIGNED_ON = dt.date(2027, 5, 31)


def let_differ(adoption: str) -> str:
    """Give the text of the school's plan with a change of its own that the newer version forbids."""
    return adoption.rstrip("\n").replace("\nreplace:\n", f"\nreplace:\n{_OWN}", 1) + "\n"


def publish_newer(workspace: Path) -> None:
    """Publish the newer version in a workspace; where it is published already, nothing is written."""
    text = (shipped_folder("roadmaps") / f"{ROADMAP}.yaml").read_text(encoding="utf-8")
    for before, after in _list_changes():
        text = text.replace(before, after, 1)
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / f"{ROADMAP}.yaml"
        replace_file(source, text.encode())
        folder = workspace / PUBLISHED
        put_out(folder, lambda: publish([source], folder)).or_raise()


def _list_changes() -> Iterator[tuple[str, str]]:
    yield "version: 1.0.0\n", _CHANGES
    for measure in ("subject-programmes", "course-programmes"):
        yield f"  {measure}: {{responsible: {_ALL}}}", f"  {measure}: {{responsible: {_ALL}, {_WEEKS}}}"
    of_class = "  results-by-class:\n    responsible: [subject-teachers"
    yield f"{of_class}, heads-of-associations, deputy-heads]", f"{of_class}]"


def sign_order_of(text: PlanText) -> None:
    """Let a school have its order signed, of the papers as they are drawn; one that has stays as it is."""
    path = path_of(text)
    if (path.parent / "signed").exists():
        return
    standing = read_standing(text)
    if standing.read is None:
        return
    read = Outcome(standing.read, standing.problems)
    kinds = (Paper.ORDER, Paper.PLAN, Paper.DATA)
    root = Root.of_folder(settings.PORTAL.workspace)
    at = dt.datetime.combine(_SIGNED_ON, dt.time(9), dt.UTC)
    papers = draw_kinds(path, read, kinds, root, today=at, seen_on=None).or_raise()
    sign_papers(path, papers, Asked(_SIGNED_ON)).or_raise()
