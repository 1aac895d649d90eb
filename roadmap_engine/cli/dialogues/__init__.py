"""What is asked for each kind of text: answers become values of the model, and nothing is written here."""
