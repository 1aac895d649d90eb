"""Calendars by their tokens."""
