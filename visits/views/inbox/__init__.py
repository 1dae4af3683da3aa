"""The inbox: the list, one item after the other, several at once, and taking back."""
