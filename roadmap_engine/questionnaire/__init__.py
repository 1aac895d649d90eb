"""One list of questions for each text: it is asked by it, written by it, read by it and edited by it.

fill_in(form, context, given, speak=…) -> Filled(known, asked, pending, problems)
draft_text(form, filled) -> Drafted(tree, notes, heading), for the writer of `yaml_text`
begin_revision(form, context, tree, speak=…) -> Revision; list_edits(before, after, tree) -> edits of the text

The forms are `organisation`, `adoption`, `roadmap` and `overlay`. Nothing here asks: whoever has a terminal,
a web page or a file of answers shows `Filled.pending` and fills in again. Nothing here knows a file.
"""
