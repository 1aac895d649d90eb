"""What the papers must look like, read back from the finished files."""
