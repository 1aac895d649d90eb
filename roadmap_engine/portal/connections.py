"""How the server treats a connection: whoever is told «not modified» asks the next thing on the same one."""

from __future__ import annotations

from waitress.channel import HTTPChannel
from waitress.task import WSGITask

__all__ = ["Channel"]


class _Task(WSGITask):
    """Answers one request."""

    def set_close_on_finish(self) -> None:
        """Close the connection after the answer, unless that has no body by its status alone.

        RFC 9112, 6.3: such an answer ends with its headers; waitress closes because no length is told.
        """
        headers = getattr(self.request, "headers", {})
        asked = headers.get("CONNECTION", "").lower() == "close"
        if asked or self.has_body or self.version != "1.1":
            super().set_close_on_finish()


class Channel(HTTPChannel):
    """A connection."""

    task_class = _Task
