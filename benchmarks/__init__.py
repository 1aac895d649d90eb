"""Measurements, as ratios beside a peer; `make bench` runs them all."""
