"""RM634–RM669: templates and pictures that people bring, and PDF files."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["TEMPLATE_CODES"]

_IN = "{template}, {part}, paragraph «{paragraph}»: "

TEMPLATE_CODES: tuple[Code, ...] = (
    Code("RM634", "template-of-a-template",
         "{template} hangs on the template «{target}»; the papers will not",
         "Nothing has to be done. In Word it is taken off under Developer, Document Template.",
         severity=Severity.NOTICE),
    Code("RM635", "template-comments-left", "{template} has comments; the papers will have none",
         "Nothing has to be done; what has to be printed stands in the text.", severity=Severity.NOTICE),
    Code("RM636", "template-parts-left",
         "{template}: {parts} will not be in the papers, which are text and pictures only",
         "Nothing has to be done, unless the papers need it: then put it into the text.",
         severity=Severity.NOTICE),
    Code("RM637", "template-revised", "{template}: {part} has tracked changes; they are taken as accepted",
         "Deleted text is not printed, inserted text is. In Word: Review, Accept All Changes.",
         severity=Severity.NOTICE),
    Code("RM638", "template-tag-in-vain", "{template}: {tag} stands in {part}, where nothing is filled",
         "Values are filled in the text, headers, footers and notes; move the tag there.",
         severity=Severity.WARNING),
    Code("RM639", "template-remark", _IN + "{tag} is a remark and is not printed",
         "Values stand in {{{{ value }}}}, conditions and loops in {{% … %}}.", severity=Severity.NOTICE),
    Code("RM640", "template-value-unguarded",
         "{template}, {part}, paragraph «{paragraph}»: {tag} prints «{name}», which may be missing",
         "Put {{% if {name} %}}…{{% endif %}} around the words, or {{%p if {name} %}} and {{%p endif %}}, "
         "each in a paragraph of its own, around the paragraph."),
    Code("RM641", "template-exceeds-limits",
         "{template} took more than {seconds} s or {megabytes} MB and was stopped",
         "An ordinary template takes a tenth of a second. Take a new one from `roadmap template new` and "
         "make your changes there."),
    Code("RM642", "template-limits-unavailable",
         "{template} is not the program's own, and this system cannot limit what it takes",
         "Templates of your own are filled where the system can limit the memory of a process, as Linux "
         "can. Leave out `templates:` of the organisation to use the program's."),
    Code("RM643", "picture-not-usable",
         "{file} is not a whole picture in PNG or JPEG of at most {limit} kB and {dots} dots a side",
         "Save the picture anew as PNG or JPEG, smaller where it is too large."),
    Code("RM644", "templates-folder-missing", "there is no folder «{folder}» with templates",
         "Make the folder, or take `templates:` out; `roadmap template new KIND` makes a template for it."),
    Code("RM645", "template-kind-unknown", "there is no kind of template called «{kind}»",
         "Nearest: {near}.\n`roadmap template` lists all kinds."),
    Code("RM646", "office-missing",
         "LibreOffice is not installed, so there are no PDF files; the Word files are written",
         "Install LibreOffice (libreoffice.org), or open the Word files and save them as PDF."),
    Code("RM647", "office-failed",
         "LibreOffice made no PDF of {files} within {seconds} s; the Word files are written",
         "Try again; if it does not help, open the Word files and save them as PDF."),
    Code("RM648", "template-in-the-way", "{file} is there already",
         "Choose another name with -o, or say --force to write over it."),
    Code("RM649", "qr-text-too-long",
         "the text for the QR code takes {found} bytes; a code that a telephone reads off paper holds "
         "{limit}", "Give a shorter text or a short link."),
    Code("RM662", "template-letters-of-another-alphabet",
         _IN + "in {tag} the word «{word}» has the letter «{letter}» of the Russian alphabet, which looks "
         "like a Latin one", "Type it in Latin letters: {latin}."),
    Code("RM663", "template-lacks-value",
         "{template} does not print «{name}» ({about}), which such a paper has to have",
         "Put it where it belongs; `roadmap template fields KIND` shows how it is written.",
         severity=Severity.WARNING),
    Code("RM664", "template-section-repeated",
         _IN + "{tag} repeats a section break: every round begins a new section",
         "Put the break before or after the block, unless each round shall have pages of its own.",
         severity=Severity.NOTICE),
    Code("RM665", "template-tag-takes-along",
         _IN + "{tag} goes with its paragraph, and with it a picture or section break that hangs on it",
         "Put the tag into a paragraph of its own.", severity=Severity.WARNING),
    Code("RM666", "template-note-repeated",
         _IN + "{tag} repeats a footnote or endnote; it will stand at the first round only",
         "Put the note outside the block, or write its words into the text.", severity=Severity.NOTICE),
)  # fmt: skip
