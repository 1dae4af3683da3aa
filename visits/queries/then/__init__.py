"""Pages as they would have been at a time, out of the stored versions of visits."""
