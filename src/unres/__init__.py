"""United Nations General Assembly resolutions as typed, exact, lossless data."""
