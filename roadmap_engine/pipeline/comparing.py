"""Two things that a plan can be seen in → what is different between them.

A thing is a published roadmap, by name, by path, in a bundle or in a source of bundles; an adoption; or a
plan.json. A school's text beside a published one is seen as such a text too, with roles for people and gaps
for what only she fills in, so that what differs is what she changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.load import Chain, load_file
from roadmap_engine.load.plans import load_plan
from roadmap_engine.model import Assembly, Plan
from roadmap_engine.model.base import SLUG
from roadmap_engine.model.versions import version_key
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.difference_json import difference_to_json
from roadmap_engine.pipeline.labels import label_files
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.papers import draw_papers, draw_published_papers
from roadmap_engine.pipeline.pinning import bundle_library
from roadmap_engine.pipeline.plans import Published, read_adoption, read_roadmap
from roadmap_engine.pipeline.publishing import pin_roadmap
from roadmap_engine.pipeline.source_names import split_source
from roadmap_engine.planning.comparing.difference import (
    Difference,
    PaperChange,
    compare_plans,
)
from roadmap_engine.planning.comparing.order_difference import changed_points
from roadmap_engine.planning.drawing import draw_published

__all__ = ["Comparison", "compare", "compare_with_papers"]

_NAMED = re.compile(rf"{SLUG}(@[\d.]+)?")
_OTHER_KINDS = frozenset(("organisation", "procedure", "terms", "contacts"))


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two things.

    Attributes:
        plan: as it is.
        text: the same as a published text; of a plan.json there is none.
        assembly: what the plan was drawn from; of a plan.json there is none.
        published: the texts that it stands on, without a school's own.
        changes: what its publisher says of each version.
    """

    plan: Plan
    text: Plan | None = None
    assembly: Assembly | None = None
    published: Chain | None = None
    changes: Mapping[str, str] = field(default_factory=frozendict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different.

    Attributes:
        old, new: roadmap and version of each.
        points: of the older plan's order, that say something else now; none before there is an order.
        said: what the publisher says of the versions after the older one up to the newer, the oldest first.
    """

    difference: Difference
    old: str
    new: str
    points: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=frozendict)

    def to_json(self) -> dict[str, object]:
        """Give the answer of `roadmap diff --json`."""
        return {
            "old": self.old,
            "new": self.new,
            "publisher": dict(self.said),
            **difference_to_json(self.difference, self.points),
        }


def compare(old: str | Plan, new: str | Plan) -> Outcome[Comparison]:
    """Compare two things, whatever each of them is.

    Args:
        old: a plan, or a roadmap's name, a path, «SOURCE#ID@VERSION».
        new: as `old`.
    """
    read = [_open_side(old), _open_side(new)]
    problems = tuple(dict.fromkeys(problem for each in read for problem in each.problems))
    sources = {name: text for each in read for name, text in each.sources.items()}
    before, after = (each.value for each in read)
    if before is None or after is None:
        return Outcome(None, problems, sources)
    one, two = before.plan, after.plan
    unlike = (one.organisation is None) != (two.organisation is None)
    if unlike:
        one, two = before.text or one, after.text or two
    comparison = Comparison(
        _compare_permissions(compare_with_papers(one, two), (before, one), (after, two), unlike=unlike),
        _name(before.plan),
        _name(after.plan),
        changed_points(one, two) if _is_signed(one) or _is_signed(two) else (),
        _said_between(before.plan, after),
    )
    return Outcome(comparison, problems, sources)


def _compare_permissions(
    difference: Difference, old: tuple[_Side, Plan], new: tuple[_Side, Plan], *, unlike: bool
) -> Difference:
    """Add what levels below may do otherwise; a school beside a text is asked what its text lets it do."""
    (before, one), (after, two) = old, new
    earlier, later = (_published(each) if unlike else each.assembly for each in (before, after))
    if earlier is None or later is None:
        return difference
    return difference.with_permissions(one, two, earlier, later)


def _published(side: _Side) -> Assembly | None:
    return assemble(side.published.texts)[0] if side.published is not None else side.assembly


def _is_signed(plan: Plan) -> bool:
    """Tell whether there is an order with a number, which a reader could look into."""
    return plan.order is not None and plan.order.number is not None


def _name(plan: Plan) -> str:
    return f"{plan.roadmap.id}@{plan.roadmap.version}"


def _said_between(old: Plan, new: _Side) -> Mapping[str, str]:
    """Give what the publisher says of the versions that lie between."""
    if old.roadmap.id != new.plan.roadmap.id:
        return frozendict()
    first, last = version_key(old.roadmap.version), version_key(new.plan.roadmap.version)
    return frozendict(
        {
            version: words
            for version, words in sorted(new.changes.items(), key=lambda entry: version_key(entry[0]))
            if first < version_key(version) <= last
        }
    )


def _open_side(name: str | Plan) -> Outcome[_Side]:
    if isinstance(name, Plan):
        return Outcome(_Side(name))
    path = Path(name)
    if path.is_file() and path.suffix == ".json" and path.name != "index.json":
        return _open_plan(path)
    kind = load_file(path).kind if path.is_file() and path.suffix != ".zip" else None
    if kind == "adoption":
        return _open_adoption(path)
    if kind in _OTHER_KINDS or not (path.exists() or _NAMED.fullmatch(name) or _is_source(name)):
        return Outcome(None, (Problem.of("RM843", name=name),))
    return _open_source(name) if path.is_dir() or _is_source(name) else _open_text(name)


def _is_source(name: str) -> bool:
    return "#" in name or "://" in name


def _open_plan(path: Path) -> Outcome[_Side]:
    loaded = load_plan(path)
    value = None if loaded.value is None else _Side(loaded.value)
    sources = {loaded.file: loaded.text} if loaded.text is not None else {}
    return Outcome(value, loaded.problems, sources)


def _open_adoption(path: Path) -> Outcome[_Side]:
    """Take an adoption as a school's plan, and as the text that its own changes make of the roadmap."""
    made = read_adoption(path)
    if made.value is None or has_errors(made.problems):
        return Outcome(None, made.problems, made.sources)
    text, _ = draw_published(made.value.assembly, labels=label_files(made.sources, path.parent))
    changes = made.value.chain.texts[-1].value
    said = changes.changes if changes else frozendict()
    side = _Side(made.value.plan, text, made.value.assembly, made.value.chain, said)
    return Outcome(side, made.problems, made.sources)


def _open_text(name: str) -> Outcome[_Side]:
    read = read_roadmap(name)
    if read.value is None or has_errors(read.problems):
        return Outcome(None, read.problems, read.sources)
    changes = read.value.chain.texts[-1].value
    return _text_side(read.value.assembly, changes.changes if changes else frozendict(), read)


def _open_source(name: str) -> Outcome[_Side]:
    """Take one version out of a folder of bundles, an index or a web host."""
    source, roadmap, version = split_source(name)
    pinned = pin_roadmap(source, roadmap, version)
    if pinned.value is None:
        return Outcome(None, pinned.problems, pinned.sources)
    bundle = pinned.value.bundle
    read = read_roadmap(pinned.value.name, bundle_library(bundle, Path()))
    if read.value is None:
        return Outcome(None, read.problems, read.sources)
    return _text_side(read.value.assembly, bundle.manifest.changes, read)


def _text_side(assembly: Assembly, changes: Mapping[str, str], read: Outcome[object]) -> Outcome[_Side]:
    plan, _ = draw_published(assembly, labels=label_files(read.sources, None))
    return Outcome(_Side(plan, plan, assembly, None, changes), read.problems, read.sources)


def compare_with_papers(old: Plan, new: Plan) -> Difference:
    """Find what changed for whom, and in which papers: both sets are drawn and laid side by side.

    Papers of one kind of plan only can be compared.
    """
    difference = compare_plans(old, new)
    if (old.organisation is None) != (new.organisation is None):
        return difference
    before, after = _draw(old), _draw(new)
    if before is None or after is None:
        # What a paper cannot be drawn for is told where it is drawn.
        return difference
    return difference.with_papers(_compare(before, after))


def _draw(plan: Plan) -> Mapping[str, bytes] | None:
    if plan.organisation is None:
        return draw_published_papers(Published(plan)).value
    return draw_papers(plan).value


def _compare(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[PaperChange]:
    changes = [
        PaperChange(name, "changed" if name in before else "added")
        for name, content in after.items()
        if before.get(name) != content
    ]
    return [*changes, *(PaperChange(name, "removed") for name in before if name not in after)]
