"""Web pages and calendar feeds over a workspace folder; its database holds accounts and a derived index.

The texts of the workspace stay the truth: what a page records is written with the functions that the
command line uses, under the lock of the adoption and with what its reader saw. One package a subject:
`accounts` (who comes in, and what she may do), `plans` (whose folder is whose, and where plans stand),
`schools` (the pages of a school), `matrix` (those of a department), `feeds` (calendars by their tokens),
`jobs` (what takes longer than a request).
"""
