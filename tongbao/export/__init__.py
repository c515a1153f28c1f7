"""Tables and figures as files for spreadsheet programs, in which no text of a bulletin is ever a formula."""
