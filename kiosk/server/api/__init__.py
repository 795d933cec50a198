"""The API that devices speak to."""
