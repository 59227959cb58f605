from leadline.home.models.attention import Dismissal
from leadline.home.models.search import SearchText, SearchWord

__all__ = ["Dismissal", "SearchText", "SearchWord"]
