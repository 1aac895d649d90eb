"""Tests mirror the package: tests/x/test_y.py tests roadmap_engine/x/y.py."""
