"""A few words to one person → a letter, sent as a job: no request waits for a mail server."""

from __future__ import annotations

import json

from django.conf import settings

from roadmap_engine.desk.mailing import MailFailure, MailServer, find_password, write_note
from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.letters.notes import Note
from roadmap_engine.load.letters import load_settings
from roadmap_engine.model.letter_settings import LetterSettings
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.jobs.kinds import Kind
from roadmap_engine.portal.jobs.models import Job
from roadmap_engine.portal.jobs.results import Asked, Progress, Result
from roadmap_engine.portal.jobs.starting import queue_job
from roadmap_engine.storage.opening import read_file

__all__ = ["is_on", "post_note", "read_mail", "send_note", "tell_failure"]

_NOTE = "note"
_LARGEST = 100_000


def is_on() -> bool:
    """Tell whether mail was switched on."""
    return settings.PORTAL.mail is not None


def read_mail() -> LetterSettings | None:
    """Give how mail is sent; None where it is off, or its settings cannot be read any more."""
    return load_settings(settings.PORTAL.mail).value if is_on() else None


def post_note(to: str, said: Note, *, owner: Account | None = None) -> Job:
    """Let a few words be sent.

    Args:
        to: the address; it is kept in a file of the job, and only until somebody takes the letter.
        said: what it says.
        owner: who may see what became of it.
    """
    note = json.dumps({"to": to, "subject": said.subject, "text": said.text}, ensure_ascii=False)
    return queue_job(Kind.NOTE, {_NOTE: note.encode()}, owner=owner)


def send_note(asked: Asked, _progress: Progress) -> Outcome[Result]:
    """Send what a job has to be sent; it goes out once or not at all."""
    file, known = asked.files.get(_NOTE), read_mail()
    if file is None:
        return Outcome(None, (Problem.of("RM992"),))
    note = json.loads(read_file(file, _LARGEST))
    file.unlink()
    if known is None:
        return Outcome(None, (Problem.of("RM994", answer="–"),))
    mail, password = known.mail, find_password(known.mail)
    if isinstance(password, Problem):
        return Outcome(None, (password,))
    server = MailServer(mail, password)
    name, now = file.parent.parent.name, settings.PORTAL.clock()
    message = write_note(note["to"], note["subject"], note["text"], name, mail, now)
    try:
        server.connect()
        delivery = server.send(note["to"], message)
    except MailFailure as failed:
        return Outcome(None, (tell_failure(failed, known),))
    finally:
        server.close()
    if delivery.fate != "sent":
        return Outcome(None, (Problem.of("RM994", answer=delivery.answer),))
    return Outcome(Result())


def tell_failure(failed: MailFailure, known: LetterSettings) -> Problem:
    """Say that the server cannot be talked to, or takes nothing from here."""
    host, port = known.mail.host, known.mail.known_port
    if failed.silent:
        return Problem.of("RM792", host=host, port=port, reason=failed.reason)
    return Problem.of("RM793", host=host, port=port, answer=failed.reason)
