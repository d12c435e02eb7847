"""What an account may do, in one query: Django asks for its own rights and for those of its groups apart."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import Q


class Rights(ModelBackend):
    """Django's own backend. The answer is the same, and is kept with the account for the request, as there."""

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if not hasattr(user_obj, "rights_held"):
            held = Permission.objects.order_by()
            if not user_obj.is_superuser:
                held = held.filter(Q(user=user_obj) | Q(group__user=user_obj)).distinct()
            names = held.values_list("content_type__app_label", "codename")
            user_obj.rights_held = {f"{app}.{codename}" for app, codename in names}
        return user_obj.rights_held
