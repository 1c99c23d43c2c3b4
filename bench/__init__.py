"""What is measured, against what, in one run. Nothing here is a test: machines are noisy, ratios in one run are not."""
