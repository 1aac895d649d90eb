"""RM1xx: reading a file, and the letters and signs of a text."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["READING_CODES"]

READING_CODES: tuple[Code, ...] = (
    Code("RM101", "file-not-found", "there is no file «{file}»",
         "perhaps {near} was meant\ncheck the name and the folder"),
    Code("RM102", "folder-instead-of-file", "«{file}» is a folder, and a file is needed",
         "name the file inside the folder: {known}\nname a file with the ending .yaml"),
    Code("RM103", "file-not-readable", "the file «{file}» cannot be read: {reason}",
         "check that the file is not open elsewhere and that you may read it"),
    Code("RM104", "file-too-large", "the file is larger than {limit} MB, the largest a text may be",
         "check that this is the right file; a roadmap of forty measures takes about 90 KB"),
    Code("RM105", "not-utf8", "the file is not in UTF-8: byte {byte} cannot be read",
         "it reads as {encoding}: save it anew in UTF-8\nsave the file in UTF-8 (in Notepad: «Save as», "
         "encoding «UTF-8»)"),
    Code("RM106", "empty-file", "the file is empty",
         "begin with one of the texts under roadmaps/ or examples/"),
    Code("RM107", "control-character", "the character {character} does not belong in a text",
         "delete it; such characters come along when text is copied from a PDF or Word"),
    Code("RM108", "newer-format",
         "{file} is of format {found}, and this version of the program reads formats up to {known}",
         "use a newer version of the program; «roadmap --version» shows yours"),
    Code("RM109", "format-not-stated",
         "{thing}: a deadline with «relation» needs format {needed}, and the text is of format {found}",
         "write «format: {needed}» below the first line, or let «roadmap migrate» do it"),
    Code("RM110", "tab-indentation", "the line is indented with a tab",
         "indent with spaces, two for each level"),
    Code("RM111", "wrong-indentation", "the indentation of the line fits none of the lines above",
         "put the line exactly under its neighbours of the same level; if it goes on with the text above, "
         "indent it further"),
    Code("RM112", "unclosed-quote", "the quotation mark opened here is never closed",
         "close it at the end of the value, or leave the quotation marks out"),
    Code("RM113", "unclosed-bracket",
         "the bracket opened here is not closed, or a comma is missing inside it",
         "close the bracket and separate what is inside with commas"),
    Code("RM114", "colon-in-text",
         "a colon followed by a blank stands inside a text or on a line of the wrong level",
         "put a text with a colon into quotation marks or after «>-» on the next line; a line of its own "
         "is set under its neighbours"),
    Code("RM115", "missing-colon", "the line is neither «key: value» nor an item of a list",
         "write a colon and a blank after the key, or indent the line if it goes on with the text above"),
    Code("RM116", "reserved-character", "a value cannot begin with «{character}»",
         "put the value into quotation marks"),
    Code("RM117", "bad-escape", "what follows the backslash means nothing in double quotation marks",
         "write the backslash twice, or use single quotation marks"),
    Code("RM118", "text-after-value", "after the closed value there is something more on the line",
         "put the whole value into quotation marks of the other kind, or leave the quotation marks out"),
    Code("RM119", "not-yaml", "here the text stops being YAML",
         "compare the line with the one above it: key, colon, blank, value"),
    Code("RM120", "several-documents", "a second document begins here, and a file holds one",
         "delete the line «---», or move the rest into a file of its own"),
    Code("RM121", "alias-refused",
         "«&name» and «*name» are not used here: a text says everything where it is read",
         "write the value out; a text that begins with «&» or «*» goes into quotation marks"),
    Code("RM122", "tag-refused", "type marks such as «{tag}» are not used here",
         "delete the mark; a text that begins with «!» goes into quotation marks"),
    Code("RM123", "merge-refused", "the merge key «<<» is not used here",
         "write the fields out; what texts share stands in the text they extend"),
    Code("RM124", "duplicate-key", "the key «{key}» stands here a second time", "keep one of the two"),
    Code("RM125", "key-not-text", "a key must be a word on one line", "write «key: value»"),
    Code("RM126", "too-deep", "more than {limit} levels lie inside each other",
         "no text of ours needs more than ten: check the brackets"),
    Code("RM127", "too-many-values", "the file holds more than {limit} values",
         "check that this is the right file"),
    Code("RM175", "hidden-character", "nobody sees the character {character} that stands here",
         "delete it; such characters come along when text is copied from a page, a messenger or Word\nwrite "
         "the word anew: {word}", lesser=Severity.WARNING),
    Code("RM176", "cyrillic-letter",
         "«{word}»: letter no. {place}, «{letter}», is Cyrillic, and the word is a Latin one",
         "type the word anew in Latin letters: {meant}", lesser=Severity.WARNING),
    Code("RM177", "latin-letter",
         "«{word}»: letter no. {place}, «{letter}», is Latin, and the word is a Russian one",
         "type the word anew in Russian letters: «{meant}»", lesser=Severity.WARNING),
    Code("RM178", "comment-cuts-text",
         "the text ends before «{rest}»: after a blank, «#» begins a comment, which no paper shows",
         "put the whole text into quotation marks if this belongs to it\nput two blanks before «#» if it is "
         "meant as a comment", severity=Severity.NOTICE),
    Code("RM180", "odd-indentation",
         "the line is indented with the character {character}, which is no blank to YAML",
         "delete everything before the first word and indent anew with the space bar; such blanks come "
         "along when text is copied from a messenger or Word"),
)  # fmt: skip
