"""The order a roadmap was issued with: its deadlines are read, and its points keep their places."""

from __future__ import annotations

from roadmap_engine.diagnostics import Location
from roadmap_engine.model.written_order import WrittenPoint, points_of
from tests.overlays.texts import BASE, join, sound, text

_HEAD = "heading: О плане, preamble: {text: В целях анализа}, signature: {post: Министр, name: Ин}, "
_ORDER = """
  text:
    kind: ПРИКАЗ
    heading: О плане
    signature: {post: Министр, name: И. И. Иванов}
    preamble:
      text: В целях анализа
      points: [{text: проведено собеседование, deadline: до 1 мая 2027 г.}]
    points:
      - Утвердить план.
      - to: Руководителям школ
        text: "обеспечить:"
        points:
          - {text: анализ до 17 января 2027 г., deadline: до 17 января 2027 г.}
          - text: отчёт
            deadline:
              - в течение 3 дней после заседания совета
              - до 20 января 2027 г.
    appendices:
      - title: Рекомендации
        points: [{text: обсудить, deadline: {text: когда соберутся}}]
"""


def _with_order(wording: str) -> str:
    head = 'order: {issuer_genitive: Министерства, date: 2021-03-26, number: "441"}'
    assert head in BASE
    fields = '\n  issuer_genitive: Министерства\n  date: 2021-03-26\n  number: "441"'
    return BASE.replace(head, f"order:{fields}{wording.rstrip()}")


def _points(wording: str = _ORDER) -> dict[str, WrittenPoint]:
    order = sound(text(_with_order(wording))).roadmap.order
    assert order is not None
    assert order.text is not None
    return {".".join(map(str, path)): point for _, point, path in points_of(order.text)}


def test_every_deadline_is_read_however_deep_it_stands() -> None:
    """Those of points, of points under points, of the preamble and of appendices; words alone stay words."""
    found = {path: [each.rule is not None for each in point.deadline] for path, point in _points().items()}
    assert found == {
        "preamble.points.0": [True],
        "points.0": [],
        "points.1": [],
        "points.1.points.0": [True],
        "points.1.points.1": [True, True],
        "appendices.0.points.0": [False],
    }


def test_a_point_is_known_by_the_way_to_it() -> None:
    """Its origin and that of each of its fields are where the author wrote them."""
    source = _with_order(_ORDER)
    lines = source.split("\n")
    assembly = sound(text(source))
    for thing, field, words in (
        ("order.points.0", "", "Утвердить план."),
        ("order.points.1", "to", "to: Руководителям школ"),
        ("order.points.1.points.1", "deadline", "в течение 3 дней"),
        ("order.appendices.0.points.0", "text", "обсудить"),
        ("order", "kind", "kind: ПРИКАЗ"),
    ):
        place = assembly.origins[thing, field].location
        assert words in lines[place.line - 1]
        assert assembly.origins[thing, field].layer == "base"


def test_what_is_not_understood_is_underlined_where_it_stands() -> None:
    """The one phrase of a list, or the only one there is."""
    alone = _with_order("\n  text: {" + _HEAD + "points: [{text: отчёт, deadline: до 31 февраля 2027 г.}]}")
    listed = _with_order(
        "\n  text: {" + _HEAD + "points: [{text: отчёт, deadline: [до 1 мая 2027 г., до 31 февраля]}]}"
    )
    for source in (alone, listed):
        (problem,) = join(text(source))[1]
        place = problem.location
        assert place is not None
        line = source.split("\n")[place.line - 1]
        assert line[place.column - 1 :].startswith("31 февраля")


def test_an_event_that_only_the_order_names_is_told_with_its_nearest() -> None:
    """An order counts from what the roadmap knows, and from nothing else."""
    source = _with_order(
        "\n  text: {" + _HEAD + "points: [{text: отчёт, deadline: до заседания совета директоров}]}"
    )
    (problem,) = join(text(source))[1]
    assert problem.code == "RM651"
    assert problem.words["name"] == "заседания совета директоров"
    assert "«заседание совета»" in problem.words["near"]
    place = problem.location
    assert place is not None
    assert source.split("\n")[place.line - 1][place.column - 1 :].startswith("заседания совета директоров")
    assert place == Location("base.yaml", place.line, place.column, len("заседания совета директоров"))


def test_an_order_without_words_has_no_points() -> None:
    """Date and number alone are kept as they are."""
    assembly = sound(text(BASE))
    assert assembly.roadmap.order is not None
    assert assembly.roadmap.order.text is None
    assert not [thing for thing, _ in assembly.origins if thing.startswith("order.")]
