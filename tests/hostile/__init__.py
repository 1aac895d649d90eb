"""Inputs that were made to do harm, and what the program says to each, in the time and memory it may take."""
