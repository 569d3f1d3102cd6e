"""Printed forms: where everything stands on a page, said once for the printer and the scanner's reader."""
