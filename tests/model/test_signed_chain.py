"""What is in force is the fold of what was signed, in whatever order the acts are read."""

from __future__ import annotations

import datetime as dt
import random
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.model.base import with_fields
from roadmap_engine.model.signed_act import ActKind, SignedAct, Undone, fold_number, say_act, say_in_order
from roadmap_engine.model.signed_chain import (
    Chain,
    InForce,
    NotSigned,
    OutOfForce,
    State,
    Unclear,
    fold_acts,
    refuse_undoing,
)

TODAY = dt.date(2026, 11, 30)


def act(name: str, kind: ActKind = "order", after: str | None = None, *, day: int = 1) -> SignedAct:
    """Make an act."""
    date = dt.date(2027, 1, 1) + dt.timedelta(days=day)
    return SignedAct(
        id=name,
        act=kind,
        adoption="school",
        date=date,
        number=name,
        after=after,
        files={"order.docx": "0" * 64},
        kept_on=TODAY,
    )


def undone(one: SignedAct) -> SignedAct:
    """Give an act whose signing was a mistake."""
    return with_fields(one, undone=Undone(on=TODAY, reason="ошибка"))


ORDER, AMENDMENT, SECOND = act("1"), act("2", "amendment", "1"), act("3", "amendment", "2")
END, NEXT = act("4", "revocation", "3"), act("5", "order", "4")


class TestFold:
    """Acts in any order → a state."""

    @pytest.mark.parametrize(
        ("acts", "state"),
        [
            ((), NotSigned()),
            ((ORDER,), InForce(ORDER)),
            ((SECOND, ORDER, AMENDMENT), InForce(ORDER, (AMENDMENT, SECOND))),
            ((END, SECOND, ORDER, AMENDMENT), OutOfForce(InForce(ORDER, (AMENDMENT, SECOND)), END)),
            ((ORDER, AMENDMENT, SECOND, END, NEXT), InForce(NEXT)),
            ((undone(ORDER), act("6")), InForce(act("6"))),
            ((ORDER, act("7", "school-order")), InForce(ORDER)),
        ],
    )
    def test_a_chain(self, acts: tuple[SignedAct, ...], state: State) -> None:
        """Undone acts and orders under the plan are there and count for nothing."""
        chain, problems = fold_acts(acts)
        assert problems == ()
        assert chain.state == state
        assert set(chain.acts) == set(acts)

    @pytest.mark.parametrize(
        ("acts", "code"),
        [
            ((ORDER, ORDER), "RM916"),
            ((ORDER, AMENDMENT, act("8", "amendment", "1")), "RM914"),
            ((ORDER, act("9")), "RM914"),
            ((ORDER, SECOND), "RM915"),
            ((undone(ORDER), AMENDMENT), "RM915"),
            ((act("1", "order", "2"), act("2", "amendment", "1")), "RM915"),
            ((AMENDMENT, act("0", "amendment")), "RM917"),
            ((ORDER, act("2", "order", "1")), "RM917"),
            ((act("1", "revocation"),), "RM917"),
            ((ORDER, act("2", "revocation", "1"), act("3", "amendment", "2")), "RM917"),
        ],
    )
    def test_no_chain(self, acts: tuple[SignedAct, ...], code: str) -> None:
        """It is told, and nothing is taken for in force."""
        chain, problems = fold_acts(acts)
        assert [problem.code for problem in problems] == [code]
        assert chain.state == Unclear()

    def test_undoing_one_of_two_rivals_mends_the_chain(self) -> None:
        """Two amended the same order; one of them was wrong."""
        rival = act("8", "amendment", "1")
        chain, _ = fold_acts((ORDER, AMENDMENT, rival))
        assert refuse_undoing(chain, "8")[0] == rival
        assert fold_acts((ORDER, AMENDMENT, undone(rival)))[0].state == InForce(ORDER, (AMENDMENT,))


class TestUndoing:
    """What nothing rests on can be undone, once."""

    def test_what_others_rest_on_stays(self) -> None:
        """The last one first."""
        chain, _ = fold_acts((ORDER, AMENDMENT))
        assert [problem.code for problem in refuse_undoing(chain, "1")[1]] == ["RM932"]
        assert refuse_undoing(chain, "2") == (AMENDMENT, ())
        assert refuse_undoing(fold_acts((ORDER, undone(AMENDMENT)))[0], "1") == (ORDER, ())

    def test_a_number_names_an_act_where_only_one_has_it(self) -> None:
        """A clerk knows the number, not the name of the folder."""
        one = with_fields(ORDER, id="2027-01-02-1", number="12/1-ОД")
        assert fold_acts((one,))[0].find("12/1-ОД") == one
        other = with_fields(act("x", "amendment", one.id), number="12/1-ОД")
        assert fold_acts((one, other))[0].find("12/1-ОД") is None
        assert fold_acts((one, undone(other)))[0].find("12/1-од") == one
        assert [problem.code for problem in refuse_undoing(Chain((undone(one),)), "12/1-ОД")[1]] == ["RM938"]
        assert [problem.code for problem in refuse_undoing(Chain((one,)), "13")[1]] == ["RM933"]


STEPS = st.lists(st.sampled_from(["order", "amendment", "revocation", "school-order", "undo"]), max_size=25)


@given(STEPS, st.randoms(use_true_random=False))
def test_any_history_is_the_fold_of_its_acts(steps: list[str], shuffle: random.Random) -> None:
    """People sign, amend, end and undo; what is refused changes nothing, what is done is what is read."""
    acts: dict[str, SignedAct] = {}
    stack: list[SignedAct] = []
    for number, step in enumerate(steps):
        name = f"a{number}"
        if step == "undo":
            chain, _ = fold_acts(acts.values())
            if stack:
                last = stack.pop()
                assert refuse_undoing(chain, last.id) == (last, ())
                acts[last.id] = undone(last)
                for below in stack[:-1]:
                    assert [each.code for each in refuse_undoing(chain, below.id)[1]] == ["RM932"]
            continue
        in_force = bool(stack) and stack[-1].act in {"order", "amendment"}
        if step == "school-order":
            acts[name] = act(name, "school-order", day=number)
            continue
        if (step == "order") == in_force:
            continue
        kind = cast("ActKind", step)
        acts[name] = act(name, kind, stack[-1].id if stack else None, day=number)
        stack.append(acts[name])
    told = list(acts.values())
    shuffle.shuffle(told)
    chain, problems = fold_acts(told)
    assert problems == ()
    assert chain.state == _expected(stack)
    assert chain == fold_acts(acts.values())[0]


def _expected(stack: list[SignedAct]) -> State:
    """Tell from the acts that count, oldest first, what is in force."""
    ends = [place for place, each in enumerate(stack) if each.act == "revocation"]
    if ends and ends[-1] == len(stack) - 1:
        begun = max(place for place, each in enumerate(stack) if each.act == "order")
        return OutOfForce(InForce(stack[begun], tuple(stack[begun + 1 : -1])), stack[-1])
    living = stack[ends[-1] + 1 :] if ends else stack
    return InForce(living[0], tuple(living[1:])) if living else NotSigned()


@pytest.mark.parametrize("number", ["12/1-ОД", "№ 45-о", "01-03/441", "214 – од"])
def test_a_number_is_the_same_however_it_is_typed(number: str) -> None:
    """Blanks, hyphens and capitals tell nothing apart; figures and letters do."""
    assert fold_number(number) == fold_number(f" {number.upper().replace('-', ' – ')} ")
    assert fold_number(number) != fold_number(f"{number}1")


def test_an_act_is_named_for_people_and_in_other_orders() -> None:
    """«приказ от 02.01.2027 № 1», and with its heading in words of orders."""
    named = with_fields(ORDER, heading="Об утверждении плана")
    assert say_act(named).russian == "приказ от 02.01.2027 № 1"
    assert say_in_order(named) == "приказ от 2 января 2027 г. № 1 «Об утверждении плана»"
