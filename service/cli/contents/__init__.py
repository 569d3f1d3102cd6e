"""`aval check`: contents and pictures, before they go out."""
