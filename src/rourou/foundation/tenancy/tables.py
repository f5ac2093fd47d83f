"""Which tables belong to one cluster and which to the whole store. Any other table is a cluster’s, and protected."""

from typing import Final

# Tables of the whole store: no row of any of them is about a learner. Each with its reason.
OF_THE_STORE: Final[dict[str, str]] = {
    "tenancy_store": "the one row that says what this store is",
    "tenancy_user": "people who can sign in; what they may see stands in grants",
    "tenancy_session": "signed-in browsers; read before any cluster is known",
    "tenancy_cluster": "the list of clusters itself",
    "tenancy_organisation": "settings and services, in as many clusters as they work with",
    "tenancy_clustermembership": "which organisation takes part in which cluster; read to build a call",
    "tenancy_post": "who works where in which role; read to build a call",
    "tenancy_calendarperiod": "terms of a year; holds no person",
    "tenancy_closedday": "public holidays; holds no person",
    "exchange_progress": "how far a load is: two numbers under a random id",
    "exchange_schoolsrun": "loads of the Ministry's directory of schools, which is public",
    "django_migrations": "which migrations have run",
    "django_content_type": "Django's list of models",
    "auth_permission": "Django's own, unused: what a role may do stands in foundation/access/roles.py",
    "auth_group": "Django's own, unused",
    "auth_group_permissions": "Django's own, unused",
    "account_emailaddress": "addresses that staff and whānau sign in with",
    "account_emailconfirmation": "codes sent to those addresses",
}

# Tables of clusters with a key of another shape. Each with its reason.
KEYED_OTHERWISE: Final[dict[str, str]] = {
    "access_holder": "one small integer for the whole store keeps grants small; unique within its cluster",
}
