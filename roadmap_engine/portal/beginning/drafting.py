"""A draft whose questions are answered → its texts, and the plan that they come to; nothing is written."""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from roadmap_engine.desk.beginning import NewTexts, draft_plan, draft_school
from roadmap_engine.desk.next_year import carry_over
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.load.files import is_text
from roadmap_engine.model.paper import Paper
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.creating import edit_standing, find_measures_over, read_standing
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.own_files import BUNDLES
from roadmap_engine.pipeline.plans import ReadAdoption, read_adoption
from roadmap_engine.portal.beginning.asking import Interview, ask, begin_interview, finish
from roadmap_engine.portal.beginning.models import BegunPlan
from roadmap_engine.portal.plans.reading import options
from roadmap_engine.portal.schools.drawing_all import draw_kinds
from roadmap_engine.questionnaire.over import OVER, list_over_edits
from roadmap_engine.storage.opening import read_file
from roadmap_engine.storage.roots import LeadsOutError, Root
from roadmap_engine.storage.writing import replace_file

__all__ = ["Drafted", "draft_texts", "draw_order", "interview_whole", "read_drafted"]

_LARGEST = 50_000_000
_TEMPLATES = ("docx", "xlsx", "html")


@dataclass(frozen=True, slots=True)
class Drafted:
    """The texts that a draft comes to.

    Attributes:
        path: of the adoption's.
        files: all of them.
        added: lines that the organisation's text loses and gains, where last year is carried over.
    """

    path: Path
    texts: NewTexts
    added: tuple[str, ...] = ()

    @property
    def standing(self) -> dict[Path, bytes | None]:
        """What is to stand where they are written."""
        return {path: self.texts.standing.get(path) for path in self.texts.files}


def interview_whole(draft: BegunPlan) -> Interview:
    """Fill in the forms of a draft; once its order has a day, also what is over by then."""
    interview = begin_interview(draft)
    dated = any("order.date" in each.filled.known.answers for each in interview.askings)
    drafted = draft_texts(interview).value if dated and interview.is_complete else None
    if drafted is None:
        return interview
    with _laid(drafted) as path:
        over = find_measures_over(path)
    if not over:
        return interview
    asking = ask("over", OVER, over, draft.answers.get("over", {}), {})
    return replace(interview, askings=(*interview.askings, asking))


def draft_texts(interview: Interview) -> Outcome[Drafted]:
    """BegunPlan the texts, as the command line does with the same answers."""
    speak, place = translator("ru"), interview.place
    if interview.old is not None:
        year = interview.askings[0]
        carried = carry_over(interview.old, place.adoption, finish(year, speak))
        if carried.value is None:
            return Outcome(None, carried.problems, carried.sources)
        added = tuple(carried.value.renewed.says())
        return _settle_over(interview, Drafted(place.adoption, carried.value.texts, added))
    school = interview.asking("organisation")
    plan = interview.asking("adoption")
    if plan is None:
        return Outcome(None)
    files = draft_school(place.organisation, finish(school, speak)) if school is not None else {}
    pinned = interview.base.pinned if interview.base is not None else None
    texts = draft_plan(place.adoption, finish(plan, speak), pinned)
    return _settle_over(interview, Drafted(place.adoption, replace(texts, files={**files, **texts.files})))


def _settle_over(interview: Interview, drafted: Drafted) -> Outcome[Drafted]:
    """Write into the text what was answered of measures that are over by the day of its order."""
    asking = interview.asking("over")
    if asking is None:
        return Outcome(drafted)
    with _laid(drafted) as path:
        standing = read_standing(path, "adoption")
    if standing.value is None:
        return Outcome(None, standing.problems)
    edits = list_over_edits(finish(asking, translator("ru")).known)
    edited = edit_standing(standing.value, edits)
    if edited.value is None:
        return Outcome(None, edited.problems)
    files = {**drafted.texts.files, drafted.path: edited.value}
    return Outcome(replace(drafted, texts=replace(drafted.texts, files=files)))


def read_drafted(drafted: Drafted) -> Outcome[ReadAdoption]:
    """Read the plan that drafted texts come to, in a folder that is gone afterwards."""
    with _laid(drafted) as path:
        read = read_adoption(path, root=Root.of_folder(path.parent))
        told = (*read.problems, *check_texts([path]).problems)
        return Outcome(read.value, tuple(dict.fromkeys(map(_place_nowhere, told))))


def draw_order(drafted: Drafted, today: dt.datetime) -> Outcome[bytes]:
    """Draw the order of the plan that drafted texts come to."""
    with _laid(drafted) as path:
        root = Root.of_folder(path.parent)
        read = read_adoption(path, root=root)
        drawn = draw_kinds(path, read, (Paper.ORDER,), root, today=today, seen_on=None)
        content = drawn.value.get(Paper.ORDER.value) if drawn.value is not None else None
        return Outcome(content, drawn.problems)


@contextlib.contextmanager
def _laid(drafted: Drafted) -> Iterator[Path]:
    """Lay drafted texts into a folder of their own beside what they stand on; gives the adoption's path."""
    home = drafted.path.parent
    options().own.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="draft-", dir=options().own) as name:
        folder = Path(name)
        for path, content in {**_list_standing(home), **drafted.texts.files}.items():
            with contextlib.suppress(ValueError):
                # What lies elsewhere, as an organisation of several folders, is not needed under its name.
                replace_file(folder / path.relative_to(home), content)
        yield folder / drafted.path.name


def _list_standing(home: Path) -> dict[Path, bytes]:
    """Give the texts, templates and bundles that a folder has already."""
    if not home.is_dir():
        return {}
    root, found = Root.of_folder(options().workspace), {}
    near = (each for each in home.iterdir() if is_text(each) or each.suffix[1:] in _TEMPLATES)
    for path in (*near, *(home / BUNDLES).glob("*.zip*")):
        with contextlib.suppress(OSError, LeadsOutError):
            found[path] = read_file(path, _LARGEST, root)
    return found


def _place_nowhere(problem: Problem) -> Problem:
    """The folder is gone: a place in it would lead nowhere."""
    return replace(problem, location=None)
