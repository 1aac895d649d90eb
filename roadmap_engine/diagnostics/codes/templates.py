"""RM64x: templates and pictures that people bring, and PDF files."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["TEMPLATE_CODES"]

TEMPLATE_CODES: tuple[Code, ...] = (
    Code(
        "RM640",
        "template-value-unguarded",
        "{template}, {part}, paragraph «{paragraph}»: {tag} prints «{name}», which may be missing",
        "Put {{% if {name} %}}…{{% endif %}} around the words, or {{%p if {name} %}} and {{%p endif %}}, "
        "each in a paragraph of its own, around the paragraph.",
    ),
    Code(
        "RM641",
        "template-exceeds-limits",
        "{template} took more than {seconds} s or {megabytes} MB and was stopped",
        "An ordinary template takes a tenth of a second. Take a new one from `roadmap template new` and "
        "make your changes there.",
    ),
    Code(
        "RM642",
        "template-limits-unavailable",
        "{template} is not the program's own, and this system cannot limit what it takes",
        "Templates of your own are filled where the system can limit the memory of a process, as Linux can. "
        "Leave out `templates:` of the organisation to use the program's.",
    ),
    Code(
        "RM643",
        "picture-not-usable",
        "{file} is not a whole picture in PNG or JPEG of at most {limit} kB and {dots} dots a side",
        "Save the picture anew as PNG or JPEG, smaller where it is too large.",
    ),
    Code(
        "RM644",
        "templates-folder-missing",
        "there is no folder «{folder}» with templates",
        "Make the folder, or take `templates:` out; `roadmap template new KIND` makes a template for it.",
    ),
    Code(
        "RM645",
        "template-kind-unknown",
        "there is no kind of template called «{kind}»",
        "Nearest: {near}.\n`roadmap template` lists all kinds.",
    ),
    Code(
        "RM646",
        "office-missing",
        "LibreOffice is not installed, so there are no PDF files; the Word files are written",
        "Install LibreOffice (libreoffice.org), or open the Word files and save them as PDF.",
    ),
    Code(
        "RM647",
        "office-failed",
        "LibreOffice made no PDF of {files} within {seconds} s; the Word files are written",
        "Try again; if it does not help, open the Word files and save them as PDF.",
    ),
    Code(
        "RM648",
        "template-in-the-way",
        "{file} is there already",
        "Choose another name with -o, or say --force to write over it.",
    ),
    Code(
        "RM649",
        "qr-text-too-long",
        "the text for the QR code takes {found} bytes; a code that a telephone reads off paper holds {limit}",
        "Give a shorter text or a short link.",
    ),
)
