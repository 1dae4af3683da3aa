"""What people follow: whom it concerns, what it is called, what is to be told of it."""
