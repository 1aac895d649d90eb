"""Who comes in: accounts, what they were given, invitations, and what they have done here."""
