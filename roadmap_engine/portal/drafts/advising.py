"""What a form can mend of what is told before publishing → which of its fields, in the words of the form."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.showing import fill_hint
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken

__all__ = ["Advice", "advise"]


@dataclass(frozen=True, slots=True)
class Advice:
    """What a person of the portal is told instead of what one of the command line is told.

    Attributes:
        message: what is wrong; empty where that is said well as it is.
        hint: what to do.
        field: of the page that says what the roadmap is, which mends it.
    """

    message: str
    hint: str
    field: str


def advise(problem: Problem) -> Advice | None:
    """Give what is said of a problem that a field mends; None of any other."""
    words = problem.words
    match problem.code:
        case "RM800":
            version = words["name"].rpartition("@")[2]
            return Advice(
                _("Версия {version} уже опубликована, и говорит она другое.").format(version=version),
                _(
                    "Поднимите «Номер версии» и напишите рядом, что она меняет. Опубликованное не "
                    "меняется никогда: на нём стоят школы."
                ),
                "version",
            )
        case "RM801":
            hint = _(
                "Поднимите «Номер версии» выше {newest}. Если это исправление для тех, кто остаётся на "
                "старой, отметьте это ниже."
            )
            return Advice("", hint.format(newest=words["newest"]), "version")
        case "RM802":
            return Advice(
                _("Не сказано, что меняет версия {version}.").format(version=words["version"]),
                _("Напишите это в поле «Что меняет эта версия»: школы прочтут его, когда будут обновляться."),
                "change",
            )
        case "RM310":
            hint = _("Ближайшие рабочие дни – {before} и {after}. В бумагах срок останется, как написан.")
            return Advice("", fill_hint(hint, problem, translator(spoken())), "")
        case "RM756":
            hint = _(
                "Поднимите второе число в поле «Номер версии»: последнее – для описок, увидев его, "
                "читать не станут."
            )
            return Advice("", hint, "version")
    return None
