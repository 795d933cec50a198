"""Who should say hello to whom, and why: data in, suggestions out."""
