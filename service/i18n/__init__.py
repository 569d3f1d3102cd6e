"""Every word people see, in French and in English."""
