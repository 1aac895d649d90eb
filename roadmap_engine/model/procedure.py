"""The assessment procedure a plan is made for, and the grammatical forms the texts need of its name."""

from __future__ import annotations

from roadmap_engine.model.base import Frozen, Line, Slug

__all__ = ["ProcedureForms", "ProcedureText"]


class ProcedureForms(Frozen):
    """The forms in which texts name a procedure.

    Attributes:
        name: the short name, «ВПР».
        title: the full name in the nominative, «всероссийские проверочные работы».
        genitive: «результатов …» of this one procedure: «всероссийских проверочных работ».
        genitive_plural: «результатов …» of such procedures in general: «процедур ОКО».
        genitive_full: the genitive of the full name, for titles.
        as_procedure: a feminine nominative for «выполнялась …»: «процедура ВПР».
    """

    name: Line
    title: Line
    genitive: Line
    genitive_plural: Line
    genitive_full: Line
    as_procedure: Line


class ProcedureText(ProcedureForms):
    """A procedure of the catalogue, as its file says it."""

    procedure: Slug
