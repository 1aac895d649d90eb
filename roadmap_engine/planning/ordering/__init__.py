"""Plan → order: approve the plan, give everybody her points, keep the control."""

from __future__ import annotations
