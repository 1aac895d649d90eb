"""`roadmap batch` as it is typed: what it says, what it answers, and how it ends when somebody ends it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from roadmap_engine.batch.tasks import SchoolMade
from roadmap_engine.cli.language import speak
from roadmap_engine.cli.program import run
from roadmap_engine.cli.progress import Progress
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.batch import BatchLine
from tests.batch.region import snapshot, write_region
from tests.pipeline.small_school import ROADMAP

Captured = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give three schools in the folder that the command is typed in."""
    monkeypatch.chdir(tmp_path)
    write_region(tmp_path / "region")
    return Path("region")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _spoil(region: Path) -> None:
    text = region / "school-2" / "adoption.yaml"
    text.write_text(text.read_text("utf-8").replace("vpr", "vrp"), "utf-8")


def test_what_it_says(region: Path, capsys: Captured) -> None:
    """Counts at the end, progress on the error stream."""
    assert run(["batch", str(region), "-o", "out", "--jobs", "1"]) == 0
    said = capsys.readouterr()
    assert re.search(r"^Сделано +3$", said.out, re.MULTILINE)
    assert "out/batch.xlsx" in said.out
    assert re.search(r"^школ 3 из 3, [\d.]+ в секунду, осталось 0:00, не вышло: 0$", said.err, re.MULTILINE)
    assert run(["batch", str(region), "-o", "out", "--jobs", "1"]) == 0
    assert re.search(r"^Без изменений +3$", capsys.readouterr().out, re.MULTILINE)


def test_a_failed_school_is_named_with_its_first_problem(region: Path, capsys: Captured) -> None:
    """The others are made; `--all` shows all that was told, with excerpts."""
    _spoil(region)
    assert run(["batch", str(region), "-o", "out", "--jobs", "1"]) == 1
    said = capsys.readouterr()
    assert re.search(r"^Не вышло +1$", said.out, re.MULTILINE)
    assert said.err.count("school-2/adoption.yaml: RM") == 2, "when it happens, and at the end"
    assert "vrp" in said.err
    assert (Path("out") / "school-3" / "papers" / "order.docx").is_file()
    assert run(["batch", str(region), "-o", "out", "--jobs", "1", "--all"]) == 1
    told = capsys.readouterr().err
    assert "region/school-2/adoption.yaml:4:" in told
    assert "procedure: {use: vrp" in told


def test_an_answer_for_scripts(region: Path, capsys: Captured) -> None:
    """The summary, and what was done now."""
    _spoil(region)
    assert run(["batch", str(region), "-o", "out", "--jobs", "1", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert [school["failed"] for school in answer["schools"]] == [False, True, False]
    assert {name: answer["counts"][name] for name in ("schools", "made", "unchanged", "failed")} == {
        "schools": 3, "made": 2, "unchanged": 0, "failed": 1,
    }  # fmt: skip


def test_an_archive_in_a_folder_that_is_made(region: Path, capsys: Captured) -> None:
    """And nothing beside it is left."""
    assert run(["batch", str(region), "-o", "made/papers.zip", "--jobs", "2"]) == 0
    assert [path.name for path in Path("made").iterdir()] == ["papers.zip"]
    assert "made/papers.zip" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["batch", "region", "-o", "out", "--jobs", "0"], 2, "--jobs"),
        (["batch", "region", "-o", "out", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"], 2, "--jobs"),
        (["batch", "nowhere", "-o", "out"], 2, "nowhere"),
        (["batch", "empty", "-o", "out"], 1, "RM849"),
        (["batch", "region", "-o", "out", "-a", "place=x"], 2, "-a"),
        (["batch", "region", "-o", "out", "--only", "poem"], 2, "poem"),
        (["batch", "mine.zip", "-o", "out"], 1, "RM"),
        (["batch", "region", "-o", "mine.zip"], 1, "RM680"),
        (["batch", "region", "-o", "memory://out", "--jobs", "2"], 1, "RM797"),
    ],
)
def test_what_is_refused(words: list[str], code: int, said: str, region: Path, capsys: Captured) -> None:
    """Before anything is written."""
    Path("empty").mkdir()
    Path("mine.zip").write_bytes(b"mine")
    before = snapshot(region.parent)
    assert run(words) == code
    assert said in capsys.readouterr().err
    assert snapshot(region.parent) == before


REGISTRY = """\
Код;Краткое наименование;Населённый пункт;Директор;Классы
school-9;МБОУ «СОШ № 9»;г. Примерск;Орлова Мария Петровна;1-11
Школа;МБОУ «СОШ № 1»;г. Примерск;Тен Лариса Борисовна;1-11
school-7;МБОУ «СОШ № 7»;г. Примерск;Белова Анна Ивановна;1-11
school-8;МБОУ «СОШ № 8»;г. Примерск;Белова Анна Ивановна;первые
"""
COMMON = ("roadmap=sakha-2021-order-441", "procedure.use=vpr", "school_year=2026/2027")


class TestRegistry:
    """A table of schools: texts once, then the folder is the truth; papers in the registry's order."""

    @pytest.fixture
    def typed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """Give what is typed, in a folder with the registry."""
        monkeypatch.chdir(tmp_path)
        Path("schools.csv").write_text(REGISTRY, "utf-8")
        answers = [word for each in COMMON for word in ("-a", each)]
        return ["batch", "schools.csv", "-o", "region", *answers, "--jobs", "1", "--only", "plan,data"]

    def test_a_row_becomes_texts_and_papers(self, typed: list[str], capsys: Captured) -> None:
        assert run(typed) == 1
        said = capsys.readouterr()
        assert re.search(r"^Новых текстов школ +2$", said.out, re.MULTILINE)
        assert re.search(r"^Не вышло +2$", said.out, re.MULTILINE)
        assert {"RM530", "RM528"} <= set(re.findall(r"RM\d+", said.err))
        assert sorted(path.name for path in Path("region/school-7").iterdir() if path.suffix == ".yaml") == [
            "adoption.yaml", "organisation.yaml",
        ]  # fmt: skip
        papers = {path.name for path in Path("region/school-7/papers").iterdir() if path.name[0] != "."}
        assert papers == {"plan.docx", "plan.json"}
        assert not Path("region/school-8").exists()
        told = json.loads(Path("region/batch.json").read_bytes())["schools"]
        assert [school["file"] for school in told] == [
            "school-9/adoption.yaml", "school-7/adoption.yaml", "schools.csv:3", "schools.csv:5",
        ]  # fmt: skip

    def test_only_the_row_that_changed_is_made_again_and_hand_edits_stay(
        self, typed: list[str], capsys: Captured
    ) -> None:
        run(typed)
        text = Path("region/school-9/organisation.yaml")
        text.write_text(text.read_text("utf-8") + "# от руки\n", "utf-8")
        capsys.readouterr()
        run(typed)
        assert re.search(r"^Сделано +1$", capsys.readouterr().out, re.MULTILINE)
        Path("schools.csv").write_text(REGISTRY.replace("Орлова Мария", "Орлова Анна"), "utf-8")
        capsys.readouterr()
        run([*typed, "--json"])
        counts = json.loads(capsys.readouterr().out)["counts"]
        assert (counts["texts_new"], counts["texts_updated"], counts["made"], counts["unchanged"]) == (
            0,
            1,
            1,
            1,
        )
        assert "# от руки" in text.read_text("utf-8")
        assert "Орлова Анна Петровна" in text.read_text("utf-8")

    def test_a_school_that_left_is_told_and_stays(self, typed: list[str], capsys: Captured) -> None:
        run(typed)
        before = snapshot(Path("region/school-7"))
        rows = [line for line in REGISTRY.splitlines() if not line.startswith("school-7")]
        Path("schools.csv").write_text("\n".join(rows), "utf-8")
        capsys.readouterr()
        run(typed)
        assert "RM533" in capsys.readouterr().err
        assert snapshot(Path("region/school-7")) == before

    def test_an_archive_needs_a_place_for_the_texts(self, typed: list[str], capsys: Captured) -> None:
        typed[3] = "all.zip"
        assert run(typed) == 2
        assert "--workspace" in capsys.readouterr().err
        assert [path.name for path in Path().iterdir()] == ["schools.csv"]
        assert run([*typed, "--workspace", "region"]) == 1
        with zipfile.ZipFile("all.zip") as archive:
            schools = dict.fromkeys(name.partition("/")[0] for name in archive.namelist())
        assert list(schools) == ["school-9", "school-7", "batch.json", "batch.xlsx"]

    def test_an_answer_for_all_that_nothing_asks_for(self, typed: list[str], capsys: Captured) -> None:
        assert run([*typed, "-a", "nothing=Школа"]) == 1
        assert "RM712" in capsys.readouterr().err
        assert not Path("region").exists()


class _Terminal:
    """A stream that says it is a terminal, and keeps what was written."""

    def __init__(self) -> None:
        self.written = ""

    def write(self, words: str) -> int:
        self.written += words
        return len(words)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_one_line_renews_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed school stands on a line of its own, and at the end the line is gone."""
    speak("ru")
    terminal, clock = _Terminal(), iter(range(100))
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))
    progress = Progress()
    progress.begin(4)
    for number in range(3):
        progress.tell(SchoolMade(number, "made", BatchLine("a/papers", "a/adoption.yaml")))
    failed = BatchLine("b/papers", "b\x1b[2J.yaml", problems=(Problem.of("RM849", folder="b"),), failed=True)
    progress.tell(SchoolMade(3, "failed", failed))
    progress.end()
    lines = re.split(r"[\r\n]+", terminal.written)
    assert lines[1].startswith("школ 1 из 4, 1.0 в секунду, осталось 0:03, не вышло: 0")
    assert [line.strip() for line in lines if "RM849" in line]
    assert "\x1b" not in terminal.written
    assert lines[-1] == ""
    assert lines[-2].strip() == ""


def _processes_of(parent: int) -> list[int]:
    """Give the processes that a run has started to make schools in."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, _, rest = status.read_text().partition(" (")
            command = (status.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(rest.rpartition(") ")[2].split()[1]) == parent and b"spawn_main" in command:
            found.append(int(pid))
    return found


def _start(region: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "roadmap_engine.cli", "--lang", "ru", "batch", str(region), *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )


def _wait_for_school(output: Path, process: subprocess.Popen[str]) -> None:
    """Wait till the first school is whole."""
    deadline = time.monotonic() + 60
    while next(output.rglob(".roadmap-batch.json"), None) is None:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _view(found: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Leave out the instants at which calendars were revised, and what only repeats them."""
    return {
        name: re.sub(rb"(CREATED|DTSTAMP|LAST-MODIFIED):\d+T\d+Z", rb"\1", content)
        for name, content in found.items()
        if not name.endswith((".roadmap-build.json", ".roadmap-batch.json", ".history.jsonl"))
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Give what one undisturbed run makes of eight schools."""
    with contextlib.chdir(tmp_path_factory.mktemp("whole")):
        assert run(["batch", str(write_region(Path("region"), 8)), "-o", "out", "--jobs", "1"]) == 0
        return _view(snapshot(Path("out")))


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give eight schools."""
    monkeypatch.chdir(tmp_path)
    return write_region(Path("region"), 8)


@pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="processes are looked for in /proc")
class TestEnded:
    """However a run is ended, what is made is whole, and the same command goes on."""

    def test_ctrl_c(self, many: Path, whole: Mapping[str, bytes]) -> None:
        process = _start(many, "-o", "out", "--jobs", "2")
        _wait_for_school(Path("out"), process)
        os.killpg(process.pid, signal.SIGINT)
        _out, err = process.communicate(timeout=60)
        assert process.returncode == 130
        assert "Чтобы продолжить, повторите команду." in err
        assert "Traceback" not in err
        left = [path.name for path in Path().rglob(".roadmap-*") if path.name.endswith((".part", "lock"))]
        assert left == []
        assert run(["batch", str(many), "-o", "out", "--jobs", "1"]) == 0
        assert _view(snapshot(Path("out"))) == whole

    def test_ctrl_c_before_an_archive_is_whole(self, many: Path) -> None:
        process = _start(many, "-o", "out.zip", "--jobs", "2")
        deadline = time.monotonic() + 60
        while next(many.rglob("*.history.jsonl"), None) is None:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 130
        assert [path.name for path in Path().iterdir()] == ["region"]

    def test_the_run_is_killed(self, many: Path, whole: Mapping[str, bytes]) -> None:
        process = _start(many, "-o", "out", "--jobs", "2")
        _wait_for_school(Path("out"), process)
        workers = _processes_of(process.pid)
        assert workers
        process.kill()
        process.communicate(timeout=60)
        deadline = time.monotonic() + 30
        while any(Path(f"/proc/{pid}").exists() for pid in workers):
            assert time.monotonic() < deadline, "its workers end with it"
            time.sleep(0.05)
        assert run(["batch", str(many), "-o", "out", "--jobs", "1"]) == 0
        assert _view(snapshot(Path("out"))) == whole

    def test_a_worker_is_killed(self, many: Path, whole: Mapping[str, bytes]) -> None:
        process = _start(many, "-o", "out", "--jobs", "2")
        _wait_for_school(Path("out"), process)
        os.kill(_processes_of(process.pid)[0], signal.SIGKILL)
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        assert re.search(r"^Сделано +\d+$", out, re.MULTILINE)
        assert _view(snapshot(Path("out"))) == whole


def test_the_columns_of_a_registry_are_listed_as_by_roadmap_new(folder: Path, capsys: Captured) -> None:
    """Of everybody's roadmap too, wherever it is taken from; nothing is made."""
    (folder / "tiny.yaml").write_text(ROADMAP, "utf-8")
    said = []
    for words in (
        ["new", "registry", "--columns"],
        ["batch", "--columns"],
        ["new", "registry", "--columns", "--roadmap", "tiny"],
        ["batch", "--columns", "-a", "roadmap=tiny@1"],
        ["batch", "--columns", "--from", "tiny.yaml"],
    ):
        for more in ([], ["--json"]):
            assert run([*words, *more]) == 0
            said.append(capsys.readouterr().out)
    plain, named = said[:2], said[4:6]
    assert said == [*plain, *plain, *named, *named, *named]
    assert "events.results-received" in named[0]
    assert "events.results-received" not in plain[0]
    assert run(["batch", "--columns", "-a", "roadmap=no-such"]) == 1
    assert "RM170" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["tiny.yaml"]


@pytest.mark.parametrize(
    "words",
    [[], ["schools.csv"], ["--columns", "-o", "out"], ["schools.csv", "-o", "out", "--key", "ed25519:x"]],
)
def test_what_is_missing_or_too_much_is_told(folder: Path, words: list[str], capsys: Captured) -> None:
    """Without a traceback, and nothing is made."""
    (folder / "schools.csv").write_text("id;name\n", "utf-8")
    assert run(["batch", *words]) == 2
    assert capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["schools.csv"]


def test_a_registry_takes_its_roadmap_from_a_source(folder: Path, capsys: Captured) -> None:
    """Each row its own version; -a and what stands after # are for rows that say nothing."""
    for version in ("1.0.0", "1.1.0"):
        (folder / "tiny.yaml").write_text(ROADMAP.replace("1.0.0", version), "utf-8")
        assert run(["publish", "tiny.yaml", "-o", "published"]) == 0
    (folder / "tiny.yaml").unlink()
    capsys.readouterr()
    rows = "id;name;Директор;roadmap\na;А;Орлова М. П.;\nb;Б;Тен Л. Б.;tiny@1.1\nc;В;Ли О. П.;tiny@9\n"
    (folder / "schools.csv").write_text(rows, "utf-8")
    common = ["place=г. Примерск", "procedure.use=vpr", "school_year=2026/2027", "people.head.gender=f"]
    argv = ["batch", "schools.csv", "-o", "region", "--jobs", "1", "--only", "plan"]
    argv += [word for each in common for word in ("-a", each)] + ["--from"]
    assert run([*argv, "published#tiny@1.0", "--json"]) == 1
    told = capsys.readouterr().out
    texts = {
        path.parent.name: path.read_text("utf-8") for path in (folder / "region").glob("*/adoption.yaml")
    }
    assert {name: re.findall(r"^roadmap: (\S+)", text, re.MULTILINE) for name, text in texts.items()} == {
        "a": ["tiny@1.0.0"],
        "b": ["tiny@1.1.0"],
    }
    assert all("source: ../../published" in text for text in texts.values())
    assert (folder / "region/a/papers/plan.docx").is_file()
    assert "RM528" in told
    assert run([*argv, "no-such-place/"]) == 1
    assert "RM806" in capsys.readouterr().err
    assert run(["batch", "region", "-o", "region", "--from", "published"]) == 2
