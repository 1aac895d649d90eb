"""From one YAML roadmap to a school's papers.

>>> import roadmap_engine
>>> roadmap_engine.explain("до 1 октября", year="2026/2027").or_raise().schedule.occurrences[0].due
datetime.date(2026, 10, 1)

What stands here is what `docs/api.md` shows, and is stable by Semantic Versioning; what lies below may change
in any version. A name is brought in when it is first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
"""As type checkers know it; `typing` would cost a third of starting Python."""

if TYPE_CHECKING:
    from roadmap_engine.api.names import decline
    from roadmap_engine.api.papers import build, print_roadmap
    from roadmap_engine.api.phrases import explain
    from roadmap_engine.api.plans import adopt, check
    from roadmap_engine.api.tables import import_table
    from roadmap_engine.api.versions import diff, publish, update
    from roadmap_engine.diagnostics import Problem
    from roadmap_engine.diagnostics.errors import InvalidRoadmap, RenderError
    from roadmap_engine.model import Plan
    from roadmap_engine.pipeline.outcome import Outcome
    from roadmap_engine.version import __version__

__all__ = [
    "InvalidRoadmap",
    "Outcome",
    "Plan",
    "Problem",
    "RenderError",
    "__version__",
    "adopt",
    "build",
    "check",
    "decline",
    "diff",
    "explain",
    "import_table",
    "print_roadmap",
    "publish",
    "update",
]

_HOMES = {
    "api.names": ("decline",),
    "api.papers": ("build", "print_roadmap"),
    "api.phrases": ("explain",),
    "api.plans": ("adopt", "check"),
    "api.tables": ("import_table",),
    "api.versions": ("diff", "publish", "update"),
    "diagnostics": ("Problem",),
    "diagnostics.errors": ("InvalidRoadmap", "RenderError"),
    "model": ("Plan",),
    "pipeline.outcome": ("Outcome",),
    "version": ("__version__",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

if not TYPE_CHECKING:
    # A type checker that saw it would take any name for one of ours.

    def __getattr__(name: str) -> object:
        """Bring in a name when it is first used."""
        if name not in _HOME_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """Give what is offered, for editors and consoles."""
    return sorted({*globals(), *__all__})
