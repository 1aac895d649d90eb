"""What stands on a disk: files written whole or not at all, folders held by one run at a time.

Below the command line, and below whatever else writes beside an adoption: both use one way of writing and
one lock. What is written, and why, is known further up.
"""
