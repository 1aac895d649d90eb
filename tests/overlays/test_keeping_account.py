"""What is kept while layers are joined: of what is gone, of conditions, of permissions nobody can use."""

from __future__ import annotations

import pytest

from tests.overlays.texts import BASE, join, layer, sound, text

_COLUMNS = "deadline, responsible]"
_NOTE = "deadline, responsible, {field: note, caption: Примечание, kind: text}]"


def test_what_comes_back_is_no_longer_gone() -> None:
    """A measure that one layer takes out and a lower one puts in again is the lower one's."""
    again = "{id: by-school, title: Анализ по школе, deadline: постоянно, responsible: head}"
    out, back = (
        layer("remove: [by-school]\n", "one"),
        layer(f"add: [{{after: by-class, measure: {again}}}]\n", "two"),
    )
    gone = sound(text(BASE), out)
    assert list(gone.removed) == ["by-school"]
    assembly = sound(text(BASE), out, back)
    assert dict(assembly.removed) == {}
    assert assembly.origins["by-school", "title"].layer == "two"
    # Whoever names it now is not told that it was removed.
    assert join(text(BASE), out, back, layer("replace: {by-school: {title: Иначе}}\n", "three"))[1] == ()


def test_the_condition_of_what_is_gone_is_nobodys_fault() -> None:
    """A condition that asks what nobody can answer is told; with the measure it goes."""
    never = layer("replace: {by-school: {when: boarding == yes}}\n", "one")
    assert [each.code for each in join(text(BASE), never)[1]] == ["RM249"]
    assert join(text(BASE), never, layer("remove: [by-school]\n", "two"))[1] == ()


@pytest.mark.parametrize(
    ("allow", "thing"),
    [
        ("{nota: locked}", "allow"),
        ("{measures: {by-class: {nota: locked}}}", "measure by-class"),
        ("{stages: {analysis: {nota: locked}}}", "stage analysis"),
    ],
)
@pytest.mark.parametrize("columns", [_COLUMNS, _NOTE])
def test_a_permission_of_no_field_is_told_with_whom_it_was_meant_for(
    allow: str, thing: str, columns: str
) -> None:
    """The columns of the roadmap's own are among what could be meant, and theirs are no fault."""
    source = BASE.replace(_COLUMNS, columns)
    (problem,) = join(text(source), layer(f"allow: {allow}\n"))[1]
    told = dict(problem.arguments)
    assert (problem.code, told["thing"], told["key"]) == ("RM141", thing, "nota")
    assert problem.location is not None
    assert (problem.location.file, problem.location.line) == ("layer.yaml", 4)
    assert ("note" in str(told["near"])) == (columns == _NOTE)
    assert ("note" in str(told["known"])) == (columns == _NOTE)
    if columns == _NOTE and "stages" not in allow:
        assert join(text(source), layer(f"allow: {allow.replace('nota', 'note')}\n"))[1] == ()


def test_a_text_cannot_loosen_what_it_says_itself_twice() -> None:
    """What a text says is held against the texts above it alone."""
    allow = "allow: {title: free, measures: {by-class: {title: locked}}}\n"
    assert join(text(BASE), layer("allow: {deadline: locked}\n", "one"), layer(allow, "two"))[1] == ()


def test_a_permission_for_what_is_not_there_has_a_near_name_or_todays() -> None:
    """A slip has the name that was meant; a former id has the id of today, and no guess beside it."""
    (slip,) = join(text(BASE), layer("allow: {measures: {by-clas: {title: locked}}}\n"))[1]
    assert (slip.code, "«by-class»" in str(dict(slip.arguments)["near"])) == ("RM247", True)
    assert slip.related == ()
    renamed = BASE.replace("{id: by-school,", "{id: by-schools, was: by-school,")
    (former,) = join(text(renamed), layer("allow: {measures: {by-school: {title: locked}}}\n"))[1]
    assert (dict(former.arguments)["near"], "«by-schools»" in str(dict(former.arguments)["now"])) == (
        "",
        True,
    )
    assert [place.file for place in former.related] == ["base.yaml"]


def test_a_fault_of_words_that_were_filled_in_has_no_place_inside_them() -> None:
    """The file has the gap, not the words: the whole value is underlined."""
    asks = BASE.replace("deadline: до 17 января 2027 г.", 'deadline: "до {{ levels }}"')
    faulty = asks.replace("default: основного", "default: 31 февраля 2027 г.")
    places = [each.location for each in join(text(faulty))[1] if each.location is not None]
    line = faulty.split("\n").index('        deadline: "до {{ levels }}"') + 1
    assert {(place.line, place.column, place.length) for place in places} == {(line, 19, 17)}


@pytest.mark.parametrize("decides", [True, False])
def test_a_council_that_decides_on_days_is_known_by_what_is_said_of_it(decides: bool) -> None:
    """Its decision may set days for whoever waits; a plain event may not."""
    old = "council-met: {title: заседание совета}"
    assert old in BASE
    event = old.replace("}", ", decides: deadlines}") if decides else old
    assert sound(text(BASE.replace(old, event))).vocabulary.by_id["council-met"].decides is decides


def test_a_title_of_one_word_is_a_name_too() -> None:
    """«После анализа»."""
    assembly = sound(text(BASE.replace("title: Анализ по классам", "title: Анализ")))
    assert "measure-end:by-class" in assembly.vocabulary.by_id


def test_a_definition_given_anew_forgets_where_the_former_one_was_written() -> None:
    """Each of its fields stands where the last layer wrote it, or nowhere."""
    over = layer("roles: {head: {title: руководитель, optional: true}}\n", "one")
    plain = layer("roles: {head: директор школы}\n", "two")
    assembly = sound(text(BASE), over, plain)
    assert assembly.origins["roles.head", ""].layer == "two"
    assert ("roles.head", "optional") not in assembly.origins
    assert sound(text(BASE), over).origins["roles.head", "optional"].layer == "one"


def test_of_a_phrase_the_words_at_fault_are_underlined_alone() -> None:
    """A place in the phrase becomes the place in the file, and is no longer than they are."""
    source = BASE.replace("deadline: до 17 января 2027 г.", "deadline: до 31 февраля 2027 г.")
    (problem,) = join(text(source))[1]
    place = problem.location
    assert place is not None
    line = source.split("\n")[place.line - 1]
    assert line[place.column - 1 :].startswith("31 февраля")
    assert place.length < len("до 31 февраля 2027 г.")
