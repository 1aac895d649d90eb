"""Two plans → what differs, in words of dates and people; the order that amends what was signed."""

from __future__ import annotations
