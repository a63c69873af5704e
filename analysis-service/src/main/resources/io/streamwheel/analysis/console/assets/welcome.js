// The welcome screen.
