"""`roadmap new roadmap` and `roadmap new overlay`: the first text of an author."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

from roadmap_engine.cli.asking import Interview, UnansweredError
from roadmap_engine.cli.dialogues.roadmap import ask_overlay, ask_roadmap
from roadmap_engine.cli.making.choosing import choose_roadmap
from roadmap_engine.cli.new_texts import Draft, Run, quote
from roadmap_engine.load.roadmap_texts import write_overlay, write_roadmap
from roadmap_engine.pipeline.creating import known_things, offer_roadmaps, read_base
from roadmap_engine.planning.drawing.gaps import gap_values

__all__ = ["make_overlay", "make_roadmap"]


def make_roadmap(run: Run, interview: Interview, output: Path | None) -> Draft | None:
    """Ask for what an author can name of a new roadmap."""
    text = ask_roadmap(interview, known_things())
    if text is None:
        return None
    path = output or Path(f"{text.roadmap}.yaml")
    reference, files = run.schema("roadmap", path)
    written = write_roadmap(text, schema=reference)
    return Draft({**files, path: written.encode()}, _next_steps(path))


def make_overlay(run: Run, interview: Interview, output: Path | None) -> Draft | None:
    """Ask which roadmap a layer stands over, and what the layer says of itself."""
    folder = output.parent if output else Path()
    words = _("Over which roadmap does the layer stand?")
    name = choose_roadmap(interview, "extends", words, offer_roadmaps(folder))
    read = read_base(name, folder)
    run.problems += read.problems
    run.sources |= read.sources
    if read.value is None:
        raise UnansweredError
    roadmap = read.value.roadmap
    # Any later version that keeps the meaning of ids will do: the leading number says which.
    extends = f"{roadmap.id}@{roadmap.version.partition('.')[0]}"
    text = ask_overlay(interview, roadmap, extends)
    if text is None:
        return None
    path = output or Path(f"{text.roadmap}.yaml")
    reference, files = run.schema("roadmap", path)
    written = write_overlay(text, read.value, schema=reference, words=gap_values(roadmap))
    return Draft({**files, path: written.encode()}, _next_steps(path))


def _next_steps(path: Path) -> tuple[str, ...]:
    return (
        _("Next: write on in {file}").format(file=path),
        f"roadmap check {quote(path)}",
        f"roadmap print {quote(path)} -o printed",
    )
