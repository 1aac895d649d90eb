"""What pages say of a new version of the roadmap, beside what those are told who keep the texts."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.on_pages.words import OnPage

__all__ = ["VERSIONS_ON_PAGES"]

VERSIONS_ON_PAGES: tuple[OnPage, ...] = (
    OnPage(
        "RM765",
        message="in version {version} there is nothing left of what this stood beside",
        remedy="decide where it stands",
    ),
    OnPage(
        "RM766",
        message="version {version} moves this into a stage that is taken out here",
        remedy="decide where it stands",
    ),
    OnPage(
        "RM820",
        message="here it is «{ours}», in version {version} «{theirs}»; before both it was «{base}»",
        remedy="decide which of the two holds",
    ),
    OnPage(
        "RM821",
        message="version {version} no longer has «{title}», and you have changed it: {ours}",
        remedy="keep it as your own measure, or let it go",
    ),
    OnPage(
        "RM822",
        message=(
            "you have added «{ours}», and version {version} brings another under the same name: «{theirs}»"
        ),
        remedy="keep both, or let yours go",
    ),
    OnPage(
        "RM823",
        message=(
            "version {version} says the same as a change of yours («{value}»), which is needed no longer"
        ),
    ),
    OnPage(
        "RM824",
        message=(
            "a change of yours repeated the former words of the roadmap («{value}»); those "
            "of version {version} are taken"
        ),
    ),
    OnPage(
        "RM825",
        message=(
            "version {version} no longer has what a measure of yours stood beside; it has got another place"
        ),
        remedy="check where it stands in the plan",
    ),
    OnPage(
        "RM826",
        message=("version {version} no longer asks something that you have answered; the answer is kept"),
    ),
    OnPage("RM827", remedy="answer when you know it"),
    OnPage(
        "RM828",
        message="version {version} no longer has something that others waited for",
        remedy="check their order in the plan",
    ),
    OnPage(
        "RM829",
        message=(
            "version {version} no longer describes something that a change of yours names; "
            "its description is kept with you"
        ),
    ),
    OnPage("RM830", message="version {version} changes something that is taken out here: {hidden}"),
    OnPage(
        "RM831",
        message="what is taken out here is made into something else by version {version}",
        remedy="take that out too, or accept it",
    ),
    OnPage(
        "RM832",
        message=(
            "in version {version} it is «{theirs}»; the measure was closed on {day} and stays as it was"
        ),
    ),
    OnPage(
        "RM833",
        message=(
            "version {version} no longer has a measure that was closed on {day}; it stays "
            "in the plan as it was"
        ),
    ),
    OnPage(
        "RM834",
        message=("version {version} divides something that you have answered for; each part has the answer"),
        remedy="check whether it is right for each",
    ),
)
