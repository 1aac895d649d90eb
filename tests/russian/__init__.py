"""Russian: the golden tables and the properties of declension."""
