"""Parts of pages that are the same on many of them, rendered once for all."""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString

register = template.Library()


class Same(template.Node):
    child_nodelists = ()  # each page looks through all others for blocks

    def __init__(self, nodelist: NodeList, name: str, varying: list[FilterExpression]) -> None:
        self.nodelist, self.name, self.varying = nodelist, name, varying

    def render(self, context: template.Context) -> SafeString:
        common = context.get("common")
        if common is None:
            return self.nodelist.render(context)
        values = [one.resolve(context, ignore_failures=True) for one in self.varying]
        part: SafeString = common.keep((self.name, *values), lambda: self.nodelist.render(context))
        return part


@register.tag
def same(parser: Parser, token: Token) -> Same:
    """``{% same "foot" address %}…{% endsame %}``: a part that depends on what is public and on these values alone.

    It is kept with the page's ``common``, and holds no block that another template fills.
    """
    _, name, *varying = token.split_contents()
    nodelist = parser.parse(("endsame",))
    parser.delete_first_token()
    return Same(nodelist, name.strip('"'), [parser.compile_filter(one) for one in varying])
