"""What was worked out is kept in a folder of the user's alone; whatever happens to it, it is only a cache."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from roadmap_engine.storage import caching
from roadmap_engine.storage.caching import Cache, Refusal, cache_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps such folders for their user by itself")

VALUE = {"word": ["текст", 1, None, 0.25, True]}


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """An empty one."""
    return Cache(tmp_path / "cache")


def entries(cache: Cache) -> list[Path]:
    """The files that lie there."""
    assert cache.folder is not None
    return sorted(cache.folder.iterdir())


def files(cache: Cache) -> list[Path]:
    """Those of them that are files."""
    return [each for each in entries(cache) if each.is_file()]


def test_what_is_kept_is_recalled_by_all_it_was_made_of(cache: Cache) -> None:
    """And by nothing else: other things, another order, another kind, things parted otherwise."""
    cache.keep("kind", ["one", b"two"], VALUE)
    assert cache.recall("kind", ["one", "two"]) == VALUE
    for kind, made_of in (
        ("kind", ["two", "one"]),
        ("kind", ["one", "two", ""]),
        ("kind", ["onetwo"]),
        ("kind", ["one2:two"]),
        ("other", ["one", "two"]),
    ):
        assert cache.recall(kind, made_of) is None


def test_another_program_recalls_nothing(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that was changed makes another program, whatever the version says."""
    cache.keep("kind", ["one"], VALUE)
    monkeypatch.setattr(caching, "_digest_program", lambda: "another")
    assert cache.recall("kind", ["one"]) is None


def test_the_folder_is_the_users_alone(cache: Cache) -> None:
    """0700 whatever the mask is, and made only when something is kept."""
    assert cache.recall("kind", ["one"]) is None
    assert cache.folder is not None
    assert not cache.folder.parent.exists()
    before = os.umask(0)
    try:
        cache.keep("kind", ["one"], VALUE)
    finally:
        os.umask(before)
    assert [each.stat().st_mode & 0o777 for each in (cache.folder.parent, cache.folder)] == [0o700, 0o700]
    assert [each.stat().st_mode & 0o777 for each in entries(cache)] == [0o600]


@pytest.mark.parametrize("place", ["made", "."])
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o1777, 0o720])
def test_a_folder_that_others_can_write_in_is_not_used(cache: Cache, mode: int, place: str) -> None:
    """Neither read nor written."""
    cache.keep("kind", ["one"], VALUE)
    assert cache.folder is not None
    (cache.folder.parent / place).chmod(mode)
    again = Cache(cache.folder.parent)
    assert again.recall("kind", ["one"]) is None
    again.keep("kind", ["two"], VALUE)
    assert again.refusal is Refusal.OPEN
    assert again.refused is Refusal.OPEN
    assert len(entries(cache)) == 1


def test_somebody_elses_folder_is_not_used(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither read nor written."""
    cache.keep("kind", ["one"], VALUE)
    assert cache.folder is not None
    somebody = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: somebody)
    again = Cache(cache.folder.parent)
    assert again.recall("kind", ["one"]) is None
    again.keep("kind", ["two"], VALUE)
    assert again.refusal is Refusal.FOREIGN
    assert len(entries(cache)) == 1


def test_a_link_or_a_file_in_its_place_is_not_used(cache: Cache, tmp_path: Path) -> None:
    """A link may lead to where others write."""
    assert cache.folder is not None
    cache.folder.parent.mkdir(mode=0o700)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    cache.folder.symlink_to(elsewhere, target_is_directory=True)
    for _each in range(2):
        again = Cache(cache.folder.parent)
        again.keep("kind", ["one"], VALUE)
        assert again.recall("kind", ["one"]) is None
        assert again.refusal is Refusal.NOT_A_FOLDER
        assert list(elsewhere.iterdir()) == []
        cache.folder.unlink()
        cache.folder.write_text("")


def test_any_damage_is_as_good_as_nothing(cache: Cache) -> None:
    """Every byte that is another, every length: nothing is recalled, and what is kept anew is whole."""
    cache.keep("kind", ["one"], VALUE)
    (entry,) = entries(cache)
    whole = entry.read_bytes()
    damaged = [whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :] for place in range(len(whole))]
    damaged += [whole[:length] for length in range(len(whole))]
    damaged += [whole + b" ", b"[]", b"\n", whole.partition(b"\n")[2]]
    for each in damaged:
        entry.write_bytes(each)
        assert cache.recall("kind", ["one"]) is None
    cache.keep("kind", ["one"], VALUE)
    assert entry.read_bytes() == whole


def test_other_things_in_the_folder_are_passed_over(cache: Cache) -> None:
    """A folder under an entry's name, a pipe: neither is read, and nothing fails."""
    cache.keep("kind", ["one"], VALUE)
    (entry,) = entries(cache)
    entry.unlink()
    os.mkfifo(entry)
    assert cache.recall("kind", ["one"]) is None
    entry.unlink()
    entry.mkdir()
    assert cache.recall("kind", ["one"]) is None
    cache.keep("kind", ["one"], VALUE)
    assert entries(cache) == [entry]


def test_it_may_be_deleted_at_any_moment(cache: Cache) -> None:
    """Also between two looks of one process."""
    assert cache.folder is not None
    cache.keep("kind", ["one"], VALUE)
    for each in entries(cache):
        each.unlink()
    cache.folder.rmdir()
    assert cache.recall("kind", ["one"]) is None
    cache.keep("kind", ["one"], VALUE)
    assert cache.recall("kind", ["one"]) == VALUE


def test_many_write_at_once(cache: Cache) -> None:
    """Each reader finds nothing or something whole, and no part is left behind."""
    found = []

    def work(number: int) -> None:
        for place in range(40):
            cache.keep("kind", [str(place % 4)], {"of": place % 4, "by": "я" * 4000})
            found.append((place % 4, cache.recall("kind", [str((place + number) % 4)])))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert all(each is None or each["by"] == "я" * 4000 for _place, each in found)
    assert len(entries(cache)) == 4
    assert cache.measure() == sum(each.stat().st_size for each in entries(cache))


def test_what_was_written_first_goes_first(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the folder stays within its limit; what a killed run has left goes the same way."""
    monkeypatch.setattr(caching, "LARGEST_CACHE", 1000)
    assert cache.folder is not None
    cache.keep("kind", ["before"], "x" * 900)
    (cache.folder / "0").mkdir()  # not the program's, and not to be taken away by it
    for number in range(6):
        cache.keep("kind", [str(number)], "x" * 200)
        for place, each in enumerate(sorted(files(cache), key=lambda one: one.stat().st_mtime_ns)):
            os.utime(each, ns=(place, place + number))
    assert cache.measure() <= 1000
    assert [cache.recall("kind", [str(number)]) is not None for number in range(6)] == [False] * 3 + [
        True
    ] * 3


def test_a_disk_that_refuses_is_no_fault(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept then, and nothing half-written stays."""

    def refuse(*_arguments: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    cache.keep("kind", ["one"], VALUE)
    monkeypatch.setattr(Path, "replace", refuse)
    cache.keep("kind", ["two"], VALUE)
    assert len(entries(cache)) == 1


@pytest.mark.parametrize("said", ["", "off"])
def test_it_can_be_switched_off(said: str) -> None:
    """By the environment; nothing is then looked at."""
    assert cache_folder({"ROADMAP_CACHE": said}) is None
    cache = Cache(None)
    cache.keep("kind", ["one"], VALUE)
    assert cache.recall("kind", ["one"]) is None
    assert cache.refusal is Refusal.OFF
