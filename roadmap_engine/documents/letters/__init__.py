"""Letters that say what waits for a person: words, as a page and as text, with the days as a calendar."""

from __future__ import annotations

from roadmap_engine.documents.letters.drawing import DrawnLetter, LetterWords, draw_letter, draw_message

__all__ = ["DrawnLetter", "LetterWords", "draw_letter", "draw_message"]
