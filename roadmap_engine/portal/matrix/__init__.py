"""The pages of a department: schools × measures, what waits for it, who runs what."""
