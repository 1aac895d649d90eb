"""What stands on a disk: files opened inside a root, written whole or not at all, folders held by one run.

Below all that reads or writes: there is one way of opening a file, one of writing one, and one lock. What is
read and written, and why, is known further up; only the command line writes.
"""
