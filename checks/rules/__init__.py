"""One file per check; the catalogue of them is in ``checks.catalogue``."""
