"""The inbox: who looks at what, what they decide, and taking it back."""
