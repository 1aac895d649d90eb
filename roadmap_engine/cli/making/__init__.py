"""From answers to the files of one kind of text."""
