"""Pages of plans, and the setting's register, which shows the plan beside each learner."""

from rourou.contexts.plans.views.plan import action_done, plan, plan_edit, plan_end, plan_suggest, suggestion_answer
from rourou.contexts.plans.views.register import register

__all__ = ["action_done", "plan", "plan_edit", "plan_end", "plan_suggest", "register", "suggestion_answer"]
