"""RM82x, RM83x: taking a newer version."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["UPDATING_CODES"]

UPDATING_CODES: tuple[Code, ...] = (
    Code(
        "RM820",
        "update-conflict",
        "{key}: here «{ours}», in version {version} «{theirs}»; before both it was «{base}»",
        "decide: {choices}",
    ),
    Code(
        "RM821",
        "updated-measure-gone",
        "version {version} has no «{key}» («{title}»), and here it is changed: «{ours}»",
        "keep it as a measure of your own: --take {key}=ours\nor let it go: --take {key}=theirs",
    ),
    Code(
        "RM822",
        "added-id-taken",
        "«{key}» is added here («{ours}»), and version {version} brings another of that id: «{theirs}»",
        "keep both, yours under the id «{fresh}»: --take {key}=ours\nor let yours go: --take {key}=theirs",
    ),
    Code(
        "RM823",
        "change-no-longer-needed",
        "{key}: version {version} says the same as the change here («{value}»), which is taken out",
        "",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM824",
        "change-was-none",
        "{key}: the change here said what the roadmap said anyway («{value}»); version {version} is taken",
        "",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM825",
        "addition-moved",
        "version {version} has no «{name}», after which the addition stood; it stands after «{now}» now",
        "check its place in the plan",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM826",
        "answer-without-question",
        "version {version} does not ask for «{name}»; the answer stays in the text as a comment",
        "",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM827",
        "question-without-answer",
        "version {version} asks: «{title}»",
        "answer in the adoption when you know it: {where}",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM828",
        "need-gone",
        "version {version} has no «{name}», so nothing waits for it any more",
        "name another under after: if something must come first",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM829",
        "definition-taken-over",
        "{thing}: version {version} does not define it any more, and a change here names it; "
        "its definition goes into the adoption, under defines",
        "",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM830",
        "removed-measure-changed",
        "«{name}» is taken out here, so what version {version} changes of it is not seen: {hidden}",
        "take it off the list under remove: if you want it back",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM831",
        "removed-measure-merged",
        "«{name}» is taken out here, and in version {version} «{key}» is made of it and of {others}",
        "leave «{key}» out as well: --take {key}=ours\nor have it: --take {key}=theirs",
    ),
    Code(
        "RM832",
        "settled-measure-changed",
        "{key}: version {version} says «{theirs}»; the measure was settled on {day} and stays as it was",
        "",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM833",
        "settled-measure-gone",
        "version {version} has no «{key}»; it was settled on {day} and stays in the plan as it was",
        "its place in the version have: {theirs}",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM834",
        "answer-for-several",
        "«{name}» is several in version {version}: {parts}; the answer here goes to each",
        "check whether it holds for each of them",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM835",
        "adoption-not-editable",
        "{file} is laid out in a way that it cannot be edited without changing the rest; it stays as it is",
        "lay out what stands on one line one under another, then update again",
    ),
    Code(
        "RM836",
        "version-not-newer",
        "{name} stands on version {current}, and «{wanted}» is not above it",
        "take one of the newer versions: {known}",
    ),
    Code(
        "RM837",
        "text-changed-meanwhile",
        "{file} was changed while the program worked: line {line} was «{was}» and is «{now}» now; "
        "the program would have put «{ours}» on line {place}",
        "the file stays as it stands; save it and repeat the command, and both are in it",
    ),
    Code(
        "RM838",
        "decision-without-conflict",
        "--take {key}: nothing of that name is to be decided",
        "perhaps {near} was meant",
    ),
    Code(
        "RM839",
        "column-gone",
        "version {version} has no column «{column}» any more; the cell {key}, «{value}», "
        "stays in the text as a comment",
        "describe a column of your own in a layer of yours, if you need it",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM750",
        "settled-opens-lock",
        "{key}: version {version} said «{then}», and «{kept}» is kept; nobody may change that",
        "let it be as the version said it, or delete the entry: the next update writes what has to be kept",
    ),
    Code(
        "RM751",
        "settled-altered",
        "{key}: version {version} said «{then}», and «{kept}» is kept: a change of the school's own",
        "write it under «replace» if it is meant",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM752",
        "settled-unverified",
        "what is kept of «{name}» cannot be compared with version {version}, which is not at hand",
        "put {file} beside the adoption, and it is compared",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM753",
        "version-between-unseen",
        "{name} could not be read: what it renamed looks as if version {version} had taken it out",
        "get that version from «{file}», or look through what is said to be gone",
        severity=Severity.WARNING,
    ),
    Code(
        "RM757",
        "settled-as-allowed-then",
        "{key}: «{value}» is as version {version} allowed it; version {now} does not",
        "nothing has to be done: what is settled stays as it was",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM758",
        "settled-never-allowed",
        "{key}: neither version {version} nor {now} lets a school say «{value}»",
        "take the change out of the adoption, or the as_of that does not belong there",
    ),
    Code(
        "RM754",
        "ids-dropped",
        "version {version} has {names} of {before} no more («{kind}»), and no «was:» says what became "
        "of them",
        "if they are called otherwise, merged or split, say so: «was: [<former id>]»; if they are gone, "
        "say it in «changes»",
        severity=Severity.WARNING,
    ),
    Code(
        "RM755",
        "id-means-another",
        "«{name}» has the title that «{other}» had in version {version}: schools' work on both would "
        "change places",
        "an id never changes its meaning: let each keep its own, and move the row instead",
        severity=Severity.WARNING,
    ),
    Code(
        "RM756",
        "patch-changes-sense",
        "{version} differs from {before} by its last number only, and {names} mean something else",
        "raise the second number: the last one is for slips of the pen, and whoever sees it reads nothing",
        severity=Severity.WARNING,
    ),
)
