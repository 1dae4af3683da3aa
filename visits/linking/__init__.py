"""Claims + decisions → visits, meetings, itineraries, each with its reasons."""
