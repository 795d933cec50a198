"""How well this machine can scan: measured, judged, and told as values that anybody can word."""
