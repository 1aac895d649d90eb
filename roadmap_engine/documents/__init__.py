"""Plan → bytes: one module for every kind of paper. The renderers never import each other."""

from __future__ import annotations
