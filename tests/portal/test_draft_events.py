"""What a deadline counts from, described by a form as an import does it; what is doubted is said whole."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from roadmap_engine.diagnostics import Severity
from roadmap_engine.diagnostics.showing import message_of
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.importing.text import DOUBTED
from roadmap_engine.pipeline.importing import import_file
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.drafts.doubts import drop_lines, name_doubts, see_to
from roadmap_engine.portal.drafts.models import RoadmapDraft
from roadmap_engine.portal.drafts.reading import read_draft
from roadmap_engine.portal.drafts.remarks import LINE_BREAK, find_remarks
from roadmap_engine.yaml_text.writing import runs_on
from tests.importing.making import make_docx
from tests.portal import test_drafts, test_layers
from tests.portal.portals import Portal
from tests.portal.test_drafts import DOUBTED as MEASURE
from tests.portal.test_drafts import DRAFT
from tests.portal.writing_roadmaps import NAME, begin, hidden, upload

PHRASE = "в течение 2 недель после заседания городского совета директоров"
LONG = "когда-нибудь ближе к весне, если сложится и если не помешает ни карантин, ни погода, ни ремонт"
COUNTED = make_docx(
    "=План мероприятий на 2026/2027 учебный год",
    [
        ["№ п/п", "Мероприятия", "Сроки", "Ответственные", "Документ"],
        ["Первый этап", *["<"] * 4],
        ["1.1", "Диагностика", "до 1 октября", "директор", "Справка"],
        ["1.2", "Разбор", PHRASE, "директор", "Справка"],
        ["1.3", "Открытый урок с приглашением родителей и методистов", LONG, "директор", "Справка"],
    ],
)  # fmt: skip


@pytest.fixture
def methodist(portal: Portal) -> Client:
    """The browser of a methodologist."""
    return portal.as_role(Role.METHODOLOGIST)


def events_of(name: str = NAME) -> dict[str, object]:
    """Give the events that a draft describes."""
    draft = RoadmapDraft.objects.get(name=name)
    return dict(read_draft(draft.text, "").things("events"))


def publish(client: Client, draft: str) -> int:
    """Publish a draft; gives the status of the answer."""
    page = client.get(f"{draft}publish/").content.decode()
    return client.post(f"{draft}publish/", {"saw": hidden(page, "saw")}).status_code


class TestEvents:
    """A deadline that a form takes can be published."""

    def test_a_new_one_is_described_and_said(self, methodist: Client) -> None:
        begin()
        answer = methodist.post(MEASURE, test_drafts.fill(methodist, MEASURE, deadline=PHRASE), follow=True)
        assert "нового события: «заседание городского совета директоров»" in answer.content.decode()
        assert list(events_of().values()) == [
            {"title": "заседание городского совета директоров",
             "phrases": ["заседания городского совета директоров"]}
        ]  # fmt: skip
        assert publish(methodist, DRAFT) == 302

    def test_it_is_that_of_an_import(self, methodist: Client) -> None:
        begin()
        methodist.post(MEASURE, test_drafts.fill(methodist, MEASURE, deadline=PHRASE))
        typed = events_of()
        RoadmapDraft.objects.all().delete()
        begin(COUNTED)
        assert events_of() == typed

    @pytest.mark.parametrize(
        "deadline",
        ["до 1 мая", "= после дождика", "не позднее 7 дней после получения результатов",
         "в течение 5 дней после окончания проанализировать результаты диагностики",
         "в течение недели после проанализировать результаты диагностики"],
    )  # fmt: skip
    def test_what_is_known_is_not_described_again(self, methodist: Client, deadline: str) -> None:
        begin()
        assert methodist.post(MEASURE, test_drafts.fill(methodist, MEASURE, deadline=deadline)).status_code
        assert events_of() == {}

    def test_twice_it_is_one(self, methodist: Client) -> None:
        begin()
        methodist.post(MEASURE, test_drafts.fill(methodist, MEASURE, deadline=PHRASE))
        sent = {"title": "Ещё", "deadline": PHRASE.replace("2 недель", "3 недель"), "responsible": "директор"}
        assert methodist.post(f"{DRAFT}stages/analysis/new/", sent).status_code == 302
        assert len(events_of()) == 1
        assert publish(methodist, DRAFT) == 302

    def test_a_layer_describes_what_nobody_above_does(self, methodist: Client) -> None:
        test_layers.lay_base(methodist, "", "")
        upload(methodist, test_layers.TEXT.encode(), f"{test_layers.LAYER}.yaml")
        for deadline, count in ((PHRASE, 1), ("до 1 мая", 1), (PHRASE.replace("2", "3"), 1)):
            sent = test_layers.fill(methodist, test_layers.ONE, deadline=deadline)
            assert methodist.post(test_layers.ONE, sent).status_code == 302
            assert len(events_of(test_layers.LAYER)) == count
        assert publish(methodist, test_layers.DRAFT) == 302


def test_a_layer_counts_in_the_year_of_its_map(methodist: Client) -> None:
    """What is explained is what schools will have."""
    test_layers.lay_base(methodist, "", "")
    draft = RoadmapDraft.objects.get(name=NAME)
    assert "school_year: 2026/2027" in draft.text
    draft.text = draft.text.replace("2026/2027", "2031/2032").replace("version: 1.0.0", "version: 1.1.0")
    draft.save()
    assert publish(methodist, DRAFT) == 302
    upload(methodist, test_layers.TEXT.encode(), f"{test_layers.LAYER}.yaml")
    sent = test_layers.fill(methodist, test_layers.ONE, deadline="до 15 октября", explain="yes")
    page = methodist.post(test_layers.ONE, sent).content.decode()
    assert "15.10.2031" in page
    assert "15.10.2026" not in page


def test_a_problem_of_a_measure_leads_to_its_form(methodist: Client) -> None:
    """Before publishing; nobody is asked to count lines."""
    begin()
    methodist.post(MEASURE, test_drafts.fill(methodist, MEASURE, deadline="до 6 сентября"))
    page = methodist.get(f"{DRAFT}publish/").content.decode()
    told = page[page.index("RM310") :].partition("</li>")[0]
    assert f'href="{MEASURE}"' in told
    assert "1.2 Обсудить результаты" in told
    assert "04.09.2026 и 07.09.2026" in told
    assert "weekend_policy" not in page


class TestLongDoubts:
    """One that is broken into lines is said whole, and taken out whole."""

    def test_of_an_import(self, portal: Portal) -> None:
        outcome = import_file(portal.workspace / "План.docx", portal.workspace / "x.yaml",
                              name=None, table=None, data=COUNTED)  # fmt: skip
        text, speak = outcome.or_raise().text, translator("ru")
        warned = {message_of(each, speak) for each in outcome.problems if each.severity is Severity.WARNING}
        assert {each.words for each in read_draft(text, "").all_doubts()} == warned
        lines = [each for each in LINE_BREAK.split(text) if re.match(r"\s*#", each)]
        assert sum(DOUBTED in each for each in lines) < len(lines) - 1, "one of them is broken"
        while named := [name for name, _doubt, _row in name_doubts(read_draft(text, ""))]:
            text = see_to(read_draft(text, ""), named[0]) or ""
        left = [each for each in LINE_BREAK.split(text) if re.match(r"\s*# [^yИ]", each)]
        assert left == []

    def test_a_note_below_is_not_its_end(self) -> None:
        """What had room in the line of the doubt is another comment."""
        lines = [f"# {DOUBTED}коротко", "# примечание", f"# {DOUBTED}{'слово ' * 14}конец", f"# {DOUBTED}да"]
        found = list(find_remarks(lines))
        assert [(each.line, each.last) for each in found] == [(1, 1), (3, 3), (4, 4)]
        assert not runs_on(lines[0], lines[1])
        assert drop_lines("\n".join(lines), found[0].lines).startswith("# примечание")
