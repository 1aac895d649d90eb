"""Every address × every role × two schools: nothing of another school is ever shown, written or hinted at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from roadmap_engine.portal.access.deciding import Place, may, may_measure
from roadmap_engine.portal.access.roles import OF_ONE_SCHOOL, RIGHTS, Right, Role
from roadmap_engine.portal.access.viewer import Given, Viewer
from tests.portal.portals import Portal

OPEN = {
    "confirm",
    "language",
    "tour",
    "login",
    "logout",
    "invitation",
    "data",
    "accessibility",
    "mine",
    "calendar",
}
"""Addresses that somebody needs before she has come in, or that are a secret themselves."""
OF_A_DEPARTMENT = {
    "event-many",
    "event-many-seen",
    "matrix",
    "matrix-xlsx",
    "review",
    "review-preview",
    "review-accept",
    "versions",
}
OF_ROADMAPS = {
    "drafts",
    "draft",
    "draft-new",
    "draft-take",
    "draft-source",
    "draft-drop",
    "draft-about",
    "draft-text",
    "draft-measure",
    "draft-measure-new",
    "draft-measure-place",
    "draft-seen",
    "draft-stage",
    "draft-stage-new",
    "draft-permissions",
    "draft-templates",
    "draft-preview",
    "draft-read",
    "draft-publish",
    "published-file",
    "release",
}
"""Of those who write roadmaps: who else asks is told there is no such page (`test_drafts.TestWho`)."""
OF_NOBODYS_SCHOOL = {
    *OF_A_DEPARTMENT,
    *OF_ROADMAPS,
    "home",
    "account",
    "schools",
    "accounts",
    "invite",
    "set-open",
    "forget",
    "own-data",
    "folders",
    "forget-text",
    "invite-by-mail",
    "job",
    "job-state",
    "job-file",
    "add-school",
}
"""Addresses that name no school; what they show is what the reader may see."""
WORDS = {
    "measure": "results-by-class",
    "event": "council-decision",
    "name": "order.docx",
    "sha256": "0" * 64,
    "key": "u-000000000000",
    "token": "x" * 27,
    "number": "1",
    "job": "00000000-0000-4000-8000-000000000000",
    "draft": "plan-2027",
    "stage": "analysis",
    "roadmap": "plan-2027",
    "version": "1.0.0",
    "begun": "1",
    "step": "adoption-0",
}


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    found: list[URLPattern | URLResolver] = list(resolver.url_patterns)  # type: ignore[arg-type]
    for each in found:
        if isinstance(each, URLResolver):
            yield from _patterns(each)
        else:
            yield each


PATTERNS = {str(each.name): each for each in _patterns(get_resolver())}
OF_A_SCHOOL = sorted(set(PATTERNS) - OPEN - OF_NOBODYS_SCHOOL)


def _address(portal: Portal, name: str, school: str) -> str:
    words: Mapping[str, str] = {**WORDS, "school": school, "plan": portal.plan_of(school)}
    converters = PATTERNS[name].pattern.converters
    return reverse(name, kwargs={each: words[each] for each in converters})


def _as_role(portal: Portal, role: Role, school: str) -> Client:
    given = {"post": "deputy-head"} if role is Role.PERSON else {}
    if role in OF_ONE_SCHOOL:
        return portal.as_role(role, school, **given)
    return portal.as_role(role, municipality="Заречный округ")


def test_every_address_is_of_a_school_or_known_to_name_none() -> None:
    """A new address has to say here whose it is."""
    for name in OF_A_SCHOOL:
        assert "school" in PATTERNS[name].pattern.converters, name
    assert not OPEN & OF_NOBODYS_SCHOOL


@pytest.mark.parametrize("method", ["get", "post", "head", "put", "delete"])
@pytest.mark.parametrize("name", OF_A_SCHOOL)
def test_nobody_reaches_another_school(portal: Portal, name: str, method: str) -> None:
    """As if it were not there: 404, whatever the role, whatever the method, as for a school nobody has."""
    portal.add_school(7, municipality="Заречный округ")
    other = portal.add_school(9, municipality="Озёрный округ")
    address = _address(portal, name, other)
    for role in set(Role) - {Role.ADMINISTRATOR}:
        answer = getattr(_as_role(portal, role, "school-7"), method)(address)
        assert answer.status_code in (404, 405), role
        if answer.status_code == 404 and method == "get":
            assert "СОШ № 9" not in answer.content.decode()


@pytest.mark.parametrize("name", sorted(set(PATTERNS) - OPEN))
def test_who_has_not_come_in_is_led_to_the_door(portal: Portal, name: str) -> None:
    """Nothing is shown, and nobody learns whether there is such a school."""
    school = portal.add_school(7)
    seen = {}
    for each in (school, "school-404"):
        answer = portal.browser().get(_address(portal, name, each))
        seen[each] = (answer.status_code, answer.headers.get("Location", "").partition("?")[0])
    assert seen[school] == seen["school-404"]
    assert seen[school] in ((302, "/login/"), (405, ""))


def test_lists_show_what_one_may_see(portal: Portal) -> None:
    """The list of schools has the own one, and of an officer those of her municipality."""
    portal.add_school(7, municipality="Заречный округ")
    portal.add_school(9, municipality="Озёрный округ")
    for role in set(Role) - {Role.ADMINISTRATOR, Role.METHODOLOGIST}:
        shown = _as_role(portal, role, "school-7").get("/schools/").content.decode()
        assert "СОШ № 7" in shown, role
        assert "СОШ № 9" not in shown, role
    shown = portal.as_role(Role.ADMINISTRATOR).get("/schools/").content.decode()
    assert "СОШ № 9" in shown


class TestRights:
    """Where two rights disagree the wider one counts, and never in another place than it was given for."""

    here, there = Place("school-7", "Заречный округ"), Place("school-9", "Озёрный округ")

    @pytest.mark.parametrize("role", list(Role))
    @pytest.mark.parametrize("right", list(Right))
    def test_a_right_ends_where_it_was_given(self, role: Role, right: Right) -> None:
        """A school's role in its school, an officer's in her municipality."""
        given = Given(role, "school-7") if role in OF_ONE_SCHOOL else Given(role, "", "Заречный округ")
        viewer = Viewer("u-1", "Кто-то", (given,))
        assert may(viewer, right, self.here) is (right in RIGHTS[role])
        assert not may(viewer, right, self.there)

    def test_two_grants_add_up(self) -> None:
        """Reader of one school and editor of another: neither spills over."""
        viewer = Viewer("u-1", "", (Given(Role.READER, "school-7"), Given(Role.EDITOR, "school-9")))
        assert may(viewer, Right.SEE, self.here)
        assert not may(viewer, Right.REPORT, self.here)
        assert may(viewer, Right.REPORT, self.there)

    def test_a_person_reaches_her_own_measures_alone(self) -> None:
        """By her post in this school, not by the same post in another."""
        viewer = Viewer("u-1", "", (Given(Role.PERSON, "school-7", post="deputy-head"),))
        assert may_measure(viewer, Right.REPORT, self.here, {"deputy-head", "head"})
        assert not may_measure(viewer, Right.REPORT, self.here, {"head"})
        assert not may_measure(viewer, Right.REPORT, self.there, {"deputy-head"})
        assert not may_measure(viewer, Right.SEE, self.here, ())

    def test_nobody_judges_her_own_school(self) -> None:
        """Whoever does the work does not accept it."""
        for role in OF_ONE_SCHOOL:
            assert Right.JUDGE not in RIGHTS[role]
