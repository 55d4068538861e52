"""Outside engines behind one door each: they judge what the package derives, or carry it elsewhere."""
