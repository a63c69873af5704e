// The pipeline screen.
