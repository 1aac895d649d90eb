"""RM4xx: the Russian language."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["RUSSIAN_CODES"]

RUSSIAN_CODES: tuple[Code, ...] = (
    Code(
        id="RM401",
        slug="gender-unknown",
        message="The cases of “{name}” depend on the person's gender, which the name does not show",
        hint="Write gender: m or gender: f beside the name",
    ),
    Code(
        id="RM402",
        slug="bearer-decides",
        message="How “{word}” in “{name}” declines is for its bearer to say: rules allow several ways",
        hint="Ask the person and write the forms they use, for example forms: {{dative: …}}",
    ),
    Code(
        id="RM403",
        slug="stress-unknown",
        message="Some endings of “{word}” in “{name}” depend on where it is stressed",
        hint="Write the missing forms beside the name, for example forms: {{instrumental: …}}",
    ),
    Code(
        id="RM404",
        slug="gender-contradicts",
        message="“{word}” in “{name}” does not go with the gender “{gender}”",
        hint="Check the spelling of the name and its gender; if both are right, write its forms",
    ),
    Code(
        id="RM405",
        slug="name-not-understood",
        message="It is not clear which part of “{name}” is the surname and which the first name",
        hint="Write surname, first name and patronymic in this order, or surname and initials",
    ),
    Code(
        id="RM406",
        slug="kind-unknown",
        message="“{text}” may be a surname or an ordinary word",
        hint="Say which: kind: lastname or kind: post",
    ),
    Code(
        id="RM407",
        slug="mixed-alphabets",
        message="“{word}” mixes Latin letters with Cyrillic ones",
        hint="Type the word again in Cyrillic letters",
    ),
    Code(
        id="RM408",
        slug="head-not-found",
        message="“{text}” has no noun in the nominative to decline",
        hint="Begin with the post or body in the nominative, or write its forms",
    ),
    Code(
        id="RM409",
        slug="word-unknown",
        message="The dictionary does not know “{word}” in “{text}”",
        hint="Check the spelling; if it is right, write the forms of the whole phrase",
    ),
    Code(
        id="RM410",
        slug="list-ambiguous",
        message="In “{text}” it is not clear whether “{word}” stands beside the first word or depends on it",
        hint="Put one post in each item of a list, or write the forms of the whole phrase",
    ),
    Code(
        id="RM411",
        slug="text-empty",
        message="There is nothing to decline",
        hint="Write a name or a post",
    ),
    Code(
        id="RM412",
        slug="agreement-unknown",
        message="The form of “утверждён” for “{text}” is not known: its first noun is not understood",
        hint="Begin the title with what the document is: план, положение, мероприятия",
    ),
    Code(
        id="RM413",
        slug="form-uncertain",
        message="Some cases of “{text}” are not known for certain",
        hint="Write the missing forms, for example forms: {{accusative: …}}",
    ),
)
