"""What is held, read, prepared and written in one go, for the command line and the portal alike.

Each function holds the folder of an adoption from before its texts are read until what came of them stands on
the disk, and gives what was written or why it was not. Nothing is printed; who writes, and which instant it
is, are parameters.
"""
