"""The supervisor behind `make run`: servers, data, web, worker, beat, and their end."""
