"""What a person at a prompt or in a notebook works with: objects that show themselves, and magics."""
