"""Search by word: the rules of words, the engines of both databases, the order of answers."""
