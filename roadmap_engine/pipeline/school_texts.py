"""Answers about one school → its texts, new or edited, as files; nothing is written.

What does not depend on the school (the catalogue of procedures, a roadmap with its questions, the names of
plans that are there) is read once for all schools.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from pydantic import ValidationError

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.load import load_organisation, load_text
from roadmap_engine.model import Organisation
from roadmap_engine.model.edit import find_value
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.model.registry import Registry, RegistrySchool
from roadmap_engine.pipeline.bases import Base, Bases, RoadmapSource, is_same
from roadmap_engine.pipeline.creating import (
    Standing,
    find_schema,
    read_standing,
    write_draft,
)
from roadmap_engine.pipeline.filled_texts import describe_choice, tell_yielded
from roadmap_engine.pipeline.identities import read_id
from roadmap_engine.pipeline.registry_rows import Columns, Row, explain_where
from roadmap_engine.pipeline.row_texts import Made
from roadmap_engine.questionnaire.adoption import ADOPTION
from roadmap_engine.questionnaire.chosen import Chosen, guess_year
from roadmap_engine.questionnaire.drafting import draft_text
from roadmap_engine.questionnaire.filling import Filled
from roadmap_engine.questionnaire.organisation import ORGANISATION, School
from roadmap_engine.questionnaire.question import Tree
from roadmap_engine.questionnaire.terms import draft_terms, terms_file
from roadmap_engine.storage.roots import Root

__all__ = ["ADOPTION_FILE", "ORGANISATION_FILE", "Desk"]

ORGANISATION_FILE, ADOPTION_FILE = "organisation.yaml", "adoption.yaml"

_NO_FOLDER = Bilingual("на её месте лежит файл", "a file lies in its place")
_WITHOUT_ORGANISATION = Bilingual(
    f"в ней есть {ADOPTION_FILE} и нет {ORGANISATION_FILE}",
    f"there is {ADOPTION_FILE} in it and no {ORGANISATION_FILE}",
)
_OTHER_ORGANISATION = Bilingual(
    f"её {ADOPTION_FILE} называет не {ORGANISATION_FILE}, а другой текст организации",
    f"its {ADOPTION_FILE} names another text of an organisation than {ORGANISATION_FILE}",
)
_NO_ROADMAP = Bilingual("это не имя дорожной карты", "this is no name of a roadmap")


class Desk:
    """Makes the texts of one school after another."""

    def __init__(
        self,
        registry: Registry,
        workspace: Path,
        common: Mapping[str, str],
        today: dt.date,
        source: RoadmapSource | None = None,
    ) -> None:
        """Begin.

        Args:
            registry: the schools.
            workspace: the folder of the schools' folders.
            common: answers for all of them, by path.
            today: for what is offered first.
            source: where new plans take their roadmap from, where it is said.
        """
        self.workspace, self.common, self.today = workspace, common, today
        self.columns = Columns(registry)
        self.bases = Bases(self.columns, workspace, source)
        self._root = Root.of_folder(workspace)
        self._unread = self.columns.find_paths(OpenQuestions())
        self._taken = dict(_list_plans(workspace, self._root))

    def read(self, school: RegistrySchool) -> Row:
        """Read a row as far as it can be read without its roadmap."""
        return self.columns.read(school, self.common, self._unread)

    def make(self, school: RegistrySchool, folder: str) -> tuple[Row, Made]:
        """Give what a row comes to in a folder, of a school that may have its texts already."""
        row, made, place = self.read(school), Made(), self.workspace / folder
        text, plan = place / ORGANISATION_FILE, place / ADOPTION_FILE
        made.standing = text.is_file()
        if place.exists() and not place.is_dir():
            made.problems.append(row.untouched(folder, _NO_FOLDER))
        elif plan.is_file() and not made.standing:
            made.problems.append(row.untouched(folder, _WITHOUT_ORGANISATION))
        has_plan = plan.is_file() and not made.fails
        standing = made.take(read_standing(plan, "adoption", self._root)) if has_plan else None
        if made.fails:
            return row, made
        base = self._find_base(row, made, place, standing)
        row = self.columns.read(school, self.common, base.paths) if base is not None else row
        made.problems += row.problems
        self._fill(row, made, place, base, standing)
        if made.fails:
            made.files.clear()
        return row, made

    def _fill(self, row: Row, made: Made, place: Path, base: Base | None, standing: Standing | None) -> None:
        """Make both texts, or change them."""
        school = self._school(row, made, place / ORGANISATION_FILE, base)
        if base is None or school is None:
            return
        if standing is None:
            self._adopt(row, made, place, base, school)
        else:
            self._change_plan(row, made, standing, base, school)

    def _find_base(self, row: Row, made: Made, place: Path, standing: Standing | None) -> Base | None:
        """Find the roadmap: that of the plan that is there, or the one that the row, or everybody, adopts."""
        asked = row.answer("roadmap")
        if standing is not None:
            found = str(standing.tree["roadmap"])
            if str(PurePath(standing.tree["organisation"])) != ORGANISATION_FILE:
                made.problems.append(row.untouched(place.name, _OTHER_ORGANISATION))
            if asked and not is_same(asked, found):
                file = f"{place.name}/{ADOPTION_FILE}"
                made.problems.append(row.tell("RM532", roadmap=asked, found=found, file=file))
            return made.take(self.bases.under(standing))
        read = self.bases.named(asked, place)
        if not asked and read.value is None and all(each.code == "RM812" for each in read.problems):
            made.problems.append(row.tell("RM529", column=row.column("roadmap"), path="roadmap"))
            return None
        if read.value is None:
            made.problems.append(row.refuse("roadmap", self._explain(asked, read.problems)))
        return read.value

    def _explain(self, asked: str, problems: Sequence[Problem]) -> Bilingual:
        """Say why there is no roadmap of a name."""
        first = next((each for each in problems if has_errors((each,))), None)
        if first is None:
            return _NO_ROADMAP
        if first.code != "RM170" or self.bases.has_source:
            return explain_where(first)
        stem, near = asked.partition("@")[0], first.words["near"]
        return Bilingual(
            f"карты «{stem}» нет ни в папке школы, ни в папке школ ({self.workspace / stem}.yaml), ни среди "
            "тех, что едут с программой" + (f"; похоже на {near}" if near else ""),
            f"there is no roadmap «{stem}»: neither in the school's folder, nor in that of the schools "
            f"({self.workspace / stem}.yaml), nor among those that come with the program"
            + (f"; perhaps {near} was meant" if near else ""),
        )

    def _school(self, row: Row, made: Made, path: Path, base: Base | None) -> Organisation | None:
        """Make the organisation's text, or change it; gives what it says then."""
        questions = base.roadmap.questions if base is not None else OpenQuestions()
        school = School(guess_year(self.today), questions.units, questions.people)
        if not made.standing:
            given = row.given(ORGANISATION)
            if "name.short" in given:
                given.setdefault("name.full", given["name.short"])
            filled = made.fill(row, ORGANISATION, school, given)
            if made.fails:
                # What is wrong with its plan is told in the same run.
                return _stand_in(ORGANISATION.build(filled.known))
            drafted = draft_text(ORGANISATION, filled)
            made.files[path.name] = content = write_draft(drafted, find_schema("organisation", path))
            if self._add_terms(made, path, filled):
                # They are not there to be read yet.
                return _stand_in(ORGANISATION.build(filled.known))
            return made.judge(row, load_text(content, str(path), "organisation"), given)
        standing = made.take(read_standing(path, "organisation", self._root))
        if standing is None:
            return None
        if str(standing.tree["organisation"]) != row.id:
            made.problems.append(row.untouched(path.parent.name, _other_school(standing.tree)))
            return None
        own = dict.fromkeys(map(str, standing.tree.get("units") or ()), "")
        named = find_value(standing.tree, ("calendar", "terms"))
        files = (named,) if isinstance(named, str) else ()
        there = replace(school, units={**own, **school.units}, people=(), terms_files=files)
        given = row.given(ORGANISATION)
        changed = made.change(row, ORGANISATION, there, standing, given)
        if changed is not None and made.files.get(path.name):
            self._add_terms(made, path, changed)
        words = made.files.get(path.name, standing.written)
        return made.judge(row, load_organisation(path, root=self._root, words=words)[0], given)

    def _add_terms(self, made: Made, path: Path, filled: Filled) -> bool:
        """Add the text of the terms that were answered, unless one is there."""
        drafted, file = draft_terms(filled.known), path.parent / terms_file(filled.known)
        if drafted is None:
            return False
        if not file.exists():
            made.files[file.name] = write_draft(drafted, find_schema("terms", file))
        return True

    def _adopt(self, row: Row, made: Made, place: Path, base: Base, school: Organisation) -> None:
        """Make the adoption's text."""
        roadmap = base.roadmap.assembly.roadmap
        name = f"{roadmap.id}@{roadmap.version}"
        pinned = base.pinned
        chosen = replace(
            self._choice(name, school, base),
            pinned=pinned.pin.said if pinned is not None else {},
            taken=self._taken,
        )
        given = row.given(ADOPTION)
        filled = made.fill(row, ADOPTION, chosen, given)
        if made.fails:
            return
        made.problems += tell_yielded(filled)
        path = place / ADOPTION_FILE
        content = write_draft(draft_text(ADOPTION, filled), find_schema("adoption", path))
        if made.judge(row, load_text(content, str(path), "adoption"), given) is not None:
            made.files |= pinned.files if pinned is not None else {}
            made.files[path.name] = content
            self._taken[filled.known.answers["adoption"]] = f"{place.name}/{ADOPTION_FILE}"

    def _change_plan(
        self, row: Row, made: Made, standing: Standing, base: Base, school: Organisation
    ) -> None:
        own = str(standing.tree["adoption"])
        taken = {name: file for name, file in self._taken.items() if name != own}
        chosen = replace(self._choice(str(standing.tree["roadmap"]), school, base), taken=taken)
        given = row.given(ADOPTION)
        made.change(row, ADOPTION, chosen, standing, given)
        content = made.files.get(standing.path.name)
        if content is not None:
            made.judge(row, load_text(content, str(standing.path), "adoption"), given)

    def _choice(self, name: str, school: Organisation, base: Base) -> Chosen:
        return describe_choice(name, school, ORGANISATION_FILE, base.roadmap, self.today)


def _list_plans(workspace: Path, root: Root) -> Iterator[tuple[str, str]]:
    """Give the ids of the plans of a workspace, each with its file."""
    for path in sorted(workspace.glob("*/*.yaml")):
        name = read_id(path, root)
        if name is not None:
            yield name, path.relative_to(workspace).as_posix()


def _other_school(tree: Tree) -> Bilingual:
    found = tree["organisation"]
    return Bilingual(f"в ней тексты школы «{found}»", f"it has the texts of the school «{found}»")


def _stand_in(tree: Tree) -> Organisation | None:
    """Give a school as far as it is known, for questions about its plan; None where that is too little."""
    calendar = {key: each for key, each in tree["calendar"].items() if key != "terms"}
    try:
        return Organisation.model_validate({"place": "г. Примерск", **tree, "calendar": calendar})
    except ValidationError:
        return None
