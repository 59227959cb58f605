"""How every page looks: layout, fragments, pictures, words and numbers as people read them."""
