"""`roadmap new` on a terminal: questions are asked on it, one after another, and Ctrl-C loses nothing."""

from __future__ import annotations

import datetime as dt
import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from roadmap_engine.cli.language import speak
from roadmap_engine.cli.making import make_adoption
from roadmap_engine.cli.new_texts import NewText, Run, create
from tests.cli.new_school import errors_of, read_text

Captured = pytest.CaptureFixture[str]

CTRL_C = "\x03"
HEEDED = "Прервано".encode()
PATIENCE = 5
"""Seconds of silence after which a key is pressed again: a busy machine is slow to stop a program."""
# Whoever runs the tests may ignore or block Ctrl-C (in the background, in CI), and children inherit that.
# So the program is started by one that heeds it (`preexec_fn` is unsafe beside the threads of pytest-xdist).
HEED = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); "
    "signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT}); "
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestTerminal:
    """A real terminal: questions are asked on it, and Ctrl-C leaves nothing."""

    def test_answers_are_asked_and_written(self, folder: Path) -> None:
        answers = ["План", "", "reading", "", "", "Дело", "до 1 мая", "", "", "", "", ""]
        told, code = _talk(folder, ["new", "roadmap"], answers)
        assert code == 0
        assert "Название дорожной карты" in told
        assert read_text(folder / "reading.yaml").stages[0].measures[0].title == "Дело"

    def test_ctrl_c_keeps_what_was_answered_and_the_same_command_goes_on(self, folder: Path) -> None:
        told, code = _talk(folder, ["new", "roadmap"], ["План", "", CTRL_C])
        assert (code, "Ответы сохранены: roadmap.answers.yaml" in told) == (130, True)
        assert [each.name for each in folder.iterdir()] == ["roadmap.answers.yaml"]
        told, code = _talk(folder, ["new", "roadmap"], ["", "", "", "", "Дело", "до 1 мая", *[""] * 5])
        assert (code, "Название дорожной карты" in told.split("Ваши ответы")[0]) == (0, False)
        assert [each.name for each in folder.iterdir() if each.is_file()] == ["plan.yaml"]
        assert read_text(folder / "plan.yaml").title == "План"

    def test_before_the_first_answer_there_is_nothing_to_keep(self, folder: Path) -> None:
        told, code = _talk(folder, ["new", "roadmap"], [CTRL_C])
        assert (code, "Прервано" in told) == (130, True)
        assert list(folder.iterdir()) == []

    def test_answers_that_somebody_else_keeps_are_not_written_over(self, folder: Path) -> None:
        (folder / "roadmap.answers.yaml").write_text("title: Чужой план\n", encoding="utf-8")
        told, code = _talk(folder, ["new", "roadmap"], ["нет", "План", "", CTRL_C])
        assert (code, "--answers roadmap.answers-2.yaml" in told) == (130, True)
        assert "Чужой" in (folder / "roadmap.answers.yaml").read_text(encoding="utf-8")

    def test_ctrl_c_is_heeded_where_the_parent_ignores_it(self, folder: Path) -> None:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            told, code = _talk(folder, ["new", "roadmap"], [CTRL_C])
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            signal.signal(signal.SIGINT, before)
        assert (code, "Прервано" in told) == (130, True)

    @pytest.mark.parametrize(
        ("typed", "code", "after"), [("\n", 1, b"mine"), ("нет\n", 1, b"mine"), ("да\n", 1, b"new")]
    )
    def test_a_text_that_is_there_is_asked_about(
        self, folder: Path, typed: str, code: int, after: bytes
    ) -> None:
        """Whatever is written is checked at once: «new» is no text of ours."""
        speak("ru")
        path = Path("plan.yaml")
        path.write_bytes(b"mine")
        told = Run((), None, force=False, as_json=False, on_terminal=True)
        with CliRunner().isolation(input=typed) as (_out, asked, _both):
            assert create(told, lambda _run, _interview: NewText({path: b"new"})) == code
        assert "Файл plan.yaml уже есть. Переписать его?\n[нет] > " in asked.getvalue().decode()
        assert path.read_bytes() == after


def _has_more(terminal: int, process: subprocess.Popen[bytes], *, interrupted: bool) -> bool:
    """Wait for the program to say something; a key pressed before it listens is pressed again, in a while."""
    for second in range(1, 61):
        if select.select([terminal], [], [], 1)[0]:
            return True
        if interrupted and second % PATIENCE == 0:
            process.send_signal(signal.SIGINT)
    return False


def _talk(folder: Path, arguments: list[str], answers: list[str]) -> tuple[str, int]:
    """Run the program on a terminal of its own and answer each prompt when it comes."""
    terminal, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", HEED, "-m", "roadmap_engine.cli", *arguments],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "PYTHONUTF8": "1", "LANG": "ru_RU.UTF-8"},
    )
    os.close(theirs)
    told, waiting, seen = b"", list(answers), 0
    pressed = bool(answers) and answers[-1] == CTRL_C
    # A program that has heeded the key and is about to go is not stopped once more.
    while _has_more(terminal, process, interrupted=pressed and not waiting and HEEDED not in told):
        try:
            read = os.read(terminal, 4096)
        except OSError:  # the program has gone, and its end of the terminal with it
            break
        if not read:
            break
        told += read
        if waiting and told[seen:].rstrip(b" ").endswith(b">"):
            seen = len(told)
            answer = waiting.pop(0)
            if answer == CTRL_C:
                process.send_signal(signal.SIGINT)
            else:
                os.write(terminal, f"{answer}\n".encode())
    os.close(terminal)
    return told.decode(errors="replace"), process.wait(60)


def test_a_school_that_begins_with_nothing_answers_everything_in_one_go(folder: Path) -> None:
    """The roadmap first, then the school itself, its people and their cases, then its plan."""
    speak("ru")
    typed = [
        *("7", "sakha-2021-order-441"),
        *("Муниципальное общеобразовательное учреждение «Школа № 7»", "Школа № 7", "г. Примерск"),
        *("", "", "", "", ""),  # founder, address, time zone, telephone, e-mail
        *("Тен Л. Б.", "1"),
        *("Шашок А. В.", "2", "Шашка А. В.", "Шашку А. В.", "Шашка А. В.", "Шашком А. В."),
        *("Иванова Мария Петровна", "педагог-психолог", ""),
        *("Белый Иван Петрович", "педагог-психолог", "psychologist-2", ""),
        *("1", "basic", "6", ""),  # units, level, week, terms
        *("30", "640", ""),  # nobody is asked how many pupils there are, but everybody may say it
        *("vpr", "13.04.2027–18.05.2027", "5-8"),
        *("2, 6", "1,3", ""),  # teaching staff, head
        *("28.05.2027", "", ""),
        *("", ""),  # the order
        *("15", "основного общего и среднего", ""),
    ]
    told = Run((), None, force=False, as_json=False, on_terminal=True)
    today = dt.date(2026, 11, 22)
    with CliRunner().isolation(input="\n".join([*typed, ""])):
        code = create(
            told, lambda run, talk: make_adoption(run, talk, Path("adoption.yaml"), (None, None), today)
        )
    assert code == 0
    people = read_text(folder / "organisation.yaml").people
    assert list(people) == ["head", "deputy-head", "pedagog-psikholog", "psychologist-2"]
    assert (people["head"][0].gender, people["deputy-head"][0].gender) == ("f", "m")
    assert people["deputy-head"][0].forms["instrumental"] == "Шашком А. В."
    assert read_text(folder / "organisation.yaml").size == 640
    adoption = read_text(folder / "adoption.yaml")
    assert dict(adoption.roles) == {"teaching-staff": ("head", "pedagog-psikholog"), "head": ()}
    assert adoption.procedure.grades == (5, 6, 7, 8)
    assert list(adoption.events) == ["results-received"]
    assert dict(adoption.fill) == {"levels-in-title": "основного общего и среднего"}
    assert errors_of(folder / "adoption.yaml") == []
