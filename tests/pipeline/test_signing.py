"""Papers are signed as they lie there, where nobody disagrees; everything is compared with them then."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from roadmap_engine.api.papers import build
from roadmap_engine.model.signed_act import SignedAct
from roadmap_engine.model.signed_chain import InForce, NotSigned, OutOfForce
from roadmap_engine.pipeline.amending import Asked as Reason
from roadmap_engine.pipeline.amending import amend
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.signing import Signed
from tests.importing.making import make_docx
from tests.pipeline.signed_school import TODAY, SigningSchool, fill_number, reword
from tests.storage.folders import codes, look

ORDER = "2027-05-21-17-од"


@pytest.fixture
def school(tmp_path: Path) -> SigningSchool:
    """A school that has built its papers."""
    school = SigningSchool.found(tmp_path / "school")
    school.build()
    return school


def kept(outcome: Outcome[Signed]) -> SignedAct:
    """Give the act that was signed."""
    assert outcome.value is not None, outcome.problems
    return outcome.value.act


class TestOrder:
    """The order with its plan."""

    def test_what_lies_there_is_kept_byte_by_byte(self, school: SigningSchool) -> None:
        """With the true date and number, who signed, and what it is about."""
        act = kept(school.sign())
        names = ("order.docx", "plan.docx", "plan.json")
        assert {name: school.kept()[f"{ORDER}/{name}"] for name in names} == {
            name: (school.papers / name).read_bytes() for name in names
        }
        assert (act.id, act.date, act.number) == (ORDER, dt.date(2027, 5, 21), "17-од")
        assert act.heading.startswith("Об утверждении плана")
        assert act.signatory is not None
        assert act.signatory.name == "Орлова Мария Петровна"
        assert (act.after, act.corrected) == (None, ())
        assert school.read().register.chain.state == InForce(act)

    def test_a_correction_is_told_and_kept(self, school: SigningSchool) -> None:
        """The point, the words drawn, the words signed; in the plan, the row."""
        reword(school.papers / "order.docx", "Провести опрос", "Провести и обсудить опрос")
        reword(school.papers / "plan.docx", "Проведение опроса", "Проведение и обсуждение опроса")
        outcome = school.sign()
        assert codes(outcome.problems) == ["RM927", "RM927"]
        first, second = kept(outcome).corrected
        assert (first.file, first.point) == ("order.docx", "2.2")
        assert "Провести опрос" in first.drawn
        assert "Провести и обсудить опрос" in first.signed
        assert (second.file, second.point) == ("plan.docx", "1.2")

    def test_who_signed_is_not_known_where_the_signature_was_corrected(self, school: SigningSchool) -> None:
        """The head is ill, and her deputy signs."""
        reword(school.papers / "order.docx", "М.\u00a0П.\u00a0Орлова", "А.\u00a0В.\u00a0Ким")
        assert kept(school.sign()).signatory is None

    def test_a_paper_of_another_name_and_a_scan(self, school: SigningSchool) -> None:
        """They are kept under the names of their kind."""
        named, scan = school.folder / "Приказ 17.docx", school.folder / "scan.pdf"
        (school.papers / "order.docx").rename(named)
        scan.write_bytes(b"%PDF-1.4")
        kept(school.sign(order=named, scan=scan))
        assert school.kept()[f"{ORDER}/order.docx"] == named.read_bytes()
        assert school.kept()[f"{ORDER}/scan.pdf"] == b"%PDF-1.4"

    def test_requisites_written_by_hand(self, tmp_path: Path) -> None:
        """The adoption says nothing, the paper has blanks: both are given, and known from then on."""
        school = SigningSchool.found(tmp_path, order="")
        school.build()
        (unknown,) = school.sign().problems
        assert (unknown.code, unknown.words["options"]) == ("RM925", "--date, --number")
        act = kept(school.sign(date=dt.date(2027, 5, 21), number="12/1-ОД"))
        assert (act.id, act.number) == ("2027-05-21-12-1-ОД", "12/1-ОД")
        outcome = build(school.adoption, today=TODAY)
        assert outcome.value is not None
        assert outcome.value.plan.order is not None
        assert outcome.value.plan.order.number == "12/1-ОД"
        assert "RM931" not in codes(outcome.problems)

    def test_requisites_typed_in_word(self, tmp_path: Path) -> None:
        """The clerk filled the blanks of both papers in Word."""
        school = SigningSchool.found(tmp_path, order="order: {date: 2027-05-21}\n")
        school.build()
        for paper in ("order.docx", "plan.docx"):
            fill_number(school.papers / paper, "12/1-ОД")
        assert kept(school.sign()).number == "12/1-ОД"

    @pytest.mark.parametrize(
        ("asked", "code"),
        [
            ({"number": "18-од"}, "RM924"),
            ({"date": dt.date(2027, 5, 22)}, "RM923"),
            ({"number": "17 – ОД"}, ""),
        ],
    )
    def test_an_option_must_agree_with_the_paper(
        self, school: SigningSchool, asked: dict[str, Any], code: str
    ) -> None:
        """However a hyphen is typed."""
        outcome = school.sign(**asked)
        assert (outcome.value is None) == bool(code)
        assert set(codes(outcome.problems)) == ({code} if code else set())
        assert school.signed.exists() == (not code)

    def test_the_adoption_must_agree_unless_it_is_known_to_be_wrong(self, school: SigningSchool) -> None:
        """Corrected in Word, and not in the text: told at signing, and at every build from then on."""
        for paper in ("order.docx", "plan.docx"):
            reword(school.papers / paper, "17-од", "17/1-од")
        assert codes(school.sign().problems) == ["RM924"]
        assert kept(school.sign(anyway=True)).number == "17/1-од"
        assert codes(school.build()) == ["RM934"]
        school.correct("17-од", "17/1-од")
        assert codes(school.build()) == []

    def test_order_and_plan_must_agree(self, school: SigningSchool) -> None:
        """One was corrected, the other forgotten; going on anyway does not help."""
        reword(school.papers / "order.docx", "17-од", "17/1-од")
        assert codes(school.sign(anyway=True).problems) == ["RM924"]

    def test_a_moved_plan_is_told_unless_the_old_papers_were_signed(self, school: SigningSchool) -> None:
        """What has changed since needs an amending order then."""
        school.receive_results()
        assert codes(school.sign().problems) == ["RM926"]
        assert kept(school.sign(anyway=True)).id == ORDER
        assert codes(school.build()) == ["RM931"]

    def test_what_is_said_of_the_order_is_signed_with_it(self, school: SigningSchool) -> None:
        """Another purpose, another control: the papers are older than that, and then the order is."""
        number = "order: {date: 2027-05-21, number: 17-од"
        school.correct(number, f"{number}, purpose: в целях подготовки к новому учебному году")
        assert codes(school.sign().problems) == ["RM926"]
        school.build()
        kept(school.sign())
        school.correct("подготовки к новому", "завершения")
        assert codes(school.build()) == ["RM931"]
        kept(school.sign_amendment(school.draw_amendment()))
        assert codes(school.build()) == []

    def test_what_changes_nothing_that_is_signed_is_no_move(self, school: SigningSchool) -> None:
        """A telephone number, a reminder."""
        school.correct("place: г. Томск", "place: г. Томск\nphone: 22-33", file="organisation.yaml")
        kept(school.sign())

    def test_days_that_were_over_are_told(self, tmp_path: Path) -> None:
        """An order drawn without a date is judged by the one it is signed with."""
        school = SigningSchool.found(tmp_path, order="")
        school.build()
        late = dt.date(2027, 6, 5)
        assert codes(school.sign(date=late, number="17-од").problems) == ["RM650"]
        kept(school.sign(date=late, number="17-од", anyway=True))

    def test_the_same_name_is_given_once(self, school: SigningSchool) -> None:
        """«12/1» and «12-1» come to one name; so does an act that was undone and signed again."""
        kept(school.sign())
        assert school.undo(ORDER) == ()
        assert kept(school.sign()).id == f"{ORDER} (2)"
        assert len(school.read().register.chain.acts) == 2

    @pytest.mark.parametrize("content", [b"", b"no word", make_docx("Совсем другое")])
    def test_what_is_no_such_paper_is_told(self, school: SigningSchool, content: bytes) -> None:
        """A file that cannot be read is refused; one that says something else is told, line by line."""
        (school.papers / "order.docx").write_bytes(content)
        outcome = school.sign()
        assert outcome.problems
        assert (outcome.value is None) == (len(content) < 10)

    def test_a_second_order_is_refused(self, school: SigningSchool) -> None:
        """Two people sign at once: the second is told."""
        kept(school.sign())
        before = school.kept()
        assert codes(school.sign().problems) == ["RM921"]
        assert school.kept() == before


class TestAfterwards:
    """From then on."""

    def test_build_leaves_the_signed_papers_alone(self, school: SigningSchool) -> None:
        """Those that are kept, and those in the folder; the others follow the texts."""
        kept(school.sign())
        before, papers = school.kept(), look(school.papers)
        school.receive_results()
        assert codes(school.build()) == ["RM931"]
        assert school.kept() == before
        after = look(school.papers)
        for name in ("order.docx", "plan.docx"):
            assert after[name] == papers[name]
        assert after["plan.json"] != papers["plan.json"]
        outcome = build(school.adoption, today=TODAY)
        assert outcome.value is not None
        assert {"order.docx", "plan.docx"}.isdisjoint(outcome.value)

    def test_a_day_before_the_signed_order_stops_no_build(self, school: SigningSchool) -> None:
        """No order is drawn that would command it; `check` knows what `build` knows."""
        kept(school.sign())
        school.correct("до 10 июня 2027 г.", "до 14 мая 2027 г.", file="tiny.yaml")
        assert codes(school.build()) == ["RM931"]
        assert codes(check_texts([school.adoption]).problems) == ["RM931"]
        assert school.undo(ORDER) == ()
        assert "RM650" in codes(check_texts([school.adoption]).problems)
        assert "RM650" in codes(build(school.adoption, today=TODAY).problems)

    def test_points_and_rows_are_named(self, school: SigningSchool) -> None:
        """«нужен приказ о внесении изменений: п. 2.2»."""
        kept(school.sign())
        school.receive_results()
        (problem,) = school.build()
        assert problem.words["what"] == "п. 2.2; строки плана: 1.2"

    def test_an_amendment_begins_from_what_was_signed_last(self, school: SigningSchool) -> None:
        """Twice; the second knows the first, and nothing is left to amend then."""
        first = kept(school.sign())
        school.receive_results()
        second = kept(school.sign_amendment(school.draw_amendment()))
        assert (second.act, second.after) == ("amendment", first.id)
        assert codes(school.build()) == []
        school.correct("до 10 июня", "до 11 июня", file="tiny.yaml")
        (problem,) = school.build()
        assert problem.words["what"] == "п. 2.3; строки плана: 1.3"
        third = kept(school.sign_amendment(school.draw_amendment("2027-05-26", "19-од")))
        assert third.after == second.id
        assert school.read().register.chain.state == InForce(first, (second, third))
        assert codes(amend(school.adoption, (), Reason()).problems) == ["RM847"]

    def test_the_true_number_is_amended(self, school: SigningSchool) -> None:
        """Whatever the adoption says."""
        for paper in ("order.docx", "plan.docx"):
            reword(school.papers / paper, "17-од", "17/1-од")
        kept(school.sign(anyway=True))
        school.receive_results()
        outcome = amend(school.adoption, (), Reason(dt.date(2027, 5, 25), "18-од"))
        assert outcome.value is not None
        assert outcome.value.order.heading.endswith("№ 17/1-од")

    def test_an_amendment_corrected_by_hand(self, school: SigningSchool) -> None:
        """It is compared with what was drawn, its own reason and requisites with it."""
        kept(school.sign())
        school.receive_results()
        folder = school.draw_amendment(number=None)
        fill_number(folder / "amending-order.docx", "19-од")
        reword(folder / "amending-order.docx", "Контроль исполнения", "Контроль выполнения")
        outcome = school.sign_amendment(folder)
        act = kept(outcome)
        assert act.number == "19-од"
        assert [(each.point, each.file) for each in act.corrected] == [("2", "order.docx")]

    def test_an_amendment_of_a_moved_plan_is_refused(self, school: SigningSchool) -> None:
        """It would say less than has changed."""
        kept(school.sign())
        school.receive_results()
        folder = school.draw_amendment()
        school.correct("до 10 июня", "до 11 июня", file="tiny.yaml")
        assert codes(school.sign_amendment(folder).problems) == ["RM926"]
        kept(school.sign_amendment(folder, anyway=True))
        assert codes(school.build()) == ["RM931"]

    def test_an_end_and_a_new_beginning(self, school: SigningSchool) -> None:
        """A draft has neither date nor number of the order that ended, and follows it when it is signed."""
        first = kept(school.sign())
        end = kept(school.sign_revocation(school.draw_revocation("2027-05-28")))
        state = school.read().register.chain.state
        assert state == OutOfForce(InForce(first), end)
        assert codes(school.build()) == ["RM935"]
        assert codes(school.sign(number="30-од", date=dt.date(2027, 5, 30)).problems) == ["RM923", "RM924"]
        school.correct("{date: 2027-05-21, number: 17-од}", "{date: 2027-05-30, number: 30-од}")
        school.build()
        second = kept(school.sign())
        assert second.after == end.id
        assert school.read().register.chain.state == InForce(second)

    def test_an_undone_end_puts_the_order_into_force_again(self, school: SigningSchool) -> None:
        """The record of it stays."""
        first = kept(school.sign())
        end = kept(school.sign_revocation(school.draw_revocation()))
        assert codes(school.undo(first.id)) == ["RM932"]
        before = school.kept()
        assert school.undo(end.number) == ()
        assert school.read().register.chain.state == InForce(first)
        record = f"{end.id}/signed.json"
        assert {name for name, content in school.kept().items() if content != before[name]} == {record}
        undone = school.read().register.chain.find(end.id)
        assert undone is not None
        assert undone.undone is not None
        assert undone.undone.reason == "не тот приказ"

    def test_an_undone_order_is_a_draft_again(self, school: SigningSchool) -> None:
        """`build` draws it."""
        kept(school.sign())
        assert school.undo(ORDER) == ()
        assert school.read().register.chain.state == NotSigned()
        outcome = build(school.adoption, today=TODAY)
        assert outcome.value is not None
        assert "order.docx" in outcome.value

    def test_what_is_not_clear_is_no_draft(self, school: SigningSchool) -> None:
        """A torn record: the papers that may be signed are left alone, and nothing more is signed."""
        kept(school.sign())
        (school.signed / ORDER / "signed.json").write_bytes(b"{")
        school.receive_results()
        papers = look(school.papers)
        assert codes(school.build()) == ["RM910"]
        assert look(school.papers)["order.docx"] == papers["order.docx"]
        assert codes(school.sign().problems) == ["RM910"]
        assert codes(amend(school.adoption, (), Reason()).problems) == ["RM910"]

    @pytest.mark.parametrize("file", ["order.docx", "plan.json"])
    def test_a_changed_copy_is_told(self, school: SigningSchool, file: str) -> None:
        """Of the plan nothing can be amended any more; the order is compared by its plan."""
        kept(school.sign())
        school.receive_results()
        path = school.signed / ORDER / file
        path.write_bytes(path.read_bytes() + b" ")
        assert codes(school.build()) == (["RM912", "RM931"] if file == "order.docx" else ["RM912"])
        assert (amend(school.adoption, (), Reason()).value is None) == (file == "plan.json")

    def test_an_order_under_the_plan(self, school: SigningSchool) -> None:
        """A blank that was filled in; it is no part of the chain."""
        blank = "forms/1.3-head-order.docx"
        fill_number(school.papers / blank, "5")
        (unknown,) = school.sign_school_order(blank).problems
        assert (unknown.code, unknown.words["options"]) == ("RM925", "--date")
        act = kept(school.sign_school_order(blank, date=dt.date(2027, 6, 9)))
        assert (act.act, act.about, act.number, act.after) == (
            "school-order",
            "council/head-order",
            "5",
            None,
        )
        assert school.read().register.chain.state == NotSigned()
        assert kept(school.sign()).after is None


class TestAnotherName:
    """What is signed is known by the plan's name, so a plan that is renamed has nothing signed."""

    def test_a_plan_that_was_renamed_is_told_which_name_its_signed_papers_have(
        self, school: SigningSchool
    ) -> None:
        """With the name back everything is as it was."""
        kept(school.sign())
        school.correct("adoption: school-7-vpr", "adoption: school-7-new")
        (told,) = (each for each in check_texts([school.adoption]).problems if each.code == "RM909")
        assert (told.words["found"], told.words["plan"]) == ("school-7-vpr", "school-7-new")
        school.correct("adoption: school-7-new", "adoption: school-7-vpr")
        assert "RM909" not in codes(check_texts([school.adoption]).problems)

    def test_a_neighbours_papers_are_nobody_elses(self, school: SigningSchool) -> None:
        """Two plans of a school keep what is signed in one folder."""
        kept(school.sign())
        text = school.adoption.read_text(encoding="utf-8")
        other = school.adoption.with_name("other.yaml")
        other.write_text(text.replace("adoption: school-7-vpr", "adoption: school-7-new"), encoding="utf-8")
        assert "RM909" not in codes(check_texts([other]).problems)
