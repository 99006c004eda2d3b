"""What we measure, as ratios where a machine's own speed would blur the figure."""
