"""Texts of schools and publishers that ask for more than they look."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial

from tests.builders import ROADMAP, SCHOOL
from tests.hostile.inputs import ADOPTION, adopted, checked, files, in_year, measures, with_deadline

__all__ = ["TEXTS"]

RESULTS = ADOPTION + "events: {results-received: 2027-05-20}\n"
GAP = "title: Заседание Педсовета"


def _fill(words: str) -> str:
    return f'{ADOPTION}fill: {{x: "{words}"}}\n'


def _gaps(text: str) -> str:
    declared = ROADMAP.replace("roles:\n", "parameters: {x: {title: слова, default: а}}\nroles:\n", 1)
    return declared.replace(GAP, f'title: "{text}"')


def _structure(at: str) -> str:
    text = with_deadline("{rule: " + at + "}")
    return "format: 2\n" + text.lstrip()


YEARS = (
    *(
        adopted(
            f"school year {year}",
            "RM133" if year.endswith(("/0001", "/2300", "9998/9999", "/0002", "/2301")) else "RM154",
            adoption=ADOPTION.replace("2026/2027", year),
        )
        for year in ("0000/0001", "0001/0002", "9998/9999", "9999/10000", "2300/2301")
    ),
    adopted("school year 9999/00", "RM133", adoption=ADOPTION.replace("2026/2027", "9999/00")),
    *(
        adopted(f"event {day}", "RM133", adoption=f"{ADOPTION}events: {{results-received: {day}}}\n")
        for day in ("9999-12-31", "0001-01-01", "2200-01-01", "1989-12-31", "2199-12-31")
    ),
    adopted("runs ten thousand years", "RM133", adoption=ADOPTION + "runs: 0001-01-01/9999-12-31\n"),
    adopted("runs a hundred years", "RM692", adoption=ADOPTION + "runs: 2000-01-01/2100-12-31\n"),
    adopted(
        "held for ten thousand years",
        "RM133",
        adoption=ADOPTION.replace("procedure: vpr", "procedure: {use: vpr, held: 0001-01-01/9999-12-31}"),
    ),
    *(
        adopted(f"order of {day}", "RM133", adoption=f"{ADOPTION}order: {{date: {day}, number: 1}}\n")
        for day in ("9999-12-31", "0001-01-01")
    ),
    adopted(
        "decided till the end of time",
        "RM133",
        adoption=ADOPTION + "decided: {lessons: 0001-01-01/9999-12-31}\n",
    ),
    adopted(
        "settled at the end of time",
        "RM133",
        adoption=ADOPTION + "settled: {council: {state: done, on: 9999-12-31}}\n",
    ),
    *(
        adopted(
            f"days off {name}",
            told,
            adoption=RESULTS,
            organisation=f"{SCHOOL}calendar: {{days_off: [{days}]}}\n",
        )
        for name, told, days in (
            ("of ten thousand years", "RM133", "0001-01-01/9999-12-31"),
            ("of two hundred years", "RM693", "1990-01-01/2199-12-31"),
            ("three thousand times over", "RM693", ", ".join(["2020-01-01/2099-01-01"] * 3000)),
        )
    ),
    adopted(
        "no working day ahead",
        "RM693",
        adoption=RESULTS,
        roadmap=with_deadline("В течение 3 рабочих дней после получения результатов"),
        organisation=SCHOOL + "calendar: {weekend_policy: next, days_off: [2026-01-01/2199-12-31]}\n",
    ),
    adopted(
        "term at the end of time",
        "RM133",
        terms=in_year("terms: [{number: 1, starts_on: 9999-09-01, ends_on: 9999-12-31}]\n"),
    ),
    adopted(
        "term of ten thousand years",
        "RM133",
        terms=in_year("terms: [{number: 1, starts_on: 0001-01-01, ends_on: 9999-12-31}]\n"),
    ),
    adopted(
        "term of two hundred years, weekly",
        "RM135",
        roadmap=with_deadline("еженедельно в течение 1 четверти"),
        terms=in_year("terms: [{number: 1, starts_on: 1990-01-01, ends_on: 2199-12-31}]\n"),
    ),
    adopted("terms of another age", "RM133", terms=("school_year: 9998/9999\nterms: []\n")),
    adopted("lessons end in another age", "RM133", terms=in_year("lessons_end: [{on: 9999-05-25}]\n")),
    adopted(
        "nine thousand breaks",
        None,
        roadmap=with_deadline("ежедневно, кроме каникул"),
        terms=in_year(
            "breaks:\n" + "  - {name: autumn, starts_on: 2026-10-26, ends_on: 2026-11-02}\n" * 9000
        ),
    ),
    adopted(
        "signature of another age",
        "RM133",
        "print",
        "tiny.yaml",
        "-o",
        "out",
        roadmap=ROADMAP.replace(
            "version: 1.0.0", "version: 1.0.0\norder: {date: 9999-12-31, number: 1, issuer_genitive: школы}"
        ),
    ),
    *(
        adopted(f"rule of {at}", told, roadmap=_structure(at))
        for at, told in (
            ("{relation: by, at: 9999-12-31}", "RM133"),
            ("{relation: by, at: 0001-01-01}", "RM133"),
            ("{relation: during, at: 9999-12}", None),
            (
                "{relation: by, at: {place: shift, length: 999 years, direction: after, of: 2190-01-01}}",
                "RM133",
            ),
            (
                "{relation: by, at: {place: shift, length: 999 years, direction: before, of: 1990-01-01}}",
                "RM133",
            ),
            (
                "{relation: by, at: {place: shift, length: 999 working-days, direction: after, of: 2199-12-31}}",
                "RM133",
            ),
            (
                "{relation: by, at: {place: shift, length: 99999999999999 days, direction: after, of: 2027-01-01}}",
                None,
            ),
            ("{relation: on, at: {place: each, unit: week, interval: 99999999999}}", "RM147"),
        )
    ),
)

DEADLINES = (
    *(
        adopted(f"deadline {words[:40]}", told, adoption=RESULTS, roadmap=with_deadline(words))
        for words, told in (
            ("через 999999 дней после получения результатов", "RM301"),
            ("через 9999999 рабочих дней после получения результатов", "RM301"),
            ("через 999 лет после получения результатов", "RM133"),
            ("за 999 лет до получения результатов", "RM133"),
            ("через 999 рабочих дней после получения результатов", None),
            ("через " + "9" * 5000 + " дней после получения результатов", "RM306"),
            ("до 31 декабря 9999 года", "RM301"),
            ("с 1 января 0001 года по 31 декабря 9999 года", "RM301"),
            ("не менее 1000000 раз в год", "RM301"),
            ("не менее 399 раз в неделю", "RM135"),
            ("ежемесячно " + ", ".join(map(str, range(1, 29))) + " числа", None),
            ("до 1 октября " * 700, "RM306"),
            (", ".join(f"{n % 28 + 1}.{n % 12 + 1:02}.2026" for n in range(100)), None),
            ('"' + "(" * 900 + ")" * 900 + '"', "RM301"),
            (" и ".join(["сентябрь"] * 150), "RM301"),
            (" до ".join(["понедельника"] * 100), "RM301"),
            ("1." * 900, "RM301"),
        )
    ),
    adopted(
        "weekly for ten years",
        None,
        adoption=ADOPTION + "runs: 2020-01-01/2029-12-31\n",
        roadmap=with_deadline("каждый понедельник"),
    ),
    adopted(
        "working days of ten years",
        None,
        adoption=ADOPTION + "runs: 2020-01-01/2029-12-31\n",
        roadmap=with_deadline("ежедневно"),
    ),
    adopted(
        "a thousand weekly duties",
        "RM135",
        roadmap=lambda: measures(997, "title: Дело {n}, deadline: каждый понедельник, responsible: [head]"),
    ),
)

AMOUNTS = (
    adopted("value of 10 001 characters", "RM150", adoption=_fill("а" * 10_001), roadmap=_gaps("{{ x }}")),
    adopted("gap a thousand times", "RM136", adoption=_fill("слово " * 1600), roadmap=_gaps("{{ x }} " * 1000)),
    adopted(
        "gap in a thousand texts",
        "RM137",
        adoption=_fill("слово " * 1500),
        roadmap=lambda: _gaps("{{ x }}")
        + measures(250, 'title: "{{{{ x }}}}", deadline: до 1 октября, responsible: [head]')[len(ROADMAP) :],
    ),
    adopted("gap in a deadline", "RM136", adoption=_fill("слово " * 1600), roadmap=_gaps("а").replace("deadline: После", 'deadline: "' + "{{ x }} " * 900 + '" #')),
    checked(
        "parameters of parameters",
        "RM136",
        ROADMAP.replace("roles:\n", "parameters: {x: {title: с, default: '" + "{{ y }}" * 1000 + "'}, y: {title: с, default: '" + "а" * 9000 + "'}}\nroles:\n", 1).replace(GAP, "title: '" + "{{ x }}" * 1000 + "'"),
    ),
    adopted("ten thousand measures", "RM134", roadmap=lambda: measures(7000)),
    adopted(
        "two hundred rows of a hundred roles",
        "RM138",
        roadmap=lambda: measures(250, "title: Дело {n}, deadline: до 1 октября, responsible: [" + ", ".join(f"r{n}" for n in range(100)) + "]").replace(
            "roles:\n", "roles:\n" + "".join(f"  r{n}: роль номер {n}\n" for n in range(100)), 1
        ),
    ),
    adopted(
        "two thousand people in three hundred rows",
        "RM138",
        adoption=ADOPTION + "roles: {head: [" + ", ".join(f"p{n}" for n in range(2000)) + "]}\n",
        roadmap=lambda: measures(300),
        organisation=SCHOOL + "".join(f"  p{n}: {{name: Иванов Пётр Ильич, post: учитель}}\n" for n in range(2000)),
    ),
    adopted(
        "two thousand people in one row",
        None,
        adoption=ADOPTION + "roles: {teachers: [" + ", ".join(f"p{n}" for n in range(2000)) + "]}\n",
        organisation=SCHOOL + "".join(f"  p{n}: {{name: Иванов Пётр Ильич, post: учитель}}\n" for n in range(2000)),
    ),
    adopted(
        "a new teacher every day, beside a thousand others",
        None,
        adoption=ADOPTION + "roles: {teachers: [teachers]}\n",
        organisation=SCHOOL + "".join(f"  p{n}: {{name: Иванов Пётр Ильич, post: учитель}}\n" for n in range(1000))
        + "  teachers:\n"
        + "".join(
            f"    - {{name: Иванов Пётр Ильич, post: учитель, from: {day}, until: {day}}}\n"
            for day in (dt.date(2026, 9, 1) + dt.timedelta(days=n) for n in range(365))
        ),
    ),
    adopted("reminders without end", None, organisation=SCHOOL + "calendar: {remind_days: [" + ", ".join(["3"] * 20_000) + "]}\n"),
    adopted("reminder in a million days", "RM147", organisation=SCHOOL + "calendar: {remind_days: [1000000000]}\n"),
    adopted("forty thousand grades", None, adoption=ADOPTION.replace("procedure: vpr", "procedure: {use: vpr, grades: [" + ", ".join(["5"] * 40_000) + "]}")),
    adopted("a grade of five thousand digits", "RM146", adoption=ADOPTION.replace("procedure: vpr", "procedure: {use: vpr, grades: [" + "9" * 5000 + "]}")),
    adopted("a chain of measures", None, roadmap=lambda: measures(900, "title: Дело {n}, deadline: до 1 октября, responsible: [head], after: council")),
    adopted("conditions of conditions", "RM251", roadmap=ROADMAP.replace(GAP, "title: Заседание\n        when: " + "(" * 400)),
    checked("a circle of texts", "RM172", ROADMAP.replace("version: 1.0.0", "version: 1.0.0\nextends: tiny")),
    files(
        "a chain of three hundred texts",
        None,
        "check",
        "tiny.yaml",
        tiny__yaml=ROADMAP.replace("version: 1.0.0", "version: 1.0.0\nextends: t0").lstrip(),
        **{f"t{n}__yaml": f"roadmap: t{n}\nversion: 1.0.0\nextends: t{n + 1}\n" for n in range(300)},
    ),
    adopted("a name of ten thousand letters", None, organisation=SCHOOL.replace("Орлова Мария Петровна", "Орлова " * 1400)),
    adopted("a name of a thousand parts", None, organisation=SCHOOL.replace("Орлова Мария Петровна", "-".join(["Орлова"] * 1400))),
    adopted("a post of three pages", None, organisation=SCHOOL.replace("post: директор", 'post: "' + "заместитель директора по работе " * 300 + '"')),
    adopted("a place of three pages", None, organisation=SCHOOL.replace("г. Томск", '"' + "г. Томск " * 1100 + '"')),
    adopted("a title of three pages", None, roadmap=ROADMAP.replace("title: План", 'title: "' + "план работы " * 800 + '" #')),
    adopted("a title without a blank", None, roadmap=ROADMAP.replace(GAP, "title: " + "а" * 9900)),
    adopted("a directive of three pages", None, roadmap=ROADMAP.replace(GAP, 'title: Дело\n        directive: "' + "провести заседание " * 500 + '"')),
)  # fmt: skip

FAULTS = (
    checked("four thousand unknown keys", "RM139", "roadmap: tiny\n" + "".join(f"k{n}: 1\n" for n in range(4000))),
    checked("forty thousand unknown keys", "RM139", "roadmap: tiny\n" + "".join(f"k{n}: 1\n" for n in range(40_000))),
    *(
        checked(f"nine hundred times {name}", "RM139", partial(measures, 900, row))
        for name, row in (
            ("no deadline", "title: Дело {n}, deadline: когда получится {n}, responsible: [head]"),
            ("an unknown role", "title: Дело {n}, deadline: до 1 октября, responsible: [nobody-{n}]"),
            ("an unknown event", "title: Дело {n}, deadline: после грозы номер {n}, responsible: [head]"),
            ("a wrong condition", 'title: Дело {n}, responsible: [head], when: "grade {n} and or"'),
            ("a wrong key", "title: Дело {n}, deadlin: до 1 октября"),
            ("an unknown gap", 'title: "Дело {{{{ gap{n} }}}}", deadline: до 1 октября, responsible: [head]'),
        )
    ),
    checked("one id nine hundred times", "RM139", lambda: re.sub(r"id: m\d+", "id: m", measures(900))),
    adopted("four thousand changes of nothing", "RM139", adoption=ADOPTION + "replace:\n" + "".join(f"  nobody{n}: {{title: a}}\n" for n in range(4000))),
    adopted("sixteen thousand changes of nothing beside two hundred measures", "RM139", adoption=ADOPTION + "replace:\n" + "".join(f"  m{n}x: {{title: a}}\n" for n in range(16_000)), roadmap=lambda: measures(200)),
    adopted("four thousand unknown people beside two thousand", "RM139", adoption=ADOPTION + "roles: {teachers: [" + ", ".join(f"n{n}" for n in range(4000)) + "]}\n", organisation=SCHOOL + "".join(f"  p{n}: {{name: Иванов Пётр Ильич, post: учитель}}\n" for n in range(2000))),
    checked("thirty thousand unknown roles beside a thousand", "RM139", lambda: measures(30, "title: Дело {n}, deadline: до 1 октября, responsible: [" + ", ".join(f"x{n}" for n in range(1000)) + "]").replace("roles:\n", "roles:\n" + "".join(f"  r{n}: роль\n" for n in range(1000)), 1)),
    adopted("four thousand unknown events", "RM139", adoption=ADOPTION + "events:\n" + "".join(f"  nobody{n}: 2027-01-01\n" for n in range(4000))),
    adopted("four thousand unknown words", "RM139", adoption=ADOPTION + "fill:\n" + "".join(f"  nobody{n}: a\n" for n in range(4000))),
    adopted("four thousand unknown people", "RM139", adoption=ADOPTION + "roles: {teachers: [" + ", ".join(f"n{n}" for n in range(4000)) + "]}\n"),
    checked("nine hundred gaps in one text", "RM139", ROADMAP.replace(GAP, "title: '" + "".join(f"{{{{ x{n} }}}}" for n in range(900)) + "'")),
    adopted("problems as JSON", "RM139", "show", "adoption.yaml", "--json", adoption=ADOPTION + "replace:\n" + "".join(f"  nobody{n}: {{title: a}}\n" for n in range(4000))),
)  # fmt: skip

SYNTAX = (
    checked("a megabyte and more", "RM104", "a" * 1_100_000),
    checked("a key of a megabyte", "RM104", "roadmap: a\n" + "а" * 900_000 + ": 1\n"),
    checked("a value of a megabyte", "RM150", "roadmap: " + "a" * 1_000_000 + "\n"),
    checked("one key forty thousand times", "RM124", "roadmap: a\n" + "a: 1\n" * 40_000),
    checked("brackets that never close", "RM126", "roadmap: " + "[" * 100_000),
    checked("brackets sixty deep", "RM126", "roadmap: " + "[" * 60 + "]" * 60),
    checked("braces that never close", "RM126", "{" * 100_000),
    checked("dashes without end", "RM126", "- " * 100_000),
    checked("blocks a thousand deep", "RM126", "".join(" " * n + "a:\n" for n in range(1000))),
    checked("comments alone", "RM106", "#\n" * 500_000),
    checked("three hundred thousand documents", None, "---\n" * 260_000),
    checked("anchors and aliases", "RM121", "roadmap: &a tiny\n" + "b: *a\n" * 40_000),
    checked("tags that run code", "RM122", "roadmap: !!python/object:os.system tiny\n" + "b: !x 1\n" * 40_000),
    checked("tabs", "RM106", "\t\n" * 400_000),
    checked("colons", None, "roadmap: " + "a: " * 200_000),
    checked("questions", "RM125", "? " * 100_000),
    checked("quotes", None, '"' * 500_000),
    checked("zeros", "RM107", "\0" * 1_000_000),
    checked("marks of direction", "RM107", "roadmap: \u202e" + "\u2066" * 300_000),
    checked("two bytes a letter", "RM105", "roadmap: a".encode("utf-16")),
    checked("no letters", "RM105", b"roadmap: \xff\xfe" + b"\xff" * 500_000),
    checked("windows-1251", "RM105", ("roadmap: tiny\ntitle: " + "план " * 1000).encode("cp1251")),
    checked("a hundred thousand digits", "RM150", "roadmap: tiny\nversion: " + "9" * 100_000),
    checked("a format of a hundred thousand digits", None, "format: " + "9" * 100_000 + "\nroadmap: tiny"),
    checked("a format without end", None, "format: 1e999\nroadmap: tiny"),
    checked("a hundred thousand values", "RM127", "roadmap: tiny\nx: [" + "1," * 200_000 + "]\n"),
    files("answers a thousand deep", None, "new", "organisation", "--answers", "x.yaml", x__yaml="a: " + "[" * 10_000),
    files("an answer of half a megabyte", None, "new", "organisation", "--answers", "x.yaml", x__yaml="a: " + "а" * 400_000),
    files("a file's name of five thousand letters", None, "check", "а" * 5000),
)  # fmt: skip

TEXTS = (*YEARS, *DEADLINES, *AMOUNTS, *FAULTS, *SYNTAX)
