"""RM4xx: the Russian language."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["RUSSIAN_CODES"]

RUSSIAN_CODES: tuple[Code, ...] = (
    Code("RM401", "gender-unknown",
         "the cases of «{name}» depend on the person's gender, which the name does not show",
         "write «gender: m» or «gender: f» beside the name"),
    Code("RM402", "bearer-decides",
         "how «{word}» in «{name}» declines is for its bearer to say: the rules allow several ways",
         "ask the person and write the forms: «forms: {{dative: …, accusative: …}}»"),
    Code("RM403", "stress-unknown", "some endings of «{word}» in «{name}» depend on where it is stressed",
         "write the missing forms: «forms: {{instrumental: …}}»"),
    Code("RM404", "gender-contradicts", "«{word}» in «{name}» does not agree with the gender «{gender}»",
         "check the spelling and the gender; if both are right, write the forms of the name"),
    Code("RM405", "name-not-understood",
         "it is not clear which word of «{name}» is the surname and which the first name",
         "write surname, first name and patronymic in this order, or the surname with initials"),
    Code("RM406", "kind-unknown", "«{text}» may be a person's name or an ordinary word",
         "say which: --kind name or --kind post"),
    Code("RM407", "mixed-alphabets", "«{word}» mixes Latin letters with Cyrillic ones",
         "letter no. {place}, «{letter}», is the Latin one\ntype the word again in Cyrillic letters",
         lesser=Severity.WARNING),
    Code("RM408", "head-not-found", "«{text}» has no noun in the nominative to decline",
         "begin with the post, the body or the action in the nominative", lesser=Severity.WARNING),
    Code("RM409", "word-unknown", "the dictionary does not know the word «{word}» in «{text}»",
         "check the spelling; if it is right, write the forms of the whole phrase", lesser=Severity.WARNING),
    Code("RM410", "list-ambiguous",
         "it is not clear whether «{word}» in «{text}» stands beside the first word or depends on it",
         "put a comma between the items of a list, or write the forms of the whole phrase",
         lesser=Severity.WARNING),
    Code("RM411", "nothing-to-decline", "there is nothing to decline", "write a name or a post"),
    Code("RM412", "form-uncertain", "not all cases of «{text}» are certain",
         "write the missing forms: «forms: {{accusative: …}}»"),
    Code("RM413", "too-long-to-decline",
         "a text of {count} letters is not declined: no name or post has more than {limit}",
         "decline a name or a post at a time", lesser=Severity.WARNING),
)  # fmt: skip
