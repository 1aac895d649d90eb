"""A portal that is ready → a server that answers until it is told to stop."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from waitress.server import create_server

from roadmap_engine.portal.application import make_application
from roadmap_engine.portal.connections import Channel
from roadmap_engine.portal.feeds.keeping import drop_unused
from roadmap_engine.portal.feeds.using import write_uses
from roadmap_engine.portal.jobs.places import sweep_jobs
from roadmap_engine.portal.jobs.running import Worker
from roadmap_engine.portal.mail.days import sweep_written
from roadmap_engine.portal.mail.holding import sweep_held
from roadmap_engine.portal.plans.sweeping import Sweeper
from roadmap_engine.portal.starting import Started

__all__ = ["serve"]

_LOG = logging.getLogger("roadmap_engine.portal")
_THREADS = 8
_CONNECTIONS = 1_000
_LARGEST_BODY = 210 * 1_048_576
"""Ten files of the largest size, and the form around them."""
_IDLE = 60


def serve(started: Started, tell: Callable[[str], None]) -> None:
    """Answer requests until a signal says to stop.

    Args:
        started: the portal.
        tell: is told the address once it answers there.
    """
    options = started.options
    proxied: dict[str, Any] = {}
    if options.proxy:
        headers = {"x-forwarded-for", "x-forwarded-proto"}
        proxied = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": headers}
    server: Any = create_server(
        make_application(options),
        host=options.host,
        port=options.port,
        threads=_THREADS,
        connection_limit=_CONNECTIONS,
        max_request_body_size=_LARGEST_BODY,
        channel_timeout=_IDLE,
        clear_untrusted_proxy_headers=True,
        ident=None,
        **proxied,
    )
    server.channel_class = Channel
    helpers: tuple[Sweeper | Worker, ...] = (
        Sweeper(also=(write_uses, drop_unused, sweep_jobs, sweep_held, sweep_written)),
        *Worker.list_all(),
    )

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, stop)
    host, port = server.effective_host, server.effective_port
    tell(f"http://{f'[{host}]' if ':' in host else host}:{port}")
    for each in helpers:
        each.start()
    try:
        server.run()
    finally:
        for each in helpers:
            each.stop()
        server.close()
