"""A plan, what is signed of it and what lies beside it → the list of its papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from roadmap_engine.documents.papers.forms_docx import name_documents
from roadmap_engine.model import Plan
from roadmap_engine.model.paper import Paper
from roadmap_engine.model.signed_act import SignedAct, say_act
from roadmap_engine.model.signed_chain import InForce, NotSigned, OutOfForce, Unclear
from roadmap_engine.pipeline.laid_papers import LaidPaper
from roadmap_engine.pipeline.papers import list_blanks
from roadmap_engine.pipeline.signed_state import SignedState, compare_with_signed, say_outdated
from roadmap_engine.portal.citing import cite, fill
from roadmap_engine.portal.schools.drawing import EXECUTION
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import gettext_lazy, spoken, written
from roadmap_engine.russian import capitalise_first, numeric_date

__all__ = ["Act", "PaperGroup", "PaperLine", "SignedPage", "call_order", "describe_signed", "list_papers"]

_WHOLE: tuple[tuple[Paper, str], ...] = (
    (Paper.ORDER, gettext_lazy("Приказ об утверждении плана")),
    (Paper.PLAN, gettext_lazy("План с датами, приложение к приказу")),
    (Paper.PAGE, gettext_lazy("Тот же план страницей")),
    (Paper.TRACKER, gettext_lazy("Таблица исполнения")),
)
_SIGNED: Mapping[str, str] = {
    "order": gettext_lazy("Приказ"),
    "plan": gettext_lazy("План"),
    "scan": gettext_lazy("Скан"),
    "amending-order": gettext_lazy("Приказ о внесении изменений"),
    "revoking-order": gettext_lazy("Приказ утрачивает силу"),
}
"""What signed papers are called, by their names without the ending."""
_ENDINGS = {"docx": "Word", "html": gettext_lazy("страница"), "xlsx": "Excel", "pdf": "PDF"}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper of the list.

    Attributes:
        title: what it is.
        state: whether it is filled in or signed, in words; empty where it is only drawn.
        files: names to download it by, each with what it is called.
    """

    title: str
    state: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """Papers of one kind."""

    title: str
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """A signed act.

    Attributes:
        title: with date and number.
        state: whether it is in force, in words.
        files: names to download it by, each with what it is called.
    """

    title: str
    state: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SignedPage:
    """What is signed of a plan.

    Attributes:
        words: what is in force, in a sentence.
        outdated: what the order in force says otherwise than the plan of today; empty where nothing.
    """

    words: str
    outdated: str
    acts: tuple[Act, ...]


def list_papers(plan: Plan, signed: SignedState, laid: Sequence[LaidPaper]) -> tuple[PaperGroup, ...]:
    """List the papers of a plan.

    Args:
        plan: the plan.
        signed: what is signed of it.
        laid: what lies beside its text.
    """
    filled: dict[str, list[LaidPaper]] = {}
    for each in laid:
        if each.filled:
            filled.setdefault(each.about or each.name, []).append(each)
    in_force = signed.in_force
    kept = ""
    if in_force is not None:
        kept = fill(_("подписан: {act}"), act=cite(say_act(in_force.order).said(spoken())))
    whole = tuple(
        _line(str(title), paper.value, kept if _is_signed(paper) else "", filled, paper)
        for paper, title in _WHOLE
    )
    note = PaperLine(_("Справка «Исполнение на сегодня»"), "", tuple((n, _call(n)) for n in EXECUTION))
    return (
        PaperGroup(_("Приказ, план, исполнение"), (*whole, note)),
        PaperGroup(_("Бланки документов"), tuple(_list_blanks(plan, filled))),
    )


def _is_signed(paper: Paper) -> bool:
    return paper in (Paper.ORDER, Paper.PLAN)


def _list_blanks(plan: Plan, filled: Mapping[str, list[LaidPaper]]) -> Iterator[PaperLine]:
    titles, blanks = name_documents(plan), list_blanks(plan)
    for name, about in blanks.items():
        yield _line(written(titles[name.removeprefix(Paper.FORMS)]), name, "", filled, about)


def _line(title: str, name: str, state: str, filled: Mapping[str, list[LaidPaper]], key: str) -> PaperLine:
    """Say of a paper where it stands; what somebody has filled in is given beside what is drawn."""
    found = filled.get(key, [])
    said = [state] if state else []
    said += [fill(_("заполнен в папке {folder}"), folder=each.folder) for each in found]
    call = _("заполненный, {kind}")
    files = [(name, _call(name)), *((_laid_name(each), call.format(kind=_call(each.name))) for each in found)]
    return PaperLine(title, _begin("; ".join(said)), tuple(files))


def _begin(words: str) -> SafeString:
    """Begin a line; whatever people wrote in it is escaped already."""
    return mark_safe(capitalise_first(words))  # noqa: S308 -- as said above


def _laid_name(paper: LaidPaper) -> str:
    return f"laid/{paper.folder}/{paper.name}"


def _call(name: str) -> str:
    ending = name.rpartition(".")[2]
    return str(_ENDINGS.get(ending, ending))


def describe_signed(signed: SignedState, plan: Plan) -> SignedPage:
    """Say what is signed of a plan, and what of it is in force.

    Args:
        signed: what is signed.
        plan: as it is today.
    """
    outdated = compare_with_signed(signed, plan)
    said = cite(capitalise_first(say_outdated(outdated).said(spoken()))) if outdated else ""
    acts = tuple(_describe(act, signed) for act in signed.register.chain.acts)
    return SignedPage(_say_force(signed), said, acts)


def call_order(plan: Plan, signed: SignedState) -> str:
    """Call the order that a plan rests on: the one that is in force, else the draft; of neither, nothing."""
    in_force = signed.in_force
    if in_force is not None:
        return cite(say_act(in_force.order).said(spoken()))
    date = numeric_date(plan.order.date) if plan.order is not None and plan.order.date is not None else ""
    number = (plan.order.number or "") if plan.order is not None else ""
    if date and number:
        return fill(_("проект приказа от {day} № {number}"), day=date, number=number)
    if date:
        return fill(_("проект приказа от {day}"), day=date)
    return fill(_("проект приказа № {number}"), number=number) if number else ""


def _say_force(signed: SignedState) -> str:
    match signed.register.chain.state:
        case NotSigned():
            return _("Подписанного приказа пока нет.")
        case InForce(order, amendments):
            act = cite(say_act(order).said(spoken()))
            if amendments:
                return fill(_("В силе {act} с изменениями: {count}."), act=act, count=len(amendments))
            return fill(_("В силе {act}."), act=act)
        case OutOfForce(ended, revocation):
            act = _say(ended.order)
            return fill(_("{act} утратил силу с {day}."), act=act, day=numeric_date(revocation.date))
        case Unclear():
            return _("Что в силе, не ясно: подписанное расходится. Скажите тому, кто ведёт тексты.")


def _describe(act: SignedAct, signed: SignedState) -> Act:
    force = signed.in_force
    if act.undone is not None:
        undone = _("запись отменена {day}: {why}")
        state: str = fill(undone, day=numeric_date(act.undone.on), why=act.undone.reason)
    elif force is not None and act in force.acts:
        state = _("в силе")
    else:
        state = _("приказ по плану") if act.act == "school-order" else _("не в силе")
    place = signed.register.places[act.id]
    shown = [name for name in act.files if not name.endswith(".json")]
    files = tuple((f"signed/{place}/{name}", _call_signed(name)) for name in shown)
    return Act(_say(act), state, files)


def _call_signed(name: str) -> str:
    """Call a signed paper by what it is; a name that nobody has planned stays."""
    stem = name.rpartition(".")[0]
    return f"{_SIGNED[stem]}, {_call(name)}" if stem in _SIGNED else name


def _say(act: SignedAct) -> SafeString:
    """Name an act at the beginning of a line."""
    return cite(capitalise_first(say_act(act).said(spoken())))
