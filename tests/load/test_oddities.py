"""What nobody sees in a text is named: which character, in which word, on its own line."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.load import load_text
from roadmap_engine.load.guessing import guess_date, guess_days
from roadmap_engine.load.oddities import find_oddities
from roadmap_engine.russian.letters import find_mixed_words
from roadmap_engine.yaml_text.characters import HIDDEN, ODD_BLANK
from roadmap_engine.yaml_text.source import ENCODINGS

ROADMAP = """\
roadmap: tiny
version: 1.0.0
title: План мероприятий
columns: [title, deadline, responsible]
roles:
  subject-teachers: учителя-предметники
  deputy-head: {title: заместитель директора по УВР, optional: true}
stages:
  - id: analysis
    kind: analytical
    title: Аналитический этап
    measures:
      - id: diagnostics
        title: Проведение диагностики читательской грамотности
        deadline: до 1 октября
        responsible: [subject-teachers, deputy-head]
      - id: meeting
        title: Заседание «Чтение»
        deadline: до 15 ноября
        responsible: deputy-head
"""
SCHOOL = """\
organisation: school-3
name: МБОУ «Школа № 3»
place: г. Примерск
people:
  head: {name: Орлова Мария Петровна, post: директор}
  deputy-head: {name: Зайцева Ольга Павловна, post: заместитель директора по УВР}
"""
ADOPTION = """\
adoption: school-3-reading
roadmap: tiny@1
organisation: organisation.yaml
procedure: {use: vpr, held: 2027-04-13/2027-05-18}
school_year: 2026/2027
order: {date: 2026-09-03, number: 101-од}
"""
TWINS = dict(zip("aceopxyk", "асеорхук", strict=True))
NAMED = {"RM107", "RM175", "RM180"}
hidden = st.sampled_from(
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2064\ufeff\u202e\u2066"
)
blanks = st.sampled_from("\u00a0\u2003\u2007\u2009\u202f\u3000")


def told(text: str | bytes) -> list[tuple[str, int]]:
    """The code and the line of everything that is said of a text."""
    data = text.encode() if isinstance(text, str) else text
    problems = load_text(data, "text.yaml").problems
    return [(each.code, each.location.line if each.location else 0) for each in problems]


def words_of(text: str, code: str) -> list[dict[str, str]]:
    """The words of all problems with a code."""
    return [each.words for each in load_text(text.encode(), "x").problems if each.code == code]


@pytest.mark.parametrize("text", [ROADMAP, SCHOOL, ADOPTION])
def test_sound_texts_have_none(text: str) -> None:
    """A plain text is told nothing of."""
    assert told(text) == []


def test_published_texts_have_none() -> None:
    """Nor is a text that somebody published: comments, Roman numerals and misprints are no mixed words."""
    for path in sorted((Path(__file__).parents[2] / "roadmaps").rglob("*.yaml")):
        assert find_oddities(path.read_text(encoding="utf-8"), path.name) == ()


class TestLetters:
    """A letter of the other alphabet."""

    @given(st.data())
    def test_in_a_key_or_an_id(self, data: st.DataObject) -> None:
        """One letter of a Latin word is its twin: one error says so, at the word."""
        words = [
            found
            for found in re.finditer(r"[a-z][a-z-]+", ROADMAP + "\n")
            if set(found[0]) & set(TWINS) and found[0] not in {"true", "roadmap", "kind"}
        ]
        word = data.draw(st.sampled_from(words))
        places = [place for place, letter in enumerate(word[0]) if letter in TWINS]
        place = data.draw(st.sampled_from(places))
        at = word.start() + place
        text = ROADMAP[:at] + TWINS[ROADMAP[at]] + ROADMAP[at + 1 :]
        problems = load_text(text.encode(), "x").problems
        (error,) = [each for each in problems if each.code == "RM176"]
        said = error.words
        assert said["meant"] == word[0]
        assert said["place"] == str(place + 1)
        assert error.location is not None
        assert error.location.line == ROADMAP.count("\n", 0, at) + 1

    def test_a_whole_word_of_twins(self) -> None:
        """No letter of «соре» is Latin: only that it fits tells what was meant."""
        text = ROADMAP.replace("id: meeting", "id: соре")
        assert words_of(text, "RM176") == [{"word": "соре", "letter": "с", "place": "1", "meant": "cope"}]

    def test_a_russian_id_is_no_slip(self) -> None:
        codes = {code for code, _ in told(ROADMAP.replace("id: meeting", "id: заседание"))}
        assert codes == {"RM151"}

    @given(st.sampled_from(["name: Зайцева", "post: директор", "place: г. Примерск", "Школа № 3"]), st.data())
    def test_in_a_name(self, where: str, data: st.DataObject) -> None:
        """Which letter, in which word; the text is read all the same."""
        to_latin = {twin: letter for letter, twin in TWINS.items()}
        start = SCHOOL.index(where) + where.rfind(" ") + 1 if ":" in where else SCHOOL.index(where)
        word = re.match(r"\w+", SCHOOL[start:])
        assert word is not None
        places = [place for place, letter in enumerate(word[0]) if letter in to_latin]
        place = data.draw(st.sampled_from(places))
        at = start + place
        text = SCHOOL[:at] + to_latin[SCHOOL[at]] + SCHOOL[at + 1 :]
        (said,) = words_of(text, "RM177")
        assert (said["meant"], said["place"]) == (word[0], str(place + 1))
        assert load_text(text.encode(), "x").value is not None

    def test_in_a_gap_of_a_title(self) -> None:
        text = ROADMAP.replace("title: План", "title: План {{ procеdure.genitive }}")
        assert [each["meant"] for each in words_of(text, "RM176")] == ["procedure"]

    @pytest.mark.parametrize(
        "words", ["IT-специалист", "видеоYouTube", "Wi-Fi в школе", "5G", "XXI век", "COVID-19", "МО и PC"]
    )
    def test_joined_on_purpose(self, words: str) -> None:
        assert not list(find_mixed_words(words))

    @pytest.mark.parametrize(("word", "latin"), [("COШ", True), ("ХI", False), ("BПР", True), ("ГИA", True)])
    def test_short_words(self, word: str, *, latin: bool) -> None:
        (found,) = find_mixed_words(f"в {word} школы")
        assert found.latin is latin

    def test_comments_may_have_them(self) -> None:
        assert told(ROADMAP + "# Зайцевa и \u200b\n") == []


class TestHidden:
    """Characters that take no room."""

    @settings(max_examples=200)
    @given(st.integers(0, len(ROADMAP) - 1), hidden)
    def test_are_named_on_their_own_line(self, at: int, character: str) -> None:
        """Wherever in a text: in a word, in a key, before or between them."""
        problems = load_text((ROADMAP[:at] + character + ROADMAP[at:]).encode(), "x").problems
        if character == "\ufeff" and at == 0:
            return
        line = ROADMAP.count("\n", 0, at) + 1
        named = {
            each.location.line
            for each in problems
            if each.location and each.code in NAMED and f"U+{ord(character):04X}" in each.words["character"]
        }
        assert named == {line}

    @settings(max_examples=100)
    @given(st.integers(1, ROADMAP.count("\n") - 1), blanks, st.integers(0, 3))
    def test_blanks_that_are_none_before_a_line(self, row: int, character: str, place: int) -> None:
        lines = ROADMAP.split("\n")
        place = min(place, len(lines[row]) - len(lines[row].lstrip()))
        lines[row] = lines[row][:place] + character + lines[row][place:]
        problems = load_text("\n".join(lines).encode(), "x").problems
        named = {
            each.location.line
            for each in problems
            if each.location and each.code in NAMED and f"U+{ord(character):04X}" in each.words["character"]
        }
        assert named == {row + 1}

    @pytest.mark.parametrize("row", range(1, ROADMAP.count("\n") - 1))
    def test_a_tab_before_a_line(self, row: int) -> None:
        lines = ROADMAP.split("\n")
        lines[row] = "\t" + lines[row].lstrip()
        assert ("RM110", row + 1) in told("\n".join(lines))

    def test_blanks_that_do_not_break_between_words_are_welcome(self) -> None:
        assert told(SCHOOL.replace("№ 3", "№\u00a03").replace("Орлова М", "Орлова\u00a0М")) == []

    def test_a_tab_inside_quotation_marks_is_not_at_fault(self) -> None:
        text = ROADMAP.replace("title: План мероприятий", 'title: "План\n\tмероприятий')
        assert "RM110" not in {code for code, _ in told(text)}

    def test_no_character_is_in_both_sets(self) -> None:
        everything = "".join(map(chr, range(0xD800)))
        assert not set(HIDDEN.findall(everything)) & set(ODD_BLANK.findall(everything))
        assert all(unicodedata.category(each) == "Zs" for each in ODD_BLANK.findall(everything))


class TestCutTexts:
    """« #» ends a text, and nobody sees that it does."""

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("title: План мероприятий", "title: План мероприятий # 5 класс"),
            ("учителя-предметники", "учителя-предметники #5"),
            ("«Чтение»", "«Чтение  # 5»"),
            ("до 1 октября", "до 1 октября # по возможности"),
            ("грамотности\n", "грамотности\n          в классах # 5\n"),
        ],
    )
    def test_is_told(self, old: str, new: str) -> None:
        assert [code for code, _ in told(ROADMAP.replace(old, new))] == ["RM178"]

    def test_in_names_and_posts(self) -> None:
        text = SCHOOL.replace(
            "{name: Орлова Мария Петровна, post: директор}",
            "\n    name: Орлова # М. П.\n    post: директор # школы",
        )
        assert [code for code, _ in told(text)] == ["RM178", "RM178"]

    def test_in_brackets_it_takes_the_bracket_too(self) -> None:
        """What the parser says is another bracket's fault; the cut is told beside it."""
        codes = {code for code, _ in told(ROADMAP.replace("по УВР,", "по УВР # 1,"))}
        assert codes == {"RM113", "RM178"}

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("до 1 октября", "до 1 октября  # уточняется"),
            ("до 1 октября", "до 1 октября        # ждём решения «Педсовета»"),
            ("id: meeting", "id: meeting # наше"),
            ("version: 1.0.0", "version: 1.0.0 # первая"),
            ("kind: analytical", "kind: analytical # анализ"),
            ("deputy-head]", "deputy-head] # и другие"),
            ("«Чтение»", "«Чтение#5»"),
            ("title: План мероприятий", "title: 'План мероприятий # 5 класс'"),
            ("title: План мероприятий", "title: 'План мероприятий' # примечание"),
            ("title: План мероприятий", "title: >-\n  План мероприятий # 5 класс"),
        ],
    )
    def test_an_ordinary_comment_is_not(self, old: str, new: str) -> None:
        """Two blanks before it, or beside what is no text of a paper, or no comment at all."""
        assert told(ROADMAP.replace(old, new)) == []


class TestOneSlipOneProblem:
    """What is missing and what is too much may be one word."""

    @pytest.mark.parametrize(
        ("text", "key", "slip"),
        [
            (ROADMAP, "version", "verison"),
            (ROADMAP, "title: Проведение", "titel: Проведение"),
            (SCHOOL, "place", "plase"),
            (SCHOOL, "name: Орлова", "nam: Орлова"),
            (ADOPTION, "organisation", "organization"),
            (ADOPTION, "school_year", "school-year"),
            (ADOPTION, "procedure", "рrocedure"),
        ],
    )
    def test_a_mistyped_key_is_told_once(self, text: str, key: str, slip: str) -> None:
        codes = [code for code, _ in told(text.replace(key, slip, 1))]
        assert codes in (["RM141"], ["RM176"], ["RM141", "RM141"][: len(codes)])
        assert "RM140" not in codes

    def test_a_missing_key_beside_another_slip_is_told(self) -> None:
        text = SCHOOL.replace("place: г. Примерск", "telephone: 12345")
        assert sorted(code for code, _ in told(text)) == ["RM140", "RM141"]


class TestRightAdvice:
    """Words that would be right in another form."""

    @pytest.mark.parametrize(
        "words",
        [
            "subject-teachers, deputy-head",
            "subject-teachers; deputy-head",
            "subject-teachers и deputy-head",
        ],
    )
    @pytest.mark.parametrize("field", ["responsible", "participants", "after"])
    def test_several_without_brackets(self, field: str, words: str) -> None:
        text = ROADMAP.replace("responsible: [subject-teachers, deputy-head]", f"{field}: {words}")
        assert [each["meant"] for each in words_of(text, "RM179")] == ["[subject-teachers, deputy-head]"]

    @pytest.mark.parametrize("word", ["yes", "no", "on", "off", "y", "1", "0", "да", "True", "'true'"])
    def test_true_and_false_alone_are_answers(self, word: str) -> None:
        assert [code for code, _ in told(ROADMAP.replace("optional: true", f"optional: {word}"))] == ["RM145"]

    @pytest.mark.parametrize(("field", "value"), [("grades", "[true]"), ("size", "false")])
    def test_true_is_no_number(self, field: str, value: str) -> None:
        assert [code for code, _ in told(f"{SCHOOL}{field}: {value}\n")] == ["RM146"]

    @pytest.mark.parametrize("date", ["2026-9-3", "3/9/2026", "03.09.26", "2026.09.03", "2О26-О9-О3"])
    def test_a_date_in_another_form(self, date: str) -> None:
        (said,) = words_of(ADOPTION.replace("2026-09-03", date), "RM155")
        assert said["meant"] == "2026-09-03"

    @pytest.mark.parametrize(
        "days", ["2027-4-13/2027-5-18", "13/04/2027-18/05/2027", "с 2027.04.13 по 2027.05.18"]
    )
    def test_days_in_another_form(self, days: str) -> None:
        (said,) = words_of(ADOPTION.replace("2027-04-13/2027-05-18", days), "RM155")
        assert said["meant"] == "2027-04-13/2027-05-18"

    @given(
        st.dates(min_value=dt.date(1000, 1, 1)),
        st.sampled_from(
            [
                "{0.year}-{0.month}-{0.day}",
                "{0.day}.{0.month}.{0.year:04}",
                "{0.day:02}/{0.month:02}/{0.year:04}",
            ]
        ),
    )
    def test_a_guess_is_the_day(self, day: object, form: str) -> None:
        guessed = guess_date(form.format(day))
        assert guessed in ("", str(day))

    @given(st.text("0123456789-./ годасентября", max_size=20))
    def test_no_words_raise(self, words: str) -> None:
        assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", guess_date(words))
        assert len(guess_days(words)) in (0, 21)

    @pytest.mark.parametrize("encoding", [*ENCODINGS, "utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("text", [ROADMAP, SCHOOL])
    def test_another_encoding_is_named(self, text: str, encoding: str) -> None:
        """And the excerpt is readable."""
        loaded = load_text(text.encode(encoding, errors="replace"), "x")
        (said,) = (each.words for each in loaded.problems if each.code == "RM105")
        assert said["encoding"] == ENCODINGS.get(encoding, "UTF-16")
        assert encoding.startswith("utf") or "директора по УВР" in (loaded.text or "")

    @given(st.binary(min_size=50, max_size=300))
    def test_noise_has_no_encoding(self, data: bytes) -> None:
        codes = {code for code, _ in told(b"\xff" + data)}
        assert codes <= {"RM105", "RM107"}

    def test_a_dash_in_place_of_a_name(self) -> None:
        """YAML takes it for a list; in quotation marks or in brackets it says that there is nobody."""
        own_lines = SCHOOL.replace("{name: Орлова Мария Петровна, post", "\n    name: -\n    post").replace(
            "тор}", "тор"
        )
        assert told(own_lines) == [("RM116", 6)]
        assert told(own_lines.replace("name: -", "name: '-'")) == [("RM181", 6)]

    def test_nesting_too_deep_is_named(self) -> None:
        for number in (60, 1_000, 5_000, 200_000):
            for opening in ("[", "{a: ", "- "):
                text = "roadmap: x\na:\n  " + opening * number
                assert {code for code, _ in told(text[:1_000_000])} == {"RM126"}, (opening, number)

    def test_letters_in_two_characters_are_one(self) -> None:
        """What macOS keeps apart: «й» is compared, sorted and printed as everywhere else."""
        text = unicodedata.normalize("NFD", SCHOOL.replace("Примерск", "Йошкар-Ёла"))
        value = load_text(text.encode(), "x").value
        assert value is not None
        assert value.place == "г. Йошкар-Ёла"
