"""A person and a post → the lines a paper prints: the addressee, the executor, the signature.

«Инициалы ставятся перед фамилией в подписи и после неё в адресате и в тексте» (ГОСТ Р 7.0.97, the
common instruction of offices): «Л. Б. Тен» under the text, «Тен Л. Б.» inside it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from frozendict import frozendict

from roadmap_engine.russian.cases import Case, Gender, Kind
from roadmap_engine.russian.declension import WrittenForms, decline
from roadmap_engine.russian.forms import Forms
from roadmap_engine.russian.given_names import PATRONYMIC_WORDS
from roadmap_engine.russian.names import NamePart, find_gender, is_initials, split_name

__all__ = ["initials", "name_in_text", "person_with_post", "signature_name"]


def initials(name: str) -> str:
    """Give the initials of a full name, spaced as papers print them; empty where it has none.

    >>> initials("Тен Лариса Борисовна"), initials("Л.Б. Тен"), initials("Тен Юлия-Анна")
    ('Л. Б.', 'Л. Б.', 'Ю.-А.')
    >>> initials("Рзаев Эльчин Ахмед оглы")
    'Э. А.-о.'
    """
    return _initials_of(split_name(name) or ())


def _initials_of(parts: tuple[NamePart, ...]) -> str:
    letters: list[str] = []
    for place, part in enumerate(parts):
        if part.kind in {Kind.FIRSTNAME, Kind.PATRONYMIC} and part.text.lower() not in PATRONYMIC_WORDS:
            letters.append("-".join(f"{piece[0]}." for piece in part.text.split("-")))
        elif is_initials(part.text):
            letters += _spaced(part.text)
        elif part.text.lower() in PATRONYMIC_WORDS:
            letters += _named_after_father(parts, place)
    return " ".join(letters)


def _named_after_father(parts: tuple[NamePart, ...], place: int) -> list[str]:
    """«Рзаев Эльчин Ахмед оглы» is «Э. А.-о.»: the father's name stands before; «Оглы» alone is a surname."""
    words = [part.text for part in parts[:place] if part.text[0].isalpha()]
    return [f"{words[-1][0]}.-{parts[place].text[0].lower()}."] if words else []


def _spaced(letters: str) -> list[str]:
    return letters.replace(".-", ".\u0000").replace(".", ". ").replace(" \u0000", "-").split()


def _surname_of(parts: tuple[NamePart, ...]) -> str:
    places = [place for place, part in enumerate(parts) if part.kind is Kind.LASTNAME]
    if not places:
        return ""
    start = places[0]
    # «фон Бисмарк»: the particle is part of the surname.
    while (
        start > 1
        and parts[start - 1].text.isspace()
        and parts[start - 2].kind is None
        and parts[start - 2].text.islower()
    ):
        start -= 2
    return "".join(part.text for part in parts[start : places[0] + 1])


@functools.lru_cache(maxsize=1024)
def signature_name(name: str) -> str:
    """Give a name as a signature prints it, initials first.

    >>> signature_name("Тен Лариса Борисовна"), signature_name("Тен Л.Б.")
    ('Л. Б. Тен', 'Л. Б. Тен')
    """
    return _shorten(name, lambda letters, surname: f"{letters} {surname}")


@functools.lru_cache(maxsize=1024)
def name_in_text(name: str) -> str:
    """Give a name as running text prints it, initials last.

    >>> name_in_text("Лариса Борисовна Тен"), name_in_text("Л.Б. Тен")
    ('Тен Л. Б.', 'Тен Л. Б.')
    """
    return _shorten(name, lambda letters, surname: f"{surname} {letters}")


def _shorten(name: str, order: Callable[[str, str], str]) -> str:
    parts = split_name(name) or ()
    letters, surname = _initials_of(parts), _surname_of(parts)
    # A name that is not understood, or has no surname or no initials, is printed as it was written.
    return order(letters, surname) if letters and surname else name


def person_with_post(
    post: str,
    name: str,
    *,
    gender: Gender | str | None = None,
    post_forms: WrittenForms | None = None,
    name_forms: WrittenForms | None = None,
) -> Forms:
    """Decline a post with its holder: «заместителю директора по УВР Тен Л. Б.».

    Args:
        post: the post in the nominative.
        name: the holder's name, full or with initials; the line has it short.
        gender: the holder's gender, where the name does not show it.
        post_forms: cases of the post written by a person.
        name_forms: cases of the name as given, written by a person.

    >>> person_with_post("заместитель директора по УВР", "Тен Лариса Борисовна").get(Case.DATIVE)
    'заместителю директора по УВР Тен Л. Б.'
    """
    short = name_in_text(name)
    known_gender = Gender(gender) if gender else find_gender(split_name(name) or ())
    written = {str(case): _shorten_form(name, form) for case, form in (name_forms or {}).items()}
    holder = decline(short, Kind.NAME, known_gender, written)
    holding = decline(post, Kind.POST, forms=post_forms)
    cases = {
        case: f"{holding.cases[case]} {holder.cases[case]}" for case in Case if _both(holding, holder, case)
    }
    return Forms(f"{post} {short}", Kind.POST, frozendict(cases), holding.problems + holder.problems)


def _shorten_form(name: str, form: str) -> str:
    """Shorten a case of a name: the words stand in the order of the nominative."""
    parts = [part for part in split_name(name) or () if not part.text.isspace()]
    words = form.split()
    places = [place for place, part in enumerate(parts) if part.kind is Kind.LASTNAME]
    if len(words) != len(parts) or not places:
        return form
    return f"{words[places[0]]} {initials(name)}".rstrip()


def _both(one: Forms, other: Forms, case: Case) -> bool:
    return case in one.cases and case in other.cases
