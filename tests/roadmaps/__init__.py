"""The published texts: each equals its source, and none says twice what it shares."""
