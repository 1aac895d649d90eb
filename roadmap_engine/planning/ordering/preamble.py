"""What an order is for and what it stands on → the words before «ПРИКАЗЫВАЮ:».

Where nobody says why, the plan's own title does: «План мероприятий по повышению качества …». Where nobody
says on what, it is the order that the roadmap was issued with, or else the acts of the roadmap.
"""

from __future__ import annotations

import re

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.plan import Plan
from roadmap_engine.russian import Case, Kind, capitalise_first, date_in_words, decline, lower_first
from roadmap_engine.russian.nominative import recast

__all__ = ["say_preamble"]

_PREPOSITION = re.compile(
    r"(?:в|во|для|с|со|по|на|ради|из|к|при|согласно|исходя|руководствуясь|учитывая|чтобы)\s", re.IGNORECASE
)
_ABOUT = re.compile(
    r"(?:^|[^\w-])(?P<words>(?P<by>по)\s+(?P<what>\w.*)|направленн\w+\s+(?P<at>на\s.*))", re.DOTALL
)
_BRACKETS = re.compile(r"\([^()]*\)")
_YEAR_OF_TITLE = re.compile(r"\s*(?:на|в)\s+\d{4}\s*[-–—/\\]\s*\d{2,4}\s+уч(?:ебн\w+|\.)\s*год\w*\W*$")
_JOINED = re.compile(r"(?:,|\bи|\bили|\bа также)\s+(?P<next>[а-яё-]+)")
_ACTION = re.compile(r"(?:[нт]ию|ции|зии|филактике|готовке|работке|держке|верке)$")
"""A noun of doing in the dative: «повышению», «профилактике»; nobody acts for the sake of results."""
_HEAD = 3
"""Of so many words one is the noun that «по» goes with."""
_GENERAL = "организации работы"
_WITH_VOWEL = re.compile(r"[сзшж][бвгджзйклмнпрстфхцчшщ]|вс|вз|мн", re.IGNORECASE)


def say_preamble(plan: Plan) -> tuple[str, tuple[Problem, ...]]:
    """Say on what a school's order stands, and why it is given."""
    acts, problems = _acts(plan)
    aim, unclear = _purpose(plan)
    if plan.years and not any(each in aim for year in plan.years for each in year.split("/")):
        aim += f" в {plan.years_with('учебном году', 'учебных годах')}"
    return capitalise_first(", ".join((*acts, aim))), (*problems, *unclear)


def _acts(plan: Plan) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Say the acts: those that decline after one «в соответствии с», the others as they are written."""
    said = plan.order.basis if plan.order is not None else None
    order = plan.roadmap.order
    if said is None and order is not None:
        date = date_in_words(order.date)
        return (f"в соответствии с приказом {order.issuer_genitive} от {date} № {order.number}",), ()
    declined: list[str] = []
    others: list[str] = []
    problems: list[Problem] = []
    for act in plan.roadmap.basis if said is None else said:
        words = " ".join(act.split()).rstrip(".;,")
        form = None if _PREPOSITION.match(words) else decline(words, Kind.POST).get(Case.INSTRUMENTAL)
        if form is not None:
            declined.append(capitalise_first(form) if words[:1].isupper() else form)
            continue
        others.append(
            lower_first(words) if _PREPOSITION.match(words) else f"на основании документа «{words}»"
        )
        if not _PREPOSITION.match(words):
            problems.append(Problem.of("RM963", words=words))
    if declined:
        preposition = "со" if _WITH_VOWEL.match(declined[0]) else "с"
        others.insert(0, f"в соответствии {preposition} {', '.join(declined)}")
    return tuple(others), tuple(problems)


def _purpose(plan: Plan) -> tuple[str, tuple[Problem, ...]]:
    said = plan.order.purpose if plan.order is not None else None
    if said is None:
        return f"в целях {_purpose_of_title(plan.title)}", ()
    words = " ".join(said.split()).rstrip(".;,")
    if _PREPOSITION.match(words):
        return lower_first(words), ()
    words = lower_first(words)
    if recast(words, (Case.GENITIVE,), Case.GENITIVE) is not None:
        return f"в целях {words}", ()
    genitive = _as_genitive(words, Case.NOMINATIVE)
    if genitive is None:
        return f"в целях {words}", (Problem.of("RM964", words=words),)
    return f"в целях {genitive}", ()


def _purpose_of_title(title: str) -> str:
    """Say in the genitive what a plan is for, as far as its title says it.

    >>> _purpose_of_title("План мероприятий («дорожная карта») по повышению качества образования")
    'повышения качества образования'
    >>> _purpose_of_title("План по подготовке и проведению ГИА на 2026/2027 учебный год")
    'подготовки и проведения ГИА'
    >>> _purpose_of_title("План мероприятий по результатам ВПР")
    'организации работы по результатам ВПР'
    >>> _purpose_of_title("Комплекс мер, направленных на сохранение здоровья")
    'организации работы, направленной на сохранение здоровья'
    >>> _purpose_of_title("План работы школы")
    'организации работы'
    """
    # What a bracket says is another name of the plan.
    line = _YEAR_OF_TITLE.sub("", " ".join(_BRACKETS.sub(" ", title).split())).rstrip(" .")
    found = _ABOUT.search(line)
    if found is None:
        return _GENERAL
    if found["at"]:
        return f"{_GENERAL}, направленной {found['at']}"
    is_aim = any(_ACTION.search(word) for word in found["what"].split()[:_HEAD])
    genitive = _as_genitive(found["what"], Case.DATIVE) if is_aim else None
    return genitive or f"{_GENERAL} {found['words']}"


def _as_genitive(words: str, case: Case) -> str | None:
    """Put words, and what stands beside the first of them, into the genitive; nothing where none is certain.

    >>> _as_genitive("повышению качества и профилактике неуспешности", Case.DATIVE)
    'повышения качества и профилактики неуспешности'
    """
    said, start = "", 0
    for found in _JOINED.finditer(words):
        follows = words[found.start("next") :]
        if recast(follows, (case,), case) is None:
            continue
        # «достижения» stands beside the first noun, or beside its complement.
        if recast(follows, (Case.GENITIVE,), Case.GENITIVE) is not None:
            return None
        part = recast(words[start : found.start()], (case,), Case.GENITIVE)
        if part is None:
            return None
        said, start = f"{said}{part}{words[found.start() : found.start('next')]}", found.start("next")
    last = recast(words[start:], (case,), Case.GENITIVE)
    return last and said + last
