"""Work that takes longer than a request may: asked for on a page, done in turn, shown as it goes."""
