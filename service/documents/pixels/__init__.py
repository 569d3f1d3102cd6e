"""What is done with pixels: a code drawn on a picture, its faces counted; in a process of its own."""
