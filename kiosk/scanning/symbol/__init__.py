"""One QR symbol, module by module: where it lies, what each module says, what they say together."""
