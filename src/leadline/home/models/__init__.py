from leadline.home.models.attention import Dismissal
from leadline.home.models.balance import BalanceRun
from leadline.home.models.search import SearchText, SearchWord

__all__ = ["BalanceRun", "Dismissal", "SearchText", "SearchWord"]
