"""Adoptions of the published roadmaps by invented schools, and the words of the papers made of them."""
