"""The least that a portal could do when somebody records something: a line with fsync, a row in its index.

The same stack as the portal (waitress, Django, sessions, the mark of a form, SQLite), so that what the portal
itself adds shows. `benchmarks/portal.py` runs it as a process of its own:

    python -m benchmarks.empty_view WORKSPACE
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path

from roadmap_engine.portal.options import PortalOptions
from roadmap_engine.portal.starting import Started, start

__all__ = ["main"]

_TURN = threading.Lock()


def main(workspace: Path) -> int:
    """Serve the view at «/empty/» until a signal says to stop."""
    options = PortalOptions(workspace, port=0, database=os.environ.get("DATABASE_URL", ""))
    with start(options) as started:
        if not isinstance(started, Started):
            return 1
        _serve(started)
    return 0


def _serve(started: Started) -> None:
    from django.contrib.auth.decorators import login_required
    from django.http import HttpRequest, HttpResponse
    from django.middleware.csrf import get_token
    from django.shortcuts import redirect
    from django.urls import path

    from roadmap_engine.portal import urls
    from roadmap_engine.portal.accounts.acts import Act, keep_act
    from roadmap_engine.portal.logs import set_up_logs
    from roadmap_engine.portal.serving import serve

    set_up_logs("warning", as_json=False)
    log = os.open(started.options.workspace / "empty.jsonl", os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)

    @login_required
    def empty(request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            line = json.dumps({"note": request.POST.get("note", "")}) + "\n"
            with _TURN:
                os.write(log, line.encode())
                os.fsync(log)
            keep_act("nobody", Act.RECORDED)
            return redirect(request.path)
        mark = f'<input type="hidden" name="csrfmiddlewaretoken" value="{get_token(request)}">'
        return HttpResponse(f'{mark}<input name="saw" value=""><input name="time" value="1">')

    urls.urlpatterns.append(path("empty/", empty))
    serve(started, lambda address: print(f"{address}/", flush=True))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
