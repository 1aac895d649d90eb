"""What is asked for a draft → tasks of a few pages each, and how far each of them is."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.portal.beginning.asking import Asking, Interview, Text
from roadmap_engine.portal.speech import gettext_lazy as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.questionnaire.adoption import ADOPTION
from roadmap_engine.questionnaire.filling import Asked
from roadmap_engine.questionnaire.next_year import NEXT_YEAR
from roadmap_engine.questionnaire.organisation import ORGANISATION
from roadmap_engine.questionnaire.over import OVER
from roadmap_engine.questionnaire.question import Each, Form, Page

__all__ = ["State", "Step", "Task", "find_step", "is_quiet", "list_steps", "list_tasks", "next_step"]


class State(enum.Enum):
    """How far a page is."""

    DONE = "done"
    OPEN = "open"
    WRONG = "wrong"
    """An answer no longer fits what was answered since."""
    LATER = "later"
    """What comes before it has to be answered first."""


@dataclass(frozen=True, slots=True)
class Step:
    """A page of questions.

    Attributes:
        slug: what its address calls it by.
        text: that it is asked for.
        asked: its questions, as far as they can be asked yet.
        missing: how many of them nobody has looked at.
    """

    slug: str
    text: Text
    title: str
    state: State
    asked: tuple[Asked, ...] = ()
    missing: int = 0

    @property
    def is_quiet(self) -> bool:
        """Whether all of it is offered, and nobody has to look at it."""
        return self.state is State.DONE and not self.asked


@dataclass(frozen=True, slots=True)
class Task:
    """Pages that belong together.

    Attributes:
        title: of it.
        about: what it asks, in one line.
    """

    title: str
    about: str
    steps: tuple[Step, ...]

    @property
    def state(self) -> State:
        """How far the whole is."""
        states = {each.state for each in self.steps}
        if State.WRONG in states:
            return State.WRONG
        if states <= {State.DONE}:
            return State.DONE
        return State.LATER if states == {State.LATER} else State.OPEN

    @property
    def missing(self) -> int:
        """How many questions nobody has looked at, of those that can be asked."""
        return sum(each.missing for each in self.steps)

    @property
    def begun(self) -> bool:
        """Whether any of its pages is done by somebody."""
        return any(each.state is not State.LATER and each.missing < len(each.asked) for each in self.steps)

    @property
    def first(self) -> Step | None:
        """The page to begin with: the first that is open, else the first that asks anything."""
        ways = ({State.WRONG, State.OPEN}, {State.DONE})
        found = (each for states in ways for each in self.steps if each.state in states and each.asked)
        return next(found, None)


_PEOPLE, _DATES, _CHANGES = "people", "dates", "changes"
_TASKS = {
    _PEOPLE: (_("Школа и люди"), _("Названия, адрес, кто за что отвечает, четверти")),
    _DATES: (_("Процедура и даты"), _("Когда проходит, что уже известно, приказ")),
    _CHANGES: (_("Что меняете против карты"), _("Кто исполняет роли, открытые слова; можно не менять")),
}
_FORMS: Mapping[Text, Form] = {
    "organisation": ORGANISATION,
    "adoption": ADOPTION,
    "year": NEXT_YEAR,
    "over": OVER,
}
_SECTIONS: Mapping[str, str] = {
    "procedure": _DATES, "school_year": _DATES, "events": _DATES, "order": _DATES, "roles": _CHANGES,
    "fill": _CHANGES, "adoption": _CHANGES, "over": _DATES, "people": _PEOPLE, "calendar": _PEOPLE,
}  # fmt: skip
"""By the section of the text that a page begins with."""


def list_tasks(interview: Interview) -> tuple[Task, ...]:
    """List the tasks of a draft; those that cannot be begun yet are told, too."""
    last: Text = "year" if interview.old is not None else "adoption"
    texts: tuple[Text, ...] = ("organisation", last, "over")
    sorted_out: dict[str, list[Step]] = {name: [] for name in _TASKS}
    for text in texts:
        asking = interview.asking(text)
        if asking is None and text != last:
            continue  # the school's text is there already, or nothing is over
        for number, page in enumerate(_FORMS[text].pages):
            sorted_out[_task_of(text, page)].append(_describe(asking, text, number, page))
    return tuple(
        Task(str(_TASKS[name][0]), str(_TASKS[name][1]), tuple(steps))
        for name, steps in sorted_out.items()
        if steps
    )


def list_steps(interview: Interview) -> tuple[Step, ...]:
    """List the pages of a draft in the order of its tasks."""
    return tuple(step for task in list_tasks(interview) for step in task.steps)


def find_step(interview: Interview, slug: str) -> Step | None:
    """Give a page that can be asked now."""
    steps = (each for each in list_steps(interview) if each.slug == slug)
    return next((each for each in steps if each.state is not State.LATER and each.asked), None)


def next_step(interview: Interview, after: str = "") -> Step | None:
    """Give the page to go on with: the next that is open behind one, else the first."""
    steps = list_steps(interview)
    place = next((number for number, each in enumerate(steps) if each.slug == after), 0)
    turned = (*steps[place:], *steps[:place])
    return next((each for each in turned if each.state in {State.OPEN, State.WRONG}), None)


def is_quiet(asking: Asking, asked: Asked) -> bool:
    """Tell whether nobody need be asked, because there is something to take."""
    quiet = asked.question.quiet
    wanted = quiet(asking.filled.known) if callable(quiet) else quiet
    return bool(wanted) and (asked.default is not None or asked.question.blank is not None)


def _task_of(text: Text, page: Page) -> str:
    if text == "organisation":
        return _PEOPLE
    first = page.questions[0]
    while isinstance(first, Each):
        first = first.questions[0]
    return _SECTIONS[first.path.partition(".")[0]]


def _describe(asking: Asking | None, text: Text, number: int, page: Page) -> Step:
    slug, title = f"{text}-{number}", page.title.tell(translator(spoken()))
    if asking is None:
        return Step(slug, text, title, State.LATER)
    filled = asking.filled
    asked = tuple(each for each in filled.asked if each.page is page and each.path not in asking.fixed)
    pending = filled.pending
    if pending is not None and pending.page is page:
        asked = (*asked, pending)
    elif pending is not None and _is_behind(asking, pending.page, page):
        return Step(slug, text, title, State.LATER)
    missing = sum(each.path not in asking.typed and not is_quiet(asking, each) for each in asked)
    wrong = filled.wrong()
    if any(each.path in wrong for each in asked):
        return Step(slug, text, title, State.WRONG, asked, missing)
    return Step(slug, text, title, State.OPEN if missing else State.DONE, asked, missing)


def _is_behind(asking: Asking, earlier: Page, page: Page) -> bool:
    pages = asking.form.pages
    return pages.index(page) > pages.index(earlier)
