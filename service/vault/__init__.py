"""Keys, sealing and keyed look-up. Bytes in, bytes out."""
