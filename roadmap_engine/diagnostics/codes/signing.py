"""RM91x–RM93x: what was signed, and signing."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["SIGNING_CODES"]

_W, _N = Severity.WARNING, Severity.NOTICE

SIGNING_CODES: tuple[Code, ...] = (
    Code("RM909", "signed-of-another-name",
         "«{file}» is of the plan «{found}», which no text here is of; of «{plan}» nothing is signed",
         "if this is the same plan, give it its name back: `adoption: {found}`", severity=_W),
    Code("RM910", "signed-record-unreadable", "«{file}» is torn, or was written by something else: what it "
         "records is not known",
         "take the folder of this act from a copy; nothing is guessed from the papers beside it", lesser=_W),
    Code("RM911", "signed-record-missing", "«{folder}» has no {name}: which act its papers are is not known",
         "take the folder from a copy, or move it away if it is no act that was signed", lesser=_W),
    Code("RM912", "signed-file-changed",
         "«{file}» is not what was signed: it was changed or exchanged afterwards",
         "take the file from a copy; what is to be said otherwise needs an amending order", lesser=_W),
    Code("RM913", "signed-file-missing", "«{file}» is not there any more",
         "take the file from a copy", lesser=_W),
    Code("RM914", "signed-acts-fork",
         "{acts}: both follow the same act («{before}»), so it is not clear what is in force",
         "undo the signing of one of them: {names}", lesser=_W),
    Code("RM915", "signed-act-without-former",
         "{act} follows the act «{before}», which is not there or counts for nothing",
         "take the folder of the former act from a copy, or undo the signing of «{name}»", lesser=_W),
    Code("RM916", "signed-act-twice", "the act «{name}» is there twice: a folder was copied",
         "move one of the two folders away", lesser=_W),
    Code("RM917", "signed-act-out-of-place", "{act} cannot follow what was signed before it",
         "undo the signing of «{name}»: an order is amended or ended while it is in force, and one follows "
         "another only after that one has ended", lesser=_W),
    Code("RM918", "too-many-signed-acts", "«{folder}» holds {found} folders, and {limit} are read at most",
         "move away what is not a signed act of this school year", lesser=_W),
    Code("RM919", "papers-into-signed", "«{folder}» is the place of signed papers, and no others are written "
         "there",
         "name another folder with -o"),
    Code("RM920", "nothing-signed", "there is no order in force to be {what}",
         "sign the order first: `roadmap sign ADOPTION --papers DIR`"),
    Code("RM921", "signed-already", "{act} is in force: no second order approves the same plan",
         "draw an amending order with `roadmap amend`\nend the order with --revoke, and sign a new one "
         'afterwards\nif it was signed by mistake: `--undo {name} --reason "…"`'),
    Code("RM922", "signed-paper-missing", "«{file}» is not there, or is no file that can be read",
         "name the folder where `roadmap build` or `roadmap amend` has written\nan order under another name "
         "is named with --order"),
    Code("RM923", "signed-date-disagrees", "«{file}» is of {found}, and «{source}» says {said}",
         "find out the true date: correct the paper, the option, or order: in the adoption"),
    Code("RM924", "signed-number-disagrees",
         "«{file}» has the number «{found}», and «{source}» says «{said}»",
         "find out the true number: correct the paper, the option, or order: in the adoption"),
    Code("RM925", "signed-requisites-unknown",
         "{what} of «{file}» is not known: neither the paper nor the adoption says it",
         "give {options} as on the signed paper"),
    Code("RM926", "plan-moved-since", "since the papers were drawn the plan has changed: {what}",
         "build the papers anew and have those signed\nif these were signed all the same: --anyway; what has "
         "changed then needs an amending order"),
    Code("RM927", "signed-otherwise-than-drawn",
         "«{file}», {place}: «{signed}» was signed; drawn was «{drawn}»", severity=_N),
    Code("RM928", "papers-of-another-plan",
         "«{file}» is of the plan «{found}», and the adoption's is «{plan}»",
         "name the folder with the papers of this adoption"),
    Code("RM929", "drawn-from-another-state", "«{folder}»: the order was drawn to another state than the one "
         "that was signed last",
         "draw it anew with `roadmap amend` or --revoke"),
    Code("RM930", "signed-before-former",
         "the act of {date} cannot follow that of {before}, no. {number}: it is older",
         "check the dates; a wrong signing is undone with --undo"),
    Code("RM931", "amendment-needed",
         "{act} says something else than the plan of today, an amending order is needed: {what}",
         "draw it: `roadmap amend {adoption} -o DIR`", severity=_W),
    Code("RM932", "act-has-followers", "{act} cannot be undone before what rests on it: {later}",
         "undo that one first: {names}"),
    Code("RM933", "no-such-act", "no signed act is called «{name}»", "there are {known}"),
    Code("RM934", "adoption-names-another-order",
         "the adoption names the order of {said}, and signed is {act}",
         "correct order: in the adoption, or undo the signing if that was wrong", severity=_W),
    Code("RM935", "order-out-of-force",
         "{act} is out of force since {since}: the papers are a draft of a new order",
         "its date and number are printed when order: in the adoption says them", severity=_N),
    Code("RM936", "correction-restated",
         "{act}, {place} was corrected by hand before it was signed («{signed}»), and the amending order "
         "restates it in the program's words",
         "correct it in the amending order too, if it is to stay", severity=_N),
    Code("RM937", "no-order-under-plan", "«{file}» is no blank of an order of this plan",
         "name one as `roadmap build` has written it: {known}"),
    Code("RM938", "undone-already", "{act} was undone on {on} already: «{reason}»"),
    Code("RM939", "scan-unreadable", "«{file}» is no PDF",
         "scan the signed order into a PDF of 50 MB at most"),
)  # fmt: skip
