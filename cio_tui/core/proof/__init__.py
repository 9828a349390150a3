"""What one kept sample proves, in words: asked, where the time went, what came back, from where, and by which rule."""
