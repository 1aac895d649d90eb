"""How pages are filled in: one environment for site and portal, one frame, words for what failed."""
