"""Mail, where it was switched on: a few words to one person, and reports that are confirmed by a letter."""
