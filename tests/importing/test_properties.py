"""Whatever a small roadmap says, its printed plan comes back the same; whatever a text has, YAML keeps it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from roadmap_engine.importing.lines import tidy_spaces
from roadmap_engine.load import load_text
from roadmap_engine.model.commented import Note
from roadmap_engine.pipeline.importing import import_file
from roadmap_engine.pipeline.papers import draw_published_papers
from roadmap_engine.pipeline.plans import read_published
from roadmap_engine.yaml_text.laying_out import lay_out
from roadmap_engine.yaml_text.writing import write_text
from tests.importing.making import keep_the_law

WORDS = (
    *(
        "Анализ результатов",
        "проверочных работ",
        "по предметам",
        "в 5–9 классах",
        "«ВПР-2027»",
        "(далее – ВПР)",
    ),
    *("обучающихся", "педагогических работников", "ОО", "с учётом дефицитов", "№ 3", "т.е. всех"),
)
HEADS = ("Проведение", "Анализ", "Организация", "Разработка", "Посещение", "Собрание")
DEADLINES = (
    *("сентябрь", "до 1 октября", "в течение учебного года", "11 января - 26 марта 2027 г.", "постоянно"),
    *("октябрь 2026 март, апрель, май 2027", "не позднее 10 числа месяца, следующего за отчетным кварталом"),
    *("1 раз в четверть", "сентябрь\nапрель", "по графику", "после получения результатов в течение 2 недель"),
)
ROLES = (
    *("учителя-предметники", "администрация", "заместители директора по УВР, ВР", "классные руководители"),
    *("руководители школьных методических объединений", "ОО", "Лыкова А. А.", "Ресурсный центр"),
)
OUTPUTS = ("Приказ", "Аналитическая справка", "план работы, утверждённый директором", "протокол")
COLUMNS = ("number", "title", "participants", "deadline", "responsible", "result", "output")


def titles() -> st.SearchStrategy[str]:
    """Titles of measures: sentences, some with a list under them."""
    sentence = st.tuples(
        st.sampled_from(HEADS), st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)
    ).map(lambda parts: " ".join((parts[0], *parts[1])))
    items = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True)
    listed = st.tuples(sentence, items).map(
        lambda pair: "\n".join((f"{pair[0]}:", *(f"- {i};" for i in pair[1])))
    )
    return st.one_of(sentence, listed)


@st.composite
def roadmaps(draw: st.DrawFn) -> dict[str, Any]:
    """The tree of a small roadmap, as its author would write it."""
    roles = draw(st.lists(st.sampled_from(ROLES), min_size=2, max_size=5, unique=True))
    outputs = draw(st.lists(st.sampled_from(OUTPUTS), min_size=1, max_size=3, unique=True))
    others = [name for name in COLUMNS if name not in ("title", "deadline")]
    chosen = draw(st.lists(st.sampled_from(others), min_size=1, max_size=5, unique=True))
    columns = draw(st.permutations(["title", "deadline", *chosen]))
    role_ids, output_ids = (
        [f"role-{n}" for n in range(len(roles))],
        [f"output-{n}" for n in range(len(outputs))],
    )
    some = st.lists(st.sampled_from(role_ids), min_size=1, max_size=3, unique=True)

    def measure(name: str) -> dict[str, Any]:
        fields = {
            "participants": some,
            "responsible": some,
            "result": titles(),
            "output": st.lists(st.sampled_from(output_ids), min_size=1, max_size=2, unique=True),
        }
        told = {field: draw(values) for field, values in fields.items() if field in columns}
        tree = {"id": name, "title": draw(titles()), "deadline": draw(st.sampled_from(DEADLINES))}
        return {**tree, **told}

    counts = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    stages: list[dict[str, Any]] = [
        {
            "id": f"stage-{place}",
            "title": f"{draw(st.sampled_from(HEADS))} {draw(st.sampled_from(WORDS[:3]))}",
            "measures": [measure(f"measure-{place}-{row}") for row in range(count)],
        }
        for place, count in enumerate(counts)
    ]
    used: set[str] = {
        each
        for stage in stages
        for m in stage["measures"]
        for f in ("participants", "responsible")
        for each in m.get(f, ())
    }
    named = {each for stage in stages for m in stage["measures"] for each in m.get("output", ())}
    return {
        "roadmap": "plan",
        "version": "1.0.0",
        "title": "План мероприятий на 2026/2027 учебный год",
        "school_year": "2026/2027",
        "roles": {
            name: {"title": title} for name, title in zip(role_ids, roles, strict=True) if name in used
        },
        "outputs": {name: {"title": t} for name, t in zip(output_ids, outputs, strict=True) if name in named},
        "columns": [{"field": name, "caption": CAPTIONS[name]} for name in columns],
        "stages": stages,
    }


CAPTIONS = {
    "number": "№",
    "title": "Мероприятия",
    "participants": "Участники",
    "deadline": "Дата проведения",
    "responsible": "Исполнители",
    "result": "Ожидаемый результат",
    "output": "Отчётный документ",
}


def meaning_of(tree: dict[str, Any]) -> list[Any]:
    """What a roadmap says, by titles instead of ids."""

    def of(kind: str, names: Any) -> list[str]:
        listed = [names] if isinstance(names, str) else list(names or ())
        titles = [tree[kind][name]["title"] for name in listed]
        # A cell begins with a capital, whatever its first name begins with.
        return [titles[0][:1].upper() + titles[0][1:], *titles[1:]] if titles else []

    return [
        [column["field"] for column in tree["columns"]],
        [
            (
                stage["title"],
                stage.get("number"),
                [
                    (
                        m.get("number"),
                        m["title"],
                        m["deadline"],
                        of("roles", m.get("participants")),
                        of("roles", m.get("responsible")),
                        m.get("result"),
                        of("outputs", m.get("output")),
                    )
                    for m in stage["measures"]
                ],
            )
            for stage in tree["stages"]
        ],
    ]


# A plan that fails is small enough to read; to make it smaller takes minutes.
@settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(roadmaps())
def test_an_export_imports_as_it_was(tree: dict[str, Any]) -> None:
    """import(export(x)) = x."""
    with tempfile.TemporaryDirectory() as folder:
        text, file = Path(folder) / "plan.yaml", Path(folder) / "plan.docx"
        text.write_text(write_text(lay_out(tree, {})), encoding="utf-8")
        published = read_published(str(text)).value
        assert published is not None
        papers = draw_published_papers(published).value
        assert papers is not None
        file.write_bytes(papers["plan.docx"])
        outcome = import_file(file, text, name=None, table=None)
        imported = outcome.value
        assert imported is not None
        keep_the_law(papers["plan.docx"], imported, outcome.problems)
        assert meaning_of(dict(imported.tree)) == meaning_of(tree)


LINES = st.text(min_size=1, max_size=200).map(lambda text: tidy_spaces(text).replace("\n", " ")).filter(bool)


@settings(max_examples=100, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(LINES, min_size=1, max_size=4), LINES)
def test_a_text_reads_back_as_it_was_written(lines: list[str], caption: str) -> None:
    """Quotes, braces, colons, signs of every alphabet: the loader gives back what was written."""
    title = "\n".join(lines)
    tree = {
        "roadmap": "plan",
        "version": "1.0.0",
        "title": title,
        "columns": [{"field": "title", "caption": caption}, {"field": "deadline", "caption": "Сроки"}],
        "stages": [
            {
                "id": "a",
                "number": "",
                "title": title,
                "measures": [{"id": "b", "title": caption, "deadline": {"text": title}}],
            }
        ],
    }
    loaded = load_text(
        write_text(lay_out(tree, {("stages", 0): Note(caption)})).encode(), "plan.yaml", "roadmap"
    )
    assert loaded.problems == ()
    assert loaded.value is not None
    assert loaded.value.title == title.strip()
    assert loaded.value.stages[0].measures[0].title == caption.strip()
    assert loaded.value.columns is not None
    assert loaded.value.columns[0].caption == caption.strip()
