"""Roadmap × adoption → plan: who, when and in which words, and why."""
