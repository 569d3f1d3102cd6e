"""Content as writers keep it, Markdown or HTML with front matter: what it says, and of whom it says so."""
