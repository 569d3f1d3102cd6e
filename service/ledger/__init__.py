"""The history nobody can change unseen: an RFC 6962 tree. Bytes in, hashes out."""
