"""Tests of the years that words and rules name."""
