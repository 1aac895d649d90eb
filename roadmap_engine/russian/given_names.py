"""First names and patronymics → their cases, and the gender they show.

A first name declines as its ending tells; the few that do not are listed with their class
(Д. Э. Розенталь, § 149; Л. П. Калакуцкая on women's names in a consonant, which stay).
"""

from __future__ import annotations

from roadmap_engine.russian.cases import Gender
from roadmap_engine.russian.endings import (
    HUSHERS,
    Row,
    feminine_a,
    feminine_soft,
    noun_hard,
    noun_soft,
    unchanged,
)
from roadmap_engine.russian.letters import VOWELS, count_syllables, word_set
from roadmap_engine.russian.surnames import Declined, Doubt

__all__ = [
    "PATRONYMIC_WORDS",
    "decline_first_name",
    "decline_patronymic",
    "infer_patronymic_gender",
    "known_first_name_genders",
]

# «Гасан оглы», «Гасан кызы»: son, daughter of; the whole stays.
PATRONYMIC_WORDS = {
    "оглы": Gender.MASCULINE,
    "оглу": Gender.MASCULINE,
    "улы": Gender.MASCULINE,
    "уулу": Gender.MASCULINE,
    "угли": Gender.MASCULINE,
    "кызы": Gender.FEMININE,
    "гызы": Gender.FEMININE,
    "кизи": Gender.FEMININE,
    "кыз": Gender.FEMININE,
}

_FLEETING_STEMS = {"павел": "павл", "лев": "льв", "пётр": "петр", "петр": "петр"}
# Biblical women's names keep the third declension, «Жизель» and «Рашель» joined them (Калакуцкая).
_THIRD_DECLENSION = word_set("агарь рахиль руфь суламифь эсфирь юдифь жизель рашель")
# Handbooks disagree on declining men's folk names in «-о» and Georgian ones in «-а».
_DISPUTED_MASCULINE = word_set("данило михайло гаврило кирило павло петро дмитро марко левко шота коста важа")
# «-ия» with the stress on the ending: dative «Алие» in one handbook, «Алии» in another.
_STRESSED_IN_IYA = word_set(
    "алия альфия асия галия гульфия зульфия сания рания галлия хания санния фания дания магфия"
)
# The stem is stressed, so the instrumental is «-ей»: Сашей; of the rest (Айша) the stress is not known.
_UNSTRESSED_IN_SHA = word_set(
    "саша маша даша миша паша гоша гриша алёша алеша антоша яша наташа лёша леша серёжа сережа луша ксюша "
    "нюша любаша илюша стеша катюша"
)

_MASCULINE_ENDINGS = ("ович", "евич", "ёвич")
_FEMININE_ENDINGS = ("овна", "евна", "ёвна", "ична")
# From names in stressed «-а» and «-я»: the instrumental is «-ом».
_SHORT_STRESSED = word_set("ильич кузьмич лукич фомич")
_SHORT_UNSTRESSED = word_set(
    "никитич саввич фокич силич силыч ионич ионыч зосимич аникитич кирьякич аверкич федосеич вячеславич"
)

# First names that the general dictionary lacks: of the peoples of Yakutia, the Volga, the Caucasus
# and Tuva. They are needed only where there is no patronymic to tell the first name by.
_MASCULINE = word_set(
    "айаал айсен айхал алгыс арсан дьулустан кэскил мичил ньургун сайаан тимур туйгун уйгун эрхан эрчим "
    "айдар айнур айрат алмаз альберт азат булат вадим данис дамир ильгиз ильдар ильнар ильнур ильшат "
    "камиль марат наиль радик рамиль ринат рифат рустам руслан салават тагир урал фанис фарид шамиль эдуард "
    "ахмед аслан али магомед мурат рамзан расул султан хасан умар юсуф шолбан аяс айдыс"
)
_FEMININE = word_set(
    "айталина аина айыына айыллаана алтаана дайаана кюннэй куннэй нарыйаана нарыйа нюргуяна нюргустана "
    "сайаана сайыына саргылана сардаана сардана саина сахая сандаара туйаара туяра туйара ульяна "
    "уйгулаана чэмэлиинэ айгуль айсылу алсу альбина алия гузель гульназ гульнара гульшат диляра дилара "
    "зухра ильмира лейсан ландыш лилия миляуша наиля рамиля регина резеда римма розалия рушания сария "
    "фарида фания чулпан эльвира эльмира айлана чодураа чечек шончалай аида заира мадина патимат "
    "зарема аминат хава зулихан алтынай"
)


def known_first_name_genders(name: str) -> frozenset[Gender]:
    """Give the genders of a first name that stands in the tables of this module."""
    word = name.lower()
    found = {Gender.MASCULINE} if word in _MASCULINE or word in _FLEETING_STEMS else set()
    if word in _FEMININE or word in _THIRD_DECLENSION or word == "любовь":
        found.add(Gender.FEMININE)
    return frozenset(found)


def infer_patronymic_gender(word: str) -> Gender | None:
    """Tell the gender of a patronymic, or nothing where the word is none.

    >>> infer_patronymic_gender("Ильинична"), infer_patronymic_gender("Иванов")
    (<Gender.FEMININE: 'f'>, None)
    """
    small = word.lower()
    if small.endswith(_FEMININE_ENDINGS):
        return Gender.FEMININE
    if small.endswith(_MASCULINE_ENDINGS) or small in _SHORT_STRESSED | _SHORT_UNSTRESSED:
        return Gender.MASCULINE
    _, hyphen, tail = small.rpartition("-")
    return PATRONYMIC_WORDS.get(tail) if hyphen else None


def decline_patronymic(word: str) -> Declined:
    """Decline a patronymic written in small letters: Кузьмичом, Ильиничне."""
    gender = infer_patronymic_gender(word)
    # «Ахмед-оглы» stays, «Кара-ооловна» does not.
    if gender is None or word.rpartition("-")[2] in PATRONYMIC_WORDS:
        return Declined(unchanged(word))
    if gender is Gender.FEMININE:
        return Declined(feminine_a(word))
    return Declined(noun_hard(word, word, "ом" if word in _SHORT_STRESSED else "ем"))


def decline_first_name(word: str, gender: Gender) -> Declined:
    """Decline a first name written in small letters; of a double one both parts.

    >>> decline_first_name("пётр", Gender.MASCULINE).row[2]
    'петру'
    >>> decline_first_name("любовь", Gender.FEMININE).row[1]
    'любови'
    """
    if "-" in word:
        parts = [decline_first_name(part, gender) for part in word.split("-") if part]
        columns = [
            None if None in column else "-".join(map(str, column))
            for column in zip(*(part.row for part in parts), strict=True)
        ]
        row: Row = (word, columns[1], columns[2], columns[3], columns[4], columns[5])
        return Declined(row, next((part.doubt for part in parts if part.doubt), None))
    if word[-1] in VOWELS:
        return _decline_vowel(word, gender)
    return _decline_masculine(word) if gender is Gender.MASCULINE else _decline_feminine(word)


def _decline_vowel(word: str, gender: Gender) -> Declined:
    if gender is Gender.MASCULINE and word in _DISPUTED_MASCULINE:
        return Declined((word, None, None, None, None, None), Doubt.BEARER)
    if word[-1] not in "ая" or len(word) == 1 or (word[-1] == "а" and word[-2] in VOWELS):
        return Declined(unchanged(word))
    if word == "илья":
        return Declined(feminine_a(word, instrumental="ёй"))
    if word in _STRESSED_IN_IYA:
        return Declined((word, f"{word[:-1]}и", None, f"{word[:-1]}ю", None, None), Doubt.STRESS)
    if word[-1] == "а" and word[-2] in HUSHERS and word not in _UNSTRESSED_IN_SHA:
        return Declined(feminine_a(word, instrumental_known=False), Doubt.STRESS)
    return Declined(feminine_a(word))


def _decline_masculine(word: str) -> Declined:
    if word in _FLEETING_STEMS:
        return Declined(noun_hard(word, _FLEETING_STEMS[word]))
    last = word[-1]
    if last == "й":
        ending = "и" if word.endswith("ий") and count_syllables(word) > 1 else "е"
        return Declined(noun_soft(word, word[:-1], ending))
    if last == "ь":
        return Declined(noun_soft(word, word[:-1]))
    return Declined(noun_hard(word, word, "ем" if last in HUSHERS or last == "ц" else "ом"))


def _decline_feminine(word: str) -> Declined:
    if word == "любовь":
        return Declined(feminine_soft(word, "любов"))
    if word in _THIRD_DECLENSION:
        return Declined(feminine_soft(word, word[:-1]))
    if word[-1] == "ь":
        # «Айгуль: окончательное решение за носителем»: Суперанская declines it, Калакуцкая does not.
        return Declined((word, None, None, word, None, None), Doubt.BEARER)
    return Declined(unchanged(word))
