"""Roadmaps that are being written: imported, edited, compared with what is published, published, signed."""
