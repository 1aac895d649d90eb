"""A run of letters: each is written down in the logs before it goes, and what became of it after."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, assert_never

from roadmap_engine.desk.hand import Hand
from roadmap_engine.desk.mailing import Delivery, MailFailure, MailServer, find_password, write_message
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.model.letter_settings import MailSettings
from roadmap_engine.pipeline.letter_log import Fate, OutgoingLetter, begin_letter, note_letter, tell_fate
from roadmap_engine.pipeline.reminding import Outbox
from roadmap_engine.pipeline.tracking import Tracked
from roadmap_engine.storage.appending import append_lines
from roadmap_engine.storage.locking import hold_folder
from roadmap_engine.tracking.recording import Stamp

__all__ = ["PROGRAM", "Sending", "SentLetter"]

PROGRAM = "program"
"""Who records what no person does."""

Result = Literal["sent", "refused", "later", "unknown", "already", "not-sent", "no-address"]


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter and what became of it in this run."""

    letter: OutgoingLetter
    result: Result


@dataclass(slots=True)
class Sending:
    """Sends the letters of outboxes, one after the other.

    Attributes:
        hand: whose; by it logs say who sent, and when.
        again: whether to send anew what was refused, or begun and never ended.
        hold: holds a folder until the block ends, and tells why it could not be had.
        after: is called after each letter.
        letters: those it came to, with what became of them.
        problems: all that has to be told.
        unknown: whether something could not be known, as when a server was silent.
    """

    hand: Hand
    again: bool
    hold: Callable[[Path], AbstractContextManager[tuple[Problem, ...]]] = hold_folder
    after: Callable[[], None] = lambda: None
    letters: list[SentLetter] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: bool = False

    def send(self, outbox: Outbox) -> None:
        """Send the letters of an outbox; one that is refused keeps no other waiting."""
        if outbox.settings is None:
            return
        mail = outbox.settings.mail
        password = find_password(mail)
        if isinstance(password, Problem):
            self.problems.append(password)
            self._leave(outbox.letters)
            return
        server = MailServer(mail, password)
        left = list(outbox.letters)
        try:
            while left:
                self.letters.append(SentLetter(left[0], self._send_one(left[0], mail, server)))
                del left[0]
                self.after()
        except MailFailure as failed:
            host, port = mail.host, mail.known_port
            if failed.silent:
                self.unknown = True
                self.problems.append(Problem.of("RM792", host=host, port=port, reason=failed.reason))
            else:
                self.problems.append(Problem.of("RM793", host=host, port=port, answer=failed.reason))
            self._leave(each for each in left if each not in [one.letter for one in self.letters])
        finally:
            server.close()

    def _leave(self, letters: Iterable[OutgoingLetter]) -> None:
        self.letters += [SentLetter(each, "not-sent") for each in letters]

    def _send_one(self, letter: OutgoingLetter, mail: MailSettings, server: MailServer) -> Result:
        address = letter.digest.reader.address
        if not address:
            return "no-address"
        may, told = tell_fate(letter, again=self.again)
        self.problems += told
        if not may:
            return "not-sent" if told else "already"
        # Nothing is written down as begun before somebody is there to take it.
        server.connect()
        stopped = self._begin(letter)
        if stopped is not None:
            return stopped
        name = letter.digest.id
        message = write_message(letter.drawn, address, name, mail, self.hand.clock(), letter.unsubscribe)
        try:
            delivery = server.send(address, message)
        except MailFailure as failed:
            self._note(letter, Fate.LATER, failed.reason, letter.about)
            self.letters.append(SentLetter(letter, "later"))
            raise
        self._conclude(letter, delivery)
        return delivery.fate

    def _begin(self, letter: OutgoingLetter) -> Result | None:
        """Write into the log of each plan that a letter is being sent; give why it is not to be, if so."""
        for place, tracked in enumerate(letter.about):
            stopped = self._begin_in(letter, tracked)
            if stopped is not None:
                # It was not begun after all; no run has to ask anybody whether it arrived.
                self._note(letter, Fate.LATER, None, letter.about[:place])
                return stopped
        return None

    def _begin_in(self, letter: OutgoingLetter, tracked: Tracked) -> Result | None:
        with self.hold(tracked.path.parent) as refused:
            self.problems += refused
            if refused:
                return "not-sent"
            begun = begin_letter(letter, tracked, self._stamp())
            if begun.met is not None:
                _may, told = tell_fate(letter, begun.met, again=False)
                self.problems += told
                return "not-sent" if told else "already"
            unwritten = append_lines(tracked.log_path, begun.lines)
            self.problems += unwritten
            return "not-sent" if has_errors(unwritten) else None

    def _conclude(self, letter: OutgoingLetter, delivery: Delivery) -> None:
        """Write into the log of each plan what became of a letter; what nobody knows stays begun."""
        address, answer = letter.shown_address, delivery.answer
        match delivery.fate:
            case "sent":
                self._note(letter, Fate.SENT, None, letter.about)
            case "refused":
                told = Problem.of("RM789", location=letter.address_at, address=address, answer=answer)
                self.problems.append(told)
                self._note(letter, Fate.REFUSED, answer, letter.about)
            case "later":
                self.unknown = True
                self.problems.append(Problem.of("RM790", address=address, answer=answer))
                self._note(letter, Fate.LATER, answer, letter.about)
            case "unknown":
                self.unknown = True
                self.problems.append(Problem.of("RM791", address=address, day=letter.digest.today))
            case _:
                assert_never(delivery.fate)

    def _note(self, letter: OutgoingLetter, fate: Fate, note: str | None, about: Iterable[Tracked]) -> None:
        for tracked in about:
            with self.hold(tracked.path.parent) as refused:
                self.problems += refused
                if not refused:
                    line = note_letter(letter, tracked, fate, note, self._stamp())
                    self.problems += append_lines(tracked.log_path, line)

    def _stamp(self) -> Stamp:
        return self.hand.stamp()
