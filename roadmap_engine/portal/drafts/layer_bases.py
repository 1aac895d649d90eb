"""What the draft of a layer stands on, and what that lets it do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from roadmap_engine.load import Loaded, load_text
from roadmap_engine.model import Assembly, RoadmapText
from roadmap_engine.model.granting import Granted, LockStart, Permit
from roadmap_engine.model.permissions import Allowance
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.plans import shipped_library
from roadmap_engine.portal.drafts.keeping import read
from roadmap_engine.portal.drafts.laying import lay_out
from roadmap_engine.portal.drafts.models import RoadmapDraft
from roadmap_engine.portal.drafts.reading import DraftText, Inherited, read_draft
from roadmap_engine.portal.speech import gettext as _

__all__ = ["Base", "Scope", "load_layer", "open_base", "read_over"]


@dataclass(frozen=True, slots=True)
class Base:
    """What a layer stands on.

    Attributes:
        texts: it, and what it stands on itself, base first.
        assembly: what they come to.
        issuers: who says what each of them says, by its id.
    """

    texts: tuple[Loaded[RoadmapText], ...]
    assembly: Assembly
    issuers: Mapping[str, str]

    def read(self, draft: RoadmapDraft) -> DraftText:
        """Take the text of the layer apart, with the roles and documents that it inherits."""
        roadmap = self.assembly.roadmap
        inherited: Inherited = {
            "roles": {name: each.title for name, each in roadmap.roles.items()},
            "outputs": {name: each.title for name, each in roadmap.outputs.items()},
            "events": {
                name: {"title": each.title, "phrases": list(each.phrases)}
                for name, each in roadmap.events.items()
            },
            "stages": {each.id: each.title for each in roadmap.stages},
            "measures": {each.id: each.title for each in roadmap.measures()},
            "about": {"school_year": str(roadmap.school_year or "")},
        }
        return read_draft(draft.text, f"{draft.name}.yaml", inherited)

    def ids(self) -> frozenset[str]:
        """Give the ids of all measures and stages above."""
        roadmap = self.assembly.roadmap
        return frozenset({*(each.id for each in roadmap.measures()), *(each.id for each in roadmap.stages)})

    def has_stage(self, name: str) -> bool:
        """Tell whether a stage of this id stands above."""
        return any(each.id == name for each in self.assembly.roadmap.stages)


def open_base(draft: RoadmapDraft) -> Base | None:
    """Read what a layer stands on; None where that is not published here or cannot be read, or it is none."""
    if not read(draft).is_layer:
        return None
    with lay_out(draft) as laid:
        chain = shipped_library().load_chain(str(laid.text))
        texts = tuple(each for each in chain.texts if each.file != str(laid.text))
    if not texts or not chain.complete or any(each.value is None for each in texts):
        return None
    assembly, _problems = assemble(texts)
    if assembly is None:
        return None
    issuers = {layer.id: layer.issuer or layer.id for layer in assembly.layers}
    return Base(texts, assembly, issuers)


@dataclass(frozen=True, slots=True)
class Scope:
    """A layer over its base, and the day it counts as of; one of no day is of all days to come, too."""

    draft: DraftText
    base: Base
    day: dt.date | None

    @classmethod
    def of(cls, draft: DraftText, base: Base) -> Scope:
        """Read the day of a layer."""
        loaded = load_layer(draft.text)
        return cls(draft, base, loaded.value.dated_on if loaded.value is not None else None)

    def meet(self, thing: str, name: str) -> tuple[Permit, Allowance | None]:
        """Give what the layer may do with a value, and who says so."""
        allowance = self.base.assembly.allowances.get((thing, name))
        if allowance is None:
            return Permit.FREE, None
        lock = LockStart.parse(allowance.locked_from) if allowance.locked_from is not None else None
        return Granted(allowance.permit, lock).on(self.day), allowance

    def forbid(self, thing: str, name: str) -> str:
        """Say why a layer may not do something; nothing where it may."""
        permit, allowance = self.meet(thing, name)
        if allowance is None or permit is not Permit.LOCKED:
            return ""
        who = self.base.issuers.get(allowance.locked_by or allowance.layer, allowance.layer)
        return _("Менять нельзя: так решил издатель «{issuer}».").format(issuer=who)

    def limit(self, thing: str, name: str) -> str:
        """Say what is allowed of a field, where that is not all."""
        permit, allowance = self.meet(thing, name)
        if allowance is None or permit not in (Permit.EARLIER, Permit.ADDED):
            return ""
        who = self.base.issuers.get(allowance.layer, allowance.layer)
        if permit is Permit.EARLIER:
            return _("Только раньше, чем в карте: так решил издатель «{issuer}».").format(issuer=who)
        return _("Только дополнить, ничего не убирая: так решил издатель «{issuer}».").format(issuer=who)


def load_layer(text: str) -> Loaded[RoadmapText]:
    """Read the text of a layer, as far as it can be read."""
    loaded: Loaded[RoadmapText] = load_text(text.encode("utf-8", errors="replace"), "layer.yaml", "roadmap")
    return loaded


def read_over(draft: RoadmapDraft, base: Base | None) -> DraftText:
    """Take the text of a draft apart; of a layer, with the roles and documents that it inherits."""
    return base.read(draft) if base is not None else read(draft)
