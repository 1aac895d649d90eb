"""Adoptions, addresses and settings → the letters of a run; nothing is sent, and nothing written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.documents.letters import LetterWords, draw_letter, draw_message
from roadmap_engine.load.histories import history_path, load_history
from roadmap_engine.load.letters import load_settings
from roadmap_engine.model import CalendarHistory, Plan
from roadmap_engine.model.contacts import split_address
from roadmap_engine.model.digest import Digest
from roadmap_engine.model.letter_settings import LetterSettings, RemindSettings
from roadmap_engine.pipeline.drift import find_adoptions
from roadmap_engine.pipeline.letter_addresses import Addressed, Addressing, RemindRun
from roadmap_engine.pipeline.letter_log import OutgoingLetter, last_entry
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.pipeline.reading import Findings, Shared
from roadmap_engine.pipeline.tracking import Tracked
from roadmap_engine.storage.roots import Root
from roadmap_engine.tracking.digests import draw_digests

__all__ = ["Outbox", "read_letters"]


@dataclass(frozen=True, slots=True)
class Outbox:
    """Letters that are sent under the same settings; none where they are only to be looked at."""

    settings: LetterSettings | None
    letters: tuple[OutgoingLetter, ...]


def read_letters(
    run: RemindRun, today_of: Callable[[Plan], dt.date], language: Language = "ru"
) -> Outcome[tuple[Outbox, ...]]:
    """Read everything and draw the letters; what is wrong with one plan keeps nobody of another waiting.

    Args:
        run: what is asked for.
        today_of: gives the day it is for a plan's organisation.
        language: in which plans explain themselves; letters are Russian.

    Returns:
        The letters by their settings, and what is wrong with texts, addresses and settings: of a plan only
        its errors, since it is no run's business to repeat what `check` tells.
    """
    reading = Findings()
    shared, addressing = Shared(), Addressing(run, reading)
    addressed: list[Addressed] = []
    for path, root in _find_plans(run.paths, reading):
        outcome = read_adoption(path, root=root, language=language, shared=shared)
        reading.sources |= outcome.sources
        reading.problems += [each for each in outcome.problems if each.severity is Severity.ERROR]
        read = outcome.value
        if read is not None and outcome.ok:
            board = read.see_on(today_of(read.plan))
            addressed.append(addressing.address(Tracked(path, read, board)))
    reading.problems += _find_unknown_posts(run, addressed)
    outboxes = [
        _open_outbox(path, [each for each in addressed if each.settings == path], run, reading)
        for path in dict.fromkeys(each.settings for each in addressed)
    ]
    return reading.outcome(tuple(each for each in outboxes if each is not None))


def _find_plans(paths: Iterable[Path], reading: Findings) -> tuple[tuple[Path, Root | None], ...]:
    """Find the adoptions, each once, in the order of their paths: every run takes logs in the same order."""
    found: dict[Path, tuple[Path, Root | None]] = {}
    for path in paths:
        under = find_adoptions(path) if path.is_dir() else ((path, None),)
        if not under:
            reading.problems.append(Problem.of("RM849", folder=path))
        for each, root in under:
            found.setdefault(each.resolve(), (each, root))
    return tuple(found[each] for each in sorted(found))


def _find_unknown_posts(run: RemindRun, addressed: Iterable[Addressed]) -> Iterable[Problem]:
    """Tell of posts that are asked for and that no plan has."""
    known = {key for each in addressed for key in each.tracked.read.organisation.people}
    for post in sorted(set(run.only) - known):
        near = near_names(post, known) or list_names(sorted(known))
        yield Problem.of("RM798", post=post, near=near)


def _open_outbox(
    path: Path | None, addressed: Sequence[Addressed], run: RemindRun, reading: Findings
) -> Outbox | None:
    """Draw the letters of plans under the same settings; None where these cannot be used."""
    settings = None
    if path is not None:
        loaded = load_settings(path)
        reading.take(loaded)
        settings = loaded.value
    if settings is None and (path is not None or run.sends):
        return None
    remind = settings.remind if settings is not None else RemindSettings()
    digests, told = draw_digests([each.followed for each in addressed], remind.ahead)
    if run.only:
        digests = tuple(each for each in digests if set(run.only) & set(each.people.values()))
    posts = {post for each in digests for post in each.people.values()}
    # Whoever is not asked for, or is only shown, needs no address.
    needless = {"RM779"} if not run.sends else set[str]()
    reading.problems += [
        each
        for each in told
        if each.code not in needless and (each.code != "RM779" or each.words["post"] in posts)
    ]
    words = LetterWords(_say_unsubscribe(settings), remind.link)
    return Outbox(settings, tuple(_draw(digest, words, addressed) for digest in digests))


def _draw(digest: Digest, words: LetterWords, addressed: Sequence[Addressed]) -> OutgoingLetter:
    about = [each for each in addressed if each.followed.name in digest.people]
    histories: dict[str, CalendarHistory] = {}
    for each in about:
        copies, _problems = load_history(history_path(each.tracked.path))
        if len(copies) == 1 and copies[0].revisions:
            histories[each.followed.name] = copies[0]
    last = {
        each.followed.name: entry
        for each in about
        if (entry := last_entry(each.tracked.board, digest.id)) is not None
    }
    place = next((found for each in about if (found := each.place(digest)) is not None), None)
    message = draw_message(digest, words.link)
    tracked = tuple(each.tracked for each in about)
    drawn = draw_letter(digest, words, histories)
    return OutgoingLetter(digest, drawn, message, words.unsubscribe, tracked, place, last)


def _say_unsubscribe(settings: LetterSettings | None) -> str | None:
    """Give the address that ends letters: what the settings say, or an answer to whoever sends them."""
    if settings is None or settings.remind.unsubscribe is not None:
        return settings.remind.unsubscribe if settings is not None else None
    _name, address = settings.mail.reply_parts or settings.mail.sender_parts
    return f"mailto:{'@'.join(split_address(address))}?subject={quote('Отписаться')}"
