"""What may be wrong with what was signed or is to be signed, one case for each code of the catalogue."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import SIGNED_ACTS
from roadmap_engine.pipeline.amending import Asked as Reason
from roadmap_engine.pipeline.amending import amend
from roadmap_engine.pipeline.signed_state import read_orders
from roadmap_engine.storage.locking import hold_folder
from tests.pipeline.signed_school import SigningSchool, reword

__all__ = ["SIGNING_FAULTS", "find_signing_fault"]

ORDER, AMENDMENT = "2027-05-21-17-од", "2027-05-25-18-од"
Told = tuple[Problem, ...]


def find_signing_fault(code: str) -> Told:
    """Meet a problem in a school that is not there afterwards; files are named from inside its folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "school"
        found = SIGNING_FAULTS[code](SigningSchool.found(folder))
    return tuple(_from_inside(problem, f"{folder}/") for problem in found if problem.code == code)


def _from_inside(problem: Problem, outer: str) -> Problem:
    words = {
        key: value.replace(outer, "") if isinstance(value, str) else value for key, value in problem.arguments
    }
    return replace(problem, arguments=tuple(words.items()))


def _signed(school: SigningSchool) -> SigningSchool:
    school.build()
    assert school.sign().value is not None
    return school


def _amended(school: SigningSchool) -> SigningSchool:
    _signed(school).receive_results()
    assert school.sign_amendment(school.draw_amendment()).value is not None
    return school


def _told(school: SigningSchool) -> Told:
    return read_orders(school.adoption).problems


def _torn(school: SigningSchool) -> Told:
    record = _signed(school).signed / ORDER / "signed.json"
    record.write_bytes(record.read_bytes()[:200])
    return _told(school)


def _without(file: str) -> Callable[[SigningSchool], Told]:
    def lose(school: SigningSchool) -> Told:
        (_signed(school).signed / ORDER / file).unlink()
        return _told(school)

    return lose


def _changed(school: SigningSchool) -> Told:
    reword(_signed(school).signed / ORDER / "order.docx", "опрос", "осмотр")
    return _told(school)


def _forked(school: SigningSchool) -> Told:
    """Two people amend the same order on two computers, and a disk brings both folders together."""
    _amended(school)
    shutil.copytree(school.signed / AMENDMENT, school.signed / "2027-05-26-19-од")
    school.change_record(
        "2027-05-26-19-од", lambda it: it.update(id="2027-05-26-19-од", date="2027-05-26", number="19-од")
    )
    return _told(school)


def _with_gap(school: SigningSchool) -> Told:
    shutil.rmtree(_amended(school).signed / ORDER)
    return _told(school)


def _copied(school: SigningSchool) -> Told:
    shutil.copytree(_signed(school).signed / ORDER, school.signed / f"{ORDER} — копия")
    return _told(school)


def _out_of_place(school: SigningSchool) -> Told:
    _signed(school).change_record(ORDER, lambda it: it.update(act="revocation"))
    return _told(school)


def _too_many(school: SigningSchool) -> Told:
    for number in range(SIGNED_ACTS.most + 1):
        (school.signed / str(number)).mkdir(parents=True)
    return _told(school)


def _into_signed(school: SigningSchool) -> Told:
    with hold_folder(_signed(school).signed / "papers") as refused:
        return refused


def _missing(school: SigningSchool) -> Told:
    school.build()
    (school.papers / "order.docx").unlink()
    return school.sign().problems


def _other_date(school: SigningSchool) -> Told:
    school.build()
    reword(school.papers / "order.docx", "21\u00a0мая", "24\u00a0мая")
    return school.sign().problems


def _unknown(_school: SigningSchool) -> Told:
    school = SigningSchool.found(_school.folder, order="")
    school.build()
    return school.sign(number="17-од").problems


def _moved(school: SigningSchool) -> Told:
    school.build()
    school.receive_results()
    return school.sign().problems


def _reworded(school: SigningSchool) -> Told:
    school.build()
    reword(school.papers / "order.docx", "Провести опрос", "Провести и обсудить опрос")
    return school.sign().problems


def _of_another(school: SigningSchool) -> Told:
    school.build()
    school.correct("school-7-vpr", "school-7-oge")
    return school.sign().problems


def _from_another_state(school: SigningSchool) -> Told:
    """Two amendments are drawn to the same order; the second does not know of the first."""
    _signed(school).receive_results()
    first, second = school.draw_amendment(), school.draw_amendment(number="19-од")
    assert school.sign_amendment(first).value is not None
    return school.sign_amendment(second).problems


def _too_early(school: SigningSchool) -> Told:
    _amended(school)
    school.correct("до 1 июня 2027 г.", "до 2 июня 2027 г.", file="tiny.yaml")
    return school.sign_amendment(school.draw_amendment("2027-05-22", "19-од")).problems


def _outdated(school: SigningSchool) -> Told:
    _signed(school).receive_results()
    return _told(school)


def _another_order(school: SigningSchool) -> Told:
    _signed(school).correct("17-од", "71-од")
    return _told(school)


def _ended(school: SigningSchool) -> Told:
    _signed(school)
    assert school.sign_revocation(school.draw_revocation()).value is not None
    return _told(school)


def _restated(school: SigningSchool) -> Told:
    school.build()
    reword(school.papers / "order.docx", "Провести опрос", "Провести и обсудить опрос")
    assert school.sign().value is not None
    school.receive_results()
    return amend(school.adoption, (), Reason()).problems


def _renamed(school: SigningSchool) -> Told:
    _signed(school).correct("adoption: ", "adoption: new-")
    return read_orders(school.adoption).problems


def _undone_twice(school: SigningSchool) -> Told:
    assert _signed(school).undo(ORDER) == ()
    return school.undo(ORDER)


def _no_such(school: SigningSchool) -> Told:
    return _signed(school).undo("18-од")


def _no_order(school: SigningSchool) -> Told:
    school.build()
    return school.sign_school_order("forms/cover-letter.docx", number="5").problems


def _no_scan(school: SigningSchool) -> Told:
    school.build()
    scan = school.folder / "scan.pdf"
    scan.write_bytes(b"no scan")
    return school.sign(scan=scan).problems


SIGNING_FAULTS: Mapping[str, Callable[[SigningSchool], Told]] = {
    "RM910": _torn,
    "RM911": _without("signed.json"),
    "RM912": _changed,
    "RM913": _without("plan.json"),
    "RM914": _forked,
    "RM915": _with_gap,
    "RM916": _copied,
    "RM917": _out_of_place,
    "RM918": _too_many,
    "RM919": _into_signed,
    "RM920": lambda school: amend(school.adoption, (), Reason()).problems,
    "RM921": lambda school: _signed(school).sign().problems,
    "RM922": _missing,
    "RM923": _other_date,
    "RM924": lambda school: (school.build(), school.sign(number="12/1-ОД").problems)[1],
    "RM925": _unknown,
    "RM926": _moved,
    "RM927": _reworded,
    "RM928": _of_another,
    "RM929": _from_another_state,
    "RM930": _too_early,
    "RM931": _outdated,
    "RM932": lambda school: _amended(school).undo(ORDER),
    "RM933": _no_such,
    "RM934": _another_order,
    "RM935": _ended,
    "RM936": _restated,
    "RM937": _no_order,
    "RM938": _undone_twice,
    "RM909": _renamed,
    "RM939": _no_scan,
}
"""How each code is met."""
