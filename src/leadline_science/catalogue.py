"""Every method of the package, and the way back from a kept answer."""

from collections.abc import Mapping
from typing import Any

from leadline_science.answers import Answer, Method
from leadline_science.calibration.balance import METHOD as BALANCE
from leadline_science.calibration.brier import METHOD as BRIER
from leadline_science.calibration.chances import CORRECTED as CORRECTED_CHANCE
from leadline_science.calibration.chances import METHOD as CHANCES
from leadline_science.calibration.correcting import METHOD as CORRECTED
from leadline_science.calibration.evidence import METHOD as EVIDENCE
from leadline_science.calibration.pit import METHOD as PIT
from leadline_science.calibration.promises import METHOD as PEOPLE
from leadline_science.calibration.record import METHOD as RECORD
from leadline_science.calibration.scores import CRPS, INTERVAL
from leadline_science.charts.xmr import METHOD as XMR
from leadline_science.conjoint.hierarchical import METHOD as HIERARCHICAL
from leadline_science.conjoint.mnl import METHOD as LOGIT
from leadline_science.experiments.bayes_means import METHOD as BAYES_MEANS
from leadline_science.experiments.bayes_shares import METHOD as BAYES_SHARES
from leadline_science.experiments.cuped import METHOD as CUPED
from leadline_science.experiments.looking import METHOD as AT_LOOK
from leadline_science.experiments.means import MEANS, RATIOS
from leadline_science.experiments.planned import METHOD as PLANNED_LOOKS
from leadline_science.experiments.several import METHOD as SEVERAL
from leadline_science.experiments.shares import METHOD as SHARES
from leadline_science.experiments.size import MEANS as SIZE_FOR_MEANS
from leadline_science.experiments.size import SHARES as SIZE_FOR_SHARES
from leadline_science.experiments.splitting import METHOD as SAMPLE_RATIO
from leadline_science.experiments.unplanned import METHOD as CONFIDENCE_SEQUENCE
from leadline_science.flow.ageing import METHOD as AGEING
from leadline_science.flow.counting import THROUGHPUT, WIP
from leadline_science.flow.cycle_times import METHOD as CYCLE_TIMES
from leadline_science.flow.little import METHOD as LITTLE
from leadline_science.flow.moves import CUMULATIVE, EFFICIENCY, IN_STATE
from leadline_science.flow.say_do import METHOD as SAY_DO
from leadline_science.forecasting.backtest import METHOD as BACKTEST
from leadline_science.forecasting.drift_size import OWN, POOLED
from leadline_science.forecasting.how_many import METHOD as HOW_MANY
from leadline_science.forecasting.scoring import METHOD as SCORE
from leadline_science.forecasting.teams import ALL_DONE, IN_TURN
from leadline_science.forecasting.when import METHOD as WHEN
from leadline_science.impact.panels.effects import BOTH as SYNTHETIC_DID
from leadline_science.impact.panels.effects import CONTROL as SYNTHETIC_CONTROL
from leadline_science.impact.panels.effects import DIFFERENCES
from leadline_science.impact.structural.effect import METHOD as STRUCTURAL
from leadline_science.investment.deferral import METHOD as DEFERRAL
from leadline_science.investment.looking import METHOD as SEARCH_ORDER
from leadline_science.investment.mirr import METHOD as MIRR
from leadline_science.investment.payback import METHOD as PAYBACK
from leadline_science.investment.rates import IRR, XIRR
from leadline_science.investment.stages import METHOD as STAGES
from leadline_science.investment.tornado import METHOD as TORNADO
from leadline_science.investment.worth import NPV, XNPV
from leadline_science.market.bass import METHOD as BASS
from leadline_science.market.bass_fit import METHOD as ADOPTION
from leadline_science.market.shares import METHOD as CONCENTRATION
from leadline_science.market.sizing import METHOD as MARKET_SIZE
from leadline_science.portfolio.choice import METHOD as CHOICE
from leadline_science.portfolio.frontier import METHOD as FRONTIER
from leadline_science.portfolio.prices import METHOD as PRICES
from leadline_science.portfolio.reasons import METHOD as REASONS
from leadline_science.prioritisation.ahp import METHOD as AHP
from leadline_science.prioritisation.bradley_terry import METHOD as BRADLEY_TERRY
from leadline_science.prioritisation.buying import METHOD as BUY_A_FEATURE
from leadline_science.prioritisation.by_column import RICE, VALUE, WEIGHTED, WSJF
from leadline_science.prioritisation.learning import METHOD as LEARN_NEXT
from leadline_science.prioritisation.maxdiff import METHOD as MAXDIFF
from leadline_science.prioritisation.moscow import METHOD as MOSCOW
from leadline_science.prioritisation.next_pair import METHOD as NEXT_PAIR
from leadline_science.prioritisation.opportunity import METHOD as OPPORTUNITY
from leadline_science.prioritisation.own import METHOD as OWN_FORMULA
from leadline_science.prioritisation.scoring import ICE
from leadline_science.prioritisation.sequence import METHOD as SEQUENCE
from leadline_science.prioritisation.topsis import METHOD as TOPSIS
from leadline_science.refusals import NotKept
from leadline_science.retention.projection import METHOD as RETENTION
from leadline_science.surveys.difference import METHOD as DIFFERENCE
from leadline_science.surveys.gabor_granger import METHOD as GABOR_GRANGER
from leadline_science.surveys.kano import METHOD as KANO
from leadline_science.surveys.nps import CHANGE as NPS_CHANGE
from leadline_science.surveys.nps import NPS
from leadline_science.surveys.raking import METHOD as RAKING
from leadline_science.surveys.ratings import CES, CSAT
from leadline_science.surveys.sample import METHOD as SAMPLE_SIZE
from leadline_science.surveys.van_westendorp import METHOD as VAN_WESTENDORP
from leadline_science.surveys.weights import SHARE as WEIGHTED_SHARE
from leadline_science.surveys.weights import SIZE as EFFECTIVE_SIZE
from leadline_science.survival.kaplan_meier import METHOD as KAPLAN_MEIER
from leadline_science.survival.log_rank import METHOD as LOG_RANK
from leadline_science.text.answer import METHOD as THEMES
from leadline_science.text.similar import DUPLICATES, SIMILAR
from leadline_science.text.threshold import METHOD as THRESHOLD
from leadline_science.uncertainty.shares import METHOD as WILSON
from leadline_science.uncertainty.spread import METHOD as SPREAD
from leadline_science.uncertainty.telling import METHOD as ESTIMATE

METHODS: tuple[Method, ...] = (
    *(WHEN, HOW_MANY, ALL_DONE, IN_TURN, BACKTEST, OWN, POOLED, SCORE),
    *(CYCLE_TIMES, AGEING, THROUGHPUT, WIP, CUMULATIVE, IN_STATE, EFFICIENCY, LITTLE, SAY_DO),
    *(XMR, KAPLAN_MEIER),
    *(RECORD, BRIER, CRPS, INTERVAL, PIT, WILSON),
    *(PEOPLE, CORRECTED, CHANCES, CORRECTED_CHANCE, EVIDENCE, BALANCE),
    *(ESTIMATE, SPREAD),
    *(MEANS, SHARES, RATIOS, CUPED, BAYES_MEANS, BAYES_SHARES, SAMPLE_RATIO, SEVERAL),
    *(PLANNED_LOOKS, AT_LOOK, CONFIDENCE_SEQUENCE, SIZE_FOR_SHARES, SIZE_FOR_MEANS),
    *(DIFFERENCES, SYNTHETIC_CONTROL, SYNTHETIC_DID, STRUCTURAL),
    *(RICE, ICE, WSJF, VALUE, WEIGHTED, OWN_FORMULA, LEARN_NEXT, SEQUENCE),
    *(OPPORTUNITY, MOSCOW, AHP, TOPSIS),
    *(BRADLEY_TERRY, NEXT_PAIR, MAXDIFF, BUY_A_FEATURE),
    *(DIFFERENCE, NPS, NPS_CHANGE, CSAT, CES, SAMPLE_SIZE, EFFECTIVE_SIZE, WEIGHTED_SHARE),
    *(RAKING, KANO, VAN_WESTENDORP, GABOR_GRANGER),
    *(MARKET_SIZE, CONCENTRATION, BASS, ADOPTION),
    *(LOG_RANK, RETENTION),
    *(LOGIT, HIERARCHICAL),
    *(NPV, XNPV, IRR, XIRR, MIRR, PAYBACK, STAGES, SEARCH_ORDER, DEFERRAL, TORNADO),
    *(CHOICE, FRONTIER, PRICES, REASONS),
    *(SIMILAR, DUPLICATES, THRESHOLD, THEMES),
)
BY_ID: Mapping[str, Method] = {method.id: method for method in METHODS}


def restore(data: Mapping[str, Any]) -> Answer:
    """The kept answer that `Answer.to_dict` wrote as `data`. Raises `NotKept`."""
    known = BY_ID.get(str(data.get("method")))
    if known is None:
        raise NotKept(f"No method is called {data.get('method')}.", "Give a kept answer whole.")
    return known.restore(data)
