"""RM6xx: documents."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["DOCUMENT_CODES"]

_IN = "{template}, {part}, paragraph «{paragraph}»: "

DOCUMENT_CODES: tuple[Code, ...] = (
    Code("RM601", "template-is-no-word-file", "{template} is not a Word document, or it is damaged",
         "Open the file in Word and save it as a Word document (.docx)."),
    Code("RM602", "template-too-large", "{template} takes {found} bytes; a template may take {limit}",
         "Make the pictures in it smaller."),
    Code("RM603", "template-too-many-parts", "{template} has {found} parts; a template may have {limit}",
         "Copy the text into a new Word document and save that."),
    Code("RM604", "template-part-unpacks-too-far",
         "{template}: {part} unpacks to more than {limit} times its size",
         "Such a file can exhaust the memory. Copy the text into a new Word document and save that."),
    Code("RM605", "template-part-forbidden", "{template} holds {part}; a template has text and pictures only",
         "Remove macros, embedded objects, charts and controls (a chart may stand as a picture), and save "
         "the file as a Word document (.docx)."),
    Code("RM606", "template-part-unreadable", "{template}: {part} is not XML in UTF-8",
         "Open the file in Word and save it again."),
    Code("RM607", "template-part-declares-entities",
         "{template}: {part} has a DOCTYPE, which no Word document has",
         "Copy the text into a new Word document and save that."),
    Code("RM608", "template-refers-outside", "{template}: {part} refers to «{target}» outside the document",
         "Only links to web pages and mail addresses may lead out. Take other links off (right click, "
         "Remove Hyperlink), and put pictures into the document itself."),
    Code("RM609", "template-field-forbidden",
         "{template}: {part} has the field «{field}», which may fetch or run something",
         "Remove the field; page numbers, dates and references are allowed."),
    Code("RM610", "template-tag-not-closed",
         "{template}, {part}, paragraph «{paragraph}»: {opening} is not closed",
         "A tag ends in the paragraph it begins in: {{{{ value }}}} or {{% if … %}}."),
    Code("RM611", "template-tag-not-allowed", _IN + "{tag} says what a template may not",
         "Allowed are values, for, if, comparisons and the filters join, length, lower, trim, upper; a "
         "loop inside a loop goes through something of the outer loop's variable."),
    Code("RM612", "template-block-not-ended", _IN + "{tag} has no {ending}",
         "Add the tag {ending} after the last paragraph or row of the block."),
    Code("RM613", "template-block-not-begun", _IN + "{tag} has no {wanted} before it",
         "Add the tag {wanted} before it, or remove this one."),
    Code("RM614", "template-block-torn", _IN + "{tag} and its end {ending} do not stand side by side",
         "Both need the same letter (p, tr, tc) and the same place: one table, one cell, or both in the "
         "text."),
    Code("RM615", "template-value-unknown",
         _IN + "{tag} asks for «{name}», which this document does not have", "What it has: {near}."),
    Code("RM616", "template-value-not-text", _IN + "{tag} prints something that is not text",
         "A list is gone through with for; yes or no is asked with if; of a group, name one value."),
    Code("RM617", "template-loop-over-no-list", _IN + "{tag} goes through something that is not a list",
         "Name a list of this document after in."),
    Code("RM618", "template-tag-not-understood", _IN + "{tag} is not understood",
         "Look for a missing word, quotation mark or bracket."),
    Code("RM619", "template-hides-tags", "{template}: {part} has tags outside its paragraphs, or torn ones",
         "Tags stand in the text only. Type the tags of this part anew.\nOne stands in the words that "
         "describe a picture or in a setting: {tag}."),
    Code("RM620", "template-too-many-tags",
         "{template}: {part} has {found} tags, too many or nested too deep; {limit} are allowed",
         "Divide the template into several."),
    Code("RM621", "template-breaks-when-filled",
         "{template}: {part} is no longer a Word document once it is filled",
         "A block begins in one place and ends in another: let for and if stand in paragraphs (p) or rows "
         "(tr) of their own."),
    Code("RM622", "template-leaves-empty-table",
         "{template}: {part} can be left with a table without rows or a cell without text",
         "Let a table keep a row, and a cell a paragraph, outside the block, or put the block around the "
         "table."),
    Code("RM623", "template-lacks-column", "{template} has no column for «{field}»",
         "Add a column to the template's table with the tag {tag} in its cell.", lesser=Severity.WARNING),
    Code("RM624", "template-missing", "the template «{template}» is not there",
         "Put the file among the templates, or let the output name another; there are: {near}."),
    Code("RM625", "template-words-beside-tag", _IN + "{tag} goes and takes «{beside}» beside it along",
         "Let the tag stand alone: p in a paragraph, tr in a row, tc in a cell of its own."),
    Code("RM626", "template-tag-outside-table", _IN + "{tag} stands in no table",
         "tr repeats rows of a table, and tc its cells; paragraphs are repeated with p."),
    Code("RM627", "template-tag-not-opened",
         "{template}, {part}, paragraph «{paragraph}»: {closing} has no opening before it",
         "A tag begins with two signs: {{{{ value }}}} or {{% if … %}}."),
    Code("RM628", "template-block-over-cells",
         _IN + "{tag} begins in the cell «{first}» (row {first_row}, column {first_column}), and its end "
         "{ending} stands in the cell «{second}» (row {second_row}, column {second_column})",
         "A block that repeats rows begins and ends in rows of its own: {{%tr for … %}} and {{%tr endfor "
         "%}}; one inside a cell begins and ends in that cell."),
    Code("RM629", "template-strict-format",
         "{template} is saved as a Strict Open XML document, which only some programs read",
         "In Word: Save as, type «Word Document (*.docx)», not «Strict Open XML Document»."),
    Code("RM630", "order-person-case-unknown",
         "the dative of «{text}» ({person}) is not known for certain; the order names her in the nominative",
         "Give the person's gender, or her forms, in the organisation's text.", severity=Severity.WARNING),
    Code("RM631", "order-without-signatory", "the order of «{organisation}» has nobody to sign it",
         "Name the head among the people of the organisation."),
    Code("RM632", "order-measure-without-responsible",
         "nobody answers for the measure «{measure}», so the order gives it to nobody",
         "Name a responsible role of the measure, or assign it by hand.", severity=Severity.WARNING),
    Code("RM633", "order-wording-unknown",
         "the order cannot turn «{title}» (measure «{measure}») into a directive for certain",
         "The order quotes the plan's words instead; say it yourself with `directive:` of the measure.",
         severity=Severity.NOTICE),
)  # fmt: skip
