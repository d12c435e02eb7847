"""Parts of pages that are the same on many of them, rendered once for all."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString

register = template.Library()


class Same(template.Node):
    child_nodelists = ()  # each page looks through all others for blocks

    def __init__(
        self,
        nodelist: NodeList,
        name: str,
        varying: list[FilterExpression],
        row: FilterExpression | None = None,
    ) -> None:
        self.nodelist, self.name, self.varying, self.row = nodelist, name, varying, row

    def render(self, context: template.Context) -> SafeString:
        common = context.get("common")
        if common is None:
            return self.nodelist.render(context)
        values = [one.resolve(context, ignore_failures=True) for one in self.varying]
        keep = common.keep
        if self.row:
            row = self.row.resolve(context, ignore_failures=True)
            if row is None:
                return self.nodelist.render(context)
            values.append(row)
            keep = common.keep_of
        part: SafeString = keep((self.name, *values), lambda: self.nodelist.render(context))
        return part


@register.tag
def same(parser: Parser, token: Token) -> Same:
    """``{% same "foot" address %}…{% endsame %}``: a part that depends on what is public and on these values alone.

    It is kept with the page's ``common``, and holds no block that another template fills.
    """
    name, varying, nodelist = _parsed(parser, token)
    return Same(nodelist, name, varying)


@register.tag
def same_row(parser: Parser, token: Token) -> Same:
    """``{% same_row "article" edition.of_row address %}…{% endsame_row %}``: a part that depends on this row of a query
    and on the other values alone. It is kept until something is taken from readers; of what has no row it is not.
    """
    name, (row, *varying), nodelist = _parsed(parser, token)
    return Same(nodelist, name, varying, row)


def _parsed(parser: Parser, token: Token) -> tuple[str, list[FilterExpression], Any]:
    tag, name, *varying = token.split_contents()
    nodelist = parser.parse((f"end{tag}",))
    parser.delete_first_token()
    return name.strip('"'), [parser.compile_filter(one) for one in varying], nodelist
