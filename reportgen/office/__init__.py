"""LibreOffice and typefaces: the only place where other programs are started."""
