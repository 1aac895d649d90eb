"""Six schools by what they do with a plan: what each writes into its text in the first autumn."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["ADDITIONS", "CONDITIONS", "DEADLINES", "HABITS", "NAMES", "NOTHING", "SETTLED"]

DEADLINES, ADDITIONS, SETTLED, CONDITIONS, NAMES, NOTHING = range(1, 7)

_DEADLINES = """\
replace:
  by-class: {deadline: до 10 ноября}  # раньше, чем просит управление
  by-school: {deadline: до 25.11.2026}
  monitoring: {deadline: "ежемесячно, до 20 числа"}
  report: {deadline: до 10.06.2027}
"""
_ADDITIONS = """\
add:
  - after: by-school
    measure: {id: exhibition, title: Выставка, responsible: teachers, deadline: до 5 декабря}
  - stage: decisions
    measure: {id: parents, title: Собрание родителей, responsible: deputies, after: exhibition,
      deadline: до 1 февраля}
  - before: review
    measure: {id: self-check, title: Самопроверка, responsible: head, deadline: до 10 мая}
  - after: control
    stage:
      id: club
      title: Клубная работа
      measures:
        - {id: chess, title: Шахматный турнир, responsible: teachers, deadline: до 1 апреля}
"""
_CONDITIONS = """\
remove: [by-pupil, report]
replace:
  lessons: {when: size >= 300}
  programme: {when: level == secondary}
"""
_NAMES = """\
replace:
  by-school: {cells: {remark: в кабинете 12}, responsible: [head, deputies, teachers]}
  council: {cells: {remark: с родителями}}
defines:
  roles: {curator: {title: куратор, filled_by: [methodist]}}
add:
  - after: council
    measure: {id: tutor, title: Назначение кураторов, responsible: curator, deadline: до 25 декабря,
      cells: {remark: приказом}}
"""
HABITS: Mapping[int, str] = {
    DEADLINES: _DEADLINES,
    ADDITIONS: _ADDITIONS,
    SETTLED: "order: {date: 2026-09-07, number: 12-од}\n",
    CONDITIONS: _CONDITIONS,
    NAMES: _NAMES,
    NOTHING: "",
}
