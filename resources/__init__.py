"""Files that are only read: fonts, icons, sounds, translations and sample data."""
